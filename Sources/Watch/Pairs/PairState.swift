/// What is remembered of a directed pair (actor → target), in 32 bytes. Whatever says more is in its ``PairFile``,
/// which only pairs with evidence have.
struct PairState: Keyed {
    struct Flags: OptionSet {
        var rawValue: UInt16
        /// The actor addressed the target before the target ever addressed the actor.
        static let opened = Flags(rawValue: 1)
        /// The actor wrote in private first, and that soon after both were in one voice room.
        static let voicePivot = Flags(rawValue: 2)
        /// The actor wrote in private first, and that within a day of the target's joining.
        static let earlyContact = Flags(rawValue: 4)
        /// A first private contact by staff without a cue: a welcome until something says otherwise.
        static let welcome = Flags(rawValue: 8)
        /// The first private message with enough words has been noted as opener.
        static let openerNoted = Flags(rawValue: 16)
        /// The target wrote in private first.
        static let answered = Flags(rawValue: 32)
        /// The actor's last message asked the target's age.
        static let askedAge = Flags(rawValue: 64)
    }

    var key: UInt64
    var first: Moment
    var last: Moment
    /// When the actor first wrote to the target in private.
    var firstPrivate = Moment.never
    /// Messages from actor to target.
    var count: UInt32 = 0
    /// Of these, the private ones, up to 65,535.
    var privateCount: UInt16 = 0
    var flags: Flags = []
    /// Place of the pair's ``PairFile``; -1 while it has none.
    var file: Int32 = -1

    init(key: UInt64, at moment: Moment) {
        self.key = key
        first = moment
        last = moment
    }

    mutating func spoke(_ now: Moment, inPrivate: Bool) {
        last = max(last, now)
        first = min(first, now)
        if count < .max { count += 1 }
        guard inPrivate else { return }
        if privateCount < .max { privateCount += 1 }
        if !firstPrivate.isKnown { firstPrivate = now }
    }
}
