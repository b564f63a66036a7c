public import SafetyModel

/// What the events of one community say about how it is run, folded one event at a time.
///
/// Members of staff are those whom the snapshot's permissions make staff, and those whom an event calls staff at the
/// time. Programs count neither as staff nor as people who talk; what one does on a person's word is the person's act, as
/// the detectors hold it to be (``Orders``). Private chats are left out.
///
/// Bounded by what it tells of: hours that saw talk, members who joined, reports, members of staff.
public struct AuditActivity: Sendable {
    public let community: String
    /// Whom the snapshot makes staff.
    private let staff: Set<String>
    /// Of whom a report is one about staff, by the snapshot.
    private let inPower: Set<String>
    /// Roles that give the power to ban, by the snapshot.
    private let banRoles: Set<String>
    /// When members joined, by the snapshot.
    private let joined: [String: Timestamp]
    /// The owner, by the snapshot or by the last event that names one.
    private(set) var ownerID: String?

    private(set) var events = 0
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?
    /// Who did something, and was called staff by the event.
    private(set) var seenStaff: [String: AuditReference] = [:]
    /// Whom a report called staff. Kept apart: figures that staff can read must not tell that there was one.
    private var reportedStaff: Set<String> = []
    private(set) var members: Set<String> = []
    private(set) var hours: [Int: Hour] = [:]
    private(set) var acts: [String: Acts] = [:]
    private(set) var grants: [String: Grant] = [:]
    private(set) var rooms: [String: Room] = [:]
    private(set) var reports = ReportsSeen()
    private(set) var ownerSeen: Timestamp?
    private var joins: [String: Timestamp] = [:]
    private var orders = Orders()
    /// Names of the snapshot's staff, hashed.
    private let staffNames: [UInt64: String]

    /// One hour of the calendar.
    struct Hour: Sendable {
        var messages = 0
        var staff: Set<String> = []
    }

    /// What one member of staff did to others.
    struct Acts: Sendable {
        var count = 0
        /// Of those, how many are of a kind that takes a reason, and how many of these had none.
        var reasonable = 0
        var reasonless = 0
    }

    /// When somebody was first given a role with the power to ban.
    struct Grant: Sendable {
        var member: AuditReference
        var at: Timestamp
        var joined: Timestamp
    }

    /// A voice room.
    struct Room: Sendable {
        var name: String?
        var joins = 0
        var staffJoins = 0
    }

    /// - Parameters:
    ///   - community: the id that the events carry; those of other communities are passed over.
    ///   - standing: what a snapshot says about who holds which power; nil where there is none.
    public init(community: String, standing: AuditStanding? = nil) {
        self.community = community
        staff = Set(standing?.staff.map(\.member.id) ?? [])
        inPower = standing?.peopleInPower ?? []
        staffNames = Orders.names(of: standing?.staff.map { ($0.member.id, $0.member.name) } ?? [])
        banRoles = standing?.banRoles ?? []
        ownerID = standing?.snapshot.owner
        var joined: [String: Timestamp] = [:]
        for person in standing?.staff ?? [] { joined[person.member.id] = person.member.joinedAt }
        self.joined = joined
    }

    /// Takes the next event, in any order.
    public mutating func observe(_ event: Event) {
        guard event.community == community, event.channel?.kind != .direct else { return }
        // Reports have no part in any other figure, so that none of them tells of reports about staff.
        if event.type == .reportFiled { return file(event) }
        events += 1
        first = min(first ?? event.time, event.time)
        last = max(last ?? event.time, event.time)
        if case .community(let change) = event.body, let named = change.owner { ownerID = named }
        guard let actor = event.actor, actor.bot != true else {
            if let person = orders.ordered(event, names: staffNames, isStaff: isKnownStaff) {
                hours[hour(event.time), default: Hour()].staff.insert(person.id)
                observeAct(event, by: person, isOrdered: true)
            }
            return observeTarget(event)
        }
        if members.count < Self.mostMembers { members.insert(actor.id) }
        if actor.id == ownerID { ownerSeen = max(ownerSeen ?? event.time, event.time) }
        let isStaff = isStaff(actor)
        if isStaff {
            if actor.staff == true { seenStaff[actor.id] = AuditReference(id: actor.id, name: actor.name) }
            hours[hour(event.time), default: Hour()].staff.insert(actor.id)
        }
        switch event.type {
        case .messagePosted: hours[hour(event.time), default: Hour()].messages += 1
        case .memberJoined: join(actor, at: event.time)
        case .voiceJoined: enter(event, isStaff: isStaff)
        default: break
        }
        if isStaff {
            orders.observe(event, by: actor)
            observeAct(event, by: actor)
        }
        observeTarget(event)
    }

    /// More are not counted one by one: by then it is known that the community is not a small one.
    private static let mostMembers = 100_000

    func isStaff(_ member: Member) -> Bool {
        member.bot != true && (member.staff == true || staff.contains(member.id))
    }

    /// Whether somebody was staff at any time that is known of, reports left aside.
    func isKnownStaff(_ member: String) -> Bool { staff.contains(member) || seenStaff[member] != nil }

    /// Whether anything, reports left aside, says who is staff.
    var knowsStaff: Bool { !staff.isEmpty || !seenStaff.isEmpty }

    /// Whether a report is one about staff, by whatever says so: for guardians.
    func isAboutStaff(_ report: ReportsSeen.Filed) -> Bool {
        report.calledStaff || report.about.map { isInPower($0) || reportedStaff.contains($0) } ?? false
    }

    /// Whether a report counts in what staff can read: nothing but itself, and no other report, can take it out.
    func isAboutMembers(_ report: ReportsSeen.Filed) -> Bool {
        !report.calledStaff && !(report.about.map(isInPower) ?? false)
    }

    private func isInPower(_ member: String) -> Bool { inPower.contains(member) || isKnownStaff(member) }

    private func hour(_ moment: Timestamp) -> Int {
        let hours = moment.milliseconds / 3_600_000
        return Int(moment.milliseconds % 3_600_000 < 0 ? hours - 1 : hours)
    }

    private mutating func join(_ member: Member, at time: Timestamp) {
        joins[member.id] = max(joins[member.id] ?? time, time)
    }

    private mutating func enter(_ event: Event, isStaff: Bool) {
        guard let channel = event.channel else { return }
        rooms[channel.id, default: Room()].name = channel.name
        if isStaff { rooms[channel.id]?.staffJoins += 1 } else { rooms[channel.id]?.joins += 1 }
    }

    private mutating func file(_ event: Event) {
        guard case .report(let report) = event.body else { return }
        let calledStaff = event.target?.staff == true
        if calledStaff, let target = event.target { reportedStaff.insert(target.id) }
        reports.file(
            at: event.time, about: event.target?.id, calledStaff: calledStaff, messages: report.messages)
    }

    /// What staff does to others, or to what they wrote.
    /// - Parameter isOrdered: whether a program did it; what it gives as a reason may be no more than who told it to.
    private mutating func observeAct(_ event: Event, by actor: Member, isOrdered: Bool = false) {
        guard event.target?.id != actor.id else { return }
        var reason: String?
        var takesReason = !isOrdered
        switch (event.type, event.body) {
        case (.memberBanned, .membership(let body)), (.memberUnbanned, .membership(let body)),
            (.memberTimedOut, .membership(let body)):
            reason = body.reason
        case (.memberBanned, _), (.memberUnbanned, _), (.memberTimedOut, _): break
        case (.memberLeft, .membership(let body)) where event.target != nil: reason = body.reason
        case (.roleGranted, .role(let body)), (.roleRevoked, .role(let body)):
            reason = body.reason
            takesReason = false
        case (.messageDeleted, _) where event.target != nil: takesReason = false
        default: return
        }
        var done = acts[actor.id] ?? Acts()
        done.count += 1
        if takesReason {
            done.reasonable += 1
            if reason?.contains(where: { !$0.isWhitespace }) != true { done.reasonless += 1 }
        }
        acts[actor.id] = done
        guard event.type != .memberUnbanned, event.type != .roleGranted else { return }
        var message: String?
        if case .message(let body) = event.body { message = body.id }
        reports.act(at: event.time, on: event.target?.id, message: message)
    }

    /// Who is given the power to ban; a newcomer whom a program lets in.
    private mutating func observeTarget(_ event: Event) {
        guard let target = event.target, target.bot != true else { return }
        switch (event.type, event.body) {
        case (.memberJoined, _): join(target, at: event.time)
        case (.roleGranted, .role(let role)) where givesBan(role):
            if let known = grants[target.id], known.at <= event.time { return }
            guard let joined = target.joinedAt ?? joins[target.id] ?? joined[target.id], joined <= event.time else {
                return
            }
            grants[target.id] = Grant(
                member: AuditReference(id: target.id, name: target.name), at: event.time, joined: joined)
        default: break
        }
    }

    private func givesBan(_ role: Role) -> Bool {
        banRoles.contains(role.id) || role.permissions.contains { $0 == "BAN_MEMBERS" || $0 == "ADMINISTRATOR" }
    }
}
