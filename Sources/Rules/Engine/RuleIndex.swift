import Expression
import SafetyModel

/// Finds the rules that an event may concern: by its type, by the kind of its channel, and by the cues that a condition
/// cannot do without.
struct RuleIndex: Sendable {
    /// What an event must be for a rule to look at it.
    private struct Key: Hashable, Sendable {
        var type: EventType
        var kind: Channel.Kind?
    }

    /// A cue that a condition needs.
    enum CueNeed: Hashable, Sendable {
        case any
        case stage(Stage)
        case policy(PolicyCode)
        case id(String)
    }

    /// Rules of one type of event and kind of channel, by their places.
    private struct Bucket: Sendable {
        var always: [Int] = []
        var byCue: [CueNeed: [Int]] = [:]
    }

    private var buckets: [Key: Bucket] = [:]

    init(_ rules: [Rule]) {
        for (place, rule) in rules.enumerated() {
            let conjuncts = rule.condition.syntax.conjuncts
            let need = conjuncts.lazy.compactMap { Self.need($0) }.first
            let kinds: [Channel.Kind?]
            if let kind = conjuncts.lazy.compactMap({ Self.kind($0) }).first {
                kinds = [kind]
            } else {
                kinds = [nil] + Channel.Kind.allCases
            }
            for type in Set(rule.types) {
                for kind in kinds {
                    if let need {
                        buckets[Key(type: type, kind: kind), default: Bucket()].byCue[need, default: []].append(place)
                    } else {
                        buckets[Key(type: type, kind: kind), default: Bucket()].always.append(place)
                    }
                }
            }
        }
    }

    /// The rules that an event may concern, in their order.
    func candidates(_ event: Event, _ hits: [CueHit], into places: inout [Int]) {
        places.removeAll(keepingCapacity: true)
        guard let bucket = buckets[Key(type: event.type, kind: event.channel?.kind)] else { return }
        places += bucket.always
        guard !hits.isEmpty, !bucket.byCue.isEmpty else { return }
        places += bucket.byCue[.any] ?? []
        for hit in hits {
            if let stage = hit.stage { places += bucket.byCue[.stage(stage)] ?? [] }
            places += bucket.byCue[.policy(hit.policy)] ?? []
            places += bucket.byCue[.id(hit.cue)] ?? []
        }
        places.sort()
        var kept = 0
        for place in places where kept == 0 || places[kept - 1] != place {
            places[kept] = place
            kept += 1
        }
        places.removeSubrange(kept...)
    }

    // MARK: What a condition needs

    /// `channel.kind == 'direct'`
    static func kind(_ conjunct: Syntax) -> Channel.Kind? {
        guard let (field, word) = equality(conjunct), field == "channel.kind" else { return nil }
        return Channel.Kind(rawValue: word)
    }

    /// `cues.exists(c, c.stage == 'request' && …)`, or `cues.size() > 0`.
    static func need(_ conjunct: Syntax) -> CueNeed? {
        if case .operation(.greater, let operands) = conjunct.kind, operands.count == 2,
            case .int(0)? = operands[1].literal, case .call("size", let receiver, let arguments, _) = operands[0].kind
        {
            return (receiver ?? arguments.first)?.qualifiedName?.name == "cues" ? .any : nil
        }
        guard case .comprehension(let macro) = conjunct.kind, macro.operation == .exists, macro.variables.count == 1,
            macro.range.qualifiedName?.name == "cues"
        else { return nil }
        let variable = macro.variables[0]
        for part in macro.body.conjuncts {
            guard let (field, word) = equality(part) else { continue }
            if field == "\(variable).stage", let stage = Stage(rawValue: word) { return .stage(stage) }
            if field == "\(variable).policy" { return .policy(PolicyCode(word)) }
            if field == "\(variable).id" { return .id(word) }
        }
        return .any
    }

    private static func equality(_ syntax: Syntax) -> (field: String, word: String)? {
        guard case .operation(.equal, let operands) = syntax.kind, operands.count == 2 else { return nil }
        if let field = operands[0].qualifiedName?.name, case .string(let word)? = operands[1].literal {
            return (field, word)
        }
        if let field = operands[1].qualifiedName?.name, case .string(let word)? = operands[0].literal {
            return (field, word)
        }
        return nil
    }
}
