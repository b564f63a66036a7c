/// A part of an expression as the parser read it. Macros are kept as what was written, not expanded.
public struct Syntax: Sendable {
    /// Different for each part of one expression; the parts of a part have smaller ones.
    public let id: Int
    /// In code points from the start of the text.
    public let range: Range<Int>
    /// Where an error about this part points at: an operator, the dot of a selection, the start of a name.
    public let offset: Int
    public let kind: Kind
    /// How many parts stand one in another.
    let depth: Int

    public indirect enum Kind: Sendable {
        case literal(Value)
        /// A name; absolute when written with a dot in front.
        case name(String, isAbsolute: Bool)
        /// `operand.field`, or `operand.?field`.
        case select(Syntax, field: String, isOptional: Bool)
        /// `has(operand.field)`.
        case has(Syntax, field: String, isOptional: Bool)
        /// `operand[index]`, or `operand[?index]`.
        case index(Syntax, Syntax, isOptional: Bool)
        /// `name(arguments)`; with a receiver `receiver.name(arguments)`.
        case call(String, receiver: Syntax?, arguments: [Syntax], isAbsolute: Bool)
        case operation(Operator, [Syntax])
        /// Two or more operands joined by `&&`, or by `||`.
        case logical(Conjunction, [Syntax])
        case conditional(Syntax, Syntax, Syntax)
        case list([Element])
        case map([Entry])
        /// `name{field: value}`.
        case message(String, isAbsolute: Bool, fields: [Field])
        case comprehension(Comprehension)
        /// `cel.bind(name, value, body)`.
        case binding(String, Syntax, body: Syntax)
        /// `cel.block([values], body)`.
        case block([Syntax], body: Syntax)
    }

    public enum Conjunction: String, Sendable {
        case and = "&&"
        case or = "||"
    }

    /// An element of a list; an optional one, written `?value`, is left out when it holds nothing.
    public struct Element: Sendable {
        public let value: Syntax
        public let isOptional: Bool
    }

    public struct Entry: Sendable {
        public let key: Syntax
        public let value: Syntax
        public let isOptional: Bool
    }

    public struct Field: Sendable {
        public let name: String
        public let value: Syntax
        public let isOptional: Bool
    }
}

/// The operators that are functions; the raw value is the name of the function.
public enum Operator: String, Sendable, CaseIterable {
    case add = "_+_"
    case subtract = "_-_"
    case multiply = "_*_"
    case divide = "_/_"
    case remainder = "_%_"
    case equal = "_==_"
    case notEqual = "_!=_"
    case less = "_<_"
    case lessOrEqual = "_<=_"
    case greater = "_>_"
    case greaterOrEqual = "_>=_"
    case isIn = "@in"
    case not = "!_"
    case negate = "-_"

    /// As it is written.
    public var symbol: String {
        self == .isIn ? "in" : rawValue.filter { $0 != "_" }
    }

    /// Higher binds tighter.
    var precedence: Int {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: 3
        case .add, .subtract: 4
        case .multiply, .divide, .remainder: 5
        case .not, .negate: 6
        }
    }
}

/// A macro that binds variables to what another value holds.
public struct Comprehension: Sendable {
    public enum Operation: String, Sendable {
        case all
        case exists
        case existsOne = "exists_one"
        case map
        case filter
        case transformList
        case transformMap
        case transformMapEntry
        case optionalMap = "optMap"
        case optionalFlatMap = "optFlatMap"
    }

    public let operation: Operation
    /// As the macro was written; `existsOne` is another name of `exists_one`.
    public let name: String
    /// One for elements or keys; two for indices and elements, or keys and values.
    public let variables: [String]
    public let range: Syntax
    public let condition: Syntax?
    public let body: Syntax
}

extension Syntax {
    /// The parts right below, in the order of evaluation.
    public var children: [Syntax] {
        switch kind {
        case .literal, .name: []
        case .select(let operand, _, _), .has(let operand, _, _): [operand]
        case .index(let operand, let index, _): [operand, index]
        case .call(_, let receiver, let arguments, _): (receiver.map { [$0] } ?? []) + arguments
        case .operation(_, let operands), .logical(_, let operands): operands
        case .conditional(let condition, let first, let second): [condition, first, second]
        case .list(let elements): elements.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .message(_, _, let fields): fields.map(\.value)
        case .comprehension(let macro): [macro.range] + (macro.condition.map { [$0] } ?? []) + [macro.body]
        case .binding(_, let value, let body): [value, body]
        case .block(let values, let body): values + [body]
        }
    }

    /// The name that a chain of selections such as `a.b.c` spells, if it is nothing else.
    public var qualifiedName: (name: String, isAbsolute: Bool)? {
        switch kind {
        case .name(let name, let isAbsolute): return (name, isAbsolute)
        case .select(let operand, let field, isOptional: false):
            return operand.qualifiedName.map { ("\($0.name).\(field)", $0.isAbsolute) }
        default: return nil
        }
    }

    /// The name at the start of a chain of selections.
    var root: String? {
        switch kind {
        case .name(let name, isAbsolute: false): name
        case .select(let operand, _, isOptional: false): operand.root
        default: nil
        }
    }

    /// The operands of `&&` at the top, however they are bracketed; the part itself when there is none.
    public var conjuncts: [Syntax] {
        if case .logical(.and, let operands) = kind { return operands.flatMap(\.conjuncts) }
        return [self]
    }

    /// The value, if the part is a literal.
    public var literal: Value? {
        if case .literal(let value) = kind { value } else { nil }
    }
}

extension Syntax.Kind {
    /// Whether it gives names to values.
    var bindsValues: Bool {
        switch self {
        case .binding, .block: true
        default: false
        }
    }
}
