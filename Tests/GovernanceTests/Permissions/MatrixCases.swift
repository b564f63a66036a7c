import Governance
import SafetyModel
import Testing

/// What a user may do in a room, derived by hand from the client-server API (m.room.power_levels) and the rules of the
/// room versions.
struct MatrixCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let authority: Authority
    let user: String
    let power: Power
    let target: String?
    let isHeld: Bool

    init(
        _ name: String, _ levels: PowerLevels?, version: String = "11", creators: [String] = ["@creator:x"],
        kind: SnapshotChannel.Kind = .text, of user: String = "@user:x", _ power: Power, on target: String? = nil,
        _ isHeld: Bool
    ) {
        testDescription = name
        let room = SnapshotChannel(
            id: "!room:x", kind: kind, powerLevels: levels, roomVersion: version, creators: creators)
        let members = ["@creator:x", "@second:x", "@user:x", "@other:x"].map {
            SnapshotMember(id: $0, rooms: ["!room:x"])
        }
        authority = Authority(
            CommunitySnapshot(
                platform: .matrix, id: "!room:x", channels: [room],
                members: members + [SnapshotMember(id: "@gone:x", rooms: [])]))
        self.user = user
        self.power = power
        self.target = target
        self.isHeld = isHeld
    }

    static let holding: [MatrixCase] = [
        .init("no event: the creator has 100, a ban needs 50", nil, of: "@creator:x", .ban, true),
        .init("no event: everybody else has 0, a ban needs 50", nil, .ban, false),
        .init("no event: messages need 0", nil, .sendMessages, true),
        .init("no event: state needs 50", nil, .manageCommunity, false),
        .init("an event without the creator: 0, up to version 11", PowerLevels(), of: "@creator:x", .ban, false),
        .init(
            "an event without the creator: infinite from version 12 on", PowerLevels(), version: "12",
            of: "@creator:x", .ban, true),
        .init(
            "version 12: an additional creator is one", PowerLevels(), version: "12",
            creators: ["@creator:x", "@second:x"], of: "@second:x", .administrator, true),
        .init(
            "version 12: a creator's entry counts for nothing", PowerLevels(users: ["@creator:x": 0]), version: "12",
            of: "@creator:x", .ban, true),
        .init(
            "version 12, no event: the creator is infinite", nil, version: "12", of: "@creator:x", .administrator, true),
        .init("an entry of 50 is enough for the default ban", PowerLevels(users: ["@user:x": 50]), .ban, true),
        .init("49 is not", PowerLevels(users: ["@user:x": 49]), .ban, false),
        .init("users_default is the level of whoever has no entry", PowerLevels(usersDefault: 50), .kick, true),
        .init(
            "an entry beats users_default, downwards too", PowerLevels(users: ["@user:x": 0], usersDefault: 50), .kick,
            false),
        .init("a ban level of its own", PowerLevels(users: ["@user:x": 50], ban: 60), .ban, false),
        .init("invite defaults to 0", PowerLevels(), .createInvite, true),
        .init("an invite level of 50", PowerLevels(invite: 50), .createInvite, false),
        .init("redact defaults to 50", PowerLevels(users: ["@user:x": 50]), .deleteMessages, true),
        .init(
            "redacting needs the sending of redactions too",
            PowerLevels(users: ["@user:x": 50], events: ["m.room.redaction": 60]), .deleteMessages, false),
        .init("events_default above the user: no messages", PowerLevels(eventsDefault: 1), .sendMessages, false),
        .init(
            "an entry in events beats events_default",
            PowerLevels(events: ["m.room.message": 0], eventsDefault: 50), .sendMessages, true),
        .init(
            "an entry in events beats state_default",
            PowerLevels(users: ["@user:x": 50], events: ["m.room.power_levels": 100]), .manageRoles, false),
        .init("state_default of 0 lets everybody set levels", PowerLevels(stateDefault: 0), .manageRoles, true),
        .init("@room needs 50 by default", PowerLevels(users: ["@user:x": 49]), .mentionEveryone, false),
        .init("@room by notifications.room", PowerLevels(notifications: ["room": 0]), .mentionEveryone, true),
        .init(
            "in a space channels are m.space.child",
            PowerLevels(users: ["@user:x": 50], events: ["m.space.child": 100]), kind: .space, .manageChannels, false),
        .init(
            "administrator: as high as everything that the event names",
            PowerLevels(users: ["@user:x": 100], events: ["m.room.tombstone": 100]), .administrator, true),
        .init(
            "administrator: not where something needs more (version 12's tombstone)",
            PowerLevels(users: ["@user:x": 100], events: ["m.room.tombstone": 150]), .administrator, false),
        .init("outside the room no level counts", PowerLevels(users: ["@gone:x": 100]), of: "@gone:x", .ban, false),
        .init("a negative level cannot send at 0", PowerLevels(users: ["@user:x": -1]), .sendMessages, false),
    ]

    private static let two = PowerLevels(users: ["@user:x": 50, "@other:x": 50, "@creator:x": 100])

    static let acting: [MatrixCase] = [
        .init("50 bans 0", PowerLevels(users: ["@user:x": 50]), .ban, on: "@other:x", true),
        .init("50 does not ban 50", two, .ban, on: "@other:x", false),
        .init("100 kicks 50", two, of: "@creator:x", .kick, on: "@other:x", true),
        .init(
            "nobody bans a creator of version 12", PowerLevels(users: ["@user:x": 9_007_199_254_740_991]),
            version: "12", .ban, on: "@creator:x", false),
        .init(
            "creators of version 12 do not ban each other", PowerLevels(), version: "12",
            creators: ["@creator:x", "@second:x"], of: "@creator:x", .ban, on: "@second:x", false),
        .init("redaction knows no rank", two, .deleteMessages, on: "@creator:x", true),
        .init("an entry as high as one's own is not lowered", two, .manageRoles, on: "@other:x", false),
        .init(
            "an entry below is", PowerLevels(users: ["@user:x": 50, "@other:x": 49]), .manageRoles, on: "@other:x",
            true),
        .init(
            "where there is no entry one may be added, whatever users_default is (rule 10.10)",
            PowerLevels(users: ["@user:x": 50], usersDefault: 60), .manageRoles, on: "@other:x", true),
        .init(
            "a creator of version 12 has no entry to change", PowerLevels(users: ["@user:x": 100]), version: "12",
            .manageRoles, on: "@creator:x", false),
        .init(
            "who has left the room can be banned by level", PowerLevels(users: ["@user:x": 50]), .ban, on: "@gone:x",
            true),
    ]
}

@Suite("Matrix's power levels, case by case")
struct MatrixCases {
    @Test("A power is held or not as derived by hand", arguments: MatrixCase.holding)
    func holds(_ example: MatrixCase) {
        #expect(example.authority.holds(example.user, example.power) == example.isHeld)
        #expect(example.authority.paths(to: example.power, of: example.user).isEmpty != example.isHeld)
    }

    @Test("A power can be used on another or not as derived by hand", arguments: MatrixCase.acting)
    func acts(_ example: MatrixCase) throws {
        let target = try #require(example.target)
        #expect(example.authority.canAct(example.user, example.power, on: target) == example.isHeld)
    }
}
