import Connectors
import LiveConnectors
import SafetyModel
import Testing

@testable import FakeDiscord

@Suite("AutoMod on Discord", .timeLimit(.minutes(2)))
struct DiscordAutoModTests {
    private let rule = AutoModRule(
        name: "pictures", terms: ["send me a picture*"], message: "This was not sent.", timeOut: .minutes(10))

    private func rules(_ stage: DiscordStage) async -> [JSON] {
        await stage.discord.control(Call(method: "GET", path: "/_fake/world")).body["rules"].elements
    }

    private func changes(_ stage: DiscordStage) async -> [JSON] {
        await stage.discord.requests.actions.filter { ($0["template"].text ?? "").contains("auto-moderation") }
    }

    /// Connects, and returns once a message went through: the rules are set before anything else is done.
    private func connect(_ stage: DiscordStage, _ rules: [AutoModRule]?, lines: StageLines = StageLines()) async throws
    {
        var settings = await stage.settings()
        settings.autoMod = rules
        try await stage.connected(settings, desk: SilentDesk(), lines: lines) {
            _ = await stage.discord.action("/applications/{application}/commands")
        }
        await stage.discord.forgetCommands()
    }

    @Test("The file's rules are set when Vigie connects, with a reason, and left alone where they are so already")
    func sets() async throws {
        try await DiscordStage.run { stage in
            await stage.control("rule", ["name": "pictures", "trigger_type": 1, "enabled": true])
            try await connect(stage, [rule])
            var found = await rules(stage)
            #expect(found.count == 2 && found[1]["trigger_metadata"]["keyword_filter"].elements.count == 1)
            #expect(found[1]["actions"].elements.map { $0["type"].integer } == [1, 3])
            #expect(await changes(stage).map { $0["reason"].text } == ["Vigie's settings (automod)"])
            try await connect(stage, [rule])
            #expect(await changes(stage).count == 1)
            var longer = rule
            longer.terms.append("just for me")
            try await connect(stage, [longer])
            found = await rules(stage)
            #expect(found.count == 2 && found[1]["trigger_metadata"]["keyword_filter"].elements.count == 2)
            #expect(!found[0].has("trigger_metadata"))
            try await connect(stage, nil)
            #expect(await changes(stage).count == 2)
            try await connect(stage, [])
            found = await rules(stage)
            #expect(found[1]["enabled"].flag == false && found[0]["enabled"].flag == true)
        }
    }

    @Test("Without Manage Server it is named in one line, by the check too, and the rest goes on")
    func lacksPermission() async throws {
        try await DiscordStage.run({ $0.permissions = Permissions.usual & ~Permissions.manageGuild }) { stage in
            let lines = StageLines()
            try await connect(stage, [rule], lines: lines)
            let said = lines.all.filter { $0.contains("AutoMod") }
            #expect(said.count == 1 && said[0].contains("MANAGE_GUILD") && said[0].contains("Server Settings, Roles"))
            var settings = await stage.settings()
            settings.autoMod = [rule]
            let findings = await DiscordCheck(settings, now: DiscordStage.now).run()
            let named = findings.filter { $0.sentence.contains("automod") }
            #expect(named.count == 1 && named[0].grade == .fault && named[0].sentence.contains("MANAGE_GUILD"))
        }
    }

    @Test("A channel of alerts that is not there is named by the check")
    func alertChannel() async throws {
        try await DiscordStage.run { stage in
            var settings = await stage.settings()
            var loud = rule
            loud.alertChannel = "123456789012345678"
            settings.autoMod = [loud]
            let findings = await DiscordCheck(settings, now: DiscordStage.now).run()
            #expect(findings.contains { $0.grade == .fault && $0.sentence.contains("123456789012345678") })
            #expect(findings.contains { $0.sentence.contains("1 of 1 rules are to be set") })
        }
    }
}

/// Takes reports and says nothing.
private struct SilentDesk: DiscordDesk {
    var happenings: [(value: String, label: LocalizedText)] { [] }
    func file(_ report: DiscordReport) -> DiscordAnswer { DiscordAnswer("") }
    func status(code: String, language: Language) -> DiscordAnswer { DiscordAnswer("") }
    func notices(for guilds: [String], after position: String?) -> (notices: [DiscordNotice], position: String) {
        ([], "")
    }
    func look(at notice: String, by user: String, in guild: String) -> DiscordLook { .recorded }
}

extension FakeDiscord {
    fileprivate func forgetCommands() {
        requests.actions.removeAll { $0["template"].text == "/applications/{application}/commands" }
    }
}
