/// At whom a member's hostile messages of late were aimed. Who turns on one is part of a pile-on; who calls everybody a
/// name in a heated match is not.
struct Quarreller: Keyed {
    static let limit = 12

    var key: UInt64
    /// Oldest first.
    private(set) var aims: [Aim] = []

    init(key: UInt64, aims: [Aim] = []) {
        self.key = key
        self.aims = aims
    }

    /// A hostile message.
    struct Aim: Sendable, Hashable {
        var target: UInt64
        var time: Moment
        /// 1 where it named its target, less where that is a guess.
        var weight: Float
    }

    var last: Moment { aims.last?.time ?? .never }

    mutating func add(_ aim: Aim) {
        if aims.count >= Self.limit { aims.removeFirst() }
        aims.append(aim)
    }

    /// The share of the hostile messages around `now` that went to one target; 1 where there are none.
    func share(of target: UInt64, _ now: Moment) -> Double {
        var all: Float = 0
        var aimed: Float = 0
        for aim in aims where aim.time.isWithin(Crowd.window, of: now) {
            all += aim.weight
            if aim.target == target { aimed += aim.weight }
        }
        return all > 0 ? Double(aimed / all) : 1
    }

    /// Whom the last hostile message was for, if that was a moment ago.
    func lastTarget(within span: UInt32, _ now: Moment) -> UInt64? {
        guard let aim = aims.last, aim.time.isWithin(span, of: now) else { return nil }
        return aim.target
    }
}
