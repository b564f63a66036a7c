import Expression
import SafetyModel

/// What conditions of queues are written in: a case, without anybody's words.
enum CaseScene: String, CaseIterable {
    case severity, policy, language, languages, voices, age, community, danger, kind, kinds, score, imminence, signals
    case staff, state

    /// Steps that a condition may take on one case.
    static let costLimit = 5_000

    private var type: ValueType {
        switch self {
        case .severity, .voices, .signals: .int
        case .policy, .language, .community, .kind, .state: .string
        case .languages, .kinds: .list(.string)
        case .age: .duration
        case .danger, .staff: .bool
        case .score, .imminence: .double
        }
    }

    static let bySlot = allCases

    static func environment() throws(DeclarationError) -> Environment {
        var limits = Limits()
        limits.sourceLength = 4_000
        limits.depth = 60
        limits.cost = costLimit
        return try Environment(variables: allCases.map { Variable($0.rawValue, $0.type) }, limits: limits)
    }
}

/// A case as values of the variables.
final class CaseActivation: Activation, Sendable {
    private let facts: CaseFacts
    private let now: SafetyModel.Timestamp

    init(_ facts: CaseFacts, at now: SafetyModel.Timestamp) {
        self.facts = facts
        self.now = now
    }

    func value(at slot: Int) -> Value? {
        guard CaseScene.bySlot.indices.contains(slot) else { return nil }
        switch CaseScene.bySlot[slot] {
        case .severity: return .int(Int64(facts.severity.level))
        case .policy: return .string(facts.policy.code)
        // Where several were seen, none of them is the case's own.
        case .language: return .string(facts.languages.count == 1 ? facts.languages[0] : "")
        case .languages: return .list(facts.languages.map { .string($0) })
        case .voices: return .int(Int64(facts.voices))
        case .age:
            let (milliseconds, overflow) = now.milliseconds.subtractingReportingOverflow(facts.openedAt.milliseconds)
            return TimeSpan(seconds: overflow ? 0 : max(milliseconds, 0) / 1000).map { .duration($0) }
        case .community: return .string(facts.community)
        case .danger: return .bool(facts.hasDanger)
        case .kind: return .string(facts.kinds.count == 1 ? facts.kinds[0] : "")
        case .kinds: return .list(facts.kinds.map { .string($0) })
        case .score: return .double(facts.score)
        case .imminence: return .double(facts.imminence)
        case .signals: return .int(Int64(facts.signals))
        case .staff: return .bool(facts.isAboutStaff)
        case .state: return .string(facts.state)
        }
    }
}
