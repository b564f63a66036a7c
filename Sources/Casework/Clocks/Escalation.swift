public import SafetyModel

/// What a clock counts down to.
public enum ClockKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// That the reporter sees that a person has it: of a report.
    case acknowledge
    /// That a person has looked at it: of a report.
    case firstLook = "first_look"
    /// That it is decided: of a case, those with reports included.
    case decide
}

/// A clock that runs, with what was done about it so far.
public struct RunningClock: Sendable, Hashable {
    public var kind: ClockKind
    public var started: Timestamp
    /// As it was promised.
    public var due: Timestamp
    public var severity: Severity
    public var isAboutStaff: Bool
    /// When somebody did what it counts down to.
    public var stoppedAt: Timestamp?
    /// The bodies that were asked already.
    public var asked: Set<EscalationBody>

    public init(
        kind: ClockKind, started: Timestamp, due: Timestamp, severity: Severity, isAboutStaff: Bool,
        stoppedAt: Timestamp? = nil, asked: Set<EscalationBody> = []
    ) {
        self.kind = kind
        self.started = started
        self.due = due
        self.severity = severity
        self.isAboutStaff = isAboutStaff
        self.stoppedAt = stoppedAt
        self.asked = asked
    }
}

/// What is to be done about a clock.
public struct Escalation: Sendable, Hashable {
    /// A step of the chain, and the moment from which it is due.
    public struct Step: Sendable, Hashable {
        public var step: EscalationChain.Step
        /// Its place among the steps of this clock, from 1.
        public var place: Int
        public var due: Timestamp
    }

    /// Due now, in the order of the chain; each is made once.
    public var due: [Step]
    /// The one after that; `nil` at the end of the chain, or when the clock was stopped.
    public var next: Step?

    /// Decides from the clock, the chain and the time alone. The same clock asked twice gives the same steps, and a
    /// step that is in ``RunningClock/asked`` never comes again, so it does not matter whether time stood still, went
    /// back or leapt.
    ///
    /// A case about staff is never brought before the community's own leads: its chain begins, at once, with the first
    /// body that is independent of them. Steps before the last one that was made are past, also those that the operator
    /// put into the chain since.
    public init(of clock: RunningClock, by chain: EscalationChain, at now: Timestamp) {
        due = []
        guard clock.stoppedAt == nil else { return }
        let steps = chain.steps.filter { !clock.isAboutStaff || $0.body != .lead }
        let ranOut = chain.calendar.end(from: clock.started, due: clock.due, severity: clock.severity)
        let sooner = steps.first?.after ?? .zero
        let past = steps.lastIndex { clock.asked.contains($0.body) } ?? -1
        for (index, step) in steps.enumerated() where index > past {
            let entry = Step(step: step, place: index + 1, due: ranOut + (step.after - sooner))
            guard entry.due <= now else {
                next = entry
                return
            }
            due.append(entry)
        }
    }
}

/// How long to wait before a message is sent again.
public enum DeliveryBackoff {
    private static let waits: [Duration] = [
        .seconds(30), .minutes(2), .minutes(10), .minutes(30), .hours(2), .hours(6), .hours(12), .hours(24),
    ]

    /// A wait is never longer, spread included. A message that is to wait longer comes from a clock that was set back.
    public static let longest = Duration.hours(30)

    /// - Parameter tries: how many failed, from 1.
    /// - Returns: `nil` when it is given up.
    public static func wait(afterTries tries: Int) -> Duration? {
        tries >= 1 && tries <= waits.count ? waits[tries - 1] : nil
    }
}
