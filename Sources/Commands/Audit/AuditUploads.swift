import Casework
import Connectors
import Console
import Governance
import SQLiteStorage
import SafetyModel

/// Audits snapshots that are brought to the console, one at a time, with the newest events that are stored.
struct AuditUploads: AuditDesk {
    let store: SQLiteStore
    private let turn = OneAtATime()

    private static let mostEvents: Int64 = 500_000
    private static let mostTime = Duration.seconds(20)

    init(store: SQLiteStore) { self.store = store }

    func audit(_ snapshot: [UInt8], at moment: Timestamp) async throws -> AuditUpload {
        guard let upload = try await turn.run({ try await kept(snapshot, at: moment) }) else {
            throw AuditUploadFault.busy
        }
        return upload
    }

    private func kept(_ bytes: [UInt8], at moment: Timestamp) async throws -> AuditUpload {
        let reading: SnapshotReading
        do throws(SnapshotFault) {
            reading = try SnapshotReader.read(bytes)
        } catch {
            throw AuditUploadFault.unreadable(error.text)
        }
        let standing = AuditStanding(reading.snapshot)
        guard !standing.isEmpty, !standing.snapshot.id.isEmpty else { throw AuditUploadFault.empty(reading.problems) }
        var activity = AuditActivity(community: standing.snapshot.id, standing: standing)
        let since = try await read(into: &activity)
        let report = CommunityAudit(standing: standing, activity: activity.isEmpty ? nil : activity)
            .report(at: moment, problems: reading.problems)
        try await store.keep(report)
        return AuditUpload(community: report.community.id, problems: reading.problems, eventsSince: since)
    }

    /// - Returns: the time of the first event that was read, where there are more before it.
    private func read(into activity: inout AuditActivity) async throws -> Timestamp? {
        let end = try await store.lastSequence()
        let start = max(0, end - Self.mostEvents)
        var (sequence, first): (Int64, Timestamp?) = (start, nil)
        let began = ContinuousClock.now
        while sequence < end, ContinuousClock.now - began < Self.mostTime {
            let page = try await store.events(after: sequence, limit: 5_000)
            guard let last = page.last else { break }
            if start > 0, first == nil { first = page.first?.event.time }
            for logged in page { activity.observe(logged.event) }
            sequence = last.sequence
        }
        return first
    }
}

extension SQLiteStore {
    /// Keeps a report for the console: whole for guardians, and without what others may not know.
    func keep(_ report: AuditReport) async throws {
        try await keepAudit(
            community: report.community.id, report: try report.json(), forLeads: try report.forLeads.json(),
            at: report.madeAt)
    }
}
