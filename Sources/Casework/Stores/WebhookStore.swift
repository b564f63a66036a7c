public import SafetyModel

/// What other programs were told, for whoever looks after the machine. A message about a case of staff is in no list,
/// count or answer but a guardian's.
public protocol WebhookStore: Sendable {
    /// What became of the messages: figures for each webhook, and the newest of them. For administrators.
    /// - Throws: ``CaseStepError/notAllowed``
    func webhookBoard(limit: Int, for reviewer: Reviewer) async throws -> WebhookBoard
    /// Has messages sent again, under the ids they have. What the reviewer may not see stays as it is.
    /// - Returns: how many.
    /// - Throws: ``CaseStepError/notAllowed``
    func resendWebhookMessages(_ choice: WebhookChoice, for reviewer: Reviewer, at moment: Timestamp) async throws
        -> Int
}

/// Which messages are to be sent again.
public enum WebhookChoice: Sendable, Hashable {
    case one(id: String)
    /// All of a webhook that were given up.
    case givenUp(hook: String)
}

/// What became of the messages to webhooks.
public struct WebhookBoard: Sendable, Hashable {
    /// Of one webhook. Messages that were taken are kept for 30 days.
    public struct Figures: Sendable, Hashable {
        public var waiting = 0
        public var sent = 0
        public var failed = 0
        public var lastSent: Timestamp?

        public init() {}
    }

    /// By the name of the webhook.
    public var figures: [String: Figures]
    /// Given up, newest first.
    public var failed: [WebhookMessage]
    /// Of every state, newest first.
    public var newest: [WebhookMessage]

    public init(figures: [String: Figures], failed: [WebhookMessage], newest: [WebhookMessage]) {
        self.figures = figures
        self.failed = failed
        self.newest = newest
    }
}

extension Visibility {
    /// Whether this reviewer looks after what other programs are told.
    public static func readsWebhooks(_ reviewer: Reviewer) -> Bool {
        reviewer.active && reviewer.roles.contains(.administrator)
    }
}
