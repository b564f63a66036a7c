import Casework
import LiveConnectors
import SQLiteStorage
import SafetyModel

/// Takes a report of the homeserver in as one of Vigie's, with its clocks: once, for its id is that of the homeserver.
struct MatrixReportFiling: Sendable {
    let store: SQLiteStore
    let server: String

    @Sendable
    func file(_ report: MatrixReport) async throws {
        var draft = ReportDraft()
        draft.community = report.community
        // What kind of thing it is, the homeserver does not ask.
        draft.happening = Happening.other.rawValue
        draft.accused = [String(report.accused.prefix(ReportDraft.lineLimit))]
        draft.place = String([report.room, report.event].compactMap(\.self).joined(separator: " ").prefix(300))
        draft.text = String(report.reason.prefix(ReportDraft.textLimit))
        draft.account = String(report.reporter.prefix(ReportDraft.lineLimit))
        draft.origin = ReportOrigin(source: "matrix:\(server)", id: report.id)
        let now = Clock.now()
        do {
            _ = try await store.take(draft, at: now, random: ServerAssembly.random)
        } catch is ReportProblems {
            // What is left to say when its words cannot be taken: who was reported, and where.
            draft.text = ""
            _ = try await store.take(draft, at: now, random: ServerAssembly.random)
        }
    }
}
