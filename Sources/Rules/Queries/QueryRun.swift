import Expression
public import SafetyModel

/// Bounds of a run.
public struct QueryLimits: Sendable, Hashable {
    /// How many of the rows that meet the condition are kept.
    public var rows = 100
    /// How many of the most frequent values are answered.
    public var top = 20
    /// How many different values are counted exactly.
    public var distinct = 100_000
    /// Steps that the expressions may take on one row.
    public var stepsPerRow = QueryLanguage.costLimit
    /// Steps that they may take in all.
    public var steps = Int.max

    public init() {}
}

/// One query going through rows, one pass: the first that meet its condition, how many there were when, and the most
/// frequent values. The same rows give the same answer.
public struct QueryRun: Sendable {
    public let query: Query
    private let range: QueryRange
    private let limits: QueryLimits
    private let now: Value
    private var result = QueryResult()
    private var times = TimeCounts()
    private var top: TopCounts
    private var steps = 0

    /// What became of one row.
    public enum Outcome: Sendable, Hashable {
        case matched, missed
        /// An expression has no value for this row.
        case failed
        /// The run has spent its steps: the row was not looked at.
        case spent
    }

    /// - Parameters:
    ///   - range: for the chart; rows outside are not left out.
    ///   - now: the value of the variable `now`.
    public init(_ query: Query, range: QueryRange, limits: QueryLimits = QueryLimits(), now: SafetyModel.Timestamp) {
        self.query = query
        self.range = range
        self.limits = limits
        self.now = Expression.Timestamp(now).map { .timestamp($0) } ?? .null
        top = TopCounts(capacity: limits.distinct)
    }

    /// Looks at a row.
    public mutating func take(_ row: QueryRow) -> Outcome {
        guard steps < limits.steps else {
            result.stop = .steps
            return .spent
        }
        result.examined += 1
        result.oldest = row.time
        var meter = Meter(limit: limits.stepsPerRow)
        defer { steps += 1 + meter.spent }
        let scene = QueryScene(row, now: now)
        do throws(EvaluationError) {
            guard case .bool(true) = try query.condition.evaluate(scene, &meter) else { return .missed }
        } catch {
            return fail(error, in: .condition)
        }
        result.matched += 1
        times.add(row.time)
        if result.rows.count < limits.rows { result.rows.append(row) }
        guard let program = query.top else { return .matched }
        do throws(EvaluationError) {
            let value = try program.evaluate(scene, &meter)
            guard let text = value.countedText else {
                throw EvaluationError(.host("a value of type \(value.type.name) cannot be counted by"))
            }
            top.add(text)
        } catch {
            _ = fail(error, in: .top)
        }
        return .matched
    }

    private mutating func fail(_ error: EvaluationError, in part: Query.Part) -> Outcome {
        result.failed += 1
        if result.failure == nil {
            let text = part == .condition ? query.expression : query.topExpression
            result.failure = QueryResult.Failure(part: part, rendered: error.rendered(in: text))
        }
        return .failed
    }

    /// Ends the run before all rows were looked at.
    public mutating func stop(_ reason: QueryResult.Stop) { result.stop = result.stop ?? reason }

    /// What was found so far.
    public var found: QueryResult {
        var found = result
        found.chart = times.chart(over: range)
        if query.top != nil {
            found.top = QueryTop(entries: top.most(limits.top), isExact: top.isExact, distinct: top.distinct)
        }
        return found
    }
}

/// What a query found.
public struct QueryResult: Sendable, Hashable {
    /// Why a run ended early.
    public enum Stop: String, Sendable, Hashable {
        /// It took as much time as it may.
        case time
        /// The expressions took as many steps as they may.
        case steps
    }

    /// The first row for which an expression had no value.
    public struct Failure: Sendable, Hashable {
        public var part: Query.Part
        /// With the place and a caret.
        public var rendered: String
    }

    /// The first rows that meet the condition.
    public var rows: [QueryRow] = []
    /// How many meet it in all.
    public var matched = 0
    /// How many were looked at.
    public var examined = 0
    /// The time of the row looked at last.
    public var oldest: SafetyModel.Timestamp?
    /// For how many an expression had no value.
    public var failed = 0
    public var failure: Failure?
    /// `nil` where all rows were looked at.
    public var stop: Stop?
    public var chart: QueryChart?
    public var top: QueryTop?

    public init() {}
}

extension Value {
    /// The text under which a value is counted; `nil` for what is not one value.
    fileprivate var countedText: String? {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): number.description
        case .bool(let truth): truth ? "true" : "false"
        case .null: "null"
        case .timestamp(let moment): "\(moment)"
        case .duration(let span): "\(span)"
        default: nil
        }
    }
}
