extension Syntax: CustomStringConvertible {
    /// The canonical text: one space around binary operators, double quotes, brackets only where they are needed.
    /// Reading it gives the same expression again.
    public var description: String {
        switch kind {
        case .literal(.double(let value)): Self.literal(value)
        case .literal(let value): value.description
        case .name(let name, let isAbsolute): Self.name(name, isAbsolute: isAbsolute)
        case .select(let operand, let field, let isOptional):
            operand.asOperand + (isOptional ? ".?" : ".") + Self.field(field)
        case .has(let operand, let field, let isOptional):
            "has(\(operand.asOperand)\(isOptional ? ".?" : ".")\(Self.field(field)))"
        case .index(let operand, let index, let isOptional): "\(operand.asOperand)[\(isOptional ? "?" : "")\(index)]"
        case .call(let name, let receiver, let arguments, let isAbsolute):
            (receiver.map { $0.asOperand + "." } ?? (isAbsolute ? "." : "")) + "\(name)(\(Self.joined(arguments)))"
        case .operation(let found, let operands): Self.operation(found, operands)
        case .logical(let conjunction, let operands):
            operands.map { $0.bracketed(unlessAbove: conjunction == .and ? 2 : 1) }
                .joined(separator: " \(conjunction.rawValue) ")
        case .conditional(let condition, let first, let second):
            "\(condition.bracketed(unlessAbove: 0)) ? \(first.bracketed(unlessAbove: 0)) : \(second)"
        case .list(let elements):
            "[" + elements.map { ($0.isOptional ? "?" : "") + $0.value.description }.joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.map { "\($0.isOptional ? "?" : "")\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        case .message(let name, let isAbsolute, let fields):
            Self.name(name, isAbsolute: isAbsolute) + "{"
                + fields.map { "\($0.isOptional ? "?" : "")\(Self.field($0.name)): \($0.value)" }
                .joined(separator: ", ") + "}"
        case .comprehension(let macro):
            "\(macro.range.asOperand).\(macro.name)("
                + (macro.variables.map { Self.name($0, isAbsolute: false) }
                + ((macro.condition.map { [$0] } ?? []) + [macro.body]).map(\.description)).joined(separator: ", ")
                + ")"
        case .binding(let name, let value, let body):
            "cel.bind(\(Self.name(name, isAbsolute: false)), \(value), \(body))"
        case .block(let values, let body): "cel.block([\(Self.joined(values))], \(body))"
        }
    }

    /// From 0 for the conditional to 7 for what needs no brackets anywhere.
    private var precedence: Int {
        switch kind {
        case .conditional: 0
        case .logical(.or, _): 1
        case .logical(.and, _): 2
        case .operation(let found, _): found.precedence
        case .literal(.int(let value)) where value < 0: 6
        case .literal(.double(let value)) where value.sign == .minus: 6
        default: 7
        }
    }

    private func bracketed(unlessAbove limit: Int) -> String {
        precedence > limit ? description : "(\(description))"
    }

    /// In front of a selection, an index or a call.
    private var asOperand: String { bracketed(unlessAbove: 6) }

    private static func operation(_ found: Operator, _ operands: [Syntax]) -> String {
        guard operands.count == 2 else {
            // A negated number in brackets stays a negation and does not become another number.
            let operand = operands.first.map { $0.bracketed(unlessAbove: $0.beginsWithNumber ? 7 : 5) } ?? ""
            return found.symbol + operand
        }
        return operands[0].bracketed(unlessAbove: found.precedence - 1) + " \(found.symbol) "
            + operands[1].bracketed(unlessAbove: found.precedence)
    }

    /// Whether a minus in front would be read as that of a number: `-(5.size())` is not `-5.size()`.
    private var beginsWithNumber: Bool {
        switch kind {
        case .literal(.int), .literal(.double): true
        case .select(let operand, _, _), .index(let operand, _, _), .call(_, let operand?, _, _):
            operand.precedence > 6 && operand.beginsWithNumber
        case .comprehension(let macro): macro.range.precedence > 6 && macro.range.beginsWithNumber
        default: false
        }
    }

    private static func joined(_ parts: [Syntax]) -> String { parts.map(\.description).joined(separator: ", ") }

    private static func literal(_ value: Double) -> String {
        // Only a large literal can be infinite.
        value.isInfinite ? (value < 0 ? "-1e999" : "1e999") : "\(value)"
    }

    private static func field(_ name: String) -> String {
        let isPlain =
            name.unicodeScalars.first?.isIdentifierStart ?? false
            && name.unicodeScalars.allSatisfy { $0.isIdentifierStart || $0.isDigit }
            && !["in", "true", "false", "null"].contains(name)
        return isPlain ? name : "`\(name)`"
    }

    /// Names that macros made are written as the macros.
    private static func name(_ name: String, isAbsolute: Bool) -> String {
        if name.hasPrefix("@index") { return "cel.index(\(name.dropFirst(6)))" }
        let parts = name.split(separator: ":")
        if parts.count == 3 { return "cel.\(parts[0] == "@it" ? "iterVar" : "accuVar")(\(parts[1]), \(parts[2]))" }
        return (isAbsolute ? "." : "") + name
    }
}
