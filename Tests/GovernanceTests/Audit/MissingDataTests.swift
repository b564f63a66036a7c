import Governance
import SafetyModel
import Simulation
import Testing

@Suite("What a snapshot does not tell is not judged")
struct MissingDataTests {
    private typealias Part = CommunitySnapshot.Part

    /// The well-run community, without a part of its snapshot.
    private func wellRun(
        without part: CommunitySnapshot.Part, _ change: (inout CommunitySnapshot) -> Void = { _ in }
    ) -> AuditReport {
        var community = AuditedCommunity.wellRun
        community.snapshot.untold = [part]
        switch part {
        case .roles: community.snapshot.roles = []
        case .channels: community.snapshot.channels = []
        case .members: community.snapshot.members = []
        case .invites: community.snapshot.invites = []
        case .webhooks: community.snapshot.webhooks = []
        case .timeOuts: break
        }
        change(&community.snapshot)
        return audited(community, events: false)
    }

    private func unjudged(_ report: AuditReport) -> Set<AuditRule> {
        Set(report.unjudged.map(\.rule)).subtracting(AuditRule.allCases.filter(isOfEvents))
    }

    private func isOfEvents(_ rule: AuditRule) -> Bool {
        PlantedFault.allCases.contains { $0.isOfActivity && $0.rawValue == rule.rawValue }
    }

    @Test("rules are not judged without the parts that they need, and nothing is found for the lack of them")
    func parts() {
        let expected: [(CommunitySnapshot.Part, Set<AuditRule>)] = [
            (
                .members,
                [
                    .deadRoles, .severalPaths, .botAdministrator, .uncheckedBanPower, .moderatorsLackPower,
                    .moderatorsCannotSee, .moderatorsOutranked, .openWebhooks,
                ]
            ),
            (.channels, [.duplicateRoles, .everyoneHasPower, .moderatorsLackPower, .moderatorsCannotSee]),
            (
                .roles,
                [
                    .tooManyRoles, .deadRoles, .duplicateRoles, .hierarchyInversion, .everyoneHasPower, .severalPaths,
                    .botAdministrator, .uncheckedBanPower, .moderatorsLackPower, .moderatorsCannotSee,
                    .moderatorsOutranked, .openWebhooks,
                ]
            ),
            (.invites, [.openInvites]), (.webhooks, [.openWebhooks]),
        ]
        for (part, rules) in expected {
            let report = wellRun(without: part)
            #expect(report.ids == [], "\(part)")
            #expect(unjudged(report) == rules, "\(part)")
            #expect(report.unjudged.allSatisfy { $0.reason?.en.isEmpty == false && $0.reason?.fr.isEmpty == false })
        }
    }

    @Test("an area of which less than half was looked at, and where nothing was found, has no score")
    func scores() {
        let report = wellRun(without: .members)
        let scores = Dictionary(report.scores.map { ($0.area, $0.score) }, uniquingKeysWith: { first, _ in first })
        #expect(scores[.powers] == .some(nil) && scores[.staffing] == .some(nil))
        #expect(scores[.structure] == 100)
        #expect(!report.saysNothing)
    }

    @Test("a list that is empty where none can be is one that is missing; so is one that is far too short")
    func shortLists() {
        let empty = wellRun(without: .members) { $0.untold = [] }
        #expect(unjudged(empty).contains(.uncheckedBanPower) && empty.ids == [])
        let short = wellRun(without: .invites) {
            $0.untold = []
            $0.members = Array($0.members.prefix(100))
        }
        #expect(unjudged(short).contains(.uncheckedBanPower))
        #expect(short.unjudged.contains { $0.reason?.en.contains("100 of 240") ?? false })
        let nearly = wellRun(without: .invites) {
            $0.untold = []
            $0.memberCount = 242
        }
        #expect(unjudged(nearly) == [.deadRoles])
    }

    @Test("that no second factor is demanded is found without members, by the roles that moderate")
    func twoFactor() {
        #expect(wellRun(without: .members) { $0.demandsTwoFactor = false }.ids == ["audit.no_two_factor"])
        let nobody = wellRun(without: .members) {
            $0.demandsTwoFactor = false
            $0.roles.removeAll { $0.id != AuditedCommunity.wellRun.snapshot.id }
        }
        #expect(nobody.ids == [] && unjudged(nobody).contains(.noTwoFactor))
        #expect(unjudged(wellRun(without: .members) { $0.demandsTwoFactor = nil }).contains(.noTwoFactor))
    }

    @Test("a community whose members are not told is not taken for a small one")
    func size() {
        let report = wellRun(without: .members) { $0.memberCount = nil }
        #expect(!report.checks.contains { $0.state == .notApplicable })
        #expect(report.basis.memberCount == nil && report.basis.staff == nil)
    }

    @Test("of a Matrix space without state nothing is judged")
    func matrix() {
        let snapshot = CommunitySnapshot(
            platform: .matrix, id: "!s:x", channels: [SnapshotChannel(id: "!s:x", kind: .text)],
            untold: [.channels, .members])
        let report = CommunityAudit(standing: AuditStanding(snapshot), activity: nil)
            .report(at: Timestamp(milliseconds: 0))
        #expect(report.saysNothing, "\(report.checks.filter { $0.state == .fine })")
        #expect(report.scores.allSatisfy { $0.score == nil })
    }

    @Test("where nothing says who is staff, that nobody of them is there is not judged")
    func staffUnknown() {
        var log = EventLog()
        for number in 0..<600 {
            log.add(
                .messagePosted, hour: Double(number) / 2, Member(id: "m\(number % 70)"), nil,
                .message(Message(text: "…"))
            )
        }
        #expect(log.report().ids == [])
        #expect(log.report().unjudged.contains { $0.rule == .coverageGaps })
        #expect(log.report().saysNothing, "nor do no reports about staff say that they would be answered")
        log.report(400, about: Member(id: "s1", staff: true))
        let late = log.report().checks.first { $0.rule == .staffReportsUnanswered }
        #expect(late?.state == .notJudged, "what was filed at the very end is not waited for yet")
        log.report(20, about: Member(id: "s1", staff: true))
        #expect(!log.report().saysNothing && log.report().ids == ["audit.staff_reports_unanswered"])
    }
}
