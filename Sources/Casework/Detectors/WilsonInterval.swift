/// A share, with the interval that it lies in 19 times of 20 (E. B. Wilson, "Probable inference, the law of succession,
/// and statistical inference", JASA 22, 1927): honest for small numbers, and never below 0 or above 1.
public struct WilsonInterval: Sendable, Hashable {
    public var share: Double
    public var low: Double
    public var high: Double

    /// The 97.5 % point of the normal distribution.
    private static let z = 1.959_963_984_540_054

    /// - Parameter total: more than 0.
    public init(_ part: Int, of total: Int) {
        let n = Double(max(total, 1))
        let p = Double(min(max(part, 0), max(total, 1))) / n
        let square = Self.z * Self.z
        let middle = (p + square / (2 * n)) / (1 + square / n)
        let half = Self.z / (1 + square / n) * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
        share = p
        low = part <= 0 ? 0 : max(0, middle - half)
        high = part >= total ? 1 : min(1, middle + half)
    }
}
