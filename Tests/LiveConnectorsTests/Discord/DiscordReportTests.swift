import LiveConnectors
import SafetyModel
import Testing

@testable import FakeDiscord

@Suite("Reports on Discord", .timeLimit(.minutes(2)))
struct DiscordReportTests {
    /// A desk that writes down what came.
    private actor Desk: DiscordDesk {
        nonisolated var happenings: [(value: String, label: LocalizedText)] {
            [("pictures", LocalizedText(fr: "photos", en: "pictures"))]
        }
        private(set) var reports: [DiscordReport] = []
        private var notices: [DiscordNotice] = []
        private(set) var looks: [String] = []

        func file(_ report: DiscordReport) -> DiscordAnswer {
            reports.append(report)
            return DiscordAnswer("code 1", link: .init(label: "follow", address: "https://vigie.example.org"))
        }
        func status(code: String, language: Language) -> DiscordAnswer { DiscordAnswer("status of \(code)") }
        func add(_ notice: DiscordNotice) { notices.append(notice) }
        func look(at notice: String, by user: String, in guild: String) -> DiscordLook {
            looks.append("\(notice) \(user)")
            return notice == "case-1" ? .claimed : .refused(LocalizedText(fr: "rien", en: "nothing"))
        }
        func notices(for guilds: [String], after position: String?) -> (notices: [DiscordNotice], position: String) {
            let start = position.flatMap { Int($0) } ?? 0
            return (Array(notices[start...]), String(notices.count))
        }
    }

    @Test("A member hands over a message of a private chat: a form at once, then a code that only they see")
    func handsOver() async throws {
        try await DiscordStage.run { stage in
            let desk = Desk()
            try await stage.connected(desk: desk) {
                _ = await stage.log.event { $0.type == .communityCreated }
                let menu = await stage.control(
                    "interaction",
                    [
                        "private": true,
                        "data": [
                            "type": 3, "name": "Report to Vigie", "target_id": "70",
                            "resolved": [
                                "messages": [
                                    "70": [
                                        "id": "70", "channel_id": "800", "content": "send me a picture, just for me",
                                        "author": ["id": .id(People.id(41)), "username": "ben"],
                                    ]
                                ]
                            ],
                        ],
                    ])
                let form = try #require(await stage.answers(to: menu["id"].text ?? "", count: 1).first)
                #expect(form["type"].integer == 9)
                let sent = await stage.control(
                    "interaction",
                    [
                        "private": true, "type": 5,
                        "data": [
                            "custom_id": form["data"]["custom_id"],
                            "components": [
                                [
                                    "type": 18,
                                    "component": ["type": 3, "custom_id": "happening", "values": ["pictures"]],
                                ]
                            ],
                        ],
                    ])
                let answers = await stage.answers(to: sent["id"].text ?? "", count: 2)
                #expect(answers[0]["type"].integer == 5 && answers[0]["data"]["flags"].integer == 64)
                #expect(answers[1]["edit"]["content"].text == "code 1")
                let report = try #require(await desk.reports.first)
                #expect(report.accused == [String(People.id(41))] && report.happening == "pictures")
                #expect(report.text.contains("just for me") && report.place.hasSuffix("/@me/800/70"))
                #expect(report.community == (await stage.settings().guilds[0]) && report.language == .french)
            }
        }
    }

    @Test("A form whose message is no longer known says so, and files nothing")
    func forgotten() async throws {
        try await DiscordStage.run { stage in
            let desk = Desk()
            try await stage.connected(desk: desk) {
                _ = await stage.log.event { $0.type == .communityCreated }
                let sent = await stage.control(
                    "interaction", ["type": 5, "locale": "en-GB", "data": ["custom_id": "123"]])
                let answers = await stage.answers(to: sent["id"].text ?? "", count: 2)
                #expect(answers[1]["edit"]["content"].text?.contains("too long") == true)
                #expect(await desk.reports.isEmpty)
            }
        }
    }

    @Test("/vigie status answers only who asked")
    func status() async throws {
        try await DiscordStage.run { stage in
            try await stage.connected(desk: Desk()) {
                _ = await stage.log.event { $0.type == .communityCreated }
                let asked = await stage.control(
                    "interaction",
                    [
                        "data": [
                            "type": 1, "name": "vigie",
                            "options": [["type": 1, "name": "status", "options": [["name": "code", "value": "042"]]]],
                        ]
                    ])
                let answers = await stage.answers(to: asked["id"].text ?? "", count: 2)
                #expect(answers[0]["data"]["flags"].integer == 64)
                #expect(answers[1]["edit"]["content"].text == "status of 042")
            }
        }
    }

    @Test("Moderators are told once, with buttons, and the commands are offered")
    func moderators() async throws {
        try await DiscordStage.run { stage in
            let desk = Desk()
            var settings = await stage.settings()
            let world = await stage.discord.control(Call(method: "GET", path: "/_fake/world")).body
            settings.moderators = [settings.guilds[0]: world["channels"].elements.first?.text ?? ""]
            await desk.add(
                DiscordNotice(
                    id: "case-1", community: settings.guilds[0], text: LocalizedText(fr: "un dossier", en: "a case"),
                    link: "https://vigie.example.org/cases/1"))
            for _ in 0..<2 {
                try await stage.connected(settings, desk: desk) {
                    _ = await stage.log.event { $0.type == .communityCreated }
                    let posted = await stage.discord.action("/channels/{channel}/messages")
                    #expect(posted["body"]["content"].text == "a case")
                    #expect(posted["body"]["components"].elements.first?["components"].elements.count == 2)
                    let offered = await stage.discord.action("/applications/{application}/commands")
                    #expect(offered["body"].elements.count == 3)
                    _ = await stage.log.event(try await stage.say("Round"))
                }
            }
            let posts = await stage.discord.requests.actions.filter {
                $0["template"].text == "/channels/{channel}/messages"
            }
            #expect(posts.count == 1)
        }
    }

    @Test(
        "Who presses “I look at it” takes the case, and the others see who; where that is refused they alone are told")
    func looks() async throws {
        try await DiscordStage.run { stage in
            let desk = Desk()
            try await stage.connected(desk: desk) {
                _ = await stage.log.event { $0.type == .communityCreated }
                for (notice, type) in [("case-1", 7), ("case-2", 4)] {
                    let pressed = await stage.control(
                        "interaction",
                        [
                            "type": 3, "author": .id(People.id(3)), "message": ["content": "a case"],
                            "data": ["custom_id": .string("vigie/seen/\(notice)"), "component_type": 2],
                        ])
                    let answer = try #require(await stage.answers(to: pressed["id"].text ?? "", count: 1).first)
                    #expect(answer["type"].integer == Int64(type))
                    if type == 7 {
                        #expect(answer["data"]["content"].text == "a case\n→ <@\(People.id(3))>")
                    } else {
                        #expect(answer["data"]["flags"].integer == 64 && answer["data"]["content"].text == "rien")
                    }
                }
                #expect(await desk.looks == ["case-1 \(People.id(3))", "case-2 \(People.id(3))"])
            }
        }
    }
}
