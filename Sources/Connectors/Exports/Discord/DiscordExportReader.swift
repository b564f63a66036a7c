import SafetyModel

/// Reads JSON of DiscordChatExporter: one file a channel, or several where the export was partitioned.
final class DiscordExportReader: FormatReader {
    private struct Place {
        var guild: String
        var channel: Channel
        var parties = Parties()

        var isPrivate: Bool { channel.kind == .direct }
        var source: String { isPrivate ? "discord:channel/\(channel.id)" : "discord:guild/\(guild)" }
        var community: String { isPrivate ? "" : guild }
    }

    let format = ExportFormat.discordExport
    private let limits: ExportLimits
    private var places: [Place] = []
    private var placeOfChannel: [String: Int] = [:]
    private var placeOfSource: [Int: Int] = [:]
    private var authors = AuthorTable()

    init(limits: ExportLimits) {
        self.limits = limits
    }

    // MARK: The first look

    func look(through feed: ByteFeed, into index: SourceIndex) throws(ExportFault) {
        var pieces = JSONPieces(feed)
        var guild: (id: String, name: String?) = ("", nil)
        var channel = (id: "", name: String?.none, kind: Channel.Kind.text)
        var announced: Int64?
        var elements: Int64 = 0
        var parties = Parties()
        defer { settle(source: index.source, guild: guild.id, channel: channel, parties: parties) }
        while let piece = try pieces.next() {
            switch piece {
            case .member("guild", let bytes?): guild = Self.named(bytes)
            case .member("channel", let bytes?): channel = Self.channel(bytes)
            case .member("messageCount", let bytes?): announced = Int64(String(decoding: bytes, as: UTF8.self))
            case .member: break
            case .message(let range, nil):
                elements += 1
                index.refuse(.messageTooLarge, at: range.lowerBound)
            case .message(let range, let bytes?):
                elements += 1
                note(bytes, range, into: index, &parties)
            }
        }
        guard pieces.sawMessages else { throw ExportFault(.unknownJSON) }
        if let announced, announced != elements {
            throw ExportFault(.countDiffers, detail: "\(announced)")
        }
    }

    private func note(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into index: SourceIndex, _ parties: inout Parties
    ) {
        do throws(JSONError) {
            let head = try DiscordHead(bytes)
            guard !head.id.isEmpty, let time = Timestamp(rfc3339: head.time) else {
                return index.refuse(.messagesUnreadable, at: range.lowerBound)
            }
            if !head.author.isEmpty { parties.note(head.author, name: head.authorName) }
            if case .notice(let type) = DiscordKind(head.type) { return index.leave("system.\(type)") }
            let number = UInt64(head.id) ?? UInt64(range.lowerBound)
            authors.note(message: head.id, by: head.author)
            index.add(time: time, order: number, range: range)
            if let edited = head.edited.flatMap({ Timestamp(rfc3339: $0) }) {
                index.add(time: edited, order: number, range: range, part: 1)
            }
        } catch {
            index.refuse(error, in: range)
        }
    }

    /// Puts a file's messages under its channel; the parts of one export share it.
    private func settle(
        source: Int, guild: String, channel: (id: String, name: String?, kind: Channel.Kind), parties: Parties
    ) {
        let id = channel.id.ifAny ?? "unknown-\(source)"
        let kind: Channel.Kind = guild == "0" ? .direct : channel.kind
        let place: Int
        if let known = placeOfChannel[id] {
            place = known
        } else {
            place = places.count
            placeOfChannel[id] = place
            places.append(Place(guild: guild, channel: Channel(id: id, kind: kind, name: channel.name)))
        }
        placeOfSource[source] = place
        for (id, name) in parties.members { places[place].parties.note(id, name: name) }
        // Where only one wrote, the chat's name tells who the other is, unless it is the writer's own: then the
        // chat was exported by the other side, whose name the file does not hold.
        let onlyName = places[place].parties.members.first?.name
        places[place].parties.silent = ("discord:channel/\(id)/other", onlyName == channel.name ? nil : channel.name)
    }

    private static func named(_ bytes: UnsafeBufferPointer<UInt8>) -> (id: String, name: String?) {
        var reader = JSONReader(bytes)
        var named = (id: "", name: String?.none)
        try? reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "id": named.id = try reader.identifier() ?? ""
            case "name": named.name = try reader.stringIfAny()
            default: try reader.skip()
            }
        }
        return named
    }

    private static func channel(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (id: String, name: String?, kind: Channel.Kind) {
        let named = named(bytes)
        var type = ""
        var reader = JSONReader(bytes)
        try? reader.members { (reader, key) throws(JSONError) in
            if key == "type" { type = try reader.identifier() ?? "" } else { try reader.skip() }
        }
        return (named.id, named.name, kind(type))
    }

    /// Discord's channel types by their names in DiscordChatExporter, or by number.
    static func kind(_ type: String) -> Channel.Kind {
        switch type {
        case "DirectTextChat", "DirectGroupTextChat", "DM", "GROUP_DM", "1", "3": .direct
        case "GuildVoiceChat", "GuildStageVoice", "GUILD_VOICE", "GUILD_STAGE_VOICE", "2", "13": .voice
        default: .text
        }
    }

    // MARK: One by one

    func event(_ record: MessageRecord, _ bytes: UnsafeBufferPointer<UInt8>) -> Event? {
        guard let place = placeOfSource[Int(record.source)].map({ places[$0] }),
            let message = try? DiscordMessage(bytes)
        else { return nil }
        var event = Event(
            id: message.id, source: place.source, type: .messagePosted, time: Timestamp(milliseconds: record.time),
            community: place.community, channel: place.channel, actor: message.author)
        if place.isPrivate, let other = place.parties.other(than: message.author.id) {
            event.target = Member(id: other.id, name: other.name, createdAt: Snowflake.time(of: other.id))
        }
        if record.part == 1 {
            // The export holds the last wording only, which stands with the message: counting it twice would be wrong.
            event.id += "/edited"
            event.type = .messageEdited
            event.body = .message(Message(id: message.id))
            return event
        }
        switch DiscordKind(message.type) {
        case .joined: event.type = .memberJoined
        case .automod:
            event.type = .automodTriggered
            event.body = .automod(
                AutomodExecution(text: (message.embedText ?? message.content).cut(toBytes: limits.textBytes)))
        default: event.body = .message(body(of: message, in: place))
        }
        if let forwarded = message.forwarded {
            event.unknown = [UnknownAttribute(path: "data.forwarded", json: forwarded)]
        }
        return event
    }

    private func body(of message: DiscordMessage, in place: Place) -> Message {
        var body = Message(
            id: message.id, text: message.content.cut(toBytes: limits.textBytes), mentions: message.mentions,
            attachments: message.attachments)
        if let reference = message.reference, let answered = reference.message, !reference.isForward,
            message.forwarded == nil, reference.channel == nil || reference.channel == place.channel.id
        {
            body.replyTo = answered
            body.replyToAuthor = authors.author(of: answered)
        }
        return body
    }
}
