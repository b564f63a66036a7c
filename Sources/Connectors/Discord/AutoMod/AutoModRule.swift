public import SafetyModel

/// A keyword rule that Vigie keeps in Discord's AutoMod, so that a list of its operator stops a message before anybody
/// reads it (https://docs.discord.com/developers/resources/auto-moderation).
///
/// It always stops the message. An alert, which shows the message to whoever reads a channel, is made only where the
/// operator names that channel.
public struct AutoModRule: Sendable, Hashable {
    /// By which it is found again, with who made it.
    public var name: String
    /// Words or phrases; `*` at an end takes what follows or comes before.
    public var terms: [String]
    /// Regular expressions, as Rust's `regex` reads them.
    public var patterns: [String]
    /// Words or phrases that are let pass though they contain a term.
    public var allowed: [String]
    /// Told to whoever wanted to write, and to nobody else.
    public var message: String
    /// How long the writer is timed out; nil for not at all.
    public var timeOut: Duration?
    /// The channel in which the message is shown to its readers; nil for none.
    public var alertChannel: String?

    public init(
        name: String, terms: [String] = [], patterns: [String] = [], allowed: [String] = [], message: String,
        timeOut: Duration? = nil, alertChannel: String? = nil
    ) {
        self.name = name
        self.terms = terms
        self.patterns = patterns
        self.allowed = allowed
        self.message = message
        self.timeOut = timeOut
        self.alertChannel = alertChannel
    }

    /// What Discord takes.
    public enum Limit {
        /// Keyword rules of a guild, whoever made them.
        public static let rules = 6
        public static let name = 100
        public static let terms = 1000
        /// Characters of a term, or of an allowed one.
        public static let term = 60
        public static let patterns = 10
        public static let pattern = 260
        public static let allowed = 100
        public static let message = 150
        public static let timeOut = Duration.days(28)
    }

    /// What is told where the operator wrote nothing.
    public static let usualMessage = LocalizedText(
        fr: "Ce message n’est pas parti : il contient des mots que ce serveur arrête. Besoin d’aide ? Écris /signaler.",
        en: "This message was not sent: it has words that this server stops. Do you need help? Write /report.")

    /// Why Discord would not take it, each in a sentence.
    public var problems: [String] {
        var problems: [String] = []
        func most(_ count: Int, _ limit: Int, _ what: String) {
            if count > limit { problems.append("\(count) \(what), and Discord takes at most \(limit)") }
        }
        func longest(_ list: [String], _ limit: Int, _ what: String) {
            for item in list where item.count > limit {
                problems.append(
                    "\(what) “\(item.prefix(24))…” has \(item.count) characters, and Discord takes at most \(limit)")
            }
        }
        if terms.isEmpty, patterns.isEmpty { problems.append("neither terms nor patterns: there is nothing to stop") }
        most(terms.count, Limit.terms, "terms")
        most(patterns.count, Limit.patterns, "patterns")
        most(allowed.count, Limit.allowed, "allowed terms")
        longest(terms, Limit.term, "the term")
        longest(allowed, Limit.term, "the allowed term")
        longest(patterns, Limit.pattern, "the pattern")
        most(name.count, Limit.name, "characters in the name")
        most(message.count, Limit.message, "characters in the message")
        return problems
    }

    private enum Number {
        /// A message is sent or edited.
        static let messageSent = 1
        static let keyword: Int64 = 1
        static let block = 1
        static let alert = 2
        static let timeOut = 3
    }

    /// Whether a rule of Discord's is one of keywords, of which a guild has few.
    public static func isKeywordRule(_ rule: JSONTree) -> Bool { rule["trigger_type"].integer == Number.keyword }

    /// What is sent to have it made.
    public var created: JSONTree {
        .object(changed.members + [.init(key: "trigger_type", value: .integer(Number.keyword))])
    }

    /// What is sent to have one that is there become like it; the kind of a rule cannot change, and which roles and
    /// channels are exempt is the server's own business.
    public var changed: JSONTree {
        [
            "name": .string(name), "event_type": .integer(Number.messageSent), "enabled": true,
            "trigger_metadata": [
                "keyword_filter": .array(terms.map { .string($0) }),
                "regex_patterns": .array(patterns.map { .string($0) }),
                "allow_list": .array(allowed.map { .string($0) }),
            ], "actions": actions,
        ]
    }

    private var actions: JSONTree {
        var actions: [JSONTree] = [["type": .integer(Number.block), "metadata": ["custom_message": .string(message)]]]
        if let alertChannel {
            actions.append(["type": .integer(Number.alert), "metadata": ["channel_id": .string(alertChannel)]])
        }
        if let timeOut {
            let seconds = min(timeOut, Limit.timeOut).milliseconds / 1000
            actions.append(["type": .integer(Number.timeOut), "metadata": ["duration_seconds": .integer(seconds)]])
        }
        return .array(actions)
    }

    /// Whether a rule that is there does the same, in whatever order it lists things.
    func isSame(as rule: JSONTree) -> Bool {
        let (own, other) = (changed, rule)
        func list(_ tree: JSONTree, _ key: String) -> Set<String> {
            Set(tree["trigger_metadata"][key].elements.compactMap(\.text))
        }
        func deeds(_ tree: JSONTree) -> Set<[String]> {
            Set(
                tree["actions"].elements.map { action in
                    let metadata = action["metadata"]
                    return [
                        action["type"].id, metadata["custom_message"].text, metadata["channel_id"].id,
                        metadata["duration_seconds"].id,
                    ].map { $0 ?? "" }
                })
        }
        return other["enabled"].bool == true && other["event_type"].integer == own["event_type"].integer
            && ["keyword_filter", "regex_patterns", "allow_list"].allSatisfy { list(own, $0) == list(other, $0) }
            && deeds(own) == deeds(other)
    }
}
