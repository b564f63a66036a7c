import Connectors
import SafetyModel
import Testing

@Suite("What members ask on Discord")
struct InteractionTests {
    private func interaction(_ type: Int, _ data: String, more: String = "", locale: String = "fr") throws
        -> DiscordInteraction
    {
        let json =
            #"{"id":"\#(snowflake(3))","application_id":"9","token":"t","type":\#(type),"locale":"\#(locale)","channel_id":"600","data":\#(data)\#(more)}"#
        return try #require(DiscordInteraction(try tree(json)))
    }
    private let inGuild = #","guild_id":"500","member":{"user":{"id":"41"}}"#
    private let inPrivate = #","context":2,"user":{"id":"41"}"#

    @Test("/report is known, with who asks, where, and in which language")
    func report() throws {
        let ask = try interaction(2, #"{"type":1,"name":"report"}"#, more: inGuild)
        #expect(ask.ask == .report && ask.user == "41" && ask.guild == "500" && ask.language == .french)
        #expect(try interaction(2, "{}", more: inGuild, locale: "de").language == .english)
    }

    @Test("A message of a private chat comes with its author and its words, and no server")
    func privateMessage() throws {
        let ask = try interaction(
            2,
            #"{"type":3,"name":"Report to Vigie","target_id":"70","resolved":{"messages":{"70":{"id":"70","channel_id":"800","content":"send me a picture, just for me","timestamp":"2026-06-16T20:00:01+00:00","author":{"id":"42","username":"ben"},"attachments":[{"id":"1","filename":"a.png"}]}}}}"#,
            more: inPrivate)
        guard case .reportMessage(let message) = ask.ask else { throw Unexpected() }
        #expect(ask.guild == nil && message.author == "42" && message.authorName == "ben")
        #expect(
            message.text == "send me a picture, just for me" && message.files == ["a.png"] && message.channel == "800")
    }

    @Test("A forward is nobody's: its words are read, and its sender is not their author")
    func forward() throws {
        let ask = try interaction(
            2,
            #"{"type":3,"target_id":"70","resolved":{"messages":{"70":{"id":"70","content":"","author":{"id":"42"},"message_reference":{"type":1},"message_snapshots":[{"message":{"content":"words"}}]}}}}"#,
            more: inPrivate)
        guard case .reportMessage(let message) = ask.ask else { throw Unexpected() }
        #expect(message.isForward && message.text == "words")
    }

    @Test("A form comes back field by field, from labels and from rows")
    func form() throws {
        let ask = try interaction(
            5,
            #"{"custom_id":"report","components":[{"type":18,"component":{"type":3,"custom_id":"happening","values":["pictures"]}},{"type":18,"component":{"type":5,"custom_id":"who","values":["42"]}},{"type":1,"components":[{"type":4,"custom_id":"text","value":"Hier"}]}]}"#,
            more: inGuild)
        guard case .form(let form) = ask.ask else { throw Unexpected() }
        #expect(form.id == "report" && form.happening == "pictures" && form.who == ["42"] && form.text == "Hier")
    }

    @Test("/vigie status has the code as it was typed")
    func status() throws {
        let ask = try interaction(
            2,
            #"{"type":1,"name":"vigie","options":[{"type":1,"name":"status","options":[{"name":"code","type":3,"value":"042 917"}]}]}"#,
            more: inPrivate)
        #expect(ask.ask == .status(code: "042 917"))
    }

    @Test(
        "What is of no use is no crash",
        arguments: ["{}", #"{"type":3}"#, #"{"options":3,"name":"vigie"}"#, "[]", "null"])
    func odd(data: String) throws {
        #expect(try interaction(2, data, more: inGuild).ask == .other)
        #expect(DiscordInteraction(try tree(#"{"id":"1","type":2}"#)) == nil)
    }

    @Test("Commands work as a member's own app and in private chats, in both languages")
    func commands() {
        for command in DiscordCommands.all.elements {
            #expect(command["integration_types"] == [0, 1] && command["contexts"] == [0, 1, 2])
            #expect(command["name_localizations"]["fr"].text != nil)
            #expect(command["type"].integer == 3 ? !command.has("description") : command["description"].text != nil)
        }
        #expect(DiscordCommands.all.elements.count == 3)
    }

    @Test("A form keeps to Discord's limits", arguments: Language.allCases)
    func modal(language: Language) {
        let choices = (0..<8).map { (value: "c\($0)", label: LocalizedText(fr: "choix", en: "choice")) }
        let modal = DiscordReportForm(id: "report", choices: choices, asksWho: true, isInGuild: false).modal(
            in: language)
        let data = modal["data"]
        #expect(modal["type"].integer == 9 && (data["title"].text?.count ?? 99) <= 45)
        #expect((1...5).contains(data["components"].elements.count))
        for label in data["components"].elements { #expect((label["label"].text?.count ?? 99) <= 45) }
    }

    @Test("Only who asked sees an answer, and nobody is pinged by it")
    func answers() {
        #expect(DiscordReply.later["data"]["flags"].integer == 64)
        let answer = DiscordReply.message(String(repeating: "a", count: 3000))
        #expect(answer["data"]["flags"].integer == 64 && answer["data"]["content"].text?.count == 2000)
        #expect(answer["data"]["allowed_mentions"]["parse"] == [])
    }
}
