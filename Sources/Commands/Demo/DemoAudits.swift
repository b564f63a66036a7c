import Governance
import SQLiteStorage
import SafetyModel
import Simulation

/// Audits of an invented server, as a weekly run would have kept them: things get worse.
enum DemoAudits {
    private static let weeks = 6

    static func keep(in store: SQLiteStore, at now: Timestamp) async throws {
        let faults = PlantedFault.allCases
        for week in 1...weeks {
            var community = AuditedCommunity.wellRun
            community.snapshot.name = AuditedCommunity.story.snapshot.name
            for fault in faults.prefix(faults.count * week / weeks) { community = community.adding(fault) }
            let standing = AuditStanding(community.snapshot)
            var activity = AuditActivity(community: community.snapshot.id, standing: standing)
            for event in community.events { activity.observe(event) }
            let report = CommunityAudit(standing: standing, activity: activity)
                .report(at: now - .days(7 * (weeks - week)))
            try await store.keep(report)
        }
    }
}
