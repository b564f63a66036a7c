import GRDB

/// What has no entry of its own because it follows from rows that have one: derived again and compared.
struct LedgerDerivations {
    let part: String
    /// Selects the number of a row that does not fit, and nothing or NULL where all do.
    let sql: String
    let sentence: @Sendable (Int64) -> String

    /// - Throws: ``LedgerProblem`` for the first thing that does not follow.
    static func check(in db: Database) throws {
        for one in all {
            if let number = try Int64.fetchOne(db, sql: one.sql) {
                throw LedgerProblem(one.part, nil, one.sentence(number))
            }
        }
    }

    private static let all =
        [readable, evidenceOfCases, casesOfLines, subjects, counts, gravity, deadlines, states]
        + [clocksOfCases, clocksOfReports, casesOfReports]

    /// Before all that reads the rest of signals.
    private static let readable = LedgerDerivations(
        part: "signal", sql: "SELECT min(number) FROM signals WHERE NOT json_valid(detail)",
        sentence: { "the signal \($0) cannot be read" })

    /// All evidence of a signal is evidence of its case: from there it is shown, and kept as long as the case needs it.
    /// Identifiers with NUL are left out, which end there in SQL.
    private static let evidenceOfCases = LedgerDerivations(
        part: "evidence",
        sql: """
            WITH keys AS (
                SELECT case_id, json_extract(detail, '$.event.source') AS source, json_extract(detail, '$.event.id') AS id
                FROM signals WHERE instr(detail, '\\u0000') = 0
                UNION ALL
                SELECT case_id, json_extract(part.value, '$.event.source'), json_extract(part.value, '$.event.id')
                FROM signals, json_each(signals.detail, '$.evidence') AS part WHERE instr(detail, '\\u0000') = 0
            )
            SELECT evidence.sequence FROM keys
                CROSS JOIN sources ON sources.name = keys.source
                CROSS JOIN events ON events.source = sources.number AND events.id = keys.id
                CROSS JOIN evidence ON evidence.sequence = events.sequence
            WHERE NOT EXISTS (
                SELECT 1 FROM evidence_cases
                WHERE evidence_cases.sequence = evidence.sequence AND evidence_cases.case_id = keys.case_id)
            LIMIT 1
            """,
        sentence: { "the evidence of event \($0) has lost one of its cases" })
}
