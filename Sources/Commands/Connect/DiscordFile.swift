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
    /// Names of accounts in the console, by accounts on Discord.
    let reviewers: [String: String]

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
        reviewers = reader.reviewers
    }

    /// The file of the token that a file names; nil where it names none.
    static func tokenFile(_ path: String) -> String? {
        var yaml = YAMLFile(file: path)
        let root = (try? Texts.text(of: path)).flatMap { yaml.root(of: $0) }
        return (root?.mapping?["token_file"]?.scalar?.string).map { Texts.path($0, beside: path) }
    }

    struct Reader {
        let path: String
        var yaml: YAMLFile
        var console: String?
        var reviewers: [String: String] = [:]

        init(path: String) {
            self.path = path
            yaml = YAMLFile(file: path)
        }

        mutating func read() throws -> DiscordSettings? {
            guard let root = yaml.root(of: try Texts.text(of: path)),
                let top = yaml.entries(
                    of: root, "the file", required: DiscordFileSchema.required, optional: DiscordFileSchema.optional),
                let tokenNode = top["token_file"], let file = yaml.text(tokenNode, "token_file"),
                let application = top["application"].flatMap({ id($0, "application") }),
                let list = top["guilds"]
            else { return nil }
            let guilds = yaml.items(of: list, "guilds").compactMap { id($0, "a guild") }
            if guilds.isEmpty { yaml.report("guilds names the servers that Vigie watches, by their ids", at: list) }
            var settings = DiscordSettings(
                token: token(file, at: tokenNode), application: application, guilds: guilds)
            if let node = top["moderators"] { settings.moderators = moderators(node, guilds) }
            if let node = top["reviewers"] { reviewers = accounts(node) }
            if let node = top["language"] { settings.language = yaml.language(node) ?? .english }
            if let node = top["console"] { console = address(node, "console") }
            if let node = top["carry_out"] { settings.carriesOut = yaml.flag(node, "carry_out") ?? false }
            if let node = top["shards"] { settings.shards = yaml.integer(node, "shards", in: 1...1000) }
            if let node = top["rest"], let rest = address(node, "rest") { settings.rest = rest }
            if let node = top["ca_file"] { settings.certificates = try certificates(node) }
            if let node = top["automod"] { settings.autoMod = try rules(node, in: settings.language) }
            return settings
        }

        /// An id of Discord: up to twenty digits.
        mutating func id(_ node: Node, _ what: String) -> String? {
            guard let text = yaml.text(node, what) else { return nil }
            guard UInt64(text) != nil else {
                yaml.report(
                    "\(what) is an id of Discord, digits alone (docs/connect-discord.md says where it is)", at: node)
                return nil
            }
            return text
        }

        private mutating func token(_ file: String, at node: Node) -> String {
            let text: String
            do {
                text = try Texts.text(of: Texts.path(file, beside: path))
            } catch {
                yaml.report(error.sentence, at: node)
                return ""
            }
            let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
            if token.isEmpty || token.contains(where: \.isWhitespace) {
                yaml.report("the file holds no token: one line, as the developer portal shows it under Bot", at: node)
            } else if token.lowercased().hasPrefix("bot ") {
                yaml.report("write the token alone, without the word Bot before it", at: node)
            }
            return token
        }

        private mutating func certificates(_ node: Node) throws -> String? {
            guard let file = yaml.text(node, "ca_file") else { return nil }
            let place = Texts.path(file, beside: path)
            if !(try Texts.text(of: place)).contains("-----BEGIN CERTIFICATE-----") {
                yaml.report("ca_file holds certificates in PEM, as -----BEGIN CERTIFICATE-----", at: node)
            }
            return place
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

        private mutating func accounts(_ node: Node) -> [String: String] {
            guard let mapping = node.mapping else {
                yaml.report(
                    "reviewers has an entry for each moderator: their id on Discord, and their name in the console",
                    at: node)
                return [:]
            }
            var accounts: [String: String] = [:]
            for (key, value) in mapping {
                guard let account = id(key, "an account under reviewers"), let name = yaml.text(value, "a name") else {
                    continue
                }
                accounts[account] = name
            }
            return accounts
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
