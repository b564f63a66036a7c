/// Operands joined by `&&` or `||`. One that decides the result does so even when others fail.
final class LogicalNode: Node {
    private let operands: [any Node]
    /// The operand that decides: false for `&&`, true for `||`.
    private let deciding: Bool
    private let function: String

    init(_ conjunction: Syntax.Conjunction, _ operands: [any Node]) {
        self.operands = operands
        deciding = conjunction == .or
        function = "_\(conjunction.rawValue)_"
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        var failure: EvaluationError?
        for operand in operands {
            do throws(EvaluationError) {
                if try operand.evaluateBool(&frame, function) == deciding { return .bool(deciding) }
            } catch {
                if error.isCostLimit { throw error }
                if failure == nil { failure = error }
            }
        }
        if let failure { throw failure }
        return .bool(!deciding)
    }
}

final class NotNode: Node {
    private let operand: any Node
    private let offset: Int

    init(_ operand: any Node, offset: Int) {
        self.operand = operand
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        do throws(EvaluationError) {
            return .bool(!(try operand.evaluateBool(&frame, "!_")))
        } catch {
            throw error.at(offset)
        }
    }
}

final class ConditionalNode: Node {
    private let condition: any Node
    private let first: any Node
    private let second: any Node
    private let offset: Int

    init(_ condition: any Node, _ first: any Node, _ second: any Node, offset: Int) {
        self.condition = condition
        self.first = first
        self.second = second
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let isTrue: Bool
        do throws(EvaluationError) {
            isTrue = try condition.evaluateBool(&frame, "_?_:_")
        } catch {
            throw error.at(offset)
        }
        return isTrue ? try first.evaluate(&frame) : try second.evaluate(&frame)
    }
}

final class EqualNode: Node {
    private let left: any Node
    private let right: any Node
    private let isNegated: Bool

    init(_ left: any Node, _ right: any Node, isNegated: Bool) {
        self.left = left
        self.right = right
        self.isNegated = isNegated
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let left = try left.evaluate(&frame)
        let right = try right.evaluate(&frame)
        switch (left, right) {
        case (.int(let left), .int(let right)):
            try frame.meter.charge(1)
            return .bool((left == right) != isNegated)
        case (.string(let left), .string(let right)):
            try frame.meter.charge(1 + min(left.utf8.count, right.utf8.count) / 10)
            return .bool(left.isExactly(right) != isNegated)
        default:
            try frame.meter.charge(1 + min(left.traversalCost, right.traversalCost))
            return .bool(try left.isEqual(to: right, &frame.meter) != isNegated)
        }
    }
}

/// `<`, `<=`, `>` and `>=`.
final class ComparisonNode: Node {
    private let left: any Node
    private let right: any Node
    private let comparison: Operator
    private let offset: Int

    init(_ comparison: Operator, _ left: any Node, _ right: any Node, offset: Int) {
        self.comparison = comparison
        self.left = left
        self.right = right
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let left = try left.evaluate(&frame)
        let right = try right.evaluate(&frame)
        do throws(EvaluationError) {
            if case .int(let left) = left, case .int(let right) = right {
                try frame.meter.charge(1)
                return .bool(holds(Order(left, right)))
            }
            try frame.meter.charge(1 + min(left.traversalCost, right.traversalCost))
            guard let order = try left.order(against: right) else { return .bool(false) }
            return .bool(holds(order))
        } catch {
            throw error.at(offset)
        }
    }

    private func holds(_ order: Order) -> Bool {
        switch comparison {
        case .less: order == .before
        case .lessOrEqual: order != .after
        case .greater: order == .after
        default: order != .before
        }
    }
}

/// `element in container`.
final class MembershipNode: Node {
    private let element: any Node
    private let container: any Node
    private let offset: Int

    init(_ element: any Node, _ container: any Node, offset: Int) {
        self.element = element
        self.container = container
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let element = try element.evaluate(&frame)
        let container = try container.evaluate(&frame)
        do throws(EvaluationError) {
            try frame.meter.charge(1)
            switch container {
            case .list(let values): return .bool(try values.holds(element, &frame.meter))
            case .map(let map): return .bool(map[element] != nil)
            default: throw EvaluationError(.noSuchOverload(Operator.isIn.rawValue, [element.type, container.type]))
            }
        } catch {
            throw error.at(offset)
        }
    }
}

/// `element in [constants]`, by a hashed set.
final class ConstantMembershipNode: Node {
    private let element: any Node
    private let keys: Set<MapKey>

    /// Nil when a constant is not one that can be hashed.
    init?(_ element: any Node, _ constants: [Value]) {
        var keys: Set<MapKey> = []
        for constant in constants {
            guard let key = MapKey(constant) else { return nil }
            keys.insert(key)
        }
        self.element = element
        self.keys = keys
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        let element = try element.evaluate(&frame)
        try frame.meter.charge(1 + element.traversalCost)
        return .bool(MapKey(element).map(keys.contains) ?? false)
    }
}
