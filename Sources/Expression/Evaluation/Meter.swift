/// Counts the steps of one evaluation and stops it at the limit. A step is about one operation on small values; walking
/// over a text costs one step for ten bytes, over a list one for each element.
public struct Meter: Sendable {
    public private(set) var spent = 0
    public let limit: Int

    public init(limit: Int) {
        self.limit = limit
    }

    static var unlimited: Meter { Meter(limit: .max) }

    /// So many steps are left.
    var left: Int { limit - spent }

    public mutating func charge(_ steps: Int) throws(EvaluationError) {
        let (sum, overflow) = spent.addingReportingOverflow(max(0, steps))
        spent = overflow ? .max : sum
        if spent > limit { throw EvaluationError(.costLimit(limit)) }
    }

    /// The product of two sizes, which may be beyond what an integer holds.
    mutating func charge(product left: Int, _ right: Int) throws(EvaluationError) {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        try charge(overflow ? .max : product)
    }
}
