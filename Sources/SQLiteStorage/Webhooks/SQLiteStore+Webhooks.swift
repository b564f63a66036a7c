public import Casework
import GRDB
public import SafetyModel

/// What other programs are told, and whether they took it.
extension SQLiteStore {
    /// How long messages that were taken are kept, to tell a receiver what it got.
    private static let keptSent = Duration.days(30)

    /// Begins with the webhooks of the configuration. One that is new is told what happens from now on; what waits for
    /// one that is gone goes nowhere.
    public func beginWebhooks(_ hooks: [Webhook], at moment: Timestamp) async throws {
        try await write { db in
            for hook in hooks {
                try db.execute(
                    sql: """
                        INSERT INTO webhooks (name, position) VALUES (?, (SELECT coalesce(max(number), 0) FROM audit))
                        ON CONFLICT DO NOTHING
                        """, arguments: [hook.name])
            }
            let known = hooks.map(\.name)
            for name in try String.fetchAll(db, sql: "SELECT name FROM webhooks") where !known.contains(name) {
                try db.execute(sql: "DELETE FROM webhooks WHERE name = ?", arguments: [name])
                try db.execute(
                    sql: """
                        UPDATE webhook_messages SET state = 'failed', next_try = NULL, settled_at = ?,
                            fault = 'the webhook is no longer in the file'
                        WHERE hook = ? AND state = 'waiting'
                        """, arguments: [moment.milliseconds, name])
            }
        }
    }

    /// Writes down what each webhook is to be told of the lines that came onto the trail, some at a time.
    /// - Parameter random: bytes for the ids of messages: numbers in a row would tell how much somebody may not see.
    /// - Returns: whether there may be more.
    public func fillWebhooks(
        _ hooks: [Webhook], at moment: Timestamp, limit: Int = 500, random: @Sendable (Int) -> [UInt8]
    ) async throws -> Bool {
        // Most of the time nothing came, and a look costs no write.
        let isBehind = try await read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM webhooks WHERE position < (SELECT max(number) FROM audit))
                            OR EXISTS (SELECT 1 FROM webhook_messages WHERE state = 'sent' AND settled_at < ?)
                        """), arguments: [(moment - Self.keptSent).milliseconds])
        }
        guard isBehind == true else { return false }
        return try await write { db in
            var isMore = false
            for hook in hooks where try Self.fill(hook, at: moment, limit: limit, random: random, in: db) {
                isMore = true
            }
            try db.execute(
                sql: "DELETE FROM webhook_messages WHERE state = 'sent' AND settled_at < ?",
                arguments: [(moment - Self.keptSent).milliseconds])
            return isMore
        }
    }

    private static func fill(
        _ hook: Webhook, at moment: Timestamp, limit: Int, random: (Int) -> [UInt8], in db: Database
    ) throws -> Bool {
        let rows = try Row.fetchAll(db.cachedStatement(sql: newLines), arguments: [hook.name, limit])
        for row in rows {
            guard let id = row["case_id"] as Int64?, let kind = WebhookEvent.Kind(action: row["action"]),
                hook.isTold(kind, aboutStaff: row["staff"])
            else { continue }
            let event = WebhookEvent(
                kind: kind, at: CaseRow.moment(row["at"]), caseID: id, community: row["community"],
                policy: PolicyCode(row["policy"]), severity: Severity(row["severity"]), detail: row["detail"])
            try db.cachedStatement(
                sql: """
                    INSERT INTO webhook_messages (hook, line, case_id, id, kind, body, state, made_at, next_try)
                    VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?)
                    """
            ).execute(
                arguments: [
                    hook.name, row["number"] as Int64, id, "msg_\(hexadecimal(random(16)))", kind.rawValue, event.json,
                    moment.milliseconds, moment.milliseconds,
                ])
        }
        if let last = rows.last {
            try db.execute(
                sql: "UPDATE webhooks SET position = ? WHERE name = ?", arguments: [last["number"] as Int64, hook.name])
        }
        return rows.count == limit
    }

    static let newLines = """
        SELECT audit.number, audit.at, audit.action, audit.detail, cases.id AS case_id, cases.community, cases.policy,
            cases.severity, cases.staff
        FROM audit LEFT JOIN cases ON cases.id = audit.case_id
        WHERE audit.number > (SELECT position FROM webhooks WHERE name = ?) ORDER BY audit.number LIMIT ?
        """

    /// The messages that are due for a webhook, oldest first. What waited for a lead's program about a case that turned
    /// out to be about staff is withheld for good.
    public func dueMessages(to hook: Webhook, at moment: Timestamp, limit: Int = 20) async throws -> [WebhookMessage] {
        let bound = (moment + DeliveryBackoff.longest).milliseconds
        let due = try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: Self.dueMessages), arguments: [hook.name, moment.milliseconds, bound, limit]
            ).compactMap { row in
                Self.message(row).map { (message: $0, isKeptBack: hook.audience == .lead && (row["staff"] as Bool)) }
            }
        }
        let withheld = due.filter(\.isKeptBack).map(\.message.number)
        if !withheld.isEmpty {
            try await write { db in
                for number in withheld {
                    try db.execute(
                        sql: """
                            UPDATE webhook_messages SET state = 'withheld', next_try = NULL, settled_at = ?
                            WHERE number = ? AND state = 'waiting'
                            """, arguments: [moment.milliseconds, number])
                }
            }
        }
        return due.filter { !$0.isKeptBack }.map(\.message)
    }

    static let dueMessages = """
        SELECT webhook_messages.*, cases.staff FROM webhook_messages JOIN cases ON cases.id = webhook_messages.case_id
        WHERE hook = ?1 AND webhook_messages.state = 'waiting' AND (next_try <= ?2 OR next_try > ?3)
        ORDER BY next_try, number LIMIT ?4
        """

    /// Writes down what became of a try. After a failure the rest waits for a moment too: who does not answer is not
    /// asked again and again.
    /// - Parameter jitter: a random byte, so that many senders do not come back at one moment.
    public func settle(
        webhookMessage number: Int64, _ outcome: DeliveryOutcome, at moment: Timestamp, jitter: UInt8
    ) async throws {
        try await write { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT tries, hook FROM webhook_messages WHERE number = ? AND state = 'waiting'",
                arguments: [number])
            guard let row else { return }
            let settled = Settlement(of: outcome, afterTries: row["tries"], at: moment, jitter: jitter)
            try db.execute(
                sql: """
                    UPDATE webhook_messages SET state = ?, tries = tries + 1, fault = ?, next_try = ?, settled_at = ?
                    WHERE number = ?
                    """,
                arguments: [
                    settled.state.rawValue, settled.fault, settled.nextTry?.milliseconds,
                    settled.state == .waiting ? nil : moment.milliseconds, number,
                ])
            if case .failed = outcome {
                let pause = (moment + .seconds(30)).milliseconds
                try db.execute(
                    sql:
                        "UPDATE webhook_messages SET next_try = ?1 WHERE hook = ?2 AND state = 'waiting' AND next_try < ?1",
                    arguments: [pause, row["hook"] as String])
            }
        }
    }

    // MARK: For the operator

    /// Messages by state, newest first.
    public func webhookMessages(
        in states: Set<WebhookMessage.State>, hook: String? = nil, limit: Int = 200
    ) async throws -> [WebhookMessage] {
        let marks = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM webhook_messages WHERE state IN (\(marks)) AND (?1 IS NULL OR hook = ?1)
                    ORDER BY number DESC LIMIT ?2
                    """, arguments: [hook, limit]
            ).compactMap(Self.message)
        }
    }

    /// Has messages wait again as if they were new; `?1` is now.
    static let sentAnew = "UPDATE webhook_messages SET state = 'waiting', tries = 0, next_try = ?1, settled_at = NULL"

    /// Has messages sent again, under the ids they have: those of the list, or all that were given up.
    /// - Returns: how many.
    public func resendWebhookMessages(_ ids: [String]?, hook: String? = nil, at moment: Timestamp) async throws -> Int {
        try await write { db in
            guard let ids else {
                try db.execute(
                    sql: Self.sentAnew + " WHERE state = 'failed' AND (?2 IS NULL OR hook = ?2)",
                    arguments: [moment.milliseconds, hook])
                return db.changesCount
            }
            var count = 0
            for id in ids {
                try db.execute(
                    sql: Self.sentAnew + " WHERE state IN ('failed', 'sent', 'waiting') AND id = ?2",
                    arguments: [moment.milliseconds, id])
                count += db.changesCount
            }
            return count
        }
    }

    static func message(_ row: Row) -> WebhookMessage? {
        guard let state = WebhookMessage.State(rawValue: row["state"]) else { return nil }
        return WebhookMessage(
            number: row["number"], hook: row["hook"], id: row["id"], kind: row["kind"], body: row["body"],
            state: state, tries: row["tries"], madeAt: CaseRow.moment(row["made_at"]),
            nextTry: (row["next_try"] as Int64?).map(CaseRow.moment), fault: row["fault"])
    }
}
