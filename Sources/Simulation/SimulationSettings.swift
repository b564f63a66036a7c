public import SafetyModel

/// What is to be simulated. The same settings give the same events, byte for byte, on every machine.
public struct SimulationSettings: Sendable, Hashable {
    /// How many accounts there are, 20 … ``maximumMembers``; some of them join only during the simulation.
    public var members: Int
    /// How many events to make, stories included.
    public var events: Int
    /// Another seed gives other people, other talk and other stories.
    public var seed: UInt64
    /// When the last event happens; none is later.
    public var until: Timestamp
    /// How many days the events span; `nil` for a day per 33,333 events, and at least 3: a million fill 30.
    public var days: Int?
    /// How many communities at most: one large one and smaller ones beside it, 1 … 8.
    public var communities: Int
    /// How often each kind of story and look-alike is planted; `nil` for one per 60,000 events and at least one, as
    /// far as the members and the events suffice.
    public var storiesPerKind: Int?

    /// An account's id keeps 22 bits for its place.
    public static let maximumMembers = 1 << 22
    /// More would take weeks to read.
    public static let maximumEvents = 10_000_000_000
    /// Fewer members could not hold a conversation, let alone a staff.
    public static let minimumMembers = 20
    /// 2026-06-30T22:00:00Z: midnight in Paris, a fixed moment so that nothing depends on today.
    public static let defaultUntil = Timestamp(milliseconds: 1_782_856_800_000)

    public init(
        members: Int, events: Int, seed: UInt64 = 1, until: Timestamp = Self.defaultUntil, days: Int? = nil,
        communities: Int = 4, storiesPerKind: Int? = nil
    ) {
        self.members = members
        self.events = events
        self.seed = seed
        self.until = until
        self.days = days
        self.communities = communities
        self.storiesPerKind = storiesPerKind
    }

    /// What `vigie demo` shows: a community of 300,000 members over two weeks, in 200,000 events of which the last
    /// happens at `until`.
    public static func demo(until: Timestamp, seed: UInt64 = 7) -> SimulationSettings {
        SimulationSettings(members: 300_000, events: 200_000, seed: seed, until: until, days: 14)
    }

    /// How long the simulation spans.
    var span: Duration { .days(days ?? max(3, events / 33_333)) }
    /// When it begins.
    var start: Timestamp { until - span }

    /// - Throws: ``SimulationError`` naming the first setting that cannot be simulated.
    func check() throws(SimulationError) {
        guard members >= Self.minimumMembers else { throw .tooFewMembers(members) }
        guard members <= Self.maximumMembers else { throw .tooManyMembers(members) }
        guard events >= 1 else { throw .tooFewEvents(events) }
        guard events <= Self.maximumEvents else { throw .tooManyEvents(events) }
        guard (1...8).contains(communities) else { throw .communities(communities) }
        if let days, !(1...3650).contains(days) { throw .days(days) }
        if let storiesPerKind, storiesPerKind < 0 { throw .stories(storiesPerKind) }
        // Accounts are up to ten years older than the first event, and ids count from 2015.
        guard (1_735_689_600_000...4_102_444_800_000).contains(until.milliseconds) else { throw .until(until) }
        guard start.milliseconds >= 1_609_459_200_000 else { throw .days(days ?? 0) }
    }
}

/// Why something cannot be simulated. Each reads as a sentence that says what to change.
public enum SimulationError: Error, Sendable, Hashable, CustomStringConvertible {
    case tooFewMembers(Int)
    case tooManyMembers(Int)
    case tooFewEvents(Int)
    case tooManyEvents(Int)
    case communities(Int)
    case days(Int)
    case until(Timestamp)
    case stories(Int)
    /// That many stories of each kind need more members than there are.
    case storiesNeedMembers(stories: Int, needed: Int, members: Int)
    /// That many stories of each kind have more events than were asked for.
    case storiesNeedEvents(stories: Int, needed: Int, events: Int)

    public var description: String {
        switch self {
        case .tooFewMembers(let count):
            "\(count) members are too few to simulate; ask for at least \(SimulationSettings.minimumMembers)."
        case .tooManyMembers(let count):
            "\(count) members are too many to simulate; ask for at most \(SimulationSettings.maximumMembers)."
        case .tooFewEvents(let count):
            "\(count) events cannot be simulated; ask for at least 1."
        case .tooManyEvents(let count):
            "\(count) events are too many to simulate; ask for at most \(SimulationSettings.maximumEvents)."
        case .communities(let count):
            "\(count) communities cannot be simulated; ask for 1 to 8."
        case .days(let count):
            "A span of \(count) days cannot be simulated; ask for 1 to 3650 days that begin in 2021 or later."
        case .until:
            "The simulation can only end between the years 2025 and 2100; choose another end."
        case .stories(let count):
            "\(count) stories of each kind cannot be planted; ask for 0 or more."
        case .storiesNeedMembers(let stories, let needed, let members):
            "\(stories) stories of each kind need \(needed) members to play in them, and \(members) are there; "
                + "ask for fewer stories or more members."
        case .storiesNeedEvents(let stories, let needed, let events):
            "\(stories) stories of each kind take \(needed) events, and \(events) were asked for; "
                + "ask for fewer stories or more events."
        }
    }
}
