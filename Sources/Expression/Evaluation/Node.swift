/// One step of a compiled expression.
protocol Node: AnyObject, Sendable {
    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value
}

/// What changes during one evaluation.
struct Frame {
    let activation: any Activation
    /// Variables of macros; nil for those that are computed when they are first used.
    var locals: [Value?]
    var meter: Meter
    /// Where a tracing evaluation writes what each part gave.
    var recorder: TraceRecorder?
}

extension Node {
    /// The value as a condition of `function`.
    func evaluateBool(_ frame: inout Frame, _ function: String) throws(EvaluationError) -> Bool {
        let value = try evaluate(&frame)
        guard case .bool(let answer) = value else { throw EvaluationError(.noSuchOverload(function, [value.type])) }
        return answer
    }
}

final class ConstantNode: Node {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value { value }
}

/// What can only fail, such as a name that stands for nothing.
final class ErrorNode: Node {
    private let error: EvaluationError

    init(_ kind: EvaluationError.Kind, at offset: Int) {
        error = EvaluationError(kind).at(offset)
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value { throw error }
}

final class VariableNode: Node {
    private let slot: Int
    private let name: String
    private let offset: Int

    init(slot: Int, name: String, offset: Int) {
        self.slot = slot
        self.name = name
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        try frame.meter.charge(1)
        guard let value = frame.activation.value(at: slot) else {
            throw EvaluationError(.unboundVariable(name)).at(offset)
        }
        return value
    }
}

/// A variable of a macro.
final class LocalNode: Node {
    private let slot: Int

    init(slot: Int) {
        self.slot = slot
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        try frame.meter.charge(1)
        guard let value = frame.locals[slot] else { throw EvaluationError(.unboundVariable("@\(slot)")) }
        return value
    }
}

/// A variable of `cel.bind` or `cel.block`: computed when it is first used.
final class LazyNode: Node {
    private let slot: Int
    private let initial: any Node

    init(slot: Int, initial: any Node) {
        self.slot = slot
        self.initial = initial
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        try frame.meter.charge(1)
        if let value = frame.locals[slot] { return value }
        let value = try initial.evaluate(&frame)
        frame.locals[slot] = value
        return value
    }
}

/// Where variables that are computed on first use begin anew.
final class ScopeNode: Node {
    private let slots: [Int]
    private let body: any Node

    init(slots: [Int], body: any Node) {
        self.slots = slots
        self.body = body
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        for slot in slots { frame.locals[slot] = nil }
        return try body.evaluate(&frame)
    }
}
