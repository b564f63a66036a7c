import Casework
import Testing

@Suite("Leaving small counts out")
struct CountSuppressionTests {
    private static let parts = ["a", "b", "c"].map { FigureKey("x", part: $0) }
    private static let total = FigureKey("x")

    private func disclosed(_ counts: [Int]) -> [DisclosedCount] {
        var suppression = CountSuppression()
        for (key, count) in zip(Self.parts, counts) { suppression.add(key, count) }
        suppression.add(Self.total, counts.reduce(0, +))
        suppression.sum(Self.parts, is: Self.total)
        let result = suppression.disclosed()
        return (Self.parts + [Self.total]).compactMap { result[$0] }
    }

    @Test(
        "one small count takes a second with it, two are enough unless their sum says what they are",
        arguments: [
            ([10, 20, 30], ["10", "20", "30", "60"]), ([0, 20, 30], ["0", "20", "30", "50"]),
            ([3, 20, 30], ["<5", "…", "30", "53"]), ([3, 2, 30], ["<5", "<5", "30", "35"]),
            ([1, 1, 30], ["<5", "<5", "…", "32"]), ([4, 4, 30], ["<5", "<5", "…", "38"]),
            ([3, 0, 0], ["<5", "0", "0", "<5"]), ([1, 5, 30], ["<5", "…", "…", "36"]),
            ([0, 0, 0], ["0", "0", "0", "0"]), ([1, 1, 2], ["<5", "<5", "<5", "<5"]),
            ([1, 4, 0], ["<5", "<5", "0", "5"]),
        ])
    func line(counts: [Int], expected: [String]) {
        #expect(disclosed(counts).map(\.text) == expected)
    }

    @Test(
        "in a thousand tables with sums both ways, no small count follows from what is told, even by reckoning around")
    func tables() {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var smallCells = 0
        for _ in 0..<1_000 {
            let (rows, columns) = (1 + next(5), 2 + next(5))
            var values: [FigureKey: Int] = [:]
            for row in 0..<rows {
                for column in 0..<columns {
                    let count = next(3) == 0 ? 0 : next(2) == 0 ? next(6) : next(40)
                    for key in Self.places(row, column) { values[key, default: 0] += count }
                }
            }
            var suppression = CountSuppression()
            for (key, count) in values { suppression.add(key, count) }
            let lines = Self.lines(rows, columns)
            for line in lines { suppression.sum(line.parts, is: line.total) }
            let told = suppression.disclosed()
            for (key, range) in Self.reckoned(told, values, lines) where told[key] == .small {
                smallCells += 1
                #expect(range.lowerBound < range.upperBound, "\(values) \(told)")
            }
            for (key, count) in told { if let number = count.number { #expect(number == values[key]) } }
        }
        #expect(smallCells > 1_000)
    }

    @Test("ten years of forty policies are decided on quickly, and most of what is not small is told")
    func large() {
        var suppression = CountSuppression()
        let lines = Self.lines(120, 40)
        for row in 0..<120 {
            for column in 0..<40 {
                for key in Self.places(row, column) { suppression.add(key, (row * 7 + column * 13) % 60) }
            }
        }
        for line in lines { suppression.sum(line.parts, is: line.total) }
        let told = suppression.disclosed().values
        #expect(told.filter { $0 == .withheld }.count < told.count / 4)
    }

    /// A cell and the three sums that it is in.
    private static func places(_ row: Int, _ column: Int) -> [FigureKey] {
        [(row, column), (-1, column), (row, -1), (-1, -1)].map { key($0.0, $0.1) }
    }

    private static func key(_ row: Int, _ column: Int) -> FigureKey {
        FigureKey("t", month: row < 0 ? "" : "\(row)", part: column < 0 ? "" : "\(column)")
    }

    private static func lines(_ rows: Int, _ columns: Int) -> [(parts: [FigureKey], total: FigureKey)] {
        (-1..<rows).map { row in ((0..<columns).map { key(row, $0) }, key(row, -1)) }
            + (-1..<columns).map { column in ((0..<rows).map { key($0, column) }, key(-1, column)) }
    }

    /// What somebody can reckon who knows all sums, how small a count is that is marked so, and that what is withheld is
    /// not small: bounds of each number, made
    /// narrower as long as any sum makes them so.
    private static func reckoned(
        _ told: [FigureKey: DisclosedCount], _ values: [FigureKey: Int],
        _ lines: [(parts: [FigureKey], total: FigureKey)]
    ) -> [FigureKey: ClosedRange<Int>] {
        var ranges: [FigureKey: ClosedRange<Int>] = [:]
        for (key, count) in told {
            switch count {
            case .exact(let number): ranges[key] = number...number
            case .small: ranges[key] = 1...4
            case .withheld: ranges[key] = (values[key] == 0 ? 0 : 5)...1_000_000
            }
        }
        for _ in 0..<50 {
            let before = ranges
            for line in lines {
                let parts = line.parts.compactMap { ranges[$0] }
                let (low, high) = (parts.reduce(0) { $0 + $1.lowerBound }, parts.reduce(0) { $0 + $1.upperBound })
                guard let total = ranges[line.total] else { continue }
                ranges[line.total] = max(low, total.lowerBound)...min(high, total.upperBound)
                for part in line.parts {
                    guard let own = ranges[part], let total = ranges[line.total] else { continue }
                    let least = total.lowerBound - (high - own.upperBound)
                    let most = total.upperBound - (low - own.lowerBound)
                    ranges[part] = max(own.lowerBound, least)...min(own.upperBound, most)
                }
            }
            if ranges == before { break }
        }
        return ranges
    }
}
