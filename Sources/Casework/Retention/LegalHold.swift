public import SafetyModel

/// That evidence of a case must not be deleted: a court, an investigation or a victim may need it. One guardian sets
/// it, alone and at once; lifting it takes two, for what is deleted afterwards is gone.
public struct LegalHold: Sendable, Hashable {
    public var number: Int64
    public var setBy: Int64
    public var setAt: Timestamp
    public var reason: String
    /// Who wants it lifted, and why; it holds until another guardian agrees.
    public var proposedBy: Int64?
    public var proposal: String?

    public init(
        number: Int64, setBy: Int64, setAt: Timestamp, reason: String, proposedBy: Int64? = nil, proposal: String? = nil
    ) {
        self.number = number
        self.setBy = setBy
        self.setAt = setAt
        self.reason = reason
        self.proposedBy = proposedBy
        self.proposal = proposal
    }
}

/// What a guardian does to a hold.
public enum HoldStep: Sendable, Hashable {
    case set(reason: String)
    /// Proposes to lift it, or agrees with another guardian who did.
    case lift(reason: String)
    /// Takes back, or turns down, a proposal to lift it.
    case keep(reason: String)
}

/// What becomes of a hold.
public enum HoldOutcome: Sendable, Hashable {
    case set(reason: String)
    case proposed(reason: String)
    case kept(reason: String)
    case lifted(reason: String)

    /// The word for it on the trail.
    public var action: String {
        switch self {
        case .set: "hold_set"
        case .proposed: "hold_lift_proposed"
        case .kept: "hold_kept"
        case .lifted: "hold_lifted"
        }
    }

    public var reason: String {
        switch self {
        case .set(let reason), .proposed(let reason), .kept(let reason), .lifted(let reason): reason
        }
    }

    /// - Parameter current: the hold in force; `nil` for none.
    /// - Throws: ``CaseStepError``
    public static func of(
        _ step: HoldStep, current: LegalHold?, by reviewer: Reviewer
    ) throws(CaseStepError) -> HoldOutcome {
        guard reviewer.active, reviewer.roles.contains(.guardian) else { throw .notAllowed }
        switch step {
        case .set(let reason):
            let reason = try CaseSteps.checked(reason)
            guard current == nil else { throw .changedMeanwhile(currentVersion: 0) }
            return .set(reason: reason)
        case .lift(let reason):
            let reason = try CaseSteps.checked(reason)
            guard let current else { throw .changedMeanwhile(currentVersion: 0) }
            guard let proposer = current.proposedBy else { return .proposed(reason: reason) }
            guard proposer != reviewer.id else { throw .needsSecondPerson }
            return .lifted(reason: reason)
        case .keep(let reason):
            let reason = try CaseSteps.checked(reason)
            guard current?.proposedBy != nil else { throw .changedMeanwhile(currentVersion: 0) }
            return .kept(reason: reason)
        }
    }
}
