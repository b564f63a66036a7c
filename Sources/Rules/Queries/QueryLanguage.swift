import Expression
import SafetyModel

/// What queries are written in: the same words as conditions of rules where an event is stored, without those that only
/// the running watch knows.
enum QueryLanguage {
    /// Steps that a query may take on one row.
    static let costLimit = 20_000

    private static var limits: Limits {
        var limits = Limits()
        limits.sourceLength = 4_000
        limits.depth = 60
        limits.cost = costLimit
        return limits
    }

    /// - Throws: never with these declarations.
    static func environment(_ kind: QueryKind) throws(DeclarationError) -> Environment {
        switch kind {
        case .events:
            try Environment(
                variables: EventScene.variables,
                types: [
                    QueriedEventValue.objectType, QueriedMemberValue.objectType, QueriedChannelValue.objectType,
                    QueriedCommunityValue.objectType, QueriedAttachmentValue.objectType,
                    QueriedSignalValue.objectType,
                ], limits: limits)
        case .signals:
            try Environment(variables: SignalScene.variables, limits: limits)
        }
    }

    /// The fields that a query may use, for a page of help: of an event, those of its parts with a dot.
    static func fields(_ kind: QueryKind) -> [String] {
        switch kind {
        case .signals: SignalScene.variables.map(\.name)
        case .events:
            EventScene.variables.flatMap { variable -> [String] in
                switch variable.type {
                case .object(let type): type.fields.map { "\(variable.name).\($0.name)" }
                case .list(.object(let type)): type.fields.map { "\(variable.name)[].\($0.name)" }
                default: [variable.name]
                }
            }
        }
    }
}

/// The variables of a query over events, in the order of their slots.
enum EventScene: String, CaseIterable {
    case type, time, event, actor, target, channel, community, signals, now

    private var valueType: ValueType {
        switch self {
        case .type: .string
        case .time, .now: .timestamp
        case .event: .object(QueriedEventValue.objectType)
        case .actor, .target: .object(QueriedMemberValue.objectType)
        case .channel: .object(QueriedChannelValue.objectType)
        case .community: .object(QueriedCommunityValue.objectType)
        case .signals: .list(.object(QueriedSignalValue.objectType))
        }
    }

    static let variables = allCases.map { Variable($0.rawValue, $0.valueType) }
    static let bySlot = allCases
}

/// The variables of a query over signals, in the order of their slots.
enum SignalScene: String, CaseIterable {
    case policy, score, detector, subject
    case subjectName = "subject_name"
    case counterpart
    case counterpartName = "counterpart_name"
    case community, time, severity
    case evidenceCount = "evidence_count"
    case state, outcome
    case caseID = "case_id"
    case now

    private var valueType: ValueType {
        switch self {
        case .score: .double
        case .time, .now: .timestamp
        case .severity, .evidenceCount, .caseID: .int
        default: .string
        }
    }

    static let variables = allCases.map { Variable($0.rawValue, $0.valueType) }
    static let bySlot = allCases
}

/// Rows as values of the variables.
final class QueryScene: Activation, Sendable {
    private let row: QueryRow
    private let now: Value

    /// - Parameter now: when the query is asked.
    init(_ row: QueryRow, now: Value) {
        self.row = row
        self.now = now
    }

    func value(at slot: Int) -> Value? {
        switch row {
        case .event(let event):
            EventScene.bySlot.indices.contains(slot) ? value(EventScene.bySlot[slot], of: event) : nil
        case .signal(let signal):
            SignalScene.bySlot.indices.contains(slot) ? value(SignalScene.bySlot[slot], of: signal) : nil
        }
    }

    private func value(_ variable: EventScene, of row: QueriedEvent) -> Value? {
        let event = row.event
        return switch variable {
        case .type: .string(event.type.name)
        case .time: Expression.Timestamp(event.time).map { .timestamp($0) }
        case .event: .object(QueriedEventValue(event))
        case .actor: .object(QueriedMemberValue(event.actor, labels: row.actorLabels))
        case .target: .object(QueriedMemberValue(event.target ?? Facts.addressee(event), labels: row.targetLabels))
        case .channel: .object(QueriedChannelValue(event.channel))
        case .community: .object(QueriedCommunityValue(event.community))
        case .signals: .list(row.signals.map { .object(QueriedSignalValue($0)) })
        case .now: now
        }
    }

    private func value(_ variable: SignalScene, of row: QueriedSignal) -> Value? {
        let signal = row.signal
        return switch variable {
        case .policy: .string(signal.policy.code)
        case .score: .double(signal.score)
        case .detector: .string(signal.detector.name)
        case .subject: .string(signal.subject)
        case .subjectName: .string(signal.subjectName ?? signal.subject)
        case .counterpart: .string(signal.counterpart ?? "")
        case .counterpartName: .string(signal.counterpartName ?? signal.counterpart ?? "")
        case .community: .string(signal.community)
        case .time: Expression.Timestamp(signal.time).map { .timestamp($0) }
        case .severity: .int(Int64(row.severity.level))
        case .evidenceCount: .int(Int64(signal.evidence.count))
        case .state: .string(row.caseState)
        case .outcome: .string(row.outcome ?? "")
        case .caseID: .int(row.caseID)
        case .now: now
        }
    }
}
