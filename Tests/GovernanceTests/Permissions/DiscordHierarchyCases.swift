import Governance
import SafetyModel
import Testing

/// Whether 100 may act on 200, derived by hand from "Permission Hierarchy".
struct ActingCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let guild: Guild
    let power: Power
    let isAllowed: Bool
    var actor = "100"
    var target = "200"

    init(
        _ name: String, _ guild: Guild, _ power: Power, _ isAllowed: Bool, by actor: String = "100",
        on target: String = "200"
    ) {
        testDescription = name
        self.guild = guild
        self.power = power
        self.isAllowed = isAllowed
        self.actor = actor
        self.target = target
    }

    /// A ban.
    init(_ name: String, _ guild: Guild, _ isAllowed: Bool) {
        self.init(name, guild, .ban, isAllowed)
    }

    private static let moderators = Guild().role("20", [.banMembers, .kickMembers, .moderateMembers, .manageNicknames])

    static let all: [ActingCase] = [
        .init("a higher role bans a lower one", moderators.member("100", "20").member("200", "10"), true),
        .init("equals do not: the same highest role", moderators.member("100", "20").member("200", "20", "10"), false),
        .init("a lower role does not ban a higher one", moderators.member("100", "20").member("200", "30"), false),
        .init("without the permission rank is not enough", moderators.member("100", "40").member("200", "10"), false),
        .init(
            "rank comes from the highest role, the permission from any",
            moderators.member("100", "20", "40").member("200", "30"), true),
        .init(
            "at equal positions the older role, of the lower id, is above",
            moderators.role("30", [], position: 2).member("100", "20").member("200", "30"), true),
        .init(
            "at equal positions the younger role is below",
            moderators.role("10", .banMembers, position: 2).role("20", .banMembers).member("100", "20")
                .member("200", "10"), false),
        .init(
            "ids compare as numbers, not as letters: 9 is older than 10",
            moderators.role("10", .banMembers, position: 1).member("100", "10").member("200"), true),
        .init(
            "nobody bans the owner", moderators.role("40", .administrator).member("100", "40"), .ban, false, on: "900"),
        .init("the owner bans anybody", moderators.member("200", "40"), .ban, true, by: "900"),
        .init("nobody bans themselves", moderators.member("100", "20"), .ban, false, on: "100"),
        .init(
            "an administrator bans a lower administrator",
            Guild().role("30", .administrator).role("20", .administrator).member("100", "30").member("200", "20"), true),
        .init(
            "an administrator does not ban a higher moderator",
            moderators.role("10", .administrator).member("100", "10").member("200", "20"), false),
        .init("somebody who left can be banned", moderators.member("100", "20"), true),
        .init("kick follows rank", moderators.member("100", "20").member("200", "30"), .kick, false),
        .init("nicknames follow rank", moderators.member("100", "20").member("200", "10"), .manageNicknames, true),
        .init("time-out follows rank", moderators.member("100", "20").member("200", "10"), .timeOut, true),
        .init(
            "an administrator is not timed out, not even by the owner",
            moderators.role("10", .administrator).member("200", "10"), .timeOut, false, by: "900"),
        .init(
            "who is timed out bans nobody",
            moderators.member("100", "20", timedOutUntil: 2_000_000).member("200", "10"), false),
        .init(
            "deleting messages knows no rank",
            Guild().role("10", .manageMessages).member("100", "10").member("200", "40"), .deleteMessages, true),
        .init(
            "muting knows no rank", Guild().role("10", .muteMembers).member("100", "10").member("200", "40"),
            .muteMembers, true),
        .init(
            "roles are given where one stands below one's own",
            Guild().role("20", .manageRoles).member("100", "20").member("200", "40"), .manageRoles, true),
        .init(
            "the lowest role gives none", Guild().role("10", .manageRoles).member("100", "10").member("200"),
            .manageRoles, false),
        .init(
            "a managed role is given by nobody",
            Guild().role("20", .manageRoles).role("10", [], managed: true).member("100", "20").member("200"),
            .manageRoles, false),
    ]
}

@Suite("Discord's hierarchy, case by case")
struct DiscordHierarchyCases {
    @Test("A case is allowed or not as derived by hand", arguments: ActingCase.all)
    func allows(_ example: ActingCase) {
        #expect(example.guild.authority.canAct(example.actor, example.power, on: example.target) == example.isAllowed)
    }

    @Test("Paths to a power are those that would each be enough")
    func paths() {
        let guild = Guild(everyone: .viewChannel).role("10", .manageMessages).role("20", .manageMessages)
            .role("30", .administrator).member("100", "10", "20").member("101", "10", "30")
            .channel("500", .role("1", allow: .manageMessages), .member("100", allow: .manageMessages))
            .channel("501", .role("20", deny: .manageMessages))
            .channel("502", .role("20", deny: .manageMessages), .role("10", allow: .manageMessages))
        let authority = guild.authority
        #expect(authority.paths(to: .deleteMessages, of: "100") == [.role("20"), .role("10")])
        #expect(
            authority.paths(to: .deleteMessages, of: "100", in: "500") == [
                .role("20"), .role("10"), .overwrite(channel: "500", of: "1", kind: .role),
                .overwrite(channel: "500", of: "100", kind: .member),
            ])
        #expect(authority.paths(to: .deleteMessages, of: "100", in: "501").isEmpty)
        #expect(
            authority.paths(to: .deleteMessages, of: "100", in: "502") == [
                .overwrite(channel: "502", of: "10", kind: .role)
            ])
        #expect(authority.paths(to: .ban, of: "101") == [.administrator(role: "30")])
        #expect(authority.paths(to: .deleteMessages, of: "101") == [.administrator(role: "30"), .role("10")])
        #expect(authority.paths(to: .viewChannel, of: "100") == [.everyone])
        #expect(authority.paths(to: .ban, of: "900") == [.owner])
        #expect(authority.paths(to: .ban, of: "100").isEmpty)
    }
}
