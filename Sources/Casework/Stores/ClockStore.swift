public import SafetyModel

/// Clocks, the escalations made when they ran out, and the messages that tell of them. What reviewers are told goes
/// through ``Visibility``: nothing of a clock about staff is in any list or count but a guardian's.
public protocol ClockStore: Sendable {
    /// The clocks of a case and of its reports that ran out, oldest first.
    /// - Throws: ``CaseStepError/notFound``
    func clocks(ofCase id: Int64, at moment: Timestamp, for reviewer: Reviewer) async throws -> [ClockEntry]
    /// The clocks that ran out and still run, those overdue longest first, and what could not be delivered. For leads
    /// and guardians.
    /// - Throws: ``CaseStepError/notAllowed``
    func clockBoard(at moment: Timestamp, limit: Int, for reviewer: Reviewer) async throws -> ClockBoard
    /// How many clocks ran out and still run.
    func clocksRunOut(at moment: Timestamp, for reviewer: Reviewer) async throws -> Int
}

/// A clock that ran out.
public struct ClockEntry: Sendable, Hashable {
    /// One body that was asked.
    public struct Asked: Sendable, Hashable {
        public var body: EscalationBody
        /// What the operator called it then.
        public var name: String
        public var at: Timestamp
        public var deliveries: [Delivery]

        public init(body: EscalationBody, name: String, at: Timestamp, deliveries: [Delivery]) {
            self.body = body
            self.name = name
            self.at = at
            self.deliveries = deliveries
        }
    }

    /// A case that the clock belongs to, by itself or through its report.
    public var caseID: Int64
    public var policy: PolicyCode
    public var clock: RunningClock
    /// In the order in which they were asked.
    public var asked: [Asked]

    public init(caseID: Int64, policy: PolicyCode, clock: RunningClock, asked: [Asked]) {
        self.caseID = caseID
        self.policy = policy
        self.clock = clock
        self.asked = asked
    }
}

/// A message to a body.
public struct Delivery: Sendable, Hashable {
    public enum Channel: String, Sendable, Hashable, CaseIterable {
        case mail, webhook
    }

    public enum State: String, Sendable, Hashable {
        case waiting, sent, failed
    }

    public var channel: Channel
    public var state: State
    public var tries: Int
    /// Why the last try failed, in a few words without anything that the other side wrote.
    public var fault: String?

    public init(channel: Channel, state: State, tries: Int, fault: String? = nil) {
        self.channel = channel
        self.state = state
        self.tries = tries
        self.fault = fault
    }
}

/// What leads and guardians look at to see who was kept waiting.
public struct ClockBoard: Sendable, Hashable {
    public var entries: [ClockEntry]
    public var total: Int
    /// Messages that were given up, or failed at least once and will be tried again.
    public var undelivered: [Undelivered]

    public struct Undelivered: Sendable, Hashable {
        public var caseID: Int64
        public var body: EscalationBody
        public var delivery: Delivery
        public var nextTry: Timestamp?

        public init(caseID: Int64, body: EscalationBody, delivery: Delivery, nextTry: Timestamp?) {
            self.caseID = caseID
            self.body = body
            self.delivery = delivery
            self.nextTry = nextTry
        }
    }

    public init(entries: [ClockEntry], total: Int, undelivered: [Undelivered]) {
        self.entries = entries
        self.total = total
        self.undelivered = undelivered
    }
}

/// A message that waits to be sent.
public struct OutgoingMessage: Sendable, Hashable {
    public var number: Int64
    /// The same at every try.
    public var id: String
    public var body: EscalationBody
    public var channel: Delivery.Channel
    public var address: String
    public var text: String
    public var tries: Int

    public init(
        number: Int64, id: String, body: EscalationBody, channel: Delivery.Channel, address: String, text: String,
        tries: Int
    ) {
        self.number = number
        self.id = id
        self.body = body
        self.channel = channel
        self.address = address
        self.text = text
        self.tries = tries
    }
}

/// What became of a try to send.
public enum DeliveryOutcome: Sendable, Hashable {
    case sent
    /// To be tried again, until ``DeliveryBackoff`` gives up.
    case failed(String)
    /// Not to be tried again.
    case refused(String)
}

/// How the clocks of one month ended, for the public figures.
public struct ClockMonth: Sendable, Hashable {
    /// As `2026-11`: of the moment at which the report was filed, UTC.
    public var month: String
    public var clock: ClockKind
    /// Started in that month.
    public var started: Int
    /// Done by the moment that was promised.
    public var inTime: Int
    /// Done after it, or not done and the moment is past.
    public var late: Int
    /// Brought before at least one body of the chain.
    public var escalated: Int

    public init(month: String, clock: ClockKind, started: Int, inTime: Int, late: Int, escalated: Int) {
        self.month = month
        self.clock = clock
        self.started = started
        self.inTime = inTime
        self.late = late
        self.escalated = escalated
    }
}
