import Expression
import SafetyModel

/// A cue that a condition cannot do without.
enum CueNeed: Hashable, Sendable {
    case any
    case stage(Stage)
    case policy(PolicyCode)
    case id(String)

    /// What a part of a condition needs; nil where it may hold for a text without cues.
    init?(_ part: Syntax) {
        switch part.kind {
        case .logical(.or, let operands):
            let needs = operands.map { $0.conjuncts.lazy.compactMap { CueNeed($0) }.first }
            guard let first = needs.first, let first, !needs.contains(nil) else { return nil }
            self = needs.allSatisfy { $0 == first } ? first : .any
        case .operation(.greater, let operands) where operands.count == 2:
            guard Self.comesOfCues(operands[0]), Self.isZeroOrMore(operands[1].literal) else { return nil }
            self = .any
        case .comprehension(let macro)
        where macro.operation == .exists && macro.variables.count == 1 && macro.range.qualifiedName?.name == "cues":
            self = macro.body.conjuncts.lazy.compactMap { CueNeed($0, of: macro.variables[0]) }.first ?? .any
        default: return nil
        }
    }

    /// `c.stage == 'request'`, of a cue.
    private init?(_ part: Syntax, of variable: String) {
        guard let (field, word) = part.equality else { return nil }
        switch field {
        case "\(variable).stage":
            guard let stage = Stage(rawValue: word) else { return nil }
            self = .stage(stage)
        case "\(variable).policy": self = .policy(PolicyCode(word))
        case "\(variable).id": self = .id(word)
        default: return nil
        }
    }

    /// Numbers that are zero without cues: `cues.size()`, `size(cues)`, `event.hostile`.
    private static func comesOfCues(_ syntax: Syntax) -> Bool {
        if case .call("size", let receiver, let arguments, _) = syntax.kind {
            return (receiver ?? arguments.first)?.qualifiedName?.name == "cues"
        }
        return syntax.qualifiedName?.name == "event.hostile"
    }

    private static func isZeroOrMore(_ value: Value?) -> Bool {
        switch value {
        case .int(let number): number >= 0
        case .double(let number): number >= 0
        default: false
        }
    }
}

extension Syntax {
    /// The kind of channel that a part of a condition needs: `channel.kind == 'direct'`.
    var neededKind: Channel.Kind? {
        guard let (field, word) = equality, field == "channel.kind" else { return nil }
        return Channel.Kind(rawValue: word)
    }

    /// `field == 'word'`, either way round.
    fileprivate var equality: (field: String, word: String)? {
        guard case .operation(.equal, let operands) = kind, operands.count == 2 else { return nil }
        if let field = operands[0].qualifiedName?.name, case .string(let word)? = operands[1].literal {
            return (field, word)
        }
        if let field = operands[1].qualifiedName?.name, case .string(let word)? = operands[0].literal {
            return (field, word)
        }
        return nil
    }
}
