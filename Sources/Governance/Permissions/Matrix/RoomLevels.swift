import SafetyModel

/// Who may do what in one Matrix room: `m.room.power_levels` with the defaults of the client-server API, and the rules
/// of the room's version about creators.
///
/// Sources: https://spec.matrix.org/latest/client-server-api/#mroompower_levels and
/// https://spec.matrix.org/latest/rooms/v12/ (room creators; authorisation rules 5, 8 and 10).
struct RoomLevels: Sendable {
    let id: String
    private let isSpace: Bool
    private let levels: PowerLevels
    /// A room without the event: its creator has 100, everybody else 0.
    let hasEvent: Bool
    private let creators: Set<String>
    private let creatorsAreInfinite: Bool

    init(_ room: SnapshotChannel) {
        id = room.id
        isSpace = room.kind == .space
        levels = room.powerLevels ?? PowerLevels()
        hasEvent = room.powerLevels != nil
        creators = Set(room.creators)
        creatorsAreInfinite = MatrixRoomRules.creatorsAreSovereign(in: room.roomVersion)
    }

    func level(of user: String) -> PowerLevel {
        if creators.contains(user) {
            if creatorsAreInfinite { return .infinite }
            if !hasEvent { return .number(100) }
        }
        return .number(entry(of: user) ?? everybodysLevel)
    }

    /// The level of whoever has no entry.
    var everybodysLevel: Int { hasEvent ? levels.usersDefault ?? 0 : 0 }

    func isCreator(_ user: String) -> Bool { creators.contains(user) }
    func hasInfinitePower(_ user: String) -> Bool { creatorsAreInfinite && creators.contains(user) }
    /// The user's own entry in `users`.
    func entry(of user: String) -> Int? { levels.users[user] }

    // MARK: What is needed

    func needed(toSend message: String) -> Int { levels.needed(toSend: message) }
    func needed(toSet state: String) -> Int { levels.needed(toSet: state) }

    /// The level that a power needs; nil where Matrix has no such power.
    func needed(for power: Power) -> Int? {
        switch power {
        case .ban: levels.neededToBan
        case .kick: levels.neededToKick
        // Sending the redaction is one thing, its being applied to somebody else's event another.
        case .deleteMessages: max(levels.neededToRedact, needed(toSend: "m.room.redaction"))
        case .createInvite: levels.neededToInvite
        case .manageRoles, .timeOut: needed(toSet: "m.room.power_levels")
        case .manageChannels: needed(toSet: isSpace ? "m.space.child" : "m.room.name")
        case .manageCommunity: needed(toSet: "m.room.join_rules")
        case .mentionEveryone: max(levels.notifications["room"] ?? 50, needed(toSend: "m.room.message"))
        case .sendMessages: needed(toSend: "m.room.message")
        // Whoever is in the room reads it.
        case .viewChannel, .readHistory: Int.min
        case .administrator: highestNeeded
        case .manageWebhooks, .manageEvents, .manageNicknames, .manageExpressions, .manageThreads, .viewAuditLog,
            .muteMembers, .deafenMembers, .moveMembers, .connect, .speak:
            nil
        }
    }

    /// What somebody needs who can do everything that the room's levels speak of.
    private var highestNeeded: Int {
        var needed = [
            levels.neededToBan, levels.neededToKick, levels.neededToRedact, levels.neededToInvite,
            levels.stateDefault ?? 50,
            levels.eventsDefault ?? 0, levels.notifications["room"] ?? 50,
        ]
        needed += levels.events.values
        return needed.reduce(Int.min, max)
    }

    func powers(of user: String) -> PowerSet {
        let level = level(of: user)
        var powers = PowerSet()
        for power in Power.allCases {
            if let needed = needed(for: power), level >= needed { powers.insert(PowerSet(power)) }
        }
        return powers
    }

    /// Whether the levels let a user use a power, which they hold, on another.
    func rankAllows(_ actor: String, _ power: Power, on target: String) -> Bool {
        switch power {
        // Rules 5.5 and 5.6: "the target user's power level is less than the sender's".
        case .ban, .kick, .administrator: level(of: target) < level(of: actor)
        // Rules 10.4 and 10.9: a creator of version 12 has no entry to change, and an entry may be changed or removed
        // where it is below the sender's level. Adding one where there is none (10.10) asks nothing of the target.
        case .manageRoles, .timeOut:
            !hasInfinitePower(target) && entry(of: target).map { .number($0) < level(of: actor) } ?? true
        default: true
        }
    }
}
