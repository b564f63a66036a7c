public import SafetyModel

/// What somebody asked of Vigie on Discord
/// (https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object).
public struct DiscordInteraction: Sendable, Hashable {
    public enum Ask: Sendable, Hashable {
        /// `/report`
        case report
        /// “Report to Vigie” on a message, with the message as Discord shows it to whoever points at it.
        case reportMessage(ReportedMessage)
        /// The form was sent.
        case form(SentForm)
        /// `/vigie status`, with what was typed as the code.
        case status(code: String)
        /// A button under a message of Vigie's own, with what stands in it.
        case button(id: String, text: String)
        case other
    }

    /// A message that a member hands over, from a server or from a private chat of their own.
    public struct ReportedMessage: Sendable, Hashable {
        public var id: String
        public var channel: String
        public var author: String?
        public var authorName: String?
        public var text: String
        public var time: Timestamp?
        /// Names of its files; they are not fetched.
        public var files: [String]
        /// What was forwarded is another person's, and Discord does not say whose.
        public var isForward: Bool
    }

    /// What stood in the form.
    public struct SentForm: Sendable, Hashable {
        /// The id that the form was shown with.
        public var id: String
        public var happening: String
        public var who: [String]
        public var place: String
        public var text: String
    }

    public var id: String
    public var token: String
    public var application: String
    /// Nil in a private chat.
    public var guild: String?
    public var channel: String?
    public var user: String
    public var language: Language
    /// As `fr` or `en-GB`: what the member set Discord to.
    public var locale: String
    public var ask: Ask

    /// - Returns: nil where it is no interaction that can be answered.
    public init?(_ tree: JSONTree) {
        guard let id = tree["id"].id, let token = tree["token"].text, let application = tree["application_id"].id,
            let user = tree["member"]["user"]["id"].id ?? tree["user"]["id"].id
        else { return nil }
        (self.id, self.token, self.application, self.user) = (id, token, application, user)
        guild = tree["guild_id"].id
        channel = tree["channel_id"].id ?? tree["channel"]["id"].id
        locale = tree["locale"].text ?? "en-US"
        language = locale.lowercased().hasPrefix("fr") ? .french : .english
        ask = Self.ask(tree["type"].integer ?? 0, tree)
    }

    /// When it was made: it can be answered first within three seconds, and then for fifteen minutes.
    public var time: Timestamp? { Snowflake.time(of: id) }

    private static func ask(_ type: Int64, _ tree: JSONTree) -> Ask {
        let data = tree["data"]
        switch type {
        case 2: return command(data, tree["channel_id"].id)
        case 3: return .button(id: data["custom_id"].text ?? "", text: tree["message"]["content"].text ?? "")
        case 5: return .form(form(data))
        default: return .other
        }
    }

    private static func command(_ data: JSONTree, _ channel: String?) -> Ask {
        switch data["type"].integer ?? 1 {
        case 1 where data["name"].text == DiscordCommands.report: return .report
        case 1 where data["name"].text == DiscordCommands.vigie:
            let sub = data["options"].elements.first ?? .null
            guard sub["name"].text == DiscordCommands.status else { return .other }
            return .status(code: sub["options"].elements.first { $0["name"].text == "code" }?["value"].text ?? "")
        case 3:
            guard let id = data["target_id"].id else { return .other }
            return .reportMessage(message(id, data["resolved"]["messages"][id], channel))
        default: return .other
        }
    }

    private static func message(_ id: String, _ tree: JSONTree, _ channel: String?) -> ReportedMessage {
        let live = LiveMessage(tree)
        // A forward has its words in a snapshot, without their author.
        let words = live.isForward ? tree["message_snapshots"].elements.first?["message"] ?? tree : tree
        return ReportedMessage(
            id: id, channel: tree["channel_id"].id ?? channel ?? "", author: live.author,
            authorName: tree["author"]["global_name"].text ?? tree["author"]["username"].text,
            text: words["content"].text ?? "", time: live.time ?? Snowflake.time(of: id),
            files: words["attachments"].elements.compactMap { $0["filename"].text }, isForward: live.isForward)
    }

    private static func form(_ data: JSONTree) -> SentForm {
        var form = SentForm(id: data["custom_id"].text ?? "", happening: "", who: [], place: "", text: "")
        for row in data["components"].elements {
            // Each field stands in a label, or in a row as clients of before 2025 send it.
            for field in [row["component"]] + row["components"].elements {
                let values = field["values"].elements.compactMap(\.id)
                switch field["custom_id"].text {
                case "happening": form.happening = values.first ?? ""
                case "who": form.who += values
                case "name":
                    if let name = field["value"].text { form.who.append(name) }
                case "place": form.place = field["value"].text ?? ""
                case "text": form.text = field["value"].text ?? ""
                default: break
                }
            }
        }
        return form
    }
}
