import SafetyModel
import TextAnalysis

/// The private contacts that a member opened of late: who, when, how it began. At most ``limit`` entries of the last
/// week, and counts per day for those who open more.
struct ContactBook: Sendable {
    static let limit = 32
    static let window = 7 * Span.day

    var entries: [Contact] = []
    /// New contacts towards young members or newcomers for each of eight days; the first is the day `newestDay`.
    var daily = SIMD8<UInt16>(repeating: 0)
    var newestDay: UInt32 = 0
    var raisedAt = Moment.never

    /// A private contact that the member opened.
    struct Contact: Sendable, Hashable {
        struct Flags: OptionSet, Hashable {
            var rawValue: UInt8
            static let young = Flags(rawValue: 1)
            static let newcomer = Flags(rawValue: 2)
            static let voicePivot = Flags(rawValue: 4)
            static let early = Flags(rawValue: 8)
        }

        var target: UInt64
        /// Fingerprint of the first message that has one; 0 for none.
        var opener: UInt64
        var time: Timestamp
        var source: String
        var id: String
        var flags: Flags

        /// Whether it went to a member who is likely a minor, or new.
        var isVulnerable: Bool { !flags.isDisjoint(with: [.young, .newcomer]) }
    }

    mutating func add(_ contact: Contact, now: Moment) {
        let oldest = Int64(now.seconds) * 1000 - Int64(Self.window) * 1000
        entries.removeAll { $0.time.milliseconds < oldest }
        if entries.count >= Self.limit { entries.removeFirst() }
        entries.append(contact)
        if contact.isVulnerable { countDay(now) }
    }

    private mutating func countDay(_ now: Moment) {
        let day = now.seconds / Span.day
        while newestDay < day {
            if day - newestDay >= 8 {
                daily = SIMD8(repeating: 0)
                newestDay = day
            } else {
                for place in stride(from: 7, to: 0, by: -1) { daily[place] = daily[place - 1] }
                daily[0] = 0
                newestDay += 1
            }
        }
        let back = newestDay - day
        if back < 8, daily[Int(back)] < .max { daily[Int(back)] += 1 }
    }

    /// The entry of a contact, looked for from the newest.
    func place(of target: UInt64) -> Int? { entries.lastIndex { $0.target == target } }

    /// What the week before `now` shows.
    func counts(_ now: Moment) -> ContactCounts {
        var counts = ContactCounts()
        for entry in entries where now.isWithin(Self.window, after: Moment(entry.time)) {
            guard entry.isVulnerable else { continue }
            counts.week += 1
            if now.isWithin(Span.day, after: Moment(entry.time)) { counts.day += 1 }
            if entry.flags.contains(.young) { counts.young += 1 }
            if entry.flags.contains(.voicePivot) { counts.voice += 1 }
            if entry.flags.contains(.early) { counts.early += 1 }
        }
        if entries.count >= Self.limit, newestDay == now.seconds / Span.day {
            var sum = 0
            for place in 0..<7 { sum += Int(daily[place]) }
            counts.week = max(counts.week, sum)
            counts.day = max(counts.day, Int(daily[0]))
        }
        return counts
    }

    /// How many contacts of the week began with words nearly the same as this one's, itself included, and how many of
    /// those went to young members or newcomers.
    func sameOpener(as opener: UInt64, now: Moment, distance: Int) -> (all: Int, vulnerable: Int) {
        guard opener != 0 else { return (0, 0) }
        var all = 0
        var vulnerable = 0
        for entry in entries where entry.opener != 0 && now.isWithin(Self.window, after: Moment(entry.time)) {
            guard Fingerprints.areNearlySame(entry.opener, opener, allowing: distance) else { continue }
            all += 1
            if entry.isVulnerable { vulnerable += 1 }
        }
        return (all, vulnerable)
    }
}

/// New private contacts towards young members or newcomers, by what they have in common.
struct ContactCounts: Sendable, Hashable {
    var week = 0
    var day = 0
    var young = 0
    var voice = 0
    var early = 0
}
