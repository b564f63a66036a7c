import Governance
import SafetyModel
import Testing

/// What member 100 may do, derived by hand from https://docs.discord.com/developers/topics/permissions; the name of each
/// case is its derivation.
struct DiscordCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let guild: Guild
    /// nil for the guild as a whole.
    var channel: String? = "500"
    var member = "100"
    let expected: Guild.Bits

    init(_ name: String, _ guild: Guild, in channel: String? = "500", of member: String = "100", _ expected: Guild.Bits)
    {
        testDescription = name
        self.guild = guild
        self.channel = channel
        self.member = member
        self.expected = expected
    }

    private static let all = Guild.Bits.all

    static let inGuild: [DiscordCase] = [
        .init("no roles: everybody's role alone", Guild().member("100"), in: nil, [.viewChannel, .sendMessages]),
        .init(
            "one role: everybody's | role's", Guild().role("10", .banMembers).member("100", "10"), in: nil,
            [.viewChannel, .sendMessages, .banMembers]),
        .init(
            "two roles are ORed",
            Guild(everyone: []).role("10", .kickMembers).role("20", .banMembers)
                .member("100", "10", "20"), in: nil, [.kickMembers, .banMembers]),
        .init(
            "a role that the member does not have gives nothing",
            Guild(everyone: []).role("10", .banMembers).member("100", "20"), in: nil, []),
        .init("the owner has all, without any role", Guild(everyone: []), in: nil, of: "900", all),
        .init(
            "ADMINISTRATOR gives all", Guild(everyone: []).role("10", .administrator).member("100", "10"), in: nil, all),
        .init(
            "ADMINISTRATOR given to everybody gives all", Guild(everyone: .administrator).member("100"), in: nil, all),
        .init("somebody who is not a member has nothing", Guild(), in: nil, of: "777", []),
        .init(
            "a role that does not exist gives nothing", Guild().member("100", "66"), in: nil,
            [.viewChannel, .sendMessages]),
        .init(
            "timed out: VIEW_CHANNEL and READ_MESSAGE_HISTORY remain of what was there",
            Guild(everyone: [.viewChannel, .sendMessages, .readMessageHistory]).role("10", .banMembers)
                .member("100", "10", timedOutUntil: 2_000_000), in: nil, [.viewChannel, .readMessageHistory]),
        .init(
            "timed out: what was not there does not come",
            Guild(everyone: .sendMessages)
                .member("100", timedOutUntil: 2_000_000), in: nil, []),
        .init(
            "a time-out that is over changes nothing", Guild().member("100", timedOutUntil: 999_999), in: nil,
            [.viewChannel, .sendMessages]),
        .init(
            "a time-out that ends at this very moment is over", Guild().member("100", timedOutUntil: 1_000_000),
            in: nil,
            [.viewChannel, .sendMessages]),
        .init(
            "an administrator is exempt from a time-out",
            Guild().role("10", .administrator).member("100", "10", timedOutUntil: 2_000_000), in: nil, all),
        .init(
            "a bit without a name is left out", Guild(everyone: Guild.Bits(rawValue: 1 << 60 | 1)).member("100"),
            in: nil,
            .createInstantInvite),
    ]

    static let inChannels: [DiscordCase] = [
        .init("no overwrites: as in the guild", Guild().member("100").channel(), [.viewChannel, .sendMessages]),
        .init(
            "guild permissions that no channel knows are not the channel's",
            Guild(everyone: [.viewChannel, .banMembers]).member("100").channel(), .viewChannel),
        .init(
            "everybody's overwrite denies", Guild().member("100").channel("500", .role("1", deny: .sendMessages)),
            .viewChannel),
        .init(
            "everybody's overwrite allows",
            Guild().member("100").channel("500", .role("1", allow: .attachFiles)),
            [.viewChannel, .sendMessages, .attachFiles]),
        .init(
            "in one overwrite the allow comes after the deny",
            Guild().member("100").channel("500", .role("1", allow: .sendMessages, deny: .sendMessages)),
            [.viewChannel, .sendMessages]),
        .init(
            "a role's allow undoes everybody's deny",
            Guild().member("100", "10").channel(
                "500", .role("1", deny: .viewChannel), .role("10", allow: .viewChannel)),
            [.viewChannel, .sendMessages]),
        .init(
            "the order of the list does not matter",
            Guild().member("100", "10").channel(
                "500", .role("10", allow: .viewChannel), .role("1", deny: .viewChannel)),
            [.viewChannel, .sendMessages]),
        .init(
            "a role's deny undoes everybody's allow",
            Guild().member("100", "10").channel(
                "500", .role("1", allow: .attachFiles), .role("10", deny: .attachFiles)),
            [.viewChannel, .sendMessages]),
        .init(
            "roles are joined: a low role's allow beats the highest role's deny",
            Guild().member("100", "10", "40").channel(
                "500", .role("10", allow: .sendMessages), .role("40", deny: .sendMessages)),
            [.viewChannel, .sendMessages]),
        .init(
            "the overwrite of a role that the member lacks says nothing",
            Guild().member("100", "10").channel("500", .role("20", deny: .sendMessages)),
            [.viewChannel, .sendMessages]),
        .init(
            "the member's deny undoes a role's allow",
            Guild(everyone: .viewChannel).member("100", "10").channel(
                "500", .role("10", allow: .sendMessages), .member("100", deny: .sendMessages)), .viewChannel),
        .init(
            "the member's allow undoes a role's deny",
            Guild().member("100", "10").channel(
                "500", .role("10", deny: .sendMessages), .member("100", allow: .sendMessages)),
            [.viewChannel, .sendMessages]),
        .init(
            "another member's overwrite says nothing",
            Guild().member("100").member("101").channel("500", .member("101", deny: .viewChannel)),
            [.viewChannel, .sendMessages]),
        .init(
            "a role's deny takes what another role gives in the guild",
            Guild().role("20", .manageMessages).member("100", "10", "20").channel(
                "500", .role("10", deny: .manageMessages)), [.viewChannel, .sendMessages]),
        .init(
            "no overwrite touches an administrator",
            Guild().role("10", .administrator).member("100", "10").channel(
                "500", .role("1", deny: all), .member("100", deny: all)), .known(in: .text)),
        .init(
            "no overwrite touches the owner",
            Guild().channel("500", .member("900", deny: .viewChannel)), of: "900", .known(in: .text)),
        .init(
            "an overwrite cannot make an administrator",
            Guild().member("100").channel("500", .member("100", allow: .administrator)),
            [.viewChannel, .sendMessages]),
        .init(
            "an overwrite cannot give a ban",
            Guild().member("100").channel("500", .member("100", allow: .banMembers)), [.viewChannel, .sendMessages]),
        .init(
            "an overwrite for a role that is gone says nothing",
            Guild().member("100").channel("500", .role("66", deny: .viewChannel)), [.viewChannel, .sendMessages]),
        .init(
            "a member's id in an overwrite for roles says nothing",
            Guild().member("100").channel("500", .role("100", deny: .viewChannel)), [.viewChannel, .sendMessages]),
        .init("a channel that does not exist gives nothing", Guild().member("100"), in: "501", []),
        .init(
            "no VIEW_CHANNEL: nothing",
            Guild().role("10", [.manageMessages, .manageChannels]).member("100", "10").channel(
                "500", .role("1", deny: .viewChannel)), []),
        .init(
            "no SEND_MESSAGES: no mention of everyone, TTS, files or embeds",
            Guild(everyone: [
                .viewChannel, .mentionEveryone, .sendTTSMessages, .attachFiles, .embedLinks, .addReactions,
            ])
            .member("100").channel(), [.viewChannel, .addReactions]),
        .init(
            "no SEND_MESSAGES: deleting others' messages stays",
            Guild(everyone: .viewChannel).role("10", .manageMessages).member("100", "10").channel(),
            [.viewChannel, .manageMessages]),
        .init(
            "timed out in a channel whose overwrite allows sending",
            Guild().member("100", timedOutUntil: 2_000_000).channel(
                "500", .member("100", allow: [.sendMessages, .readMessageHistory])),
            [.viewChannel, .readMessageHistory]),
        .init(
            "a text channel knows no voice", Guild(everyone: [.viewChannel, .connect, .speak]).member("100").channel(),
            .viewChannel),
    ]

    static let inOtherKinds: [DiscordCase] = [
        .init(
            "voice: CONNECT lets in",
            Guild(everyone: [.viewChannel, .connect, .speak]).member("100")
                .channel("500", kind: .voice), [.viewChannel, .connect, .speak]),
        .init(
            "voice: no CONNECT, no SPEAK, no moving, and no MANAGE_CHANNELS",
            Guild(everyone: [.viewChannel, .speak, .moveMembers, .manageChannels, .sendMessages]).member("100")
                .channel("500", kind: .voice), [.viewChannel, .sendMessages]),
        .init(
            "voice: no VIEW_CHANNEL, nothing, CONNECT or not",
            Guild(everyone: [.connect, .speak]).member("100").channel("500", kind: .voice), []),
        .init(
            "voice: knows no threads",
            Guild(everyone: [.viewChannel, .connect, .manageThreads]).member("100")
                .channel("500", kind: .voice), [.viewChannel, .connect]),
        .init(
            "stage: REQUEST_TO_SPEAK is known, SPEAK is not",
            Guild(everyone: [.viewChannel, .connect, .speak, .requestToSpeak]).member("100").channel(
                "500", kind: .stage),
            [.viewChannel, .connect, .requestToSpeak]),
        .init(
            "stage: no CONNECT, no muting",
            Guild(everyone: [.viewChannel, .muteMembers]).member("100")
                .channel("500", kind: .stage), .viewChannel),
        .init(
            "announcements are text",
            Guild().member("100").channel("500", kind: .announcement, .role("1", deny: .sendMessages)),
            .viewChannel),
        .init(
            "forum: SEND_MESSAGES makes posts", Guild().member("100").channel("500", kind: .forum),
            [.viewChannel, .sendMessages]),
        .init(
            "a category's own overwrites are not its channels'",
            Guild().member("100").channel("400", kind: .category, .role("1", deny: .viewChannel))
                .channel("500", parent: "400"), [.viewChannel, .sendMessages]),
        .init(
            "thread: the parent's overwrites hold",
            Guild(everyone: [.viewChannel, .sendMessagesInThreads]).member("100")
                .channel("500", .role("1", deny: .viewChannel)).channel("600", kind: .thread, parent: "500"), in: "600",
            []),
        .init(
            "thread: SEND_MESSAGES is not inherited, SEND_MESSAGES_IN_THREADS sends",
            Guild(everyone: [.viewChannel, .sendMessages, .sendMessagesInThreads, .attachFiles]).member("100").channel()
                .channel("600", kind: .thread, parent: "500"), in: "600",
            [.viewChannel, .sendMessagesInThreads, .attachFiles]),
        .init(
            "thread: without SEND_MESSAGES_IN_THREADS no files, SEND_MESSAGES or not",
            Guild(everyone: [.viewChannel, .sendMessages, .attachFiles]).member("100").channel()
                .channel("600", kind: .thread, parent: "500"), in: "600", .viewChannel),
        .init(
            "thread in announcements: who cannot post above can write below",
            Guild(everyone: [.viewChannel, .sendMessagesInThreads, .embedLinks]).member("100")
                .channel("500", kind: .announcement, .role("1", deny: .sendMessages))
                .channel("600", kind: .thread, parent: "500"), in: "600",
            [.viewChannel, .sendMessagesInThreads, .embedLinks]),
        .init(
            "a thread whose parent is missing is taken as it stands",
            Guild(everyone: [.viewChannel, .sendMessagesInThreads]).member("100").channel(
                "600", kind: .thread, parent: "404"),
            in: "600", [.viewChannel, .sendMessagesInThreads]),
        .init(
            "threads in a circle are taken as they stand",
            Guild(everyone: [.viewChannel]).member("100").channel("600", kind: .thread, parent: "601")
                .channel("601", kind: .thread, parent: "600"), in: "600", .viewChannel),
        .init(
            "the owner in a thread", Guild().channel().channel("600", kind: .thread, parent: "500"), in: "600",
            of: "900",
            Guild.Bits.known(in: .text).subtracting(.sendMessages)),
    ]
}

@Suite("Discord's effective permissions, case by case")
struct DiscordPermissionCases {
    @Test(
        "A case gives what was derived by hand",
        arguments: DiscordCase.inGuild + DiscordCase.inChannels + DiscordCase.inOtherKinds)
    func gives(_ example: DiscordCase) throws {
        let discord = try #require(example.guild.authority.discord)
        let found =
            example.channel.map { discord.permissions(of: example.member, in: $0) }
            ?? discord.permissions(of: example.member)
        #expect(found.names == example.expected.names)
    }

    @Test("Every named bit has the number that Discord gives it")
    func names() {
        #expect(Guild.Bits.all.names.count == 52)
        #expect(Guild.Bits.moderateMembers.names == ["MODERATE_MEMBERS"])
        #expect(Guild.Bits.bypassSlowmode.names == ["BYPASS_SLOWMODE"])
        #expect(Guild.Bits.manageGuildExpressions.rawValue == 0x4000_0000)
        #expect(Guild.Bits.setVoiceChannelStatus.rawValue == 0x1_0000_0000_0000)
    }

    @Test("Powers in a channel are the channel's, with those that no channel can change")
    func powers() {
        let authority = Guild(everyone: .viewChannel).role("10", [.banMembers, .manageMessages]).member("100", "10")
            .channel("500", .role("1", deny: .viewChannel)).authority
        #expect(authority.powers(of: "100").powers == [.ban, .deleteMessages, .viewChannel])
        #expect(authority.powers(of: "100", in: "500").powers == [.ban])
        #expect(authority.powersAnywhere(of: "900") == .all)
        #expect(authority.staff == ["900", "100"])
    }
}
