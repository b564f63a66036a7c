extension LedgerDerivations {
    static let casesOfLines = LedgerDerivations(
        part: "case",
        sql: """
            SELECT case_id FROM audit WHERE case_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = audit.case_id) LIMIT 1
            """,
        sentence: { "the case \($0), of which the trail tells, is gone" })

    /// All signals of a case are about its subject; whoever was staff in one of them is.
    static let subjects = LedgerDerivations(
        part: "case",
        sql: """
            SELECT cases.id FROM signals CROSS JOIN cases ON cases.id = signals.case_id
            WHERE instr(detail, '\\u0000') = 0
                AND (json_extract(detail, '$.subject') <> cases.subject
                    OR json_extract(detail, '$.community') <> cases.community
                    OR (json_extract(detail, '$.subjectIsStaff') AND NOT cases.staff))
            LIMIT 1
            """,
        sentence: { "the case \($0) is about somebody else than its signals" })

    static let counts = LedgerDerivations(
        part: "case",
        sql: """
            SELECT id FROM cases
            WHERE signal_count <> (SELECT count(*) FROM signals WHERE signals.case_id = cases.id) LIMIT 1
            """,
        sentence: { "the case \($0) has another number of signals than it says" })

    /// The gravest signal leads. Signals of earlier versions do not say how grave they were; their cases are left out.
    static let gravity = LedgerDerivations(
        part: "case",
        sql: """
            SELECT cases.id FROM (\(gravityOfSignals)) AS found JOIN cases ON cases.id = found.case_id
            WHERE found.all_say
                AND (cases.severity <> found.severity
                    OR NOT EXISTS (
                        SELECT 1 FROM signals
                        WHERE signals.case_id = cases.id AND signals.policy = cases.policy
                            AND json_extract(signals.detail, '$.severity') = cases.severity
                            AND min(max(signals.score, 0.0), 1.0) = cases.score))
            LIMIT 1
            """,
        sentence: { "policy, severity or score of the case \($0) are not those of its gravest signal" })

    /// The nearest deadline of its signals; a case that was reopened has a later one of its own.
    static let deadlines = LedgerDerivations(
        part: "case",
        sql: """
            SELECT cases.id FROM (\(gravityOfSignals)) AS found JOIN cases ON cases.id = found.case_id
            WHERE found.all_say
                AND CASE
                    WHEN EXISTS (SELECT 1 FROM audit WHERE audit.case_id = cases.id AND audit.action = 'reopened')
                    THEN cases.due_at < found.due
                    ELSE cases.due_at <> found.due END
            LIMIT 1
            """,
        sentence: { "the case \($0) is due at another time than its signals say" })

    private static let gravityOfSignals = """
        SELECT case_id, min(json_extract(detail, '$.severity')) AS severity, min(json_extract(detail, '$.due')) AS due,
            count(json_extract(detail, '$.severity')) = count(*) AS all_say
        FROM signals GROUP BY case_id
        """

    /// The last step on the trail says where a case stands, who holds it and what was decided by whom.
    static let states = LedgerDerivations(
        part: "case",
        sql: """
            SELECT cases.id FROM cases
                LEFT JOIN (
                    SELECT case_id, max(number) AS line FROM audit
                    WHERE case_id IS NOT NULL
                        AND action IN ('opened', 'claimed', 'released', 'decided', 'confirmed', 'reopened')
                    GROUP BY case_id
                ) AS steps ON steps.case_id = cases.id
                LEFT JOIN audit AS last ON last.number = steps.line
            WHERE cases.state <> CASE
                    WHEN last.action = 'claimed' THEN 'claimed'
                    WHEN last.action IN ('decided', 'confirmed') THEN 'decided'
                    ELSE 'open' END
                OR (last.action = 'claimed' AND cases.claimed_by IS NOT last.reviewer)
                OR (last.action = 'decided' AND cases.decided_by IS NOT last.reviewer)
                OR (last.action = 'confirmed' AND cases.confirmed_by IS NOT last.reviewer)
                OR (last.action IN ('decided', 'confirmed')
                    AND coalesce(substr(last.detail, 1, length(cases.outcome) + 1) <> cases.outcome || ':', 1))
            LIMIT 1
            """,
        sentence: { "the case \($0) does not stand where the last step on its trail left it" })

    /// Its newest clock runs while it is undecided, and ends when the case is due.
    static let clocksOfCases = LedgerDerivations(
        part: "clock",
        sql: """
            SELECT cases.id FROM cases
                LEFT JOIN clocks ON clocks.number = (
                    SELECT max(number) FROM clocks AS own WHERE own.case_id = cases.id)
            WHERE clocks.due IS NOT cases.due_at OR (clocks.stopped_at IS NULL) <> (cases.state <> 'decided')
            LIMIT 1
            """,
        sentence: { "the clock of the case \($0) is gone or is not as the case says" })

    /// The first of each kind: one that runs because a reporter wrote again is derived from nothing.
    static let clocksOfReports = LedgerDerivations(
        part: "clock",
        sql: """
            SELECT reports.number FROM reports
                LEFT JOIN clocks AS answer ON answer.number = (
                    SELECT min(number) FROM clocks WHERE report = reports.number AND clock = 'acknowledge')
                LEFT JOIN clocks AS look ON look.number = (
                    SELECT min(number) FROM clocks WHERE report = reports.number AND clock = 'first_look')
            WHERE answer.due IS NOT reports.acknowledge_by OR look.due IS NOT reports.look_by
                OR answer.started IS NOT reports.filed_at OR look.started IS NOT reports.filed_at
            LIMIT 1
            """,
        sentence: { "a clock of the report \($0) is gone or is not as the report says" })

    /// Each report that a case has is a line on its trail.
    static let casesOfReports = LedgerDerivations(
        part: "report",
        sql: """
            SELECT case_id FROM (
                SELECT case_id, count(*) AS lines FROM audit WHERE action = 'reported' AND case_id IS NOT NULL
                GROUP BY case_id
            ) AS told
            WHERE lines <> (SELECT count(*) FROM report_cases WHERE report_cases.case_id = told.case_id)
            LIMIT 1
            """,
        sentence: { "the case \($0) has another number of reports than its trail tells of" })
}
