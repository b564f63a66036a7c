/// `operand.field`, where the field is that of an object, or the key of a map.
final class SelectNode: Node {
    private let operand: any Node
    private let field: FieldAccess
    private let isOptional: Bool

    init(_ operand: any Node, _ field: FieldAccess, isOptional: Bool) {
        self.operand = operand
        self.field = field
        self.isOptional = isOptional
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let operand = try operand.evaluate(&frame)
        try frame.meter.charge(1)
        if case .optional(let optional) = operand {
            guard let wrapped = optional.wrapped, let value = try field.find(in: wrapped) else {
                return .optional(.none)
            }
            return .optional(OptionalValue(value))
        }
        guard let value = try field.find(in: operand) else {
            if isOptional { return .optional(.none) }
            throw field.missing(in: operand)
        }
        return isOptional ? .optional(OptionalValue(value)) : value
    }
}

/// `has(operand.field)`.
final class PresenceNode: Node {
    private let operand: any Node
    private let field: FieldAccess

    init(_ operand: any Node, _ field: FieldAccess) {
        self.operand = operand
        self.field = field
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        var operand = try operand.evaluate(&frame)
        try frame.meter.charge(1)
        if case .optional(let optional) = operand {
            guard let wrapped = optional.wrapped else { return .bool(false) }
            operand = wrapped
        }
        return .bool(try field.find(in: operand) != nil)
    }
}

/// A field by name, and by index in objects of the type that was known when the expression was compiled.
struct FieldAccess: Sendable {
    let name: String
    let offset: Int
    private let expected: (type: ObjectType, index: Int)?

    init(_ name: String, of type: ValueType, offset: Int) {
        self.name = name
        self.offset = offset
        if case .object(let type) = type, let index = type.index(of: name) {
            expected = (type, index)
        } else {
            expected = nil
        }
    }

    /// Nil when the value could have the field but does not.
    func find(in value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .map(let map): return map[name]
        case .object(let object):
            if let expected, expected.type === object.type { return object.value(at: expected.index) }
            do throws(EvaluationError) {
                return try object.value(named: name)
            } catch {
                throw error.at(offset)
            }
        default: throw EvaluationError(.noSuchOverload("field selection", [value.type])).at(offset)
        }
    }

    func missing(in value: Value) -> EvaluationError {
        if case .map = value { return EvaluationError(.noSuchKey(.string(name))).at(offset) }
        return EvaluationError(.noSuchField(name)).at(offset)
    }
}

/// `operand[index]`.
final class IndexNode: Node {
    private let operand: any Node
    private let index: any Node
    private let isOptional: Bool
    private let offset: Int

    init(_ operand: any Node, _ index: any Node, isOptional: Bool, offset: Int) {
        self.operand = operand
        self.index = index
        self.isOptional = isOptional
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let operand = try operand.evaluate(&frame)
        let index = try index.evaluate(&frame)
        try frame.meter.charge(1 + index.traversalCost)
        do throws(EvaluationError) {
            if case .optional(let optional) = operand {
                return .optional(OptionalValue(try optional.wrapped.flatMapValue(Self.find, index)))
            }
            let value = try Self.find(index, operand)
            if isOptional { return .optional(OptionalValue(value)) }
            guard let value else { throw Self.missing(index, operand) }
            return value
        } catch {
            throw error.at(offset)
        }
    }

    private static func find(_ index: Value, _ operand: Value) throws(EvaluationError) -> Value? {
        switch operand {
        case .map(let map):
            switch index {
            case .string, .int, .uint, .double, .bool: return map[index]
            default: throw EvaluationError(.noSuchOverload("_[_]", [operand.type, index.type]))
            }
        case .list(let list):
            let position: Int?
            switch index {
            case .int(let value): position = Int(value)
            case .uint(let value): position = Int(exactly: value)
            case .double(let value):
                guard let whole = Int(exactly: value) else {
                    throw EvaluationError(.invalidArgument("the index \(value) of a list is not whole"))
                }
                position = whole
            default: throw EvaluationError(.noSuchOverload("_[_]", [operand.type, index.type]))
            }
            guard let position, list.indices.contains(position) else { return nil }
            return list[position]
        default: throw EvaluationError(.noSuchOverload("_[_]", [operand.type, index.type]))
        }
    }

    private static func missing(_ index: Value, _ operand: Value) -> EvaluationError {
        if case .list = operand, case .int(let position) = index { return EvaluationError(.indexOutOfRange(position)) }
        return EvaluationError(.noSuchKey(index))
    }
}

extension Value? {
    fileprivate func flatMapValue(
        _ find: (Value, Value) throws(EvaluationError) -> Value?, _ index: Value
    ) throws(EvaluationError) -> Value? {
        guard let value = self else { return nil }
        return try find(index, value)
    }
}

/// `receiver.or(other)` and `receiver.orValue(other)`: the other is needed only when the receiver holds nothing.
final class AlternativeNode: Node {
    private let receiver: any Node
    private let other: any Node
    private let unwraps: Bool
    private let offset: Int

    init(_ receiver: any Node, _ other: any Node, unwraps: Bool, offset: Int) {
        self.receiver = receiver
        self.other = other
        self.unwraps = unwraps
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let value = try receiver.evaluate(&frame)
        try frame.meter.charge(1)
        guard case .optional(let optional) = value else {
            throw EvaluationError(.noSuchOverload(unwraps ? "orValue" : "or", [value.type])).at(offset)
        }
        if let wrapped = optional.wrapped { return unwraps ? wrapped : value }
        let alternative = try other.evaluate(&frame)
        if !unwraps {
            guard case .optional = alternative else {
                throw EvaluationError(.noSuchOverload("or", [value.type, alternative.type])).at(offset)
            }
        }
        return alternative
    }
}
