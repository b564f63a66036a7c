public import SafetyModel

/// At most so many in a span that slides: Discord takes 120 payloads in 60 seconds on a connection, and 50 requests in
/// a second.
public struct SendWindow: Sendable {
    private let most: Int
    private let span: Duration
    private var sent: [Timestamp] = []
    private var first = 0

    public init(most: Int, in span: Duration) {
        self.most = most
        self.span = span
    }

    /// Whether one more fits, without counting it. `reserve` stay free.
    public mutating func admits(at now: Timestamp, reserve: Int = 0) -> Bool {
        while first < sent.count, now.since(sent[first]) >= span { first += 1 }
        if first > 1024 || first == sent.count {
            sent.removeFirst(first)
            first = 0
        }
        return sent.count - first < most - reserve
    }

    public mutating func note(at now: Timestamp) { sent.append(now) }

    /// When one more will fit again, if none does now.
    public func freeAt(reserve: Int = 0) -> Timestamp? {
        let index = sent.count - (most - reserve)
        return index >= first && sent.indices.contains(index) ? sent[index] + span : nil
    }

    /// How many count now.
    public var count: Int { sent.count - first }
}
