import SafetyModel

/// What a message of DiscordChatExporter is. Known types have names; those that its version did not know are
/// numbers in strings, as Discord's own (https://docs.discord.com/developers/resources/message).
enum DiscordKind: Equatable {
    case posted
    case joined
    /// Discord's own filter stopped a message.
    case automod
    /// The platform's own notices (calls, pins, boosts …): counted, no event.
    case notice(String)

    init(_ type: String) {
        switch type {
        case "Default", "Reply", "0", "19", "20", "23": self = .posted
        case "GuildMemberJoin", "7": self = .joined
        case "24": self = .automod
        case "RecipientAdd", "RecipientRemove", "Call", "ChannelNameChange", "ChannelIconChange",
            "ChannelPinnedMessage", "ThreadCreated":
            self = .notice(type)
        case "1", "2", "3", "4", "5", "6", "8", "9", "10", "11", "12", "14", "15", "16", "17", "18", "21", "22", "25",
            "26", "27", "28", "29", "31", "32", "36", "37", "38", "39", "44", "46":
            self = .notice(type)
        default:
            // A type newer than this version: what people wrote must not go unseen because of it.
            self = .posted
        }
    }
}

/// The part of a message that the first look needs.
struct DiscordHead {
    var id = ""
    var type = "Default"
    var time = ""
    var edited: String?
    var author = ""
    var authorName: String?

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes)
        var head = (id: "", type: "Default", time: "", edited: String?.none, author: "", name: String?.none)
        var nickname: String?
        try reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "id": head.id = try reader.identifier() ?? ""
            case "type": head.type = try reader.identifier() ?? "Default"
            case "timestamp": head.time = try reader.stringIfAny() ?? ""
            case "timestampEdited": head.edited = try reader.stringIfAny()
            case "author":
                try reader.members { (reader, key) throws(JSONError) in
                    switch key {
                    case "id": head.author = try reader.identifier() ?? ""
                    case "name": head.name = try reader.stringIfAny()?.ifAny
                    case "nickname": nickname = try reader.stringIfAny()?.ifAny
                    default: try reader.skip()
                    }
                }
            default: try reader.skip()
            }
        }
        try reader.end()
        head.name = nickname ?? head.name
        (id, type, time, edited, author, authorName) = head
    }
}

/// A whole message of DiscordChatExporter, as far as Vigie uses it.
struct DiscordMessage {
    struct Reference {
        var message: String?
        var channel: String?
        var isForward = false
    }

    var id = ""
    var type = "Default"
    var time = ""
    var edited: String?
    var content = ""
    var author = Member(id: "")
    var attachments: [Attachment] = []
    var mentions: [String] = []
    var reference: Reference?
    /// The forwarded message as JSON: its words are another person's, so they never count as the author's.
    var forwarded: String?
    var embedText: String?

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.identifier() ?? ""
            case "type": type = try reader.identifier() ?? "Default"
            case "timestamp": time = try reader.stringIfAny() ?? ""
            case "timestampEdited": edited = try reader.stringIfAny()
            case "content": content = try reader.stringIfAny() ?? ""
            case "author": author = try Self.member(&reader)
            case "attachments": attachments = try Self.attachments(&reader)
            case "mentions": mentions = try Self.ids(&reader)
            case "reference": reference = try Self.reference(&reader)
            case "forwardedMessage": forwarded = try Self.object(&reader)
            case "embeds": embedText = try Self.firstDescription(&reader)
            default: try reader.skip()
            }
        }
    }

    private static func member(_ reader: inout JSONReader) throws(JSONError) -> Member {
        var member = Member(id: "")
        var nickname: String?
        try reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "id": member.id = try reader.identifier() ?? ""
            case "name": member.name = try reader.stringIfAny()?.ifAny
            case "nickname": nickname = try reader.stringIfAny()?.ifAny
            case "isBot": member.bot = try reader.boolIfAny()
            case "roles":
                try reader.elements { (reader) throws(JSONError) in
                    if let name = try Self.name(&reader) { member.roles.append(name) }
                }
            default: try reader.skip()
            }
        }
        member.name = nickname ?? member.name
        member.createdAt = Snowflake.time(of: member.id)
        return member
    }

    /// The `name` of an object.
    private static func name(_ reader: inout JSONReader) throws(JSONError) -> String? {
        var name: String?
        try reader.members { (reader, key) throws(JSONError) in
            if key == "name" { name = try reader.stringIfAny()?.ifAny } else { try reader.skip() }
        }
        return name
    }

    private static func ids(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        var ids: [String] = []
        try reader.elements { (reader) throws(JSONError) in
            try reader.members { (reader, key) throws(JSONError) in
                if key == "id" {
                    if let id = try reader.identifier() { ids.append(id) }
                } else {
                    try reader.skip()
                }
            }
        }
        return ids
    }

    private static func attachments(_ reader: inout JSONReader) throws(JSONError) -> [Attachment] {
        var attachments: [Attachment] = []
        try reader.elements { (reader) throws(JSONError) in
            var one = Attachment(id: "", kind: "file")
            try reader.members { (reader, key) throws(JSONError) in
                switch key {
                case "id": one.id = try reader.identifier() ?? ""
                case "fileName": one.name = try reader.stringIfAny()
                case "fileSizeBytes": one.size = try reader.integerIfAny().flatMap { Int(exactly: $0) }
                default: try reader.skip()
                }
            }
            one.kind = attachmentKind(one.name ?? "")
            attachments.append(one)
        }
        return attachments
    }

    private static func reference(_ reader: inout JSONReader) throws(JSONError) -> Reference? {
        guard try reader.peek() == .object else {
            try reader.skip()
            return nil
        }
        var reference = Reference()
        try reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "messageId": reference.message = try reader.identifier()
            case "channelId": reference.channel = try reader.identifier()
            case "type": reference.isForward = try ["Forward", "1"].contains(reader.identifier() ?? "")
            default: try reader.skip()
            }
        }
        return reference
    }

    private static func object(_ reader: inout JSONReader) throws(JSONError) -> String? {
        let isObject = try reader.peek() == .object
        let range = try reader.skipValue()
        return isObject ? reader.text(in: range) : nil
    }

    private static func firstDescription(_ reader: inout JSONReader) throws(JSONError) -> String? {
        var description: String?
        try reader.elements { (reader) throws(JSONError) in
            try reader.members { (reader, key) throws(JSONError) in
                if key == "description" && description == nil {
                    description = try reader.stringIfAny()?.ifAny
                } else {
                    try reader.skip()
                }
            }
        }
        return description
    }
}
