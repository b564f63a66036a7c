import Connectors
import LiveConnectors
import SafetyModel
import Testing

@testable import FakeDiscord

@Suite("Decisions on Discord", .timeLimit(.minutes(2)))
struct DiscordActionTests {
    private func action(
        _ kind: PlatformAction.Kind, _ stage: DiscordStage, subject: UInt64 = People.id(30), until: Timestamp? = nil,
        messages: [PlatformMessage] = []
    ) async -> PlatformAction {
        PlatformAction(
            id: "decision/1/\(kind.rawValue)", kind: kind, community: await stage.settings().guilds[0],
            subject: String(subject), reference: "A-17", until: until, messages: messages)
    }

    @Test(
        "A decision is carried out, with its reference as the only reason",
        arguments: [
            (PlatformAction.Kind.ban, "/guilds/{guild}/bans/{user}"), (.kick, "/guilds/{guild}/members/{user}"),
            (.timeOut, "/guilds/{guild}/members/{user}"),
        ])
    func carriesOut(kind: PlatformAction.Kind, template: String) async throws {
        try await DiscordStage.run { stage in
            let action = await action(kind, stage, until: DiscordStage.now() + .days(3))
            let actions = StageActions([action])
            try await stage.connected(actions: actions) {
                guard case .done = await actions.outcome(of: action.id) else { throw DiscordStage.Odd() }
                let asked = await stage.discord.action(template)
                #expect(asked["reason"].text == "Decision A-17")
            }
        }
    }

    @Test("What is so already is done")
    func isSo() async throws {
        try await DiscordStage.run { stage in
            let actions = StageActions([
                await action(.unban, stage),
                await action(
                    .redact, stage,
                    messages: [PlatformMessage(channel: await stage.channel(), id: "123456789012345678")]),
            ])
            try await stage.connected(actions: actions) {
                #expect(await actions.outcome(of: "decision/1/unban") == .done("it is so already"))
                #expect(await actions.outcome(of: "decision/1/redact") == .done("1 of 1 messages"))
            }
        }
    }

    @Test("A time-out without end is put on for 28 days, and again before they are over")
    func longTimeOut() async throws {
        try await DiscordStage.run { stage in
            let action = await action(.timeOut, stage)
            let actions = StageActions([action])
            try await stage.connected(actions: actions) {
                guard case .again(_, let next) = await actions.outcome(of: action.id) else { throw DiscordStage.Odd() }
                let days = next.since(DiscordStage.now()) / .days(1)
                #expect(days > 26 && days < 28)
            }
        }
    }

    @Test("Where Vigie lacks the permission, the outcome says what to give it")
    func lacksPermission() async throws {
        try await DiscordStage.run({ $0.permissions = Permissions.view }) { stage in
            let action = await action(.ban, stage)
            let actions = StageActions([action])
            try await stage.connected(actions: actions) {
                guard case .refused(let sentence) = await actions.outcome(of: action.id) else {
                    throw DiscordStage.Odd()
                }
                #expect(sentence.contains("50013") && sentence.contains("Roles"))
            }
        }
    }

    @Test("Roles that are taken away are named, so that they can be given back by hand")
    func rolesNamed() async throws {
        try await DiscordStage.run { stage in
            let action = await action(.removeRoles, stage, subject: People.id(2))
            let actions = StageActions([])
            try await stage.connected(actions: actions) {
                try await stage.saysBefore()
                await actions.order(action)
                guard case .done(let sentence) = await actions.outcome(of: action.id) else {
                    throw DiscordStage.Odd()
                }
                let asked = await stage.discord.action("/guilds/{guild}/members/{user}/roles/{role}")
                let role = try #require(asked["path"].text?.split(separator: "/").last)
                #expect(sentence == "1 of 1 roles with power over others: \(role)")
            }
        }
    }

    @Test("Discord's refusals to be asked so often are waited out")
    func storm() async throws {
        try await DiscordStage.run { stage in
            let action = await action(.ban, stage)
            let actions = StageActions([action])
            try await stage.connected { try await stage.saysBefore() }
            await stage.control("storm", ["requests": 4])
            try await stage.connected(actions: actions) {
                guard case .done = await actions.outcome(of: action.id) else { throw DiscordStage.Odd() }
            }
            #expect(await stage.discord.requests.statuses[429] ?? 0 > 0)
        }
    }

    @Test("A permission that is taken away while Vigie runs is named, once, with how to mend it")
    func permissionTaken() async throws {
        try await DiscordStage.run { stage in
            let lines = StageLines()
            try await stage.connected(lines: lines) {
                try await stage.saysBefore()
                _ = await stage.discord.membersListed()
                for _ in 0..<2 {
                    await stage.control("permissions", ["bits": .id(Permissions.usual & ~Permissions.ban)])
                }
                _ = await stage.log.event(try await stage.say("After"))
            }
            let named = lines.all.filter { $0.contains("lacks BAN_MEMBERS") }
            #expect(named.count == 1 && named[0].contains("Server Settings, Roles"))
        }
    }

    @Test("A bot that is taken out of a server, and one that was never in it, says so with how to mend it")
    func removed() async throws {
        try await DiscordStage.run { stage in
            let lines = StageLines()
            var settings = await stage.settings()
            settings.guilds.append("123456789012345678")
            try await stage.connected(settings, lines: lines) {
                try await stage.saysBefore()
                await stage.control("remove")
                _ = await stage.log.event { $0.type.name == "discord.guild_lost" }
            }
            let named = lines.all.filter { $0.contains("is not in the server") && $0.contains("--invite") }
            #expect(named.count == 2)
        }
    }

    @Test("A clock that goes wrong is named while Vigie runs")
    func clock() async throws {
        try await DiscordStage.run { stage in
            let lines = StageLines()
            try await stage.connected(lines: lines, now: { DiscordStage.now() + .minutes(5) }) {
                try await stage.saysBefore()
                await lines.line { $0.contains("NTP") }
            }
            #expect(lines.all.count { $0.contains("NTP") } == 1)
        }
    }

    @Test("The check finds nothing where all is well, and names each thing that is missing")
    func check() async throws {
        try await DiscordStage.run { stage in
            let findings = await DiscordCheck(await stage.settings(), now: DiscordStage.now).run()
            // That of the administrators stands above Vigie's.
            let unwell = findings.filter { $0.grade != .fine }
            #expect(unwell.count == 1 && unwell[0].grade == .warning && unwell[0].sentence.contains("above “Admin”"))
            #expect(findings.contains { $0.sentence.contains("private chats") })
            await stage.control("intents", ["privileged": 0])
            await stage.control("permissions", ["bits": "1024"])
            let later = await DiscordCheck(await stage.settings(), now: { DiscordStage.now() + .minutes(5) }).run()
            let faults = later.filter { $0.grade == .fault }.map(\.sentence)
            #expect(faults.contains { $0.contains("Server Members Intent is off") })
            #expect(faults.contains { $0.contains("Message Content Intent is off") })
            #expect(faults.contains { $0.contains("BAN_MEMBERS") })
            #expect(faults.contains { $0.contains("NTP") })
            await stage.control("revoke")
            let last = await DiscordCheck(await stage.settings(), now: DiscordStage.now).run()
            #expect(last.count == 1 && last[0].sentence.contains("Reset Token"))
        }
    }
}

extension DiscordStage {
    fileprivate func channel() async -> String {
        await discord.control(Call(method: "GET", path: "/_fake/world")).body["channels"].elements.first?.text ?? ""
    }
}
