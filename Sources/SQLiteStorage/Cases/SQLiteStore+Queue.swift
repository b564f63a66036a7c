public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// The most cases on one page of the queue.
    static let pageLimit = 500

    public func queue(_ filter: QueueFilter, for reviewer: Reviewer) async throws -> QueuePage {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny, !filter.states.isEmpty else { return QueuePage(cases: [], total: 0) }
        let query = QueueQuery(filter, visible: visible)
        return try await read { db in
            let total =
                try Int.fetchOne(
                    db.cachedStatement(sql: query.count), arguments: query.arguments) ?? 0
            let window = [min(max(filter.limit, 0), Self.pageLimit), max(filter.offset, 0)]
            let cases = try Row.fetchAll(
                db.cachedStatement(sql: query.page), arguments: query.arguments + StatementArguments(window))
            return QueuePage(cases: cases.map(CaseRow.item), total: total)
        }
    }

    public func caseFacts(_ filter: QueueFilter, for reviewer: Reviewer) async throws -> [CaseFacts] {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny, !filter.states.isEmpty else { return [] }
        let query = QueueQuery(filter, visible: visible)
        return try await read { db in
            try Row.fetchAll(db.cachedStatement(sql: query.facts), arguments: query.arguments).map(QueueQuery.facts)
        }
    }

    public func cases(_ ids: [Int64], for reviewer: Reviewer) async throws -> [Case] {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny else { return [] }
        return try await read { db in
            try ids.prefix(Self.pageLimit).compactMap { id in
                do { return try Self.visibleCase(id, visible, in: db) } catch CaseStepError.notFound { return nil }
            }
        }
    }

    public func caseFile(_ id: Int64, for reviewer: Reviewer) async throws -> CaseFile {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            let item = try Self.visibleCase(id, visible, in: db)
            let signals = try Self.signals(of: id, limit: Self.signalLimit, in: db)
            let trail = try Row.fetchAll(
                db.cachedStatement(sql: Self.trailOfCase), arguments: [id, Self.trailLimit])
            let related = try Row.fetchAll(
                db.cachedStatement(sql: Self.relatedCases(visible)), arguments: [item.subject, item.community, id])
            let ids =
                [item.subject] + item.counterparts
                + signals.flatMap { [$0.counterpart].compactMap(\.self) + $0.evidence.compactMap(\.author) }
            var names = Self.namesInSignals(signals)
            names.merge(try Self.names(of: Set(ids), in: item.community, db)) { _, current in current }
            return CaseFile(
                item: item, signals: signals, trail: trail.reversed().map(Trail.entry),
                related: related.map(CaseRow.item), names: names)
        }
    }

    @discardableResult
    public func perform(
        _ step: CaseStep, on id: Int64, version: Int, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> Case {
        let visible = VisibleCases(for: reviewer)
        return try await write { db in
            let item = try Self.visibleCase(id, visible, in: db)
            return try self.carryOut(step, on: item, version: version, by: reviewer, at: moment, in: db).item
        }
    }

    /// Applies a step and writes what comes of it.
    func carryOut(
        _ step: CaseStep, on item: Case, version: Int, by reviewer: Reviewer, at moment: Timestamp, in db: Database
    ) throws -> CaseStepResult {
        let result = try steps.apply(step, to: item, version: version, by: reviewer, at: moment)
        guard !result.trail.isEmpty else { return result }
        if case .reopen = step { try Self.checkReopening(item, by: reviewer, in: db) }
        try CaseRow.update(result.item, from: version, in: db)
        switch step {
        // Whoever hands a case over, or is done with it, has nothing of it open.
        case .release, .decide: try Self.close(item.id, for: reviewer.id, at: moment, in: db)
        default: break
        }
        for line in result.trail {
            try Trail.add(line.action, line.detail, case: item.id, by: reviewer.id, at: moment, in: db)
        }
        return result
    }

    // MARK: Queries

    /// How many signals and lines of its trail a case's file shows: the newest.
    static let signalLimit = 500
    static let trailLimit = 1_000

    static let trailOfCase = """
        SELECT \(Trail.columns) FROM audit LEFT JOIN reviewers ON reviewers.id = audit.reviewer
        WHERE audit.case_id = ? ORDER BY audit.number DESC LIMIT ?
        """

    /// Cases about the same subject, or with a counterpart in common, in the same community.
    static func relatedCases(_ visible: VisibleCases) -> String {
        """
        SELECT \(CaseRow.columns) FROM cases
        WHERE cases.id IN (
            SELECT id FROM cases WHERE subject = ?1 AND community = ?2
            UNION SELECT theirs.case_id FROM case_counterparts AS ours
                JOIN case_counterparts AS theirs ON theirs.member = ours.member WHERE ours.case_id = ?3
        ) AND cases.id <> ?3 AND cases.community = ?2 AND \(visible.condition)
        ORDER BY cases.last_event DESC, cases.id DESC LIMIT 20
        """
    }

    static func visibleCase(_ id: Int64, _ visible: VisibleCases, in db: Database) throws -> Case {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(CaseRow.columns) FROM cases WHERE id = ? AND \(visible.condition)"),
            arguments: [id])
        guard let row else { throw CaseStepError.notFound }
        return CaseRow.item(row)
    }

    static func signals(of id: Int64, limit: Int, in db: Database) throws -> [Signal] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT policy, score, time, detail FROM signals WHERE case_id = ?
                    ORDER BY time DESC, number DESC LIMIT ?
                    """), arguments: [id, limit]
        ).map(SignalDetail.signal)
    }

    /// Names of members by id, as events last said them.
    static func names(of ids: Set<String>, in community: String, _ db: Database) throws -> [String: String] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT name FROM members
                WHERE community = (SELECT number FROM communities WHERE name = ?) AND id = ? AND name IS NOT NULL
                """)
        var names: [String: String] = [:]
        for id in ids {
            names[id] = try String.fetchOne(statement, arguments: [community, id])
        }
        return names
    }

    /// A subject has one undecided case. Where the subject became staff, guardians alone reopen what was decided before:
    /// otherwise whether it succeeds would tell whether there is a case about staff that waits.
    private static func checkReopening(
        _ item: Case, by reviewer: Reviewer, in db: Database
    ) throws {
        let seesStaff = Visibility.includesStaffCases(reviewer)
        if !seesStaff, try CaseBook.isKnownAsStaff(item.subject, in: item.community, db) {
            throw CaseStepError.notAllowed
        }
        let newer = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT id, staff FROM cases WHERE community = ? AND subject = ? AND state <> 'decided'"),
            arguments: [item.community, item.subject])
        guard let newer else { return }
        if newer["staff"], !seesStaff { throw CaseStepError.notAllowed }
        throw CaseStepError.newerCaseOpen(id: newer["id"])
    }

    private static func namesInSignals(_ signals: [Signal]) -> [String: String] {
        var names: [String: String] = [:]
        // Newest first, so the first name found is the newest.
        for signal in signals {
            if let name = signal.subjectName, names[signal.subject] == nil { names[signal.subject] = name }
            if let id = signal.counterpart, let name = signal.counterpartName, names[id] == nil { names[id] = name }
        }
        return names
    }
}

/// The queue as SQL. The order is that of ``QueueOrder``, and an index holds it: one for what waits, which stays
/// small, and one for everything.
struct QueueQuery {
    let count: String
    let page: String
    /// Of every case, what rules of routing look at.
    let facts: String
    let arguments: StatementArguments

    init(_ filter: QueueFilter, visible: VisibleCases) {
        var conditions = [visible.condition]
        var arguments: StatementArguments = []
        let states = filter.states.map(\.rawValue).sorted()
        if !filter.states.contains(.decided) { conditions.append("cases.state <> 'decided'") }
        if filter.states.count < Case.State.allCases.count {
            conditions.append("+cases.state IN (\(states.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(states)
        }
        if let policy = filter.policy {
            conditions.append("cases.policy = ?")
            arguments += [policy.code]
        }
        if let claimant = filter.claimedBy {
            conditions.append("cases.claimed_by = ?")
            arguments += [claimant]
        }
        if let community = filter.community {
            conditions.append("cases.community = ?")
            arguments += [community]
        }
        // See `Case.awaitsSecondPerson`.
        if filter.awaitsSecondPerson { conditions.append("+cases.state = 'claimed' AND cases.outcome IS NOT NULL") }
        let condition = conditions.joined(separator: " AND ")
        self.arguments = arguments
        count = "SELECT count(*) FROM cases WHERE \(condition)"
        let order = "ORDER BY severity, score DESC, imminence DESC, due_at, id"
        page = "SELECT \(CaseRow.columns) FROM cases WHERE \(condition) \(order) LIMIT ? OFFSET ?"
        let reports = "FROM report_cases JOIN reports ON reports.number = report_cases.report WHERE case_id = cases.id"
        facts = """
            SELECT cases.id, policy, severity, score, imminence, community, staff, state, opened_at, signal_count,
                (SELECT coalesce(sum(independent), 0) FROM report_cases WHERE case_id = cases.id),
                (SELECT coalesce(max(danger), 0) \(reports)), (SELECT group_concat(DISTINCT happening) \(reports)),
                (SELECT group_concat(language) FROM case_languages WHERE case_id = cases.id)
            FROM cases WHERE \(condition) \(order)
            """
    }

    static func facts(_ row: Row) -> CaseFacts {
        let words = { (text: String?) in (text ?? "").split(separator: ",").map(String.init).sorted() }
        return CaseFacts(
            id: row[0], policy: PolicyCode(row[1]), severity: Severity(row[2]), score: row[3], imminence: row[4],
            community: row[5], isAboutStaff: row[6], state: row[7], openedAt: CaseRow.moment(row[8]), signals: row[9],
            voices: row[10], hasDanger: row[11], kinds: words(row[12]), languages: words(row[13]))
    }
}
