import Governance
import SafetyModel
import Simulation
import Testing

/// Events of a community, as its log has them.
struct EventLog {
    private(set) var events: [Event] = []

    mutating func add(
        _ type: EventType, hour: Double, _ actor: Member?, _ target: Member? = nil, _ body: Body = .none
    ) {
        let time = Timestamp(milliseconds: 1_780_000_000_000 + Int64(hour * 3_600_000))
        events.append(
            Event(
                id: "e\(events.count)", source: "discord:guild/1", type: type, time: time, community: "1",
                channel: Channel(id: "500", kind: .text), actor: actor, target: target, body: body))
    }

    mutating func report(_ hour: Double, about target: Member) {
        add(.reportFiled, hour: hour, Member(id: "m3"), target, .report(FiledReport(policy: "staff.misuse")))
    }

    /// Talk of seventy members, and 25 bans by two of the staff, 20 of them by one.
    static var ordinary: EventLog {
        var log = EventLog()
        for number in 0..<600 {
            log.add(
                .messagePosted, hour: Double(number) / 2, Member(id: "m\(number % 70)"), nil,
                .message(Message(text: "…"))
            )
        }
        for number in 0..<25 {
            log.add(
                .memberBanned, hour: Double(20 + number), Member(id: number < 20 ? "s1" : "s2", staff: true),
                Member(id: "b\(number)"), .membership(Membership(reason: "spam")))
        }
        return log
    }

    func report(_ standing: AuditStanding? = nil) -> AuditReport {
        var activity = AuditActivity(community: "1", standing: standing)
        for event in events { activity.observe(event) }
        return CommunityAudit(standing: standing, activity: activity)
            .report(at: Timestamp(milliseconds: 1_783_000_000_000))
    }
}

@Suite("What staff can read tells nothing of reports about staff")
struct ReportsAboutStaffTests {
    @Test("a report about somebody not otherwise seen as staff changes nothing of what leads read")
    func notSeenOtherwise() {
        let without = EventLog.ordinary
        var with = without
        with.report(100, about: Member(id: "s3", name: "Q", staff: true))
        #expect(with.report().forLeads == without.report().forLeads)
        #expect(with.report().ids.contains("audit.staff_reports_unanswered"))
    }

    @Test("nor does it take a report about the same member that calls them no staff out of the others")
    func sameMember() {
        var without = EventLog.ordinary
        for hour in 0..<6 { without.report(Double(40 + hour), about: Member(id: "s3")) }
        #expect(without.report().ids.contains("audit.slow_response"))
        var with = without
        with.report(100, about: Member(id: "s3", staff: true))
        #expect(with.report().forLeads == without.report().forLeads)
        let told = with.report().findings.first { $0.id == "audit.staff_reports_unanswered" }
        #expect(told?.figures.first { $0.name == "reports" }?.value == 7, "guardians read of all of them")
    }

    @Test("a report about who has power through a role is for guardians, whatever everybody else has")
    func powerOfAll() {
        let kick: UInt64 = 1 << 1
        var lawless = AuditedCommunity.wellRun.snapshot
        for index in lawless.roles.indices where lawless.roles[index].id == lawless.id {
            lawless.roles[index].permissions |= 1 << 3
        }
        // One of those who hold what nearly all do, and a moderator where everybody is administrator.
        for (snapshot, place) in [(CommunitySnapshot.wellRun(share: 0.9, giving: kick), 230), (lawless, 8)] {
            let standing = AuditStanding(snapshot)
            let without = EventLog.ordinary
            var with = without
            with.report(100, about: Member(id: snapshot.members[place].id))
            #expect(with.report(standing).forLeads == without.report(standing).forLeads)
            #expect(with.report(standing).ids.contains("audit.staff_reports_unanswered"))
            var other = without
            other.report(100, about: Member(id: snapshot.members[15].id))
            #expect(!other.report(standing).ids.contains("audit.staff_reports_unanswered"))
        }
    }

    @Test("a community of which nothing but reports is known is not audited from them")
    func reportsAlone() {
        var activity = AuditActivity(community: "1")
        var log = EventLog()
        log.report(1, about: Member(id: "s3", staff: true))
        for event in log.events { activity.observe(event) }
        #expect(activity.isEmpty)
    }
}
