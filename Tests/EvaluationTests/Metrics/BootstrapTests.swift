import Evaluation
import Testing

@Suite("Intervals by resampling")
struct BootstrapTests {
    @Test("the interval of a mean lies about where its standard error says")
    func mean() throws {
        // 400 items, half of them one: the mean is 0.5 with a standard error of 0.025.
        let intervals = Bootstrap(resamples: 2000).intervals(count: 400) { weights in
            [Double(weights.enumerated().reduce(0) { $0 + ($1.offset % 2) * $1.element }) / 400]
        }
        let interval = try #require(intervals.first ?? nil)
        #expect(isNear(interval.lower, 0.5 - 1.96 * 0.025, within: 0.006))
        #expect(isNear(interval.upper, 0.5 + 1.96 * 0.025, within: 0.006))
    }

    @Test("the same seed gives the same interval, another seed another")
    func seeds() {
        func run(_ seed: UInt64) -> [Bootstrap.Interval?] {
            Bootstrap(resamples: 100, seed: seed).intervals(count: 50) { [Double($0[0] + 2 * $0[7])] }
        }
        #expect(run(1) == run(1))
        #expect(run(1) != run(2))
    }

    @Test("every sample draws as many items as there are")
    func draws() {
        _ = Bootstrap(resamples: 20).intervals(count: 13) { weights in
            #expect(weights.reduce(0, +) == 13)
            return []
        }
    }

    @Test("a figure that exists in too few samples has no interval")
    func missing() {
        var turn = 0
        let intervals = Bootstrap(resamples: 100).intervals(count: 5) { _ in
            turn += 1
            return [turn % 3 == 0 ? 1 : nil, 2]
        }
        #expect(intervals == [nil, Bootstrap.Interval(lower: 2, upper: 2)])
        #expect(Bootstrap().intervals(count: 0) { _ in [1] }.isEmpty)
    }
}
