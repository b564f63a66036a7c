import SafetyModel
import TextAnalysis

/// Something that a new account wrote: to whom, and in a sketch of what words. Holds no text and no name.
struct Deed: Sendable, Hashable {
    struct Flags: OptionSet, Hashable {
        var rawValue: UInt8
        static let inPrivate = Flags(rawValue: 1)
        static let hostile = Flags(rawValue: 2)
        /// It spoke to somebody who is not of those that joined with its author.
        static let addressed = Flags(rawValue: 4)
        /// The one it spoke to is likely a minor.
        static let towardsYoung = Flags(rawValue: 8)
        /// Its author is likely a minor.
        static let byYoung = Flags(rawValue: 16)
        /// It held a cue of grooming or extortion.
        static let cue = Flags(rawValue: 32)
        /// The one it spoke to has answered its author since.
        static let answered = Flags(rawValue: 64)
    }

    var account: UInt64
    var id: String
    var joined: Moment
    var created: Moment
    var time: Timestamp
    var source: String
    var event: String
    /// Fingerprint; 0 for none.
    var text: UInt64
    var flags: Flags

    var moment: Moment { Moment(time) }
}

/// What new accounts wrote to one member, or what they wrote in nearly the same words: at most ``limit`` deeds of the
/// last two days.
struct Gathering: Keyed {
    static let limit = 16
    static let window = 2 * Span.day

    /// Key of the member addressed; of a family of texts, its number.
    var key: UInt64
    /// Oldest first.
    private(set) var deeds: [Deed] = []
    private(set) var last = Moment.never

    init(key: UInt64) { self.key = key }

    init(key: UInt64, deeds: [Deed], last: Moment) {
        self.key = key
        self.deeds = deeds
        self.last = last
    }

    mutating func add(_ deed: Deed, now: Moment) {
        last = max(last, now)
        if deeds.contains(where: { $0.time == deed.time && $0.event == deed.event && $0.source == deed.source }) {
            return
        }
        if let oldest = deeds.first, !oldest.moment.isWithin(Self.window, of: now) {
            deeds.removeAll { !$0.moment.isWithin(Self.window, of: now) }
        }
        if deeds.count >= Self.limit { deeds.removeFirst() }
        deeds.append(deed)
    }

    /// The member addressed answered an account.
    mutating func answer(_ account: UInt64) {
        for place in deeds.indices where deeds[place].account == account { deeds[place].flags.insert(.answered) }
    }
}

/// What new accounts of a community write: families of texts that are nearly the same, and how many accounts come.
struct Chorus: Keyed {
    static let limit = 128
    /// Half of what is known of how many accounts come is forgotten in this time.
    private static let halfLife = 2 * Span.day

    /// The community's key.
    var key: UInt64
    /// The one that was touched longest ago gives way.
    var families: [Family] = []
    /// New accounts that began to write, older ones counting less.
    var arrivals: Float = 0
    var countedTo = Moment.never
    var last = Moment.never

    init(key: UInt64) { self.key = key }

    /// Texts that are nearly the same, by the first of them.
    struct Family: Sendable {
        var text: UInt64
        /// One bit a word, for looking through them fast.
        var mask: UInt64
        var deeds: Gathering
    }

    /// The family of a text, made where there is none.
    mutating func family(of text: UInt64, differing allowed: Int, _ now: Moment) -> Int {
        last = max(last, now)
        let mask = Fingerprints.mask(text)
        // Words that differ cost a bit each; what two words share, they may share by chance.
        let fewest = mask.nonzeroBitCount - allowed
        for place in families.indices
        where (families[place].mask & mask).nonzeroBitCount >= fewest
            && Fingerprints.areNearlySame(families[place].text, text, allowing: allowed)
        {
            return place
        }
        let family = Family(text: text, mask: mask, deeds: Gathering(key: text))
        guard families.count >= Self.limit else {
            families.append(family)
            return families.count - 1
        }
        var oldest = 0
        for place in families.indices where families[place].deeds.last < families[oldest].deeds.last { oldest = place }
        families[oldest] = family
        return oldest
    }

    mutating func arrive(_ now: Moment) {
        arrivals = arrivals(now) + 1
        countedTo = max(countedTo, now)
    }

    private func arrivals(_ now: Moment) -> Float {
        countedTo.isKnown ? arrivals * Arithmetic.remaining(after: now.since(countedTo), halfLife: Self.halfLife) : 0
    }

    /// How many of `span` seconds' new accounts one would expect to write, going by the last days.
    func expected(in span: UInt32, _ now: Moment) -> Double {
        Double(arrivals(now)) * Double(span) / (Double(Self.halfLife) / 0.693_147_18)
    }
}

/// A new account that wrote something: whom it writes to.
struct Recruit: Keyed {
    static let limit = 6
    /// An account is new for so long after it joined.
    static let span = 3 * Span.day

    var key: UInt64
    var joined: Moment
    var last: Moment
    /// Messages to those who joined with it, and to others.
    var toPeers: UInt16 = 0
    var toOthers: UInt16 = 0
    /// The last few others that it wrote to, oldest first.
    var targets: [UInt64] = []
    var raisedAt = Moment.never

    init(key: UInt64, joined: Moment, last: Moment) {
        self.key = key
        self.joined = joined
        self.last = last
    }

    mutating func address(_ target: UInt64, isPeer: Bool) {
        if isPeer {
            if toPeers < .max { toPeers += 1 }
            return
        }
        if toOthers < .max { toOthers += 1 }
        guard !targets.contains(target) else { return }
        if targets.count >= Self.limit { targets.removeFirst() }
        targets.append(target)
    }
}
