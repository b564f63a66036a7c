import SafetyModel

/// When things happen: hours of the day and days of the week as young people in France keep them.
///
/// Moment `k` of `count` is worked out from its number alone, and moments never go back: memory is a number per hour.
struct Rhythm: Sendable {
    let start: Timestamp
    let until: Timestamp
    let count: Int
    private let seed: UInt64
    /// Weight of all hours before the hour at this place; one more entry for the whole.
    private let before: [Double]

    /// Weights for each hour from midnight, of a school day.
    private static let schoolDay = [
        22, 11, 6, 4, 3, 3, 6, 16, 14, 12, 14, 18, 36, 38, 22, 20, 32, 62, 74, 78, 88, 100, 86, 50,
    ]
    /// The same for Saturday, Sunday and Wednesday, when French pupils are at home in the afternoon.
    private static let freeDay = [
        46, 30, 18, 10, 6, 4, 4, 8, 14, 28, 44, 54, 52, 60, 70, 74, 76, 78, 80, 80, 90, 100, 92, 70,
    ]

    init(start: Timestamp, until: Timestamp, count: Int, seed: UInt64) {
        self.start = start
        self.until = until
        self.count = max(count, 1)
        self.seed = seed
        let hours = max(1, Int((until.milliseconds - start.milliseconds + 3_599_999) / 3_600_000))
        var sum = 0.0
        var before = [0.0]
        before.reserveCapacity(hours + 1)
        for hour in 0..<hours {
            sum += Double(Self.weight(start + .hours(hour)))
            before.append(sum)
        }
        self.before = before
    }

    /// How busy the hour of a moment is, 3 … 110.
    static func weight(_ time: Timestamp) -> Int {
        let (hour, weekday) = Calendar.paris(time)
        let table = weekday >= 5 || (weekday == 2 && hour >= 12) ? freeDay : schoolDay
        // Friday evening and Saturday evening go on longer.
        return table[hour] + ((weekday == 4 || weekday == 5) && hour >= 21 ? 10 : 0)
    }

    /// The moment of number `number`, 0 ..< ``count``. The last one is exactly ``until``.
    func moment(_ number: Int) -> Timestamp {
        guard number < count - 1 else { return until }
        let jitter = Double(Randomness.mix(seed, UInt64(max(number, 0))) >> 32) / 4_294_967_296
        let whole = before[before.count - 1]
        let place = (Double(max(number, 0)) + jitter) / Double(count) * whole
        var low = 0
        var high = before.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if before[middle] <= place { low = middle } else { high = middle }
        }
        let share = (place - before[low]) / (before[low + 1] - before[low])
        let moment = start.milliseconds + Int64(low) * 3_600_000 + Int64(share * 3_600_000)
        return Timestamp(milliseconds: min(moment, until.milliseconds))
    }
}
