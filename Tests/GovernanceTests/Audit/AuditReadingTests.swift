import Governance
import SafetyModel
import Simulation
import Testing

@Suite("What an audit makes of what platforms leave out or say otherwise")
struct AuditReadingTests {
    @Test("bits without a name and overwrites beyond channels are told, and nothing of the audit's own")
    func bits() {
        var snapshot = AuditedCommunity.wellRun.snapshot
        snapshot.roles[1].permissions |= 1 << 60
        snapshot.channels[1].overwrites.append(
            SnapshotOverwrite(id: snapshot.roles[1].id, kind: .role, deny: 1 << 2))
        let kinds = audited(snapshot).problems.map(\.kind)
        #expect(kinds == ["overwriteBeyondChannels", "unnamedPermissions"])
        #expect(kinds == Authority(snapshot).problems.map(\.kind.rawValue))
    }

    @Test("invites whose limits are not told are not judged, and are no invites without limit")
    func invites() {
        func report(_ invites: [SnapshotInvite]) -> AuditReport {
            var snapshot = AuditedCommunity.wellRun.snapshot
            snapshot.invites = invites
            return audited(snapshot)
        }
        func state(_ report: AuditReport) -> AuditCheck.State? {
            report.checks.first { $0.rule == .openInvites }?.state
        }
        let untold = (0..<5).map { SnapshotInvite(code: "x\($0)", maxAge: nil, maxUses: nil) }
        #expect(state(report(untold)) == .notJudged)
        #expect(report(untold).unjudged.contains { $0.reason?.en.contains("5 invites") ?? false })
        #expect(state(report(Array(untold.prefix(3)))) == .fine, "even if all of them were open")
        let limited = (0..<5).map { SnapshotInvite(code: "x\($0)", maxAge: 3600, maxUses: nil) }
        #expect(state(report(limited)) == .fine)
        #expect(state(report(untold + (0..<4).map { SnapshotInvite(code: "y\($0)") })) == .found)
    }

    @Test("where a version of the API knows no time-outs, that moderators lack them is not judged")
    func oldVersion() {
        var snapshot = AuditedCommunity.wellRun.snapshot
        snapshot.untold = [.timeOuts]
        for index in snapshot.roles.indices { snapshot.roles[index].permissions &= ~(1 << 40) }
        let report = audited(snapshot)
        #expect(report.ids == [])
        #expect(
            report.unjudged.contains { $0.rule == .moderatorsLackPower && $0.reason?.en.contains("time-outs") == true })
        for index in snapshot.roles.indices where snapshot.roles[index].permissions & 1 << 2 == 0 {
            snapshot.roles[index].permissions &= ~(1 << 13)
        }
        let found = audited(snapshot).findings.first { $0.rule == .moderatorsLackPower }
        #expect(found?.why.en.contains("delete others' messages: 8.") == true, "what is told is judged")
    }

    // MARK: Acts through programs

    private static let program = Member(id: "555", name: "Dyno", bot: true)
    private static let moderator = Member(id: "210000000000000901", name: "Nacre Bleue", staff: true)

    /// Eight reports, each answered three hours later by a program's ban with a reason.
    private func answered(_ reason: String?, command: Bool = false) -> AuditReport {
        var log = EventLog.ordinary
        log.add(.messagePosted, hour: 1, Self.moderator, nil, .message(Message(text: "…")))
        for number in 0..<8 {
            let hour = 50 + 20 * Double(number)
            let target = Member(id: "80\(number)", name: "Cible\(number)")
            log.report(hour, about: target)
            if command {
                log.add(
                    .messagePosted, hour: hour + 2.99, Self.moderator, nil, .message(Message(text: "!ban 80\(number)")))
            }
            log.add(
                .memberBanned, hour: hour + 3, Self.program, target,
                reason.map { .membership(Membership(reason: $0)) } ?? .none)
        }
        return log.report()
    }

    @Test(
        "what a program does on a person's word answers a report, as the detectors hold it to be the person's act",
        arguments: ["Moderator: Nacre Bleue (210000000000000901): spam", "Action requested by Nacre Bleue"])
    func named(_ reason: String) {
        let report = answered(reason)
        #expect(report.checks.first { $0.rule == .slowResponse }?.state == .fine)
        #expect(report.basis.acts == 33)
    }

    @Test("so does what it does after a command; what it does by itself answers nothing")
    func commands() {
        #expect(answered(nil, command: true).checks.first { $0.rule == .slowResponse }?.state == .fine)
        #expect(answered("spam").ids.contains("audit.slow_response"))
        #expect(answered("Moderator: Somebody Else").ids.contains("audit.slow_response"))
    }

    @Test("the names of staff are known from the snapshot too; a person whom only a report calls staff is not believed")
    func names() {
        let staff = AuditedCommunity.wellRun.snapshot.members[6]
        let standing = AuditStanding(AuditedCommunity.wellRun.snapshot)
        func acts(_ reason: String, reported: Member? = nil) -> Int {
            var activity = AuditActivity(community: "1", standing: standing)
            var log = EventLog()
            if let reported { log.report(1, about: reported) }
            log.add(
                .memberBanned, hour: 2, Self.program, Member(id: "8"), .membership(Membership(reason: reason)))
            for event in log.events { activity.observe(event) }
            return CommunityAudit(standing: nil, activity: activity).report(at: Timestamp(milliseconds: 0)).basis.acts
        }
        #expect(acts("Moderator: \(staff.name ?? "")") == 1)
        #expect(acts("Moderator: (210000000000000777)", reported: Member(id: "210000000000000777", staff: true)) == 0)
    }
}
