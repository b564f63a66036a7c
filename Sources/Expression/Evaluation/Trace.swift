/// What each part of an expression gave in one evaluation.
public struct Trace: Sendable {
    /// One part that was evaluated.
    public struct Step: Sendable {
        /// Of the part in the syntax.
        public let id: Int
        /// In code points from the start of the text.
        public let range: Range<Int>
        /// The part in its canonical form.
        public let text: String
        /// What it gave; in the body of a macro, the last time.
        public let result: Result<Value, EvaluationError>
        /// How many times it was evaluated.
        public let count: Int
    }

    public let result: Result<Value, EvaluationError>
    /// In the order in which they were finished. Parts that were not needed are missing.
    public let steps: [Step]
    /// Steps of the meter.
    public let cost: Int

    /// What a part gave, if it was needed.
    public func step(of syntax: Syntax) -> Step? { steps.first { $0.id == syntax.id } }
}

/// Collects the steps of a trace during the evaluation.
final class TraceRecorder {
    private var order: [Int] = []
    private var entries: [Int: (syntax: Syntax, result: Result<Value, EvaluationError>, count: Int)] = [:]

    func record(_ syntax: Syntax, _ result: Result<Value, EvaluationError>) {
        let count = entries[syntax.id]?.count ?? 0
        if count == 0 { order.append(syntax.id) }
        entries[syntax.id] = (syntax, result, count + 1)
    }

    var steps: [Trace.Step] {
        order.compactMap { entries[$0] }.map {
            Trace.Step(
                id: $0.syntax.id, range: $0.syntax.range, text: $0.syntax.description, result: $0.result,
                count: $0.count)
        }
    }
}

/// A part of an expression that is traced.
final class TraceNode: Node {
    private let syntax: Syntax
    private let inner: any Node

    init(_ syntax: Syntax, _ inner: any Node) {
        self.syntax = syntax
        self.inner = inner
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        do throws(EvaluationError) {
            let value = try inner.evaluate(&frame)
            frame.recorder?.record(syntax, .success(value))
            return value
        } catch {
            frame.recorder?.record(syntax, .failure(error))
            throw error
        }
    }
}
