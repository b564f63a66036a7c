public import Casework
import GRDB
public import SafetyModel

/// Escalations, made and sent.
extension SQLiteStore {
    /// The action of an escalation on the audit trail. Its lines are always of a case, so who may not see the case does
    /// not see them.
    static let escalatedAction = "escalated"

    /// Looks at every clock that is to be looked at, and makes the steps that are due: each with its line on the trail
    /// and its messages, in one transaction.
    /// - Parameters:
    ///   - limit: how many clocks to look at in this transaction.
    ///   - random: bytes for the ids of messages.
    /// - Returns: how many clocks were looked at, and how many steps were made. Call again while it looked at `limit`.
    public func makeEscalations(
        by chain: EscalationChain, at moment: Timestamp, limit: Int = 200, random: @Sendable (Int) -> [UInt8]
    ) async throws -> (looked: Int, made: Int) {
        // Most of the time there is none, and a look costs no write.
        let isAny = try await read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM clocks WHERE wake_at <= ?)"),
                arguments: [moment.milliseconds])
        }
        guard isAny == true else { return (0, 0) }
        return try await write { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.wakingClocks), arguments: [moment.milliseconds, limit]
            ).map { try ClockRow($0, in: db) }
            var made = 0
            for row in rows {
                let escalation = Escalation(of: row.clock, by: chain, at: moment)
                for step in escalation.due {
                    try Self.make(step, of: row, by: chain, at: moment, random: random, in: db)
                    made += 1
                }
                try db.cachedStatement(
                    sql: "UPDATE clocks SET wake_at = ? WHERE number = ? AND stopped_at IS NULL"
                ).execute(arguments: [escalation.next?.due.milliseconds, row.number])
            }
            return (rows.count, made)
        }
    }

    static let wakingClocks = """
        SELECT \(ClockRow.columns) FROM \(ClockRow.join)
        WHERE clocks.wake_at <= ? ORDER BY clocks.wake_at, clocks.number LIMIT ?
        """

    private static func make(
        _ step: Escalation.Step, of row: ClockRow, by chain: EscalationChain, at moment: Timestamp,
        random: (Int) -> [UInt8], in db: Database
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO escalations (clock, body, name, step, due, made_at) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(
            arguments: [
                row.number, step.step.body.rawValue, step.step.name, step.place, row.clock.due.milliseconds,
                moment.milliseconds,
            ])
        let number = db.lastInsertedRowID
        for id in try trailCases(of: row, in: db) {
            try Trail.add(
                escalatedAction, "\(row.clock.kind.rawValue): \(step.step.body.rawValue)", case: id, by: nil,
                at: moment,
                in: db)
        }
        let id = hexadecimal(random(16))
        for channel in [Delivery.Channel.mail, .webhook] {
            let message = EscalationMessage(
                id: "msg_\(id)_\(channel.rawValue)", caseID: row.caseID, clock: row.clock.kind,
                severity: row.clock.severity, due: row.clock.due, madeAt: moment, step: step.step, place: step.place)
            let (address, text): (String, String)
            switch channel {
            case .mail:
                guard let mail = step.step.mail else { continue }
                (address, text) = (mail.text, message.mail(from: chain.sender ?? mail, to: mail).text)
            case .webhook:
                guard let webhook = step.step.webhook else { continue }
                (address, text) = (webhook, message.json)
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO outbox (escalation, id, channel, address, body, state, next_try)
                    VALUES (?, ?, ?, ?, ?, 'waiting', ?)
                    """
            ).execute(arguments: [number, message.id, channel.rawValue, address, text, moment.milliseconds])
        }
    }

    /// The case, or the cases of the report: where any is about staff, no other says that there is something.
    private static func trailCases(of row: ClockRow, in db: Database) throws -> [Int64] {
        guard let report = row.report else { return [row.caseID] }
        return try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT case_id FROM report_cases JOIN cases ON cases.id = case_id
                    WHERE report = ? AND staff >= ? ORDER BY case_id
                    """), arguments: [report, row.clock.isAboutStaff])
    }

    /// Has every clock that still runs looked at again: to be called when the service starts, for the chain or the
    /// calendar may be another.
    public func wakeClocks() async throws {
        try await write { db in
            try db.execute(sql: "UPDATE clocks SET wake_at = due WHERE stopped_at IS NULL")
        }
    }

    // MARK: Messages

    /// The messages to be sent now, oldest first.
    public func outgoingMessages(at moment: Timestamp, limit: Int = 50) async throws -> [OutgoingMessage] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: Self.waitingMessages),
                arguments: [moment.milliseconds, (moment + DeliveryBackoff.longest).milliseconds, limit]
            ).compactMap { row in
                guard let body = EscalationBody(rawValue: row["step_body"]),
                    let channel = Delivery.Channel(rawValue: row["channel"])
                else { return nil }
                return OutgoingMessage(
                    number: row["number"], id: row["id"], body: body, channel: channel, address: row["address"],
                    text: row["body"], tries: row["tries"])
            }
        }
    }

    /// What waits for longer than any wait was written by a clock that has been set back since.
    static let waitingMessages = """
        SELECT outbox.number, outbox.id, channel, address, outbox.body, tries, escalations.body AS step_body
        FROM outbox JOIN escalations ON escalations.number = outbox.escalation
        WHERE state = 'waiting' AND (next_try <= ?1 OR next_try > ?2) ORDER BY next_try, outbox.number LIMIT ?3
        """

    /// Writes down what became of a try.
    /// - Parameter jitter: see ``Settlement``.
    public func settle(
        _ message: Int64, _ outcome: DeliveryOutcome, at moment: Timestamp, jitter: UInt8 = 128
    ) async throws {
        try await write { db in
            let tries =
                try Int.fetchOne(db, sql: "SELECT tries FROM outbox WHERE number = ?", arguments: [message]) ?? 0
            let settled = Settlement(of: outcome, afterTries: tries, at: moment, jitter: jitter)
            try db.execute(
                sql: """
                    UPDATE outbox SET state = ?, tries = ?, fault = ?, next_try = ?, settled_at = ?
                    WHERE number = ? AND state = 'waiting'
                    """,
                arguments: [
                    settled.state.rawValue, tries + 1, settled.fault, settled.nextTry?.milliseconds,
                    settled.state == .waiting ? nil : moment.milliseconds, message,
                ])
        }
    }
}
