import GRDB
public import SafetyModel

extension SQLiteStore {
    /// Days of counts that are kept before the newest.
    static let keptDays = 400

    /// Adds what the watch counted to the figures of its days. See ``DetectorFigures``.
    static func add(_ counts: WatchCounts, in db: Database) throws {
        guard !counts.isEmpty else { return }
        let score = try db.cachedStatement(
            sql: """
                INSERT INTO score_days (day, staff, policy, detector, bin, members) VALUES (?1, ?2, ?3, ?4, ?5, max(0, ?6))
                ON CONFLICT (day, staff, policy, detector, bin) DO UPDATE SET members = max(0, members + ?6)
                """)
        for one in counts.scores {
            try score.execute(arguments: [
                one.day, one.scope == .staff, one.policy.code, one.detector ?? "", one.bin, one.count,
            ])
        }
        let cue = try db.cachedStatement(
            sql: """
                INSERT INTO cue_days (day, staff, policy, events) VALUES (?1, ?2, ?3, max(0, ?4))
                ON CONFLICT (day, staff, policy) DO UPDATE SET events = max(0, events + ?4)
                """)
        for one in counts.cues {
            try cue.execute(arguments: [one.day, one.scope == .staff, one.policy.code, one.count])
        }
        let rule = try db.cachedStatement(
            sql: """
                INSERT INTO rule_days
                    (day, staff, rule, evaluated, matched, effective, limited, failed, nanoseconds)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                ON CONFLICT (day, staff, rule) DO UPDATE SET evaluated = evaluated + ?4, matched = matched + ?5,
                    effective = effective + ?6, limited = limited + ?7, failed = failed + ?8,
                    nanoseconds = nanoseconds + ?9
                """)
        for one in counts.rules {
            try rule.execute(arguments: [
                one.day, one.scope == .staff, one.rule, one.evaluated, one.matched, one.effective, one.limited,
                one.failed, one.nanoseconds,
            ])
        }
        let label = try db.cachedStatement(
            sql: """
                INSERT INTO labels (member, name, rule, since, until)
                SELECT members.number, ?3, ?4, ?5, ?6 FROM members
                WHERE members.community = (SELECT number FROM communities WHERE name = ?1) AND members.id = ?2
                ON CONFLICT (member, name, since) DO UPDATE SET until = max(until, excluded.until)
                """)
        for one in counts.labels {
            try label.execute(arguments: [
                one.community, one.member, one.name, one.rule, one.since.milliseconds, one.until.milliseconds,
            ])
        }
        for table in ["score_days", "cue_days", "rule_days"] {
            try db.cachedStatement(
                sql: """
                    DELETE FROM \(table) WHERE staff = 0 AND day < (SELECT max(day) FROM \(table) WHERE staff = 0) - ?1
                        OR staff = 1 AND day < (SELECT max(day) FROM \(table) WHERE staff = 1) - ?1
                    """
            ).execute(arguments: [keptDays])
        }
    }

    static func scoreCounts(_ scope: ThresholdScope, from day: Int, in db: Database) throws -> [ScoreCount] {
        try Row.fetchAll(db.cachedStatement(sql: scoresByDay), arguments: [day, scope == .staff]).map { row in
            let detector: String = row[2]
            return ScoreCount(
                day: row[0], policy: PolicyCode(row[1]), detector: detector.isEmpty ? nil : detector, scope: scope,
                bin: row[3], count: row[4])
        }
    }

    static func cueCounts(_ scope: ThresholdScope, from day: Int, in db: Database) throws -> [CueCount] {
        try Row.fetchAll(db.cachedStatement(sql: cuesByDay), arguments: [day, scope == .staff]).map {
            CueCount(day: $0[0], policy: PolicyCode($0[1]), scope: scope, count: $0[2])
        }
    }

    static let scoresByDay = """
        SELECT day, policy, detector, bin, members FROM score_days
        WHERE day >= ? AND staff = ? AND members > 0 ORDER BY day, policy, detector, bin
        """

    static let cuesByDay = "SELECT day, policy, events FROM cue_days WHERE day >= ? AND staff = ? ORDER BY day, policy"

    /// The first day on which an event carried a cue: from then on days without a count had none to count.
    static let countedSince = "SELECT min(day) FROM cue_days WHERE staff = ?"
}
