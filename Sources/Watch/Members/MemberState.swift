/// What is remembered of a member of a community, in a fixed size and without a name or a text.
struct MemberState: Keyed {
    struct Flags: OptionSet {
        var rawValue: UInt8
        static let staff = Flags(rawValue: 1)
        static let bot = Flags(rawValue: 2)
    }

    var key: UInt64
    /// At which hours it writes.
    var rhythm = DayRhythm()
    var voice = VoiceStay.none
    var earlierVoice = VoiceStay.none
    var lastSeen: Moment
    var joinedAt = Moment.never
    var bannedAt = Moment.never
    var createdAt = Moment.never
    var rolesHash: UInt32 = 0
    var age = AgeEstimate()
    /// Place of the member's ``ContactBook``; -1 while it has none.
    var book: Int32 = -1
    var flags: Flags = []
    /// The last part of a day in which it wrote (see ``DayRhythm``).
    var lastPart: UInt16 = 0

    init(key: UInt64, lastSeen: Moment) {
        self.key = key
        self.lastSeen = lastSeen
    }

    /// Whether it joined within the week before `now`.
    func isNewcomer(_ now: Moment) -> Bool { now.isWithin(7 * Span.day, after: joinedAt) }
}

/// A stay in a voice room.
struct VoiceStay: Sendable, Hashable {
    /// Key of the channel; 0 for none.
    var channel: UInt64
    var from: Moment
    /// `never` while the member is still there.
    var until: Moment

    static let none = VoiceStay(channel: 0, from: .never, until: .never)
    /// A departure may be missed: nobody is taken to stay longer than this.
    private static let longest = 12 * Span.hour

    /// The end of the stay, as far as `now` can know it.
    func end(_ now: Moment) -> Moment {
        let bound = Moment(
            seconds: from.seconds.addingReportingOverflow(Self.longest).overflow ? .max : from.seconds + Self.longest)
        return min(until.isKnown ? until : now, bound)
    }

    /// Whether two members were in one room at one time, and that within `span` seconds before `now`.
    func met(_ other: VoiceStay, within span: UInt32, before now: Moment) -> Bool {
        guard channel != 0, channel == other.channel else { return false }
        let start = max(from, other.from)
        let finish = min(end(now), other.end(now))
        return start <= finish && now.since(finish) <= span
    }
}
