import SafetyModel

/// Event time in four bytes: whole seconds since 1970, from 1 to the year 2106. What lies outside is moved to the
/// nearest end, so that no time an event can carry makes arithmetic overflow.
struct Moment: Sendable, Hashable, Comparable {
    /// 0 stands for "never".
    var seconds: UInt32

    static let never = Moment(seconds: 0)

    init(seconds: UInt32) { self.seconds = seconds }

    init(_ time: Timestamp) {
        seconds = UInt32(max(1, min(Int64(UInt32.max), time.milliseconds / 1000)))
    }

    var isKnown: Bool { seconds != 0 }

    static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

    /// Seconds from `earlier` to this moment; 0 where `earlier` is in fact later: events arrive a little out of order,
    /// and nothing may grow because of it.
    func since(_ earlier: Moment) -> UInt32 { seconds > earlier.seconds ? seconds - earlier.seconds : 0 }

    /// Whether both are known and at most `span` seconds apart, whichever came first.
    func isWithin(_ span: UInt32, of other: Moment) -> Bool {
        isKnown && other.isKnown && max(since(other), other.since(self)) <= span
    }

    /// Whether this moment lies in the `span` seconds that follow `earlier` (or a little before it, out of order).
    func isWithin(_ span: UInt32, after earlier: Moment) -> Bool {
        isKnown && earlier.isKnown && since(earlier) <= span && earlier.since(self) <= 60
    }
}

/// Spans in seconds.
enum Span {
    static let minute: UInt32 = 60
    static let hour: UInt32 = 3600
    static let day: UInt32 = 86400
}
