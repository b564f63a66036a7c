/// How fast some work went, over several runs of it.
public struct Rate: Sendable {
    /// Units of work a second, in the best run. On a machine that others use too, the best is the least disturbed.
    public let best: Double
    /// In the median run.
    public let median: Double
}

/// Runs the same work several times and prints `name: best and median` in units a second.
/// - Parameters:
///   - units: how many units (events, messages) one run of `work` handles.
///   - work: returns a figure that depends on all of its results, so that the compiler cannot drop any of it.
@discardableResult
public func measure(_ name: String, units: Int, runs: Int = 9, _ work: () -> Int) -> Rate {
    let clock = ContinuousClock()
    var figure = work()
    var rates: [Double] = []
    for _ in 0..<runs {
        let start = clock.now
        figure &+= work()
        let elapsed = clock.now - start
        rates.append(Double(units) / (elapsed / .seconds(1)))
    }
    rates.sort()
    let rate = Rate(best: rates[rates.count - 1], median: rates[rates.count / 2])
    print("\(name): best \(grouped(rate.best))/s, median \(grouped(rate.median))/s (\(runs) runs, check \(figure))")
    return rate
}

/// A figure with its thousands apart: 1 234 567.
public func grouped(_ value: Double) -> String {
    var digits = String(Int(value.rounded()))
    var groups: [String] = []
    while digits.count > 3 {
        groups.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: " ")
}
