import Casework
import GRDB
import SafetyModel

/// A clock as a row: its own columns, and those of a case that it belongs to.
struct ClockRow {
    let number: Int64
    let caseID: Int64
    let policy: PolicyCode
    let report: Int64?
    var clock: RunningClock

    /// A clock belongs to its case, or to one of its report's cases: about staff before all others, else the gravest. So
    /// a report that is about staff too is not seen through its other cases.
    static let columns = """
        clocks.number, clocks.report, clocks.clock, clocks.started, clocks.due, clocks.stopped_at,
        cases.id AS case_id, cases.policy, cases.severity,
        CASE WHEN clocks.report IS NULL THEN cases.staff ELSE EXISTS (
            SELECT 1 FROM report_cases JOIN cases AS theirs ON theirs.id = report_cases.case_id
            WHERE report_cases.report = clocks.report AND theirs.staff = 1) END AS staff
        """

    static let join = """
        clocks JOIN cases ON cases.id = coalesce(clocks.case_id, (
            SELECT theirs.id FROM report_cases JOIN cases AS theirs ON theirs.id = report_cases.case_id
            WHERE report_cases.report = clocks.report ORDER BY theirs.staff DESC, theirs.severity, theirs.id LIMIT 1))
        """

    init(_ row: Row, in db: Database) throws {
        number = row["number"]
        caseID = row["case_id"]
        report = row["report"]
        policy = PolicyCode(row["policy"])
        clock = RunningClock(
            kind: ClockKind(rawValue: row["clock"]) ?? .decide, started: CaseRow.moment(row["started"]),
            due: CaseRow.moment(row["due"]), severity: Severity(row["severity"]), isAboutStaff: row["staff"],
            stoppedAt: (row["stopped_at"] as Int64?).map(CaseRow.moment))
        clock.asked = Set(
            try String.fetchAll(
                db.cachedStatement(sql: "SELECT body FROM escalations WHERE clock = ?"), arguments: [number]
            ).compactMap(EscalationBody.init(rawValue:)))
    }

    /// With what was done about it.
    func entry(in db: Database) throws -> ClockEntry {
        var asked: [ClockEntry.Asked] = []
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT number, body, name, made_at FROM escalations WHERE clock = ? ORDER BY number"),
            arguments: [number])
        for row in rows {
            guard let body = EscalationBody(rawValue: row["body"]) else { continue }
            let deliveries = try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT channel, state, tries, fault FROM outbox WHERE escalation = ? ORDER BY channel"),
                arguments: [row["number"] as Int64]
            ).compactMap(Self.delivery)
            asked.append(
                .init(body: body, name: row["name"], at: CaseRow.moment(row["made_at"]), deliveries: deliveries))
        }
        return ClockEntry(caseID: caseID, policy: policy, clock: clock, asked: asked)
    }

    static func delivery(_ row: Row) -> Delivery? {
        guard let channel = Delivery.Channel(rawValue: row["channel"]),
            let state = Delivery.State(rawValue: row["state"])
        else { return nil }
        return Delivery(channel: channel, state: state, tries: row["tries"], fault: row["fault"])
    }
}
