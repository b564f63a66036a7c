/// A compiled expression. It does not change, so any number of threads may evaluate it at once.
public struct Program: Sendable {
    /// The text it was made from.
    public let text: String
    public let syntax: Syntax
    /// Of the result, as the checker found it; dynamic when the expression was not checked.
    public let type: ValueType
    public let environment: Environment
    private let root: any Node
    private let slotCount: Int

    init(text: String, syntax: Syntax, type: ValueType, environment: Environment) {
        self.text = text
        self.syntax = syntax
        self.type = type
        self.environment = environment
        var compiler = Compiler(environment)
        root = compiler.compile(syntax)
        slotCount = compiler.slotCount
    }

    /// The value of the expression.
    ///
    /// - Parameter costLimit: In steps; without one, that of the environment.
    /// - Throws: An `EvaluationError` with the place in the text.
    public func evaluate(
        _ activation: any Activation, costLimit: Int? = nil
    ) throws(EvaluationError) -> Value {
        var meter = Meter(limit: costLimit ?? environment.limits.cost)
        return try evaluate(activation, &meter)
    }

    /// The same with a meter of the caller, which may be shared by many expressions and tells what was spent.
    public func evaluate(_ activation: any Activation, _ meter: inout Meter) throws(EvaluationError) -> Value {
        var frame = Frame(
            activation: activation, locals: slotCount == 0 ? [] : Array(repeating: nil, count: slotCount),
            meter: meter, recorder: nil)
        defer { meter = frame.meter }
        return try root.evaluate(&frame)
    }

    /// Whether the value is true. Fails when it is not a condition.
    public func isTrue(_ activation: any Activation, costLimit: Int? = nil) throws(EvaluationError) -> Bool {
        try evaluate(activation, costLimit: costLimit).asBool()
    }

    /// The value together with what each part of the expression gave, for explanations; slower than `evaluate`.
    public func trace(_ activation: any Activation, costLimit: Int? = nil) -> Trace {
        var compiler = Compiler(environment, isTracing: true)
        let root = compiler.compile(syntax)
        let recorder = TraceRecorder()
        var frame = Frame(
            activation: activation, locals: Array(repeating: nil, count: compiler.slotCount),
            meter: Meter(limit: costLimit ?? environment.limits.cost), recorder: recorder)
        do throws(EvaluationError) {
            let value = try root.evaluate(&frame)
            return Trace(result: .success(value), steps: recorder.steps, cost: frame.meter.spent)
        } catch {
            return Trace(result: .failure(error), steps: recorder.steps, cost: frame.meter.spent)
        }
    }

    /// The value when it needs no variables and takes few steps.
    public var constant: Value? { (root as? ConstantNode)?.value }
}
