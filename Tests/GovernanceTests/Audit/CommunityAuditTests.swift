import Foundation
import Governance
import SafetyModel
import Simulation
import Testing

/// Audits as the command does.
func audited(
    _ community: AuditedCommunity, snapshot: Bool = true, events: Bool = true,
    thresholds: AuditThresholds = AuditThresholds()
) -> AuditReport {
    let standing = snapshot ? AuditStanding(community.snapshot) : nil
    var activity = AuditActivity(community: community.snapshot.id, standing: standing)
    if events { for event in community.events { activity.observe(event) } }
    return CommunityAudit(standing: standing, activity: activity, thresholds: thresholds)
        .report(at: Timestamp(milliseconds: 1_783_000_000_000))
}

extension AuditReport {
    var ids: Set<String> { Set(findings.map(\.id)) }
}

@Suite("The audit of a community")
struct CommunityAuditTests {
    @Test("nothing is found in a well-run community, and every area has all its points")
    func wellRun() {
        let report = audited(.wellRun)
        #expect(report.findings.map { "\($0.id): \($0.why.en)" } == [])
        #expect(report.scores.map(\.score) == Array(repeating: 100, count: AuditArea.allCases.count))
        // Nobody reports its staff.
        let others = report.checks.filter { $0.state != .fine }
        #expect(others.map(\.rule) == [.staffReportsUnanswered] && others.map(\.state) == [.notJudged], "\(others)")
        #expect(report.problems.isEmpty, "\(report.problems)")
    }

    @Test("each fault, planted alone, is found, and nothing else is", arguments: PlantedFault.allCases)
    func alone(_ fault: PlantedFault) {
        let report = audited(.wellRun(with: fault))
        #expect(report.ids == [fault.rawValue], "\(report.findings.map(\.why.en))")
    }

    @Test("in the story's server every planted fault is named, and nothing else is")
    func story() {
        let report = audited(.story)
        #expect(report.ids == AuditedCommunity.story.planted)
        #expect(Set(report.findings.map(\.rule)) == Set(AuditRule.allCases), "every rule fires at least once")
        #expect(report.gravest == .critical)
    }

    @Test("in a small family server only the faults that fit it are found")
    func family() {
        let report = audited(.family)
        #expect(report.ids == AuditedCommunity.family.planted, "\(report.findings.map(\.why.en))")
        let applies = Set(report.checks.filter { $0.state == .notApplicable }.map(\.rule))
        #expect(applies == Set(AuditRule.allCases.filter { !$0.isForSmallCommunities }))
    }

    @Test("with a snapshot alone, what events would show is said not to be judged, and why")
    func snapshotAlone() {
        let report = audited(.story, events: false)
        #expect(report.ids == Set(PlantedFault.allCases.filter { !$0.isOfActivity }.map(\.rawValue)))
        let open = report.checks.filter { $0.state == .notJudged }
        #expect(open.count == PlantedFault.allCases.filter(\.isOfActivity).count)
        #expect(open.allSatisfy { $0.reason?.en.isEmpty == false && $0.reason?.fr.isEmpty == false })
        #expect(report.scores.first { $0.area == .response }?.score == nil, "nothing of it could be judged")
    }

    @Test("with events alone, staff is whom they call staff, and what a snapshot would show is not judged")
    func eventsAlone() {
        let report = audited(.story, snapshot: false)
        // Nothing but a snapshot tells who owns the community.
        let expected = PlantedFault.allCases.filter { $0.isOfActivity && $0 != .silentOwner }.map(\.rawValue)
        #expect(report.ids == Set(expected))
        #expect(report.checks.filter { $0.state == .notJudged }.contains { $0.rule == .deadRoles })
    }

    @Test("hours of the week are told in the zone that was set, the share without staff as in any other")
    func zones() throws {
        func hours(_ zone: AuditZone) throws -> AuditHours {
            var activity = AuditActivity(community: AuditedCommunity.story.snapshot.id)
            for event in AuditedCommunity.story.events { activity.observe(event) }
            let audit = CommunityAudit(standing: nil, activity: activity, zone: zone)
            return try #require(audit.report(at: Timestamp(milliseconds: 1_783_000_000_000)).hours)
        }
        let utc = try hours(.utc)
        let paris = try hours(AuditZone(name: "Europe/Paris") { _ in .seconds(7200) })
        #expect(utc.zone == "UTC" && paris.zone == "Europe/Paris")
        #expect(paris.messages == Array(utc.messages.suffix(2) + utc.messages.dropLast(2)))
        #expect(utc.messages != paris.messages && utc.unattendedShare == paris.unattendedShare)
        let west = try hours(AuditZone(name: "America/New_York") { _ in .seconds(-5 * 3600) })
        #expect(west.staff == Array(utc.staff.dropFirst(5) + utc.staff.prefix(5)))
    }

    @Test("without either, nothing is judged and no area has a score")
    func nothing() {
        let report = audited(.story, snapshot: false, events: false)
        #expect(report.findings.isEmpty && report.scores.allSatisfy { $0.score == nil })
        #expect(report.checks.allSatisfy { $0.state == .notJudged })
    }

    @Test("a score is 100 less what its findings take, and the formula says so term by term")
    func scores() {
        let report = audited(.story)
        for score in report.scores {
            let taken = report.findings.filter { $0.area == score.area }.map(\.severity.points)
            #expect(score.score == max(0, 100 - taken.reduce(0, +)))
            #expect(score.terms.map(\.points).sorted() == taken.sorted())
            for points in taken where points > 0 { #expect(score.formula.contains("− \(points)")) }
        }
    }

    @Test("a threshold that is set is gone by, and is in the report")
    func thresholds() {
        var thresholds = AuditThresholds()
        thresholds[.mostOpenInvites] = 0
        let report = audited(.wellRun, thresholds: thresholds)
        #expect(report.ids == ["audit.open_invites"])
        #expect(report.thresholds["most-open-invites"] == 0)
        thresholds[.mostOpenInvites] = .nan
        #expect(thresholds[.mostOpenInvites] == AuditThreshold.mostOpenInvites.standard)
    }

    @Test("whoever is staff reads it without members, and cannot tell whether there are reports about staff")
    func forLeads() {
        let with = audited(.story).forLeads
        var community = AuditedCommunity.wellRun
        for fault in PlantedFault.allCases where fault != .reportsAboutStaff {
            community = community.adding(fault)
        }
        var without = audited(community).forLeads
        without.community.name = with.community.name
        #expect(with == without)
        #expect(with.findings.allSatisfy { $0.members.isEmpty })
        let text = String(decoding: (try? JSONEncoder().encode(with)) ?? Data(), as: UTF8.self)
        for person in AuditedCommunity.story.snapshot.members where !person.isBot {
            #expect(!text.contains("\"\(person.id)\""), "\(person.name ?? "")")
        }
    }

    @Test("the report is the same after it was written as JSON and read again")
    func json() throws {
        let report = audited(.story)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let bytes = try encoder.encode(report)
        #expect(try JSONDecoder().decode(AuditReport.self, from: bytes) == report)
        #expect(try encoder.encode(audited(.story)) == bytes, "the same input gives the same bytes")
    }

    @Test("every text is there in both languages", arguments: AuditRule.allCases)
    func texts(_ rule: AuditRule) {
        for text in [rule.title, rule.action] { #expect(!text.fr.isEmpty && !text.en.isEmpty && text.fr != text.en) }
    }
}
