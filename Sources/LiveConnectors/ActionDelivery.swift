import Logging
import SafetyModel

/// Carries out on one platform what was decided: each action is tried until it is done or refused, and what became of
/// a try is written down.
struct ActionDelivery: Sendable {
    let platform: String
    let store: any ActionStore
    let carrier: any ActionCarrier
    let logger: Logger
    let now: @Sendable () -> Timestamp

    /// Tries what is due once. An action whose outcome could not be written down is tried again, which does no more
    /// than once.
    func round() async throws {
        for action in try await store.dueActions(on: platform, at: now(), limit: 50) {
            let outcome = await carrier.carryOut(action)
            if Task.isCancelled {
                try await keep(outcome, of: action)
                return
            }
            try await store.settle(action, outcome, at: now())
            logger.notice("\(platform): \(action.id): \(outcome.sentence)")
        }
    }

    /// The service ends: a fault says nothing of the platform, but which roles were taken is known here alone.
    private func keep(_ outcome: ActionOutcome, of action: PlatformAction) async throws {
        switch outcome {
        case .failed, .refused: return
        case .done, .again, .part: break
        }
        // Of a task that was cancelled the store takes nothing.
        let moment = now()
        try await Task { try await store.settle(action, outcome, at: moment) }.value
    }
}

/// What became of the parts of one action: its messages, its rooms, the roles of a member.
struct ActionTally {
    private(set) var done = 0
    private var passing: String?
    private var final: String?

    /// - Parameters:
    ///   - fault: why a part was not done; nil where it was.
    ///   - isPassing: whether it may succeed later.
    mutating func note(_ fault: (some CustomStringConvertible)?, isPassing: Bool) {
        guard let fault else { return done += 1 }
        if isPassing { passing = "\(fault)" } else { final = "\(fault)" }
    }

    /// Tried again while anything may succeed later; refused only where nothing could be done.
    /// - Parameters:
    ///   - name: what the parts are called.
    ///   - parts: those that were done, where a later try can no longer name them.
    ///   - rest: what to say of those that cannot be done, where others were.
    func outcome(of total: Int, _ name: String, naming parts: [String] = [], rest: String = "") -> ActionOutcome {
        let count = "\(done) of \(total) \(name)" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
        if let passing { return parts.isEmpty ? .failed("\(count); \(passing)") : .part(count, fault: passing) }
        guard let final else { return .done(count) }
        return done == 0 ? .refused(final) : .done(count + rest)
    }
}

/// Faults of one platform as the log names them: when they are new, and not again until something went well.
struct SaidFaults: Sendable {
    let platform: String
    let logger: Logger
    private var said: [String: String] = [:]

    init(_ platform: String, _ logger: Logger) {
        self.platform = platform
        self.logger = logger
    }

    mutating func tell(_ fault: String?, of what: String, as level: Logger.Level = .error) {
        if let fault, said[what] != fault { logger.log(level: level, "\(platform), \(what): \(fault)") }
        said[what] = fault
    }

    /// Runs something whose fault is named; that it was cancelled is none.
    mutating func naming(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            tell(nil, of: what)
        } catch is CancellationError {
        } catch {
            tell("\(error)", of: what)
        }
    }
}
