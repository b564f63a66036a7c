public import SafetyModel

/// Something that happened to a community as such.
public struct LineageChange: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case created, renamed
        /// Others came in: ``LineageChange/others``.
        case merged
        /// It went into another.
        case mergedAway = "merged_away"
        case ownerChanged = "owner_changed"
        /// An invite of another community leads here now.
        case inviteTaken = "invite_taken"
        /// An invite of this community leads to another now.
        case inviteLost = "invite_lost"
        case badgeGranted = "badge_granted"
        case badgeInherited = "badge_inherited"
        case badgeRevoked = "badge_revoked"
    }

    public var kind: Kind
    public var time: Timestamp
    /// The event that says so.
    public var event: EventKey
    /// Ids of the other communities it has to do with.
    public var others: [String]
    /// The new name, the new owner's id, or the kind of badge.
    public var detail: String?

    public init(kind: Kind, time: Timestamp, event: EventKey, others: [String] = [], detail: String? = nil) {
        self.kind = kind
        self.time = time
        self.event = event
        self.others = others
        self.detail = detail
    }
}

/// What is remembered of a community: what happened to it, its badges, its staff by month and its members as sketches.
public struct CommunityRecord: Sendable, Hashable {
    /// Members whose hashes are kept: overlaps are right to about 5 %.
    static let sketchSize = 512
    /// Staff of a month that are kept.
    static let mostStaff = 1000
    static let mostMonths = 36
    static let mostChanges = 200
    static let mostBadges = 40
    /// For how long after its beginning those who come count as its first ones.
    static let early = Duration.days(14)

    public let place: CommunityPlace
    public internal(set) var name: String?
    public internal(set) var owner: String?
    public internal(set) var firstSeen: Timestamp
    public internal(set) var lastSeen: Timestamp
    /// When it was made, where an event says so.
    public internal(set) var createdAt: Timestamp?
    /// Oldest first; of very many the first half and the newest are kept.
    public internal(set) var changes: [LineageChange] = []
    /// Badges held and badges of the past, oldest first.
    public internal(set) var badges: [BadgeHolding] = []
    public internal(set) var mergedInto: CommunityPlace?
    public internal(set) var members = MemberSketch(most: sketchSize)
    /// Those who came in its first days.
    public internal(set) var firstMembers = MemberSketch(most: sketchSize)
    var firstStaff: Set<UInt64> = []
    /// Staff that did something, by month since 1970.
    var staffMonths: [Int: Set<UInt64>] = [:]
    public internal(set) var activity = CommunityActivity()

    init(_ place: CommunityPlace, firstSeen: Timestamp) {
        self.place = place
        self.firstSeen = firstSeen
        lastSeen = firstSeen
    }

    /// When it began, as far as is known.
    public var begin: Timestamp { createdAt ?? firstSeen }

    /// Months since 1970 in which staff was seen.
    public var monthsWithStaff: [Int] { staffMonths.keys.sorted() }

    /// How many of the staff did something in a month.
    public func staffCount(inMonth month: Int) -> Int { staffMonths[month]?.count ?? 0 }

    mutating func observe(_ event: Event, actor hash: UInt64?) {
        firstSeen = min(firstSeen, event.time)
        lastSeen = max(lastSeen, event.time)
        guard let actor = event.actor, actor.bot != true, let hash else { return }
        let month = Self.month(of: event.time)
        let isStaff =
            actor.staff
            ?? (staffMonths[month]?.contains(hash) == true || staffMonths[month - 1]?.contains(hash) == true)
        activity.observe(event, account: hash, isStaff: isStaff)
        members.insert(hash)
        let isEarly = event.time.milliseconds - begin.milliseconds <= Self.early.milliseconds
        if isEarly { firstMembers.insert(hash) }
        guard isStaff else { return }
        if isEarly, firstStaff.count < Self.mostStaff { firstStaff.insert(hash) }
        if staffMonths[month] == nil, staffMonths.count >= Self.mostMonths, let oldest = staffMonths.keys.min() {
            if month < oldest { return }
            staffMonths[oldest] = nil
        }
        if staffMonths[month, default: []].count < Self.mostStaff { staffMonths[month, default: []].insert(hash) }
    }

    mutating func add(_ change: LineageChange) {
        guard !changes.contains(change) else { return }
        if changes.count >= Self.mostChanges { changes.remove(at: Self.mostChanges / 2) }
        changes.append(change)
        // Late events are put where they belong.
        var index = changes.count - 1
        while index > 0, changes[index - 1].time > changes[index].time {
            changes.swapAt(index - 1, index)
            index -= 1
        }
    }

    /// Months since 1970, in UTC.
    public static func month(of moment: Timestamp) -> Int {
        let day = CalendarDay(moment)
        return (day.year - 1970) * 12 + day.month - 1
    }

    /// The staff of the two months before something.
    func staff(before moment: Timestamp) -> Set<UInt64> {
        let month = Self.month(of: moment)
        return (staffMonths[month] ?? []).union(staffMonths[month - 1] ?? []).union(staffMonths[month - 2] ?? [])
    }
}
