/// A call of a function. The overload is chosen by the types of the values.
final class CallNode: Node {
    private let name: String
    private let overloads: [Overload]
    private let arguments: [any Node]
    private let offset: Int

    init(_ name: String, _ overloads: [Overload], _ arguments: [any Node], offset: Int) {
        self.name = name
        self.overloads = overloads
        self.arguments = arguments
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        switch arguments.count {
        case 1: return try callUnary(arguments[0].evaluate(&frame), &frame.meter)
        case 2:
            let left = try arguments[0].evaluate(&frame)
            return try callBinary(left, arguments[1].evaluate(&frame), &frame.meter)
        default:
            var values: [Value] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments { values.append(try argument.evaluate(&frame)) }
            do throws(EvaluationError) {
                for overload in overloads where overload.accepts(values) {
                    return try overload.call(values, &frame.meter)
                }
            } catch {
                throw error.at(offset)
            }
            throw mismatch(values)
        }
    }

    private func callUnary(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        do throws(EvaluationError) {
            for overload in overloads where overload.parameters[0].accepts(value) {
                return try overload.call(value, &meter)
            }
        } catch {
            throw error.at(offset)
        }
        throw mismatch([value])
    }

    private func callBinary(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        do throws(EvaluationError) {
            for overload in overloads {
                let last = overload.parameters[overload.parameters.count - 1]
                guard overload.parameters[0].accepts(left), last.accepts(right) else { continue }
                return try overload.call(left, right, &meter)
            }
        } catch {
            throw error.at(offset)
        }
        throw mismatch([left, right])
    }

    private func mismatch(_ values: [Value]) -> EvaluationError {
        EvaluationError(.noSuchOverload(name, values.map(\.type))).at(offset)
    }
}

/// `matches` with a pattern that was known when the expression was compiled.
final class MatchNode: Node {
    private let operand: any Node
    private let expression: RegularExpression
    private let offset: Int

    init(_ operand: any Node, _ expression: RegularExpression, offset: Int) {
        self.operand = operand
        self.expression = expression
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let value = try operand.evaluate(&frame)
        guard case .string(let text) = value else {
            throw EvaluationError(.noSuchOverload("matches", [value.type, .string])).at(offset)
        }
        do throws(EvaluationError) {
            return .bool(try expression.matches(text, &frame.meter))
        } catch {
            throw error.at(offset)
        }
    }
}

final class ListNode: Node {
    private let elements: [(node: any Node, isOptional: Bool)]
    private let offset: Int

    init(_ elements: [(node: any Node, isOptional: Bool)], offset: Int) {
        self.elements = elements
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        try frame.meter.charge(1 + elements.count)
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for (node, isOptional) in elements {
            let value = try node.evaluate(&frame)
            guard isOptional else {
                values.append(value)
                continue
            }
            guard case .optional(let optional) = value else {
                throw EvaluationError(.noSuchOverload("[?_]", [value.type])).at(offset)
            }
            if let wrapped = optional.wrapped { values.append(wrapped) }
        }
        return .list(values)
    }
}

final class MapNode: Node {
    private let entries: [(key: any Node, value: any Node, isOptional: Bool)]
    private let offset: Int

    init(_ entries: [(key: any Node, value: any Node, isOptional: Bool)], offset: Int) {
        self.entries = entries
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        try frame.meter.charge(1 + entries.count)
        if entries.isEmpty { return .map(.empty) }
        var builder = MapBuilder()
        for (keyNode, valueNode, isOptional) in entries {
            let key = try keyNode.evaluate(&frame)
            var value = try valueNode.evaluate(&frame)
            do throws(EvaluationError) {
                if isOptional {
                    guard case .optional(let optional) = value else {
                        throw EvaluationError(.noSuchOverload("{?_: _}", [value.type]))
                    }
                    guard let wrapped = optional.wrapped else { continue }
                    value = wrapped
                }
                try builder.insert(value, at: key)
            } catch {
                throw error.at(offset)
            }
        }
        return .map(MapValue(builder))
    }
}
