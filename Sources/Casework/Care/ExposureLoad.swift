public import SafetyModel

/// What a reviewer has opened within the 24 hours before a moment. Hours on end count, not days: midnight gives
/// nobody a second helping.
public struct ExposureLoad: Sendable, Hashable {
    public static let span = Duration.days(1)

    /// For how long hidden text stood open; two cases open at once count once.
    public let open: Duration
    /// Cases of severity 1 that were opened.
    public let gravest: Set<Int64>
    /// For how long it stood open without a rest in between, up to now.
    public let unbroken: Duration
    private let now: Timestamp
    private let stretches: [Range<Int64>]
    private let gravestOpened: [Timestamp]

    /// - Parameters:
    ///   - exposures: at least those that ended within ``span`` before `now`, in any order.
    ///   - rest: how long nothing must stand open for a rest.
    public init(_ exposures: [Exposure], at now: Timestamp, rest: Duration) {
        let start = now.milliseconds - Self.span.milliseconds
        self.now = now
        stretches = Self.joined(
            exposures.map { max($0.from.milliseconds, start)..<max($0.from.milliseconds, start, $0.until.milliseconds) }
                .map { $0.lowerBound..<max($0.lowerBound, min($0.upperBound, now.milliseconds)) })
        open = Self.length(stretches[...])
        var firstOpened: [Int64: Timestamp] = [:]
        for exposure in exposures where exposure.severity.level <= 1 && exposure.from.milliseconds > start {
            firstOpened[exposure.caseID] = min(firstOpened[exposure.caseID] ?? exposure.from, exposure.from)
        }
        gravest = Set(firstOpened.keys)
        gravestOpened = firstOpened.values.sorted()
        var end = now.milliseconds
        var first = stretches.endIndex
        while first > 0, end - stretches[first - 1].upperBound < max(rest.milliseconds, 1) {
            first -= 1
            end = stretches[first].lowerBound
        }
        unbroken = Self.length(stretches[first...])
    }

    /// When text last stood open.
    public var lastOpen: Timestamp? { stretches.last.map { Timestamp(milliseconds: $0.upperBound) } }

    /// What stands against opening the text of one more case; `nil` if nothing does.
    public func refusal(under limits: ExposureLimits, opening id: Int64, severity: Severity) -> ExposureRefusal? {
        if open >= .minutes(limits.minutes) { return .minutesReached(freeAt: minutesFree(below: limits.minutes)) }
        if severity.level <= 1, !gravest.contains(id), gravest.count >= limits.gravest {
            let oldest = gravestOpened[max(0, gravest.count - max(limits.gravest, 1))]
            return .gravestReached(freeAt: oldest + Self.span)
        }
        if limits.restIsRequired, restIsDue(under: limits), let lastOpen {
            return .restNeeded(until: lastOpen + .minutes(limits.rest))
        }
        return nil
    }

    public func restIsDue(under limits: ExposureLimits) -> Bool { unbroken >= .minutes(limits.restAfter) }

    /// When so much has passed out of the 24 hours that less than `limit` minutes remain.
    private func minutesFree(below limit: Int) -> Timestamp {
        var excess = open.milliseconds - Duration.minutes(limit).milliseconds + 1
        for stretch in stretches {
            let length = stretch.upperBound - stretch.lowerBound
            if length >= excess { return Timestamp(milliseconds: stretch.lowerBound + excess) + Self.span }
            excess -= length
        }
        return now + Self.span
    }

    private static func joined(_ ranges: [Range<Int64>]) -> [Range<Int64>] {
        var joined: [Range<Int64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    private static func length(_ ranges: ArraySlice<Range<Int64>>) -> Duration {
        .milliseconds(ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) })
    }
}

/// Why hidden text is not shown now. None says anything about the case.
public enum ExposureRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The day's minutes are used up.
    case minutesReached(freeAt: Timestamp)
    /// So many cases of severity 1 were opened.
    case gravestReached(freeAt: Timestamp)
    /// It is time for a rest.
    case restNeeded(until: Timestamp)
    /// Another reviewer has the same text open; one is enough.
    case openElsewhere(until: Timestamp)

    /// When it may be tried again.
    public var until: Timestamp {
        switch self {
        case .minutesReached(let moment), .gravestReached(let moment), .restNeeded(let moment),
            .openElsewhere(let moment):
            moment
        }
    }

    /// The word for it on the trail.
    public var name: String {
        switch self {
        case .minutesReached: "minutes"
        case .gravestReached: "gravest"
        case .restNeeded: "rest"
        case .openElsewhere: "elsewhere"
        }
    }

    public var description: String {
        switch self {
        case .minutesReached: "the minutes of these 24 hours are used up; hand the case over"
        case .gravestReached: "so many grave cases were opened in these 24 hours; hand the case over"
        case .restNeeded: "it is time for a rest"
        case .openElsewhere: "another reviewer has this text open; one viewer is enough"
        }
    }
}

/// How it stands with a reviewer before the hidden text of a case.
public struct ExposureState: Sendable, Hashable {
    /// How long somebody who did something counts as being there.
    public static let presence = Duration.minutes(15)

    public var load: ExposureLoad
    /// The operator's limits and the reviewer's own.
    public var limits: ExposureLimits
    /// Until when the text is open to this reviewer.
    public var openUntil: Timestamp?
    public var refusal: ExposureRefusal?
    /// Others who may see the case, were there within ``presence``, and are below their own limits.
    public var othersThere: Int
    /// Whether pressure or a threat was seen, or somebody said to be in danger.
    public var isUrgent: Bool

    public init(
        load: ExposureLoad, limits: ExposureLimits, openUntil: Timestamp?, refusal: ExposureRefusal?, othersThere: Int,
        isUrgent: Bool
    ) {
        self.load = load
        self.limits = limits
        self.openUntil = openUntil
        self.refusal = refusal
        self.othersThere = othersThere
        self.isUrgent = isUrgent
    }

    /// Whether the limit may be passed, which is written down: somebody may be in danger and nobody else is there.
    public var mayGoOn: Bool { refusal != nil && isUrgent && othersThere == 0 }
}
