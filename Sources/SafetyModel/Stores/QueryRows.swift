/// A stored event as a query looks at it: without what a person wrote.
public struct QueriedEvent: Sendable, Hashable {
    /// Its place in the log.
    public var sequence: Int64
    public var event: Event
    /// The signals that this event raised, as far as whoever asks may know of them.
    public var signals: [QueriedSignal]
    /// Labels that rules had put on the actor and on the target, in force at the event; in alphabetical order.
    public var actorLabels: [String] = []
    public var targetLabels: [String] = []

    public init(sequence: Int64, event: Event, signals: [QueriedSignal] = []) {
        self.sequence = sequence
        self.event = event
        self.signals = signals
    }
}

/// A stored signal as a query looks at it, with what became of its case.
public struct QueriedSignal: Sendable, Hashable {
    public var signal: Signal
    public var severity: Severity
    public var caseID: Int64
    /// `open`, `claimed` or `decided`.
    public var caseState: String
    /// Of the decision, where there is one.
    public var outcome: String?

    public init(signal: Signal, severity: Severity, caseID: Int64, caseState: String, outcome: String?) {
        self.signal = signal
        self.severity = severity
        self.caseID = caseID
        self.caseState = caseState
        self.outcome = outcome
    }
}

/// What a query goes through, one at a time.
public enum QueryRow: Sendable, Hashable {
    case event(QueriedEvent)
    case signal(QueriedSignal)

    /// When it happened.
    public var time: Timestamp {
        switch self {
        case .event(let row): row.event.time
        case .signal(let row): row.signal.time
        }
    }
}

/// What a query goes through.
public enum QueryKind: String, Sendable, Hashable, CaseIterable {
    case events, signals
}

/// From when to when a query looks: `from` inclusive, `to` exclusive; without bounds, all that is stored.
public struct QueryRange: Sendable, Hashable {
    public var from: Timestamp?
    public var to: Timestamp?

    public init(from: Timestamp? = nil, to: Timestamp? = nil) {
        self.from = from
        self.to = to
    }
}
