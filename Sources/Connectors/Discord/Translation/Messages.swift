public import SafetyModel

extension DiscordTranslator {
    /// Messages as the gateway or `GET /channels/{id}/messages` give them
    /// (https://docs.discord.com/developers/resources/message#message-object).
    public mutating func messages(_ messages: [JSONTree], guild: String) -> [Event] {
        messages.flatMap { message(LiveMessage($0), guild) }
    }

    private mutating func message(_ message: LiveMessage, _ guild: String) -> [Event] {
        guard let id = message.id, let channel = message.channel, let time = message.time else { return [] }
        guilds[guild]?.note(message: id, in: channel)
        guard case .posted = DiscordKind(message.type), message.author != ownID else { return [] }
        var posted = event(id, .messagePosted, guild, at: time, channel: channel)
        posted.actor = author(of: message, guild)
        posted.body = .message(message.body)
        // A forwarded message's words are another person's: they never count as the author's.
        if message.isForward { posted.unknown = [UnknownAttribute(path: "data.forwarded", json: "true")] }
        var events = [posted]
        if message.offersGift {
            // The link is worth money to whoever reads it, so the id of the message stands for the gift.
            var gift = event("\(id)/gift", .giftOffered, guild, at: time, channel: channel)
            gift.actor = posted.actor
            gift.target = message.body.replyToAuthor.map { member($0, guild) }
            gift.body = .gift(Gift(id: id, title: "Discord gift link"))
            events.append(gift)
        }
        if let moment = message.edited {
            // Read after the fact, a message has its last wording only, which stands with it: counted once.
            var edited = event(Self.editID(id, moment), .messageEdited, guild, at: moment, channel: channel)
            edited.actor = posted.actor
            edited.body = .message(Message(id: id))
            events.append(edited)
        }
        return events
    }

    mutating func edited(_ data: JSONTree, guild: String) -> [Event] {
        let message = LiveMessage(data)
        // Discord also tells of embeds that were fetched and of pins: then nobody edited.
        guard let id = message.id, let channel = message.channel, let moment = message.edited, data.has("content"),
            message.author != ownID || ownID == nil
        else { return [] }
        var edited = event(Self.editID(id, moment), .messageEdited, guild, at: moment, channel: channel)
        edited.actor = author(of: message, guild)
        var body = message.body
        body.replyTo = nil
        body.replyToAuthor = nil
        edited.body = .message(body)
        return [edited]
    }

    static func editID(_ message: String, _ moment: Timestamp) -> String {
        "\(message)/edited/\(moment.milliseconds)"
    }

    func deleted(_ data: JSONTree, guild: String, _ received: Timestamp) -> [Event] {
        let ids = data.has("ids") ? data["ids"].elements.compactMap(\.id) : [data["id"].id].compactMap { $0 }
        return ids.map { id in
            var event = event("\(id)/deleted", .messageDeleted, guild, at: received, channel: data["channel_id"].id)
            event.body = .message(Message(id: id))
            return event
        }
    }

    func reacted(_ data: JSONTree, guild: String, _ received: Timestamp) -> [Event] {
        guard let message = data["message_id"].id, let user = data["user_id"].id else { return [] }
        let emoji = data["emoji"]["id"].id ?? data["emoji"]["name"].text ?? ""
        var event = event(
            "\(message)/reacted/\(user)/\(emoji)", .messageReacted, guild, at: received,
            channel: data["channel_id"].id)
        event.actor = member(user: data["member"]["user"], guild, with: data["member"]) ?? member(user, guild)
        event.body = .message(
            Message(
                id: message, replyToAuthor: data["message_author_id"].id,
                emoji: data["emoji"]["name"].text ?? data["emoji"]["id"].id))
        return [event]
    }

    private func author(of message: LiveMessage, _ guild: String) -> Member? {
        guard var author = member(user: message.tree["author"], guild, with: message.tree["member"]) else { return nil }
        if message.isWebhook { (author.bot, author.staff) = (true, nil) }
        return author
    }
}

extension GuildMemory {
    mutating func note(message: String, in channel: String) {
        guard var known = channels[channel] else { return }
        if let last = known.lastMessage, !Snowflake.isLater(message, than: last) { return }
        known.lastMessage = message
        channels[channel] = known
    }
}

/// A message object, as far as Vigie uses it.
struct LiveMessage {
    let tree: JSONTree

    init(_ tree: JSONTree) {
        self.tree = tree
    }

    var id: String? { tree["id"].id }
    var type: String { tree["type"].id ?? "0" }
    var channel: String? { tree["channel_id"].id }
    var author: String? { tree["author"]["id"].id }
    var isWebhook: Bool { tree["webhook_id"].id != nil && tree["interaction_metadata"].isNull }
    var time: Timestamp? { tree["timestamp"].moment ?? id.flatMap { Snowflake.time(of: $0) } }
    var edited: Timestamp? { tree["edited_timestamp"].moment }
    var isForward: Bool {
        tree["message_reference"]["type"].integer == 1 || !tree["message_snapshots"].elements.isEmpty
    }

    /// Whether it holds a link of Discord's own gifts.
    var offersGift: Bool {
        let text = tree["content"].text ?? ""
        return text.contains("discord.gift/") || text.contains("discord.com/gifts/")
    }

    var body: Message {
        let text = tree["content"].text ?? tree["poll"]["question"]["text"].text ?? ""
        var body = Message(
            id: id, text: text.cut(toBytes: DiscordTranslator.textBytes),
            mentions: tree["mentions"].elements.compactMap { $0["id"].id },
            attachments: tree["attachments"].elements.compactMap(Self.attachment)
                + tree["sticker_items"].elements.compactMap(Self.sticker))
        if !isForward, let answered = tree["message_reference"]["message_id"].id,
            tree["message_reference"]["channel_id"].id ?? channel == channel
        {
            body.replyTo = answered
            body.replyToAuthor = tree["referenced_message"]["author"]["id"].id
        }
        return body
    }

    private static func attachment(_ tree: JSONTree) -> Attachment? {
        guard let id = tree["id"].id else { return nil }
        let name = tree["filename"].text
        let kind =
            switch tree["content_type"].text?.prefix(while: { $0 != "/" }) {
            case "image": "image"
            case "video": "video"
            case "audio": "audio"
            default: attachmentKind(name ?? "")
            }
        return Attachment(id: id, kind: kind, name: name, size: tree["size"].integer.flatMap { Int(exactly: $0) })
    }

    private static func sticker(_ tree: JSONTree) -> Attachment? {
        tree["id"].id.map { Attachment(id: $0, kind: "sticker", name: tree["name"].text) }
    }
}
