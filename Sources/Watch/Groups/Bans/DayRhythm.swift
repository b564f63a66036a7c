/// At which hours of the day a member writes: sixteen counters of 90 minutes in eight bytes. When one is full, all are
/// halved, so that old habits fade.
struct DayRhythm: Sendable, Hashable {
    static let places = 16
    /// Fewer counts say nothing of anybody's habits.
    private static let fewest = 7.0

    var counters: UInt64 = 0

    static func place(_ now: Moment) -> Int { Int(now.seconds % Span.day / (90 * Span.minute)) }

    /// Counts a message; the first of a part of a day only, so that a long evening counts once.
    /// - Parameter last: the part of which day was counted last.
    /// - Returns: whether it counted.
    mutating func count(_ now: Moment, last: inout UInt16) -> Bool {
        let part = UInt16(truncatingIfNeeded: now.seconds / (90 * Span.minute)) | 1 << 15
        guard part != last else { return false }
        last = part
        let shift = UInt64(Self.place(now) * 4)
        if counters >> shift & 15 == 15 { counters = counters >> 1 & 0x7777_7777_7777_7777 }
        counters += 1 << shift
        return true
    }

    subscript(place: Int) -> Double { Double(counters >> UInt64(place * 4) & 15) }

    var total: Double { (0..<Self.places).reduce(0) { $0 + self[$1] } }

    /// How much more often two write in the same hours than any two members do: 1 where either keeps the usual hours,
    /// more where both keep the same unusual ones. `nil` where too little is known of one.
    func likeness(_ other: DayRhythm, usual: ContiguousArray<UInt32>) -> Double? {
        let (mine, theirs) = (total, other.total)
        var all = 0.0
        for place in 0..<Self.places { all += Double(usual[place]) + 1 }
        guard mine >= Self.fewest, theirs >= Self.fewest else { return nil }
        var sum = 0.0
        for place in 0..<Self.places {
            sum += (self[place] / mine) * (other[place] / theirs) / ((Double(usual[place]) + 1) / all)
        }
        return sum
    }
}
