import GRDB
import SafetyModel

/// A line of the audit trail as its row stands.
struct TrailRow {
    let number: Int64
    let at: Timestamp
    let reviewer: Int64?
    let caseID: Int64?
    let action: String
    let detail: String

    /// Whether the line was written with a signal.
    var isOfSignal: Bool { action == "signal_added" }

    static func find(_ number: Int64, in db: Database) throws -> TrailRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT at, reviewer, case_id, action, detail FROM audit WHERE number = ?"),
            arguments: [number]
        ).map {
            TrailRow(
                number: number, at: CaseRow.moment($0[0]), reviewer: $0[1], caseID: $0[2], action: $0[3], detail: $0[4])
        }
    }

    /// What its entry commits to, the newest form first.
    /// - Parameter signal: the one that the line is of, where it is of one.
    func forms(signal: StoredSignal?) -> [[UInt8]] {
        let alone = LedgerContents.trailLine(number, action, detail, case: caseID, by: reviewer, at: at)
        guard let signal else { return [alone] }
        let whole = LedgerContents.trailLine(number, action, detail, case: caseID, by: reviewer, at: at, signal: signal)
        // Before, the entry was of the line alone; that the signal is of the same case and policy is all that shows.
        return signal.caseID == caseID && detail.hasPrefix(signal.policy + " ") ? [whole, alone] : [whole]
    }
}
