import Foundation
import LiveConnectors
import TextAnalysis
import Yams

/// The file of `vigie serve --discord`, and the token that it names.
///
///     token_file: discord.token
///     application: "1100000000000000001"
///     guilds: ["1100000000000000002"]
struct DiscordFile {
    let settings: DiscordSettings
    /// Where people reach the console, for links; nil where none are given.
    let console: String?

    /// - Throws: ``CommandFailure`` with every problem of the file.
    init(_ path: String) throws {
        var reader = Reader(path: path)
        let found = try reader.read()
        guard reader.yaml.problems.isEmpty, let found else {
            let problems = reader.yaml.problems.map(\.description).joined(separator: "\n")
            throw CommandFailure.input("the connection to Discord does not load:\n\(problems)")
        }
        settings = found
        console = reader.console
    }

    private struct Reader {
        let path: String
        var yaml: YAMLFile
        var console: String?

        init(path: String) {
            self.path = path
            yaml = YAMLFile(file: path)
        }

        mutating func read() throws -> DiscordSettings? {
            guard let root = yaml.root(of: try Texts.text(of: path)),
                let top = yaml.entries(
                    of: root, "the file", required: ["token_file", "application", "guilds"],
                    optional: ["moderators", "language", "console", "carry_out", "shards", "rest"]),
                let tokenNode = top["token_file"], let file = yaml.text(tokenNode, "token_file"),
                let application = top["application"].flatMap({ id($0, "application") }),
                let list = top["guilds"]
            else { return nil }
            let guilds = yaml.items(of: list, "guilds").compactMap { id($0, "a guild") }
            if guilds.isEmpty { yaml.report("guilds names the servers that Vigie watches, by their ids", at: list) }
            var settings = DiscordSettings(
                token: try token(file, at: tokenNode), application: application, guilds: guilds)
            if let node = top["moderators"] { settings.moderators = moderators(node, guilds) }
            if let node = top["language"] { settings.language = yaml.language(node) ?? .english }
            if let node = top["console"] { console = address(node, "console") }
            if let node = top["carry_out"] { settings.carriesOut = yaml.flag(node, "carry_out") ?? false }
            if let node = top["shards"] { settings.shards = yaml.integer(node, "shards", in: 1...1000) }
            if let node = top["rest"], let rest = address(node, "rest") { settings.rest = rest }
            return settings
        }

        /// An id of Discord: up to twenty digits.
        private mutating func id(_ node: Node, _ what: String) -> String? {
            guard let text = yaml.text(node, what) else { return nil }
            guard UInt64(text) != nil else {
                yaml.report(
                    "\(what) is an id of Discord, digits alone (docs/connect-discord.md says where it is)", at: node)
                return nil
            }
            return text
        }

        private mutating func token(_ file: String, at node: Node) throws -> String {
            let token = try Texts.text(of: Texts.path(file, beside: path)).trimmingCharacters(
                in: .whitespacesAndNewlines)
            if token.isEmpty || token.contains(where: \.isWhitespace) {
                yaml.report("the file holds no token: one line, as the developer portal shows it under Bot", at: node)
            } else if token.lowercased().hasPrefix("bot ") {
                yaml.report("write the token alone, without the word Bot before it", at: node)
            }
            return token
        }

        private mutating func moderators(_ node: Node, _ guilds: [String]) -> [String: String] {
            guard let mapping = node.mapping else {
                yaml.report("moderators has an entry for each server: its id, and the id of the channel", at: node)
                return [:]
            }
            var channels: [String: String] = [:]
            for (key, value) in mapping {
                guard let guild = id(key, "a server under moderators"), let channel = id(value, "a channel") else {
                    continue
                }
                if !guilds.contains(guild) { yaml.report("\(guild) is not under guilds", at: key) }
                channels[guild] = channel
            }
            return channels
        }

        private mutating func address(_ node: Node, _ what: String) -> String? {
            guard let text = yaml.text(node, what) else { return nil }
            if URL(string: text)?.host == nil || !text.hasPrefix("http") {
                yaml.report("\(what) is an address, as https://vigie.example.org", at: node)
            }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
        }
    }
}
