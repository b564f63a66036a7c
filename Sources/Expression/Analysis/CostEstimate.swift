/// How many steps an evaluation may take.
public struct CostEstimate: Sendable, Hashable, CustomStringConvertible {
    /// When conditions decide as early as they can and everything is as small as it may be.
    public let minimum: Int
    /// When everything is evaluated and as large as it may be. `Int.max` stands for what is beyond counting.
    public let maximum: Int

    public var description: String { "\(minimum)...\(maximum)" }

    init(_ minimum: Int, _ maximum: Int) {
        self.minimum = minimum
        self.maximum = maximum
    }

    init(_ exact: Int) {
        self.init(exact, exact)
    }

    static func + (left: Self, right: Self) -> Self {
        CostEstimate(sum(left.minimum, right.minimum), sum(left.maximum, right.maximum))
    }

    static func * (left: Self, right: Self) -> Self {
        CostEstimate(product(left.minimum, right.minimum), product(left.maximum, right.maximum))
    }

    /// One or the other.
    func or(_ other: Self) -> Self { CostEstimate(min(minimum, other.minimum), max(maximum, other.maximum)) }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : product
    }
}

/// How large the values of variables are expected to be: bytes of texts, elements of lists, entries of maps.
public struct SizeHints: Sendable {
    private let size: @Sendable (String) -> ClosedRange<Int>?
    private let usual: ClosedRange<Int>

    /// - Parameters:
    ///   - usual: Where nothing else is said.
    ///   - size: By the path of the value: `event.tags`, and `event.tags[]` for each of its elements.
    public init(
        usual: ClosedRange<Int> = 0...1000, size: @escaping @Sendable (String) -> ClosedRange<Int>? = { _ in nil }
    ) {
        self.usual = usual
        self.size = size
    }

    func size(of path: String?) -> CostEstimate {
        let range = path.flatMap(size) ?? usual
        return CostEstimate(max(0, range.lowerBound), max(0, range.upperBound))
    }
}

extension Program {
    /// How many steps an evaluation may take, for values of the expected sizes.
    public func estimatedCost(sizes: SizeHints = SizeHints()) -> CostEstimate {
        if constant != nil { return CostEstimate(0) }
        var estimator = CostEstimator(environment, sizes)
        return estimator.estimate(syntax).cost
    }
}
