public import SafetyModel

/// What has to be known of a room to understand its events: kept across restarts.
public struct MatrixRoom: Sendable, Hashable, Codable {
    public let id: String
    public internal(set) var name: String?
    /// As `#harbour:example.org`, where it has one.
    public internal(set) var alias: String?
    /// Who made it; nobody stands above them from room version 12 on.
    public internal(set) var creators: [String] = []
    public internal(set) var version: String?
    public internal(set) var isSpace = false
    public internal(set) var joinRule: String?
    /// Whether somebody was invited to it as to a private chat.
    public internal(set) var isDirect = false
    public internal(set) var isEncrypted = false
    /// The spaces that list it.
    public internal(set) var parents: Set<String> = []
    public internal(set) var powerLevels: PowerLevels?
    /// Who is in it or invited, as long as that is few.
    public internal(set) var few: Set<String> = []
    /// Whether more came than are listed.
    public internal(set) var isCrowded = false
    public internal(set) var memberCount = 0
    /// The community that a private chat belongs to, once its people were found in one.
    public internal(set) var sharedCommunity: String?
    /// The room that continues it.
    public internal(set) var replacement: String?
    /// Whether a member talks, or talked, with Vigie alone in it: nothing of it ever becomes an event.
    public internal(set) var heldDialogue: Bool?

    /// How many people are listed by name.
    static let fewest = 12

    init(id: String) {
        self.id = id
    }

    /// The level that somebody has in it.
    public func level(of user: String) -> Int {
        // From version 12 on creators are not listed, and are above every level.
        if creators.contains(user), hasSovereignCreators { return .max }
        guard let powerLevels else { return creators.contains(user) ? 100 : 0 }
        return powerLevels.level(of: user)
    }

    var hasSovereignCreators: Bool { MatrixRoomRules.creatorsAreSovereign(in: version) }

    /// Everybody who has power over others in it.
    var staff: Set<String> {
        var staff = Set((powerLevels?.users ?? [:]).keys)
        staff.formUnion(creators)
        return staff.filter { !MatrixPower.powers(at: level(of: $0), in: powerLevels).isEmpty }
    }

    /// Who answers for it: who made it, else whoever stands highest in it.
    var keeper: String? {
        creators.first ?? staff.max { (level(of: $0), $1) < (level(of: $1), $0) }
    }

    mutating func come(_ user: String) {
        guard !few.contains(user) else { return }
        if few.count < Self.fewest { few.insert(user) } else { isCrowded = true }
    }

    mutating func go(_ user: String) { few.remove(user) }
}

/// What has to be known of an account.
public struct MatrixUser: Sendable, Hashable, Codable {
    public internal(set) var name: String?
    /// The rooms that it is in, and since when (milliseconds since 1970).
    public internal(set) var rooms: [String: Int64] = [:]

    init() {}
}
