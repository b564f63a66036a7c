/// Why an expression has no value. Made without formatting anything, because `&&` and `||` may absorb it.
public struct EvaluationError: Error, Sendable {
    public enum Kind: Sendable {
        /// A result beyond the range of its type; the operation.
        case overflow(String)
        case divisionByZero
        case modulusByZero
        /// An object has no field of this name, or its field is not set.
        case noSuchField(String)
        case noSuchKey(Value)
        case indexOutOfRange(Int64)
        case duplicateKey(Value)
        /// The type of a value that cannot be a key of a map.
        case unsupportedKey(TypeValue)
        /// No overload of the function takes values of these types.
        case noSuchOverload(String, [TypeValue])
        case undeclaredReference(String)
        /// The activation gave no value to a declared variable.
        case unboundVariable(String)
        case unknownFunction(String)
        /// `value()` of an optional without one.
        case emptyOptional
        /// A value that cannot be converted, and to what.
        case conversion(Value, to: String)
        /// What is wrong with an argument.
        case invalidArgument(String)
        /// The evaluation took more steps than it may.
        case costLimit(Int)
        /// A function of the host failed, with its words.
        case host(String)
    }

    public let kind: Kind
    /// Where in the text of the expression, in code points from its start; nil when it is not known.
    public internal(set) var offset: Int?

    public init(_ kind: Kind) {
        self.kind = kind
    }

    /// The same at a place, unless it already has one.
    func at(_ offset: Int) -> EvaluationError {
        guard self.offset == nil else { return self }
        var copy = self
        copy.offset = offset
        return copy
    }

    /// Whether the cost limit was hit: nothing absorbs that.
    var isCostLimit: Bool {
        if case .costLimit = kind { true } else { false }
    }
}

extension EvaluationError: CustomStringConvertible {
    public var description: String { message }

    /// One sentence without a position.
    public var message: String {
        switch kind {
        case .overflow(let operation): "overflow in \(operation)"
        case .divisionByZero: "division by zero"
        case .modulusByZero: "modulus by zero"
        case .noSuchField(let name): "no such field '\(name)'"
        case .noSuchKey(let key): "no such key: \(key)"
        case .indexOutOfRange(let index): "index out of range: \(index)"
        case .duplicateKey(let key): "the key \(key) is given twice"
        case .unsupportedKey(let type): "a value of type \(type.name) cannot be a key of a map"
        case .noSuchOverload(let function, let types):
            "no such overload: \(function)(\(types.map(\.name).joined(separator: ", ")))"
        case .undeclaredReference(let name): "undeclared reference to '\(name)'"
        case .unboundVariable(let name): "the variable '\(name)' has no value"
        case .unknownFunction(let name): "unknown function '\(name)'"
        case .emptyOptional: "optional.none() has no value"
        case .conversion(let value, let type): "cannot convert \(value.type.name) \(value) to \(type)"
        case .invalidArgument(let message): message
        case .costLimit(let limit): "the evaluation takes more than \(limit) steps"
        case .host(let message): message
        }
    }

    /// The message with its position, the line of the expression and a caret below the place.
    public func rendered(in text: String) -> String {
        guard let offset else { return "ERROR: \(message)" }
        return SourceText(text).rendered(message, at: offset)
    }
}
