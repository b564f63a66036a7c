public import Casework
import Crypto
import Foundation
import GRDB
import Ledger
public import SafetyModel

extension SQLiteStore: RuleBookStore {
    // MARK: Reading

    public func rulesInForce() async throws -> RuleSetting {
        try await read { db in
            guard let live = try Self.liveRevision(in: db) else { return RuleSetting(revision: 0, files: [], after: 0) }
            return RuleSetting(
                revision: live, files: try Self.ruleFiles(of: live, in: db),
                after: try Int64.fetchOne(
                    db, sql: "SELECT after FROM rule_revisions WHERE number = ?", arguments: [live])
                    ?? 0)
        }
    }

    public func ruleSettings(from sequence: Int64) async throws -> [RuleSetting] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT number, after FROM rule_revisions WHERE place >= coalesce(
                        (SELECT max(place) FROM rule_revisions WHERE after <= ?), 0)
                    ORDER BY place
                    """, arguments: [sequence])
            return try rows.map { row in
                RuleSetting(revision: row[0], files: try Self.ruleFiles(of: row[0], in: db), after: row[1])
            }
        }
    }

    public func ruleFiles(of revision: Int64, for reviewer: Reviewer) async throws -> [RuleFileText] {
        guard RuleBook.allows(reviewer) else { throw RuleBookError.notAllowed }
        return try await read { db in
            _ = try Self.revision(revision, in: db)
            return try Self.ruleFiles(of: revision, in: db)
        }
    }

    public func ruleRevisions(limit: Int, for reviewer: Reviewer) async throws -> [RuleRevision] {
        guard RuleBook.allows(reviewer) else { throw RuleBookError.notAllowed }
        return try await read { db in
            try Row.fetchAll(
                db, sql: Self.revisions + " ORDER BY revisions.number DESC LIMIT ?",
                arguments: [min(max(limit, 0), Self.trailLimit)]
            ).compactMap(Self.revision)
        }
    }

    public func ruleCounts(
        _ scope: ThresholdScope, from day: Int, for reviewer: Reviewer
    ) async throws -> [RuleCount] {
        guard RuleBook.allows(reviewer), Visibility.scopes(of: reviewer).contains(scope) else {
            throw CaseStepError.notAllowed
        }
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT day, rule, evaluated, matched, effective, limited, failed, nanoseconds FROM rule_days
                    WHERE day >= ? AND staff = ? ORDER BY day, rule
                    """, arguments: [day, scope == .staff]
            ).map { row in
                var count = RuleCount(day: row[0], rule: row[1], scope: scope)
                (count.evaluated, count.matched, count.effective) = (row[2], row[3], row[4])
                (count.limited, count.failed, count.nanoseconds) = (row[5], row[6], row[7])
                return count
            }
        }
    }

    public func importedRules() async throws -> [String: String] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT name, hash FROM rule_directory")
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        }
    }

    // MARK: Writing

    public func enter(
        _ order: RuleOrder, after sequence: Int64, by author: Reviewer, at moment: Timestamp
    ) async throws -> RuleRevision {
        try await write { db in
            let live = try Self.liveRevision(in: db) ?? 0
            guard try Self.ruleFiles(of: live, in: db) != order.files.sorted(by: { $0.name < $1.name }) else {
                throw RuleBookError.unchanged
            }
            var revision = try RuleBook.revision(order, live: live, after: sequence, by: author, at: moment)
            try Self.insert(&revision, files: order.files, in: db)
            try Trail.add(
                revision.state == .live ? "rules_changed" : "rules_proposed", revision.line, case: nil, by: author.id,
                at: moment, in: db)
            return revision
        }
    }

    public func decide(
        _ number: Int64, agrees: Bool, after sequence: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RuleRevision {
        try await write { db in
            var revision = try Self.revision(number, in: db)
            try RuleBook.checkDecision(revision, agrees: agrees, by: reviewer)
            if agrees {
                guard try Self.liveRevision(in: db) ?? 0 == revision.base else { throw RuleBookError.changedMeanwhile }
                revision.after = try Self.ordered(sequence, in: db)
            }
            revision.state = agrees ? .live : .declined
            (revision.decidedBy, revision.decidedByName) = (reviewer.id, reviewer.name)
            revision.decidedAt = moment
            try db.execute(
                sql: """
                    UPDATE rule_revisions SET state = ?, decided_by = ?, decided_at = ?, after = ?,
                        place = CASE WHEN ?1 = 'live' THEN (SELECT coalesce(max(place), 0) + 1 FROM rule_revisions) END
                    WHERE number = ?
                    """,
                arguments: [
                    revision.state.rawValue, reviewer.id, moment.milliseconds, revision.after, number,
                ])
            try Trail.add(
                agrees ? "rules_agreed" : "rules_declined", revision.line, case: nil, by: reviewer.id, at: moment,
                in: db)
            return revision
        }
    }

    public func importRules(
        _ order: RuleOrder, directory: [String: String], after sequence: Int64, at moment: Timestamp
    ) async throws -> RuleRevision {
        try await write { db in
            let live = try Self.liveRevision(in: db) ?? 0
            guard order.base == live else { throw RuleBookError.changedMeanwhile }
            var revision = RuleRevision(
                id: 0, base: live, author: nil, at: moment, reason: order.reason, changes: order.changes,
                consent: .nobody, state: .live, after: sequence)
            try Self.insert(&revision, files: order.files, in: db)
            try db.execute(sql: "DELETE FROM rule_directory")
            for (name, hash) in directory {
                try db.execute(sql: "INSERT INTO rule_directory (name, hash) VALUES (?, ?)", arguments: [name, hash])
            }
            try Trail.add("rules_imported", revision.line, case: nil, by: nil, at: moment, in: db)
            return revision
        }
    }

    public func noteRuleTrial(_ summary: String, by reviewer: Reviewer, at moment: Timestamp) async throws {
        guard RuleBook.allows(reviewer) else { throw RuleBookError.notAllowed }
        try await write { db in
            try Trail.add("rules_tried", summary, case: nil, by: reviewer.id, at: moment, in: db)
        }
    }

    /// The last event that is older than a moment, by the order of the log; times of neighbours may be swapped.
    public func lastSequence(before moment: Timestamp) async throws -> Int64 {
        try await read { db in
            let time = try db.cachedStatement(sql: "SELECT time FROM events WHERE sequence = ?")
            var (low, high) = (Int64(0), try Self.lastSequence(in: db))
            while low < high {
                let middle = low + (high - low + 1) / 2
                let found = try Int64.fetchOne(time, arguments: [middle])
                if let found, found < moment.milliseconds { low = middle } else { high = middle - 1 }
            }
            return low
        }
    }

    /// A hash of a file of rules, as ``importedRules()`` gives.
    public static func ruleHash(_ text: String) -> String { hexadecimal(SHA256.hash(data: Data(text.utf8))) }

    // MARK: Rows

    private static func liveRevision(in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT number FROM rule_revisions ORDER BY place DESC NULLS LAST LIMIT 1")
            .flatMap { number in
                try Bool.fetchOne(
                    db, sql: "SELECT place IS NOT NULL FROM rule_revisions WHERE number = ?", arguments: [number])
                    == true ? number : nil
            }
    }

    private static func ruleFiles(of revision: Int64, in db: Database) throws -> [RuleFileText] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT files.name, texts.text FROM rule_files AS files JOIN rule_texts AS texts ON texts.hash = files.hash
                WHERE files.revision = ? ORDER BY files.name
                """, arguments: [revision]
        ).map { RuleFileText(name: $0[0], text: $0[1]) }
    }

    /// Revisions hold in the order in which they went live, whatever number a caller names.
    private static func ordered(_ sequence: Int64, in db: Database) throws -> Int64 {
        max(sequence, try Int64.fetchOne(db, sql: "SELECT max(after) FROM rule_revisions") ?? 0)
    }

    private static func insert(_ revision: inout RuleRevision, files: [RuleFileText], in db: Database) throws {
        if let after = revision.after { revision.after = try ordered(after, in: db) }
        let changes = String(decoding: try JSONEncoder().encode(revision.changes), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT INTO rule_revisions (base, author, at, reason, changes, consent, state, after, place)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
                    CASE WHEN ?7 = 'live' THEN (SELECT coalesce(max(place), 0) + 1 FROM rule_revisions) END)
                """,
            arguments: [
                revision.base, revision.author, revision.at.milliseconds, revision.reason, changes,
                revision.consent.rawValue, revision.state.rawValue, revision.after,
            ])
        revision.id = db.lastInsertedRowID
        for file in files {
            let hash = ruleHash(file.text)
            try db.execute(
                sql: "INSERT INTO rule_texts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [hash, file.text])
            try db.execute(
                sql: "INSERT INTO rule_files (revision, name, hash) VALUES (?, ?, ?)",
                arguments: [revision.id, file.name, hash])
        }
        guard let content = try LedgerContents.rules(revision.id, in: db) else { throw RuleBookError.unknownRevision }
        try LedgerBook.append(
            .ruleChange, at: revision.at, EntryReference(.rules, revision.id), content: content, in: db)
    }

    private static let revisions = """
        SELECT revisions.number, revisions.base, revisions.author, authors.name, revisions.at, revisions.reason,
            revisions.changes, revisions.consent, revisions.state, revisions.decided_by, deciders.name,
            revisions.decided_at, revisions.after
        FROM rule_revisions AS revisions LEFT JOIN reviewers AS authors ON authors.id = revisions.author
            LEFT JOIN reviewers AS deciders ON deciders.id = revisions.decided_by
        """

    private static func revision(_ number: Int64, in db: Database) throws -> RuleRevision {
        guard
            let row = try Row.fetchOne(db, sql: revisions + " WHERE revisions.number = ?", arguments: [number]),
            let revision = revision(row)
        else { throw RuleBookError.unknownRevision }
        return revision
    }

    private static func revision(_ row: Row) -> RuleRevision? {
        let text: String = row[6]
        guard let changes = try? JSONDecoder().decode(RuleChanges.self, from: Data(text.utf8)),
            let consent = RuleConsent(rawValue: row[7]), let state = RuleRevision.State(rawValue: row[8])
        else { return nil }
        return RuleRevision(
            id: row[0], base: row[1], author: row[2], authorName: row[3], at: CaseRow.moment(row[4]), reason: row[5],
            changes: changes, consent: consent, state: state, decidedBy: row[9], decidedByName: row[10],
            decidedAt: (row[11] as Int64?).map { Timestamp(milliseconds: $0) }, after: row[12])
    }
}

extension RuleRevision {
    /// The line of the audit trail.
    fileprivate var line: String {
        let summary = changes.summary
        return "\(id): \(summary.isEmpty ? "" : "\(summary); ")\(reason)"
    }
}
