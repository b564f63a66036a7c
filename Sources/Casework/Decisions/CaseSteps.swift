public import SafetyModel

/// What reviewers may do to a case, and what becomes of it: a case and a step go in, the changed case and its lines
/// for the audit trail come out. Stores call it inside the transaction that writes both.
///
///              claim                decide
///     open ───────────► claimed ───────────► decided
///       ▲    release       │  ▲  (a ban, and a measure    │
///       ├──────────────────┘  └─ against staff, wait here │
///       │                        for a second person)     │
///       └─────────────────────────────────────────────────┘ reopen
public struct CaseSteps: Sendable {
    /// The longest note or reason, in characters.
    public static let textLimit = 4_000

    private let folding: CaseFolding

    public init(taxonomy: Taxonomy) {
        folding = CaseFolding(taxonomy: taxonomy)
    }

    /// Carries a step out.
    /// - Parameter version: the version of the case that the reviewer looked at.
    /// - Throws: ``CaseStepError``; the case is then unchanged.
    public func apply(
        _ step: CaseStep, to item: Case, version: Int, by reviewer: Reviewer, at moment: Timestamp
    ) throws(CaseStepError) -> CaseStepResult {
        guard Visibility.allows(reviewer, subjectIsStaff: item.subjectIsStaff) else { throw .notFound }
        guard version == item.version else { throw .changedMeanwhile(currentVersion: item.version) }
        var result: CaseStepResult
        switch step {
        case .claim: result = try claim(item, by: reviewer)
        case .release: result = try release(item, by: reviewer)
        case .note(let text): result = CaseStepResult(item: item, action: "noted", detail: try Self.checked(text))
        case .decide(let outcome, let reason): result = try decide(item, outcome, reason, by: reviewer, at: moment)
        case .reopen(let reason): result = try reopen(item, reason, by: reviewer, at: moment)
        case .reveal(let reason):
            result = CaseStepResult(item: item, action: "revealed", detail: try Self.checked(reason))
        }
        if !result.trail.isEmpty { result.item.version += 1 }
        return result
    }

    private func claim(_ item: Case, by reviewer: Reviewer) throws(CaseStepError) -> CaseStepResult {
        if item.state == .decided { throw .alreadyDecided }
        if let holder = item.claimedBy {
            // To claim what one holds changes nothing; a double click is no mistake.
            if holder == reviewer.id { return CaseStepResult(item: item, trail: []) }
            throw .claimedByAnother
        }
        var claimed = item
        claimed.state = .claimed
        claimed.claimedBy = reviewer.id
        return CaseStepResult(item: claimed, action: "claimed")
    }

    private func release(_ item: Case, by reviewer: Reviewer) throws(CaseStepError) -> CaseStepResult {
        if item.state == .decided { throw .alreadyDecided }
        guard let holder = item.claimedBy else { throw .notClaimed }
        if holder != reviewer.id, reviewer.roles.isDisjoint(with: [.lead, .guardian]) { throw .claimedByAnother }
        var released = item
        released.state = .open
        released.claimedBy = nil
        // A decision that waits for a second person falls with the claim; the trail keeps that it was proposed.
        released.decision = nil
        return CaseStepResult(item: released, action: "released")
    }

    private func decide(
        _ item: Case, _ outcome: Decision.Outcome, _ reason: String, by reviewer: Reviewer, at moment: Timestamp
    ) throws(CaseStepError) -> CaseStepResult {
        if item.state == .decided { throw .alreadyDecided }
        guard let holder = item.claimedBy else { throw .notClaimed }
        let reason = try Self.checked(reason)
        var decided = item
        if holder != reviewer.id {
            guard let pending = item.decision, pending.outcome == outcome else { throw .claimedByAnother }
            guard Self.mayConfirm(reviewer) else { throw .notAllowed }
            decided.decision?.confirmedBy = reviewer.id
            decided.state = .decided
            return CaseStepResult(item: decided, action: "confirmed", detail: "\(outcome.rawValue): \(reason)")
        }
        let takesTwo = Self.takesTwoPeople(outcome, on: item)
        if takesTwo, item.decision?.outcome == outcome { throw .needsSecondPerson }
        decided.decision = Decision(
            outcome: outcome, reason: reason, decidedBy: reviewer.id, decidedAt: moment.milliseconds)
        if !takesTwo { decided.state = .decided }
        return CaseStepResult(
            item: decided, action: takesTwo ? "proposed" : "decided", detail: "\(outcome.rawValue): \(reason)")
    }

    private func reopen(
        _ item: Case, _ reason: String, by reviewer: Reviewer, at moment: Timestamp
    ) throws(CaseStepError) -> CaseStepResult {
        guard item.state == .decided else { throw .notDecided }
        let isOwn = item.decision?.decidedBy == reviewer.id
        if !isOwn, reviewer.roles.isDisjoint(with: [.lead, .guardian]) { throw .notAllowed }
        let reason = try Self.checked(reason)
        var reopened = item
        reopened.state = .open
        reopened.claimedBy = nil
        reopened.decision = nil
        // A second look gets a clock of its own; the first has run out or was met.
        reopened.dueAt = max(item.dueAt, folding.deadline(for: item.policy, from: moment))
        return CaseStepResult(item: reopened, action: "reopened", detail: reason)
    }

    /// Whether an outcome needs a second person: it is irreversible, or a measure against staff.
    public static func takesTwoPeople(_ outcome: Decision.Outcome, on item: Case) -> Bool {
        switch outcome {
        case .noAction, .escalate: false
        case .warn, .timeOut: item.subjectIsStaff
        case .ban: true
        }
    }

    /// Whether somebody may be the second person, on a case that they may see: a lead or a guardian, and guardians alone
    /// see cases about staff.
    public static func mayConfirm(_ reviewer: Reviewer) -> Bool {
        !reviewer.roles.isDisjoint(with: [.lead, .guardian])
    }

    /// The text without white space at its ends.
    static func checked(_ text: String) throws(CaseStepError) -> String {
        // Characters can be long: the bytes are bounded first, so that counting is cheap whatever comes in.
        guard text.utf8.count <= textLimit * 16 else { throw .textTooLong(limit: textLimit) }
        var rest = text[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        guard !rest.isEmpty else { throw .reasonMissing }
        guard rest.count <= textLimit else { throw .textTooLong(limit: textLimit) }
        return String(rest)
    }
}

/// A case after a step, and what goes on the audit trail with it.
public struct CaseStepResult: Sendable, Hashable {
    /// A line for the audit trail: what was done, and the note, reason or outcome.
    public struct Line: Sendable, Hashable {
        public var action: String
        public var detail: String

        public init(action: String, detail: String) {
            self.action = action
            self.detail = detail
        }
    }

    public var item: Case
    /// Empty where the step changed nothing.
    public var trail: [Line]

    public init(item: Case, trail: [Line]) {
        self.item = item
        self.trail = trail
    }

    init(item: Case, action: String, detail: String = "") {
        self.init(item: item, trail: [Line(action: action, detail: detail)])
    }
}
