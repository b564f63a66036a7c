import SafetyModel

/// How lively a community is and how its staff is spread over the hours: counts by day, for a year and a bit.
public struct CommunityActivity: Sendable, Hashable {
    /// One day, in UTC.
    public struct Day: Sendable, Hashable {
        public var messages = 0
        /// Bit h: something was written in hour h.
        public var talkHours: UInt32 = 0
        /// Bit h: somebody of the staff did something in hour h.
        public var staffHours: UInt32 = 0
    }

    /// Days that are kept.
    static let mostDays = 430
    /// Hashes a week: the number of active members is right to about 9 %.
    static let sketchSize = 128

    /// By number of the day since 1970.
    public private(set) var days: [Int: Day] = [:]
    /// Who did something, by number of the week since 1970 (which begins on a Thursday).
    private var weeks: [Int: MemberSketch] = [:]
    private var newest = Int.min

    public init() {}

    mutating func observe(_ event: Event, account: UInt64?, isStaff: Bool) {
        let day = event.time.dayNumber
        if day > newest { begin(day) }
        guard day > max(newest, Int.min + Self.mostDays) - Self.mostDays else { return }
        let hour = (event.time.milliseconds - Int64(day) * 86_400_000) / 3_600_000
        let bit = UInt32(1) << UInt32(truncatingIfNeeded: min(max(hour, 0), 23))
        if event.type == .messagePosted {
            days[day, default: Day()].messages += 1
            days[day, default: Day()].talkHours |= bit
        }
        if isStaff { days[day, default: Day()].staffHours |= bit }
        if let account { weeks[Self.week(day), default: MemberSketch(most: Self.sketchSize)].insert(account) }
    }

    private static func week(_ day: Int) -> Int { day >= 0 ? day / 7 : (day - 6) / 7 }

    private mutating func begin(_ day: Int) {
        newest = day
        guard days.count > Self.mostDays else { return }
        days = days.filter { $0.key > day - Self.mostDays }
        weeks = weeks.filter { $0.key >= Self.week(day - Self.mostDays) }
    }

    /// Messages a day, over days up to and with `last`.
    public func messagesPerDay(until last: Int, days count: Int) -> Double {
        guard count > 0 else { return 0 }
        return Double(span(last, count).reduce(0) { $0 + (days[$1]?.messages ?? 0) }) / Double(count)
    }

    /// Accounts that did something in the weeks that these days touch.
    public func activeMembers(until last: Int, days count: Int) -> Double {
        var union = MemberSketch(most: Self.sketchSize)
        for week in Set(span(last, count).map(Self.week)).sorted() {
            if let sketch = weeks[week] { union.merge(sketch) }
        }
        return union.estimate
    }

    /// The share of the hours in which something was written in which staff was there too; `nil` where nothing was.
    public func coverage(until last: Int, days count: Int) -> Double? {
        var (talk, covered) = (0, 0)
        for day in span(last, count) {
            guard let found = days[day] else { continue }
            talk += found.talkHours.nonzeroBitCount
            covered += (found.talkHours & found.staffHours).nonzeroBitCount
        }
        return talk == 0 ? nil : Double(covered) / Double(talk)
    }

    private func span(_ last: Int, _ count: Int) -> ClosedRange<Int> { last - max(1, count) + 1...last }

    // MARK: Snapshots

    func encode(into writer: inout ByteWriter) {
        writer.write(newest)
        writer.write(days) { writer, day, value in
            writer.write(day)
            writer.write(value.messages)
            writer.write(UInt64(value.talkHours))
            writer.write(UInt64(value.staffHours))
        }
        writer.write(weeks) { writer, week, sketch in
            writer.write(week)
            sketch.encode(into: &writer)
        }
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        newest = try reader.readInt()
        for _ in 0..<(try reader.readCount()) {
            let day = try reader.readInt()
            days[day] = Day(
                messages: try reader.readCount(), talkHours: UInt32(truncatingIfNeeded: try reader.readUInt64()),
                staffHours: UInt32(truncatingIfNeeded: try reader.readUInt64()))
        }
        for _ in 0..<(try reader.readCount()) {
            let week = try reader.readInt()
            weeks[week] = try MemberSketch(most: Self.sketchSize, decoding: &reader)
        }
    }
}
