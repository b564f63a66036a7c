public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    public func reviewerCount() async throws -> Int {
        try await read { try Int.fetchOne($0, sql: "SELECT count(*) FROM reviewers") ?? 0 }
    }

    public func create(
        name: String, passwordHash: String, roles: Set<ReviewerRole>, language: String, by: Int64?, at: Timestamp
    ) async throws -> Reviewer {
        guard AccountName.isValid(name) else { throw ReviewerStoreError.nameInvalid }
        return try await write { db in
            let isTaken = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM reviewers WHERE name_folded = ?)",
                arguments: [AccountName.folded(name)])
            if isTaken == true { throw ReviewerStoreError.nameTaken }
            try db.execute(
                sql: """
                    INSERT INTO reviewers (name, name_folded, password_hash, roles, language, active)
                    VALUES (?, ?, ?, ?, ?, 1)
                    """,
                arguments: [name, AccountName.folded(name), passwordHash, ReviewerRow.text(roles), language])
            let reviewer = Reviewer(id: db.lastInsertedRowID, name: name, roles: roles, language: language)
            try Trail.add(
                "account_created", "\(name): \(ReviewerRow.text(roles))", case: nil, by: by, at: at, in: db)
            return reviewer
        }
    }

    public func reviewer(named name: String) async throws -> (reviewer: Reviewer, passwordHash: String)? {
        try await read { db in
            try Row.fetchOne(
                db, sql: "SELECT \(ReviewerRow.columns), password_hash FROM reviewers WHERE name_folded = ?",
                arguments: [AccountName.folded(name)]
            ).map { (ReviewerRow.reviewer($0), $0["password_hash"]) }
        }
    }

    public func reviewer(id: Int64) async throws -> Reviewer? {
        try await read { try Self.reviewer(id, in: $0) }
    }

    static func reviewer(_ id: Int64, in db: Database) throws -> Reviewer? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(ReviewerRow.columns) FROM reviewers WHERE id = ?"), arguments: [id]
        ).map(ReviewerRow.reviewer)
    }

    public func reviewers() async throws -> [Reviewer] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT \(ReviewerRow.columns) FROM reviewers ORDER BY name_folded")
                .map(ReviewerRow.reviewer)
        }
    }

    /// See ``ReviewerStore/update(_:by:at:)``. Cases that the account holds and may not see any longer are given back.
    public func update(_ reviewer: Reviewer, by: Int64?, at: Timestamp) async throws {
        guard AccountName.isValid(reviewer.name) else { throw ReviewerStoreError.nameInvalid }
        try await write { db in
            guard let before = try Self.reviewer(reviewer.id, in: db) else { throw ReviewerStoreError.notFound }
            if before.isActiveAdministrator, !reviewer.isActiveAdministrator {
                let others = try ReviewerRow.activeAdministrators(in: db).filter { $0 != reviewer.id }
                if others.isEmpty { throw ReviewerStoreError.lastAdministrator }
            }
            let holder = try Int64.fetchOne(
                db, sql: "SELECT id FROM reviewers WHERE name_folded = ?",
                arguments: [AccountName.folded(reviewer.name)])
            if let holder, holder != reviewer.id { throw ReviewerStoreError.nameTaken }
            try db.execute(
                sql: """
                    UPDATE reviewers SET name = ?, name_folded = ?, roles = ?, language = ?, active = ?, skills = ?,
                        languages = ? WHERE id = ?
                    """,
                arguments: [
                    reviewer.name, AccountName.folded(reviewer.name), ReviewerRow.text(reviewer.roles),
                    reviewer.language, reviewer.active, ReviewerRow.text(reviewer.skills),
                    ReviewerRow.text(reviewer.reads), reviewer.id,
                ])
            if !reviewer.active { try Self.endSessions(of: reviewer.id, in: db) }
            let state = reviewer.active ? "active" : "not active"
            try Trail.add(
                "account_changed", "\(reviewer.name): \(ReviewerRow.text(reviewer.roles)), \(state)", case: nil,
                by: by, at: at, in: db)
            try Self.releaseHidden(from: reviewer, at: at, in: db)
        }
    }

    /// A case that its holder may not see any longer would wait for ever: it goes back to the queue.
    private static func releaseHidden(from reviewer: Reviewer, at: Timestamp, in db: Database) throws {
        let held = try Row.fetchAll(
            db, sql: "SELECT \(CaseRow.columns) FROM cases WHERE claimed_by = ? AND state = 'claimed'",
            arguments: [reviewer.id]
        ).map(CaseRow.item)
        for item in held where !Visibility.allows(reviewer, subjectIsStaff: item.subjectIsStaff) {
            var released = item
            released.state = .open
            released.claimedBy = nil
            released.decision = nil
            released.version += 1
            try CaseRow.update(released, from: item.version, in: db)
            try Trail.add("released", "the account changed", case: item.id, by: nil, at: at, in: db)
        }
    }

    /// See ``ReviewerStore/setPassword(hash:of:by:at:)``. Sessions that were opened with the old password end.
    public func setPassword(hash: String, of reviewer: Int64, by: Int64?, at: Timestamp) async throws {
        try await write { db in
            guard let account = try Self.reviewer(reviewer, in: db) else { throw ReviewerStoreError.notFound }
            try db.execute(sql: "UPDATE reviewers SET password_hash = ? WHERE id = ?", arguments: [hash, reviewer])
            try Self.endSessions(of: reviewer, in: db)
            try Trail.add("password_changed", account.name, case: nil, by: by, at: at, in: db)
        }
    }

    public func openSession(tokenHash: String, reviewer: Int64, expires: Timestamp, at: Timestamp) async throws {
        try await write { db in
            guard let account = try Self.reviewer(reviewer, in: db), account.active else {
                throw ReviewerStoreError.notFound
            }
            try db.execute(sql: "DELETE FROM sessions WHERE expires <= ?", arguments: [at.milliseconds])
            try db.execute(
                sql: "INSERT INTO sessions (token_hash, reviewer, opened, expires) VALUES (?, ?, ?, ?)",
                arguments: [tokenHash, reviewer, at.milliseconds, expires.milliseconds])
        }
    }

    public func session(tokenHash: String, at: Timestamp) async throws -> Reviewer? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT \(ReviewerRow.columns) FROM sessions JOIN reviewers ON reviewers.id = sessions.reviewer
                        WHERE token_hash = ? AND expires > ? AND active = 1
                        """), arguments: [tokenHash, at.milliseconds]
            ).map(ReviewerRow.reviewer)
        }
    }

    public func endSession(tokenHash: String, at: Timestamp) async throws {
        try await write { try $0.execute(sql: "DELETE FROM sessions WHERE token_hash = ?", arguments: [tokenHash]) }
    }

    private static func endSessions(of reviewer: Int64, in db: Database) throws {
        try db.execute(sql: "DELETE FROM sessions WHERE reviewer = ?", arguments: [reviewer])
    }

    public func audit(action: String, detail: String, by: Int64?, at: Timestamp) async throws {
        // What a stranger typed into a sign-in form must not fill the disk.
        let short = String(detail.prefix(CaseSteps.textLimit))
        try await write { try Trail.add(action, short, case: nil, by: by, at: at, in: $0) }
    }
}

/// A name to sign in with.
enum AccountName {
    static func isValid(_ name: String) -> Bool {
        guard name.utf8.count <= 1024, (2...64).contains(name.count) else { return false }
        guard name.first?.isWhitespace == false, name.last?.isWhitespace == false else { return false }
        return !name.unicodeScalars.contains { scalar in
            [.control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned]
                .contains(scalar.properties.generalCategory)
        }
    }

    /// Names that differ only in the case of their letters are one.
    static func folded(_ name: String) -> String { name.lowercased() }
}

/// An account as a row of the table `reviewers`.
enum ReviewerRow {
    static let columns =
        "reviewers.id AS id, reviewers.name AS name, reviewers.roles AS roles, reviewers.language AS language, "
        + "reviewers.active AS active, reviewers.skills AS skills, reviewers.languages AS languages"

    static func reviewer(_ row: Row) -> Reviewer {
        let roles = (row["roles"] as String).split(separator: ",").compactMap { ReviewerRole(rawValue: String($0)) }
        return Reviewer(
            id: row["id"], name: row["name"], roles: Set(roles), language: row["language"], active: row["active"],
            skills: words(row["skills"]), reads: words(row["languages"]))
    }

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: ",").map(String.init)) }

    static func text(_ words: Set<String>) -> String { words.sorted().joined(separator: ",") }

    static func text(_ roles: Set<ReviewerRole>) -> String { text(Set(roles.map(\.rawValue))) }

    static func activeAdministrators(in db: Database) throws -> [Int64] {
        try Row.fetchAll(db, sql: "SELECT \(columns) FROM reviewers WHERE active = 1")
            .map(reviewer).filter(\.isActiveAdministrator).map(\.id)
    }
}

extension Reviewer {
    var isActiveAdministrator: Bool { active && roles.contains(.administrator) }
}
