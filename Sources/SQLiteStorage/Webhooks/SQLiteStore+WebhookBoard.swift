public import Casework
import GRDB
public import SafetyModel

/// What administrators see of the messages to webhooks.
extension SQLiteStore: WebhookStore {
    /// The messages that a reviewer may know of; `?1` says whether those about staff are among them.
    private static let visible = """
        FROM webhook_messages JOIN cases ON cases.id = webhook_messages.case_id WHERE (cases.staff = 0 OR ?1)
        """

    public func webhookBoard(limit: Int, for reviewer: Reviewer) async throws -> WebhookBoard {
        guard Visibility.readsWebhooks(reviewer) else { throw CaseStepError.notAllowed }
        let withStaff = Visibility.includesStaffCases(reviewer)
        return try await read { db in
            let list = { (condition: String) in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT webhook_messages.* \(Self.visible) \(condition)
                        ORDER BY webhook_messages.number DESC LIMIT ?2
                        """, arguments: [withStaff, limit]
                ).compactMap(Self.message)
            }
            return WebhookBoard(
                figures: try Self.figures(withStaff: withStaff, in: db),
                failed: try list("AND webhook_messages.state = 'failed'"), newest: try list(""))
        }
    }

    private static func figures(withStaff: Bool, in db: Database) throws -> [String: WebhookBoard.Figures] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT hook, webhook_messages.state AS state, count(*) AS messages, max(settled_at) AS last \(visible)
                GROUP BY 1, 2
                """, arguments: [withStaff])
        var figures: [String: WebhookBoard.Figures] = [:]
        for row in rows {
            let hook: String = row["hook"]
            switch WebhookMessage.State(rawValue: row["state"]) {
            case .waiting: figures[hook, default: .init()].waiting = row["messages"]
            case .failed: figures[hook, default: .init()].failed = row["messages"]
            case .sent:
                figures[hook, default: .init()].sent = row["messages"]
                figures[hook, default: .init()].lastSent = (row["last"] as Int64?).map(CaseRow.moment)
            case .withheld, nil: break
            }
        }
        return figures
    }

    public func resendWebhookMessages(
        _ choice: WebhookChoice, for reviewer: Reviewer, at moment: Timestamp
    ) async throws -> Int {
        guard Visibility.readsWebhooks(reviewer) else { throw CaseStepError.notAllowed }
        let (condition, key) =
            switch choice {
            case .one(let id): ("id = ?3", id)
            case .givenUp(let hook): ("hook = ?3", hook)
            }
        return try await write { db in
            try db.execute(
                sql: """
                    \(Self.sentAnew)
                    WHERE state = 'failed' AND \(condition) AND case_id IN (SELECT id FROM cases WHERE staff = 0 OR ?2)
                    """,
                arguments: [moment.milliseconds, Visibility.includesStaffCases(reviewer), key])
            return db.changesCount
        }
    }
}
