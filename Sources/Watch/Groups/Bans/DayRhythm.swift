/// At which hours of the day a member writes: sixteen counters of 90 minutes in eight bytes. When one is full, all are
/// halved, so that old habits fade.
struct DayRhythm: Sendable, Hashable {
    static let places = 16
    var counters: UInt64 = 0

    static func place(_ now: Moment) -> Int { Int(now.seconds % Span.day / (90 * Span.minute)) }

    mutating func count(_ now: Moment) {
        let shift = UInt64(Self.place(now) * 4)
        if counters >> shift & 15 == 15 { counters = counters >> 1 & 0x7777_7777_7777_7777 }
        counters += 1 << shift
    }

    subscript(place: Int) -> Double { Double(counters >> UInt64(place * 4) & 15) }

    var total: Double { (0..<Self.places).reduce(0) { $0 + self[$1] } }

    /// How much more often two write in the same hours than any two members do: 1 where either keeps the usual hours,
    /// more where both keep the same unusual ones. `nil` where too little is known of one.
    func likeness(_ other: DayRhythm, usual: ContiguousArray<UInt32>) -> Double? {
        let (mine, theirs) = (total, other.total)
        var all = 0.0
        for place in 0..<Self.places { all += Double(usual[place]) + 1 }
        guard mine >= 24, theirs >= 24 else { return nil }
        var sum = 0.0
        for place in 0..<Self.places {
            sum += (self[place] / mine) * (other[place] / theirs) / ((Double(usual[place]) + 1) / all)
        }
        return sum
    }
}
