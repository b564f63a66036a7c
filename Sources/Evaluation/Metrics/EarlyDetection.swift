import SafetyModel

/// How early alarms come: figures over conversations of which each was flagged after so many messages, or never.
public struct EarlyDetection: Sendable {
    /// One conversation.
    public struct Item: Sendable, Hashable {
        public var label: Bool
        /// Messages seen when the alarm came, from 1; `nil` for no alarm.
        public var alarmAt: Int?
        /// Messages in all.
        public var messages: Int

        public init(label: Bool, alarmAt: Int?, messages: Int) {
            self.label = label
            self.alarmAt = alarmAt
            self.messages = messages
        }
    }

    public let confusion: Confusion
    /// The median length, in messages, of the positive conversations: where an alarm has lost half its worth. `nil`
    /// without positives.
    public let k50: Double?
    private let items: [Item]

    /// - Parameter k50: to be used in place of the median length, so that two runs are measured alike.
    public init(_ items: [Item], k50: Double? = nil) {
        self.items = items
        var confusion = Confusion()
        for item in items { confusion.add(label: item.label, flagged: item.alarmAt != nil) }
        self.confusion = confusion
        self.k50 = k50 ?? Self.median(items.lazy.filter(\.label).map { Double($0.messages) })
    }

    /// The early risk detection error (Losada and Crestani 2016), 0…1, lower is better: a miss costs 1, a false alarm the
    /// share of positives, and an alarm in its place 1 − 1 / (1 + e^(k − o)) after k messages. `nil` without positives,
    /// where false alarms would cost nothing.
    /// - Parameter o: the number of messages after which an alarm has lost half its worth.
    public func erde(_ o: Double) -> Double? {
        guard confusion.positives > 0 else { return nil }
        let falseAlarmCost = Double(confusion.positives) / Double(items.count)
        var sum = 0.0
        for item in items {
            switch (item.label, item.alarmAt) {
            case (true, let k?): sum += 1 - 1 / (1 + Arithmetic.exponential(Double(k) - o))
            case (true, nil): sum += 1
            case (false, .some): sum += falseAlarmCost
            case (false, nil): break
            }
        }
        return sum / Double(items.count)
    }

    /// What an alarm loses by coming after `k` messages (Sadeque, Xu and Bethard 2018), 0…1: nothing after the first, half
    /// after ``k50``.
    public func penalty(_ k: Int) -> Double {
        guard k > 1 else { return 0 }
        guard let k50, k50 > 1 else { return 1 }
        let steepness = Arithmetic.logarithm(3) / (k50 - 1)
        return -1 + 2 / (1 + Arithmetic.exponential(-steepness * Double(k - 1)))
    }

    /// 1 less the median penalty of the alarms in their place; `nil` where there are none.
    public var speed: Double? {
        let penalties = items.lazy.filter(\.label).compactMap(\.alarmAt).map(penalty)
        return Self.median(Array(penalties)).map { 1 - $0 }
    }

    /// F-latency, also called latency-weighted F1: F1 times ``speed``. 0 where no positive was flagged.
    public var latencyF1: Double? {
        guard let f1 = confusion.f1 else { return nil }
        return f1 * (speed ?? 0)
    }

    /// Of the alarms in their place, the share that came with at most half of the messages seen.
    public var shareBeforeHalf: Double? {
        let alarms = items.filter(\.label).compactMap { item in item.alarmAt.map { 2 * $0 <= item.messages } }
        return alarms.isEmpty ? nil : Double(alarms.count { $0 }) / Double(alarms.count)
    }

    /// The shares of their conversations at which the alarms in their place came, rising.
    public var alarmShares: [Double] {
        items.filter(\.label).compactMap { item in
            item.alarmAt.map { Double($0) / Double(max(1, item.messages)) }
        }.sorted()
    }

    /// Of two middle values the mean.
    static func median(_ values: some Sequence<Double>) -> Double? {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
