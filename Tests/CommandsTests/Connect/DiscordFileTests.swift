import Connectors
import Testing

@testable import Commands

@Suite("The file of a connection to Discord")
struct DiscordFileTests {
    private static let good = """
        token_file: discord.token
        application: "1100000000000000001"
        guilds: ["1100000000000000002", 1100000000000000003]

        """

    private func problems(_ text: String, token: String = "abc.def.ghi\n") async throws -> String {
        try await withVigie { vigie in
            _ = try vigie.write("discord.token", token)
            do {
                _ = try DiscordFile(try vigie.write("discord.yaml", text))
                return ""
            } catch let failure as CommandFailure {
                return failure.sentence
            }
        }
    }

    @Test("what is needed is read, and the token from its own file")
    func reads() async throws {
        try await withVigie { vigie in
            _ = try vigie.write("discord.token", "abc.def.ghi\n")
            let path = try vigie.write(
                "discord.yaml",
                Self.good + """
                    moderators: {"1100000000000000002": "1100000000000000009"}
                    language: fr
                    console: https://vigie.example.org/

                    """)
            let file = try DiscordFile(path)
            #expect(
                file.settings.token == "abc.def.ghi" && file.settings.guilds.count == 2
                    && file.settings.language == .french)
            #expect(file.settings.moderators == ["1100000000000000002": "1100000000000000009"])
            #expect(file.console == "https://vigie.example.org" && file.settings.rest == "https://discord.com/api/v10")
        }
    }

    @Test(
        "each mistake is named with its line and what to write",
        arguments: [
            ("guilds: []\n", "discord.yaml:3", "by their ids"),
            ("guilds: [harbour]\n", "discord.yaml:3", "digits alone"),
            ("guilds: [\"5\"]\nlanguage: de\n", "discord.yaml:4", "fr or en"),
            ("guilds: [\"5\"]\nmoderators: {\"6\": \"7\"}\n", "discord.yaml:4", "not under guilds"),
            ("guilds: [\"5\"]\nmoderator: {}\n", "discord.yaml:4", "moderators"),
            ("guilds: [\"5\"]\nrest: discord\n", "discord.yaml:4", "an address"),
        ])
    func mistakes(lines: String, place: String, hint: String) async throws {
        let said = try await problems("token_file: discord.token\napplication: \"1\"\n" + lines)
        #expect(said.contains(place) && said.contains(hint), "\(said)")
    }

    @Test("a token that cannot be one is named, and never repeated", arguments: ["", "a b", "Bot abc"])
    func tokens(token: String) async throws {
        let said = try await problems(Self.good, token: token)
        #expect(said.contains("discord.yaml:1"))
        if !token.isEmpty { #expect(!said.contains(token)) }
    }

    @Test("lists for AutoMod are read, with what a file holds, and without an alert unless a channel is named")
    func autoMod() async throws {
        try await withVigie { vigie in
            _ = try vigie.write("discord.token", "abc.def.ghi\n")
            _ = try vigie.write("terms.txt", "# asked for\nsend me a picture*\n\njust for me\n")
            let file = try DiscordFile(
                try vigie.write(
                    "discord.yaml",
                    Self.good + """
                        language: fr
                        reviewers: {"1100000000000000040": rina}
                        automod:
                          - name: pictures
                            terms: [just for me]
                            terms_file: terms.txt
                            allow: [picture frame]
                            time_out_minutes: 60
                          - name: moves
                            patterns: ["(?i)join me (at|on)"]
                            message: Not here.
                            alert_channel: "1100000000000000009"

                        """))
            let rules = try #require(file.settings.autoMod)
            #expect(rules[0].terms == ["just for me", "send me a picture*"] && rules[0].timeOut == .minutes(60))
            #expect(rules[0].alertChannel == nil && rules[0].message.contains("n’est pas parti"))
            #expect(rules[1].alertChannel == "1100000000000000009" && rules[1].message == "Not here.")
            #expect(file.reviewers == ["1100000000000000040": "rina"])
            #expect(try DiscordFile(try vigie.write("discord.yaml", Self.good)).settings.autoMod == nil)
        }
    }

    @Test(
        "what AutoMod would not take is named with its line",
        arguments: [
            ("[{name: a}]", "nothing to stop"), ("[{name: a, term: [b]}]", "terms"),
            ("[{name: a, terms: [b]}, {name: a, terms: [c]}]", "called “a”"),
            ("[{name: a, terms: [b], time_out_minutes: 0}]", "from 1 to 40320"),
            ("[{name: a, terms: [b], alert_channel: staff}]", "digits alone"),
            ("[{name: a, terms: [\"\(String(repeating: "x", count: 61))\"]}]", "at most 60"),
            ("[\((0..<7).map { "{name: a\($0), terms: [b]}" }.joined(separator: ", "))]", "takes 6"),
        ])
    func autoModMistakes(list: String, hint: String) async throws {
        let said = try await problems(Self.good + "automod: \(list)\n")
        #expect(said.contains("discord.yaml:4") && said.contains(hint), "\(said)")
    }

    @Test("the JSON schema is one, and names every key that the reader knows")
    func schema() throws {
        let schema = try JSONTree(DiscordFileSchema.json)
        #expect(
            schema["properties"].members.map(\.key).sorted()
                == (DiscordFileSchema.required + DiscordFileSchema.optional).sorted())
        let rule = schema["properties"]["automod"]["items"]
        #expect(rule["required"].elements == ["name"] && rule["properties"].members.count == 8)
    }
}
