import Connectors

/// The keys of `discord.yaml`, with what each takes: the reader knows no others, and `vigie config schema --of discord`
/// prints them as a JSON schema (draft 2020-12).
enum DiscordFileSchema {
    static let required = ["token_file", "application", "guilds"]
    static var optional: [String] { keys.map(\.name).filter { !required.contains($0) } }
    static let requiredOfRule = ["name"]
    static var optionalOfRule: [String] { keysOfRule.map(\.name).filter { !requiredOfRule.contains($0) } }

    static var json: [UInt8] {
        var schema: [JSONTree.Member] = [
            member("$schema", "https://json-schema.org/draft/2020-12/schema"), member("title", "discord.yaml"),
            member("description", "A connection of Vigie to Discord; docs/connect-discord.md says more."),
        ]
        schema += object(keys, required: required).members
        return JSONTree.object(schema).bytes
    }

    private typealias Key = (name: String, schema: JSONTree)

    private static let keys: [Key] = [
        ("token_file", text("The file that holds the bot's token, beside this one.")),
        ("application", id("The application's id.")),
        ("guilds", list(of: id("A server's id."), "The servers that Vigie watches.", least: 1)),
        (
            "moderators",
            [
                "type": "object", "description": "For each server's id the channel in which moderators are told.",
                "additionalProperties": id("A channel's id."),
            ]
        ),
        (
            "reviewers",
            [
                "type": "object",
                "description": "For each moderator's account on Discord the name of their account in the console.",
                "additionalProperties": text("A name in the console."),
            ]
        ),
        ("language", ["enum": ["fr", "en"], "description": "Of what people are told."]),
        ("console", text("Where people reach the console, for links.")),
        ("carry_out", ["type": "boolean", "description": "Whether decisions are carried out on Discord."]),
        ("shards", whole(1, 1000, "How many connections; without it as many as Discord advises.")),
        ("rest", text("Another interface, for tests.")),
        ("ca_file", text("Certificates (PEM) to trust beside the system's, for a proxy or for tests.")),
        (
            "automod",
            list(
                of: object(keysOfRule, required: requiredOfRule), "Lists that Discord's AutoMod stops.",
                most: AutoModRule.Limit.rules)
        ),
    ]

    private static let keysOfRule: [Key] = [
        ("name", text("By which the rule is found again.", most: AutoModRule.Limit.name)),
        (
            "terms",
            list(
                of: text(
                    "A word or phrase; * at an end takes what follows or comes before.", most: AutoModRule.Limit.term),
                "What is stopped.", most: AutoModRule.Limit.terms)
        ),
        ("terms_file", text("A file of terms, one a line, beside this one.")),
        (
            "patterns",
            list(
                of: text("A regular expression (Rust).", most: AutoModRule.Limit.pattern), "What is stopped.",
                most: AutoModRule.Limit.patterns)
        ),
        (
            "allow",
            list(
                of: text("A word or phrase.", most: AutoModRule.Limit.term), "What passes all the same.",
                most: AutoModRule.Limit.allowed)
        ),
        ("message", text("What the writer alone is told.", most: AutoModRule.Limit.message)),
        (
            "time_out_minutes",
            whole(1, Int(AutoModRule.Limit.timeOut / .minutes(1)), "How long the writer is timed out.")
        ),
        ("alert_channel", id("A channel whose readers are shown each message that was stopped.")),
    ]

    private static func member(_ key: String, _ text: String) -> JSONTree.Member {
        .init(key: key, value: .string(text))
    }

    private static func object(_ keys: [Key], required: [String]) -> JSONTree {
        [
            "type": "object", "additionalProperties": false, "required": .array(required.map { .string($0) }),
            "properties": .object(keys.map { .init(key: $0.name, value: $0.schema) }),
        ]
    }

    private static func text(_ about: String, most: Int? = nil) -> JSONTree {
        let base: JSONTree = ["type": "string", "description": .string(about), "minLength": 1]
        return most.map { .object(base.members + [.init(key: "maxLength", value: .integer($0))]) } ?? base
    }

    private static func id(_ about: String) -> JSONTree {
        ["type": ["string", "integer"], "description": .string(about), "pattern": "^[0-9]{1,20}$"]
    }

    private static func whole(_ least: Int, _ most: Int, _ about: String) -> JSONTree {
        ["type": "integer", "description": .string(about), "minimum": .integer(least), "maximum": .integer(most)]
    }

    private static func list(of items: JSONTree, _ about: String, least: Int = 0, most: Int? = nil) -> JSONTree {
        let base: JSONTree = [
            "type": "array", "description": .string(about), "items": items, "minItems": .integer(least),
        ]
        return most.map { .object(base.members + [.init(key: "maxItems", value: .integer($0))]) } ?? base
    }
}
