import SafetyModel

/// Who is staff, as far as events tell: who was shown as staff, or did what only staff can do.
///
/// Events leave the flag out at times, and a member of staff may be stripped of it while a case goes on. Whoever was
/// staff in the last ninety days counts as staff here: what is raised about them is for guardians.
struct StaffBook: Sendable {
    static let window = Duration.days(90)

    private var known = Remembered<Account, Bool>(for: window, most: 50_000)

    var count: Int { known.count }

    mutating func observe(_ event: Event) {
        guard let actor = event.actor, !actor.id.isEmpty, actor.bot != true,
            actor.staff == true || Deed.Kind(event) != nil || event.type == .roleGranted && event.target?.id != actor.id
        else { return }
        note(Account(actor.id, of: event), event.time)
    }

    private mutating func note(_ account: Account, _ time: Timestamp) {
        // Once a day is enough, and keeps this cheap.
        if let since = known.entries[account]?.since, time.elapsed(since: since) < .days(1) { return }
        known.set(account, true, since: time)
    }

    func holds(_ account: Account, at time: Timestamp) -> Bool { known.value(account, at: time) != nil }

    /// Whether a member that an event names is staff.
    func isStaff(_ member: Member, of event: Event) -> Bool {
        member.staff == true || holds(Account(member.id, of: event), at: event.time)
    }

    init() {}

    func encode(into writer: inout ByteWriter) { known.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try known.decode(from: &reader) }
}

/// When members joined, as far as events of the last two weeks told: events leave it out at times.
struct ArrivalBook: Sendable {
    private var joined = Remembered<Account, Timestamp>(for: .days(14), most: 50_000)

    var count: Int { joined.count }

    mutating func observe(_ event: Event) {
        guard let member = event.actor ?? event.target else { return }
        joined.set(Account(member.id, of: event), event.time, since: event.time)
    }

    /// What another event says of when a member joined holds for the next one that leaves it out.
    mutating func note(_ member: Member, of event: Event) {
        guard let time = member.joinedAt else { return }
        joined.set(Account(member.id, of: event), time, since: event.time)
    }

    func joined(_ member: Member, of event: Event) -> Timestamp? {
        member.joinedAt ?? joined.value(Account(member.id, of: event), at: event.time)
    }

    init() {}

    func encode(into writer: inout ByteWriter) { joined.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try joined.decode(from: &reader) }
}
