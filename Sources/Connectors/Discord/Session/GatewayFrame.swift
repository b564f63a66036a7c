public import SafetyModel

/// A payload of the gateway (https://docs.discord.com/developers/events/gateway-events#payload-structure).
public struct GatewayFrame: Sendable, Hashable {
    /// What it is (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes).
    public enum Opcode {
        public static let dispatch = 0
        public static let heartbeat = 1
        public static let identify = 2
        public static let resume = 6
        public static let reconnect = 7
        public static let requestGuildMembers = 8
        public static let invalidSession = 9
        public static let hello = 10
        public static let heartbeatAck = 11
    }

    public var opcode: Int
    public var data: JSONTree
    public var sequence: Int64?
    public var type: String?

    /// - Throws: ``JSONError`` where the bytes are no payload. Text that is not UTF-8 is repaired.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        let tree = try JSONTree(repairing: bytes)
        guard let opcode = tree["op"].integer.flatMap({ Int(exactly: $0) }) else {
            throw JSONError(.wrongKind(expected: .number, found: .null), at: 0)
        }
        self.opcode = opcode
        data = tree["d"]
        sequence = tree["s"].integer
        type = tree["t"].text
    }

    /// Writes a payload to be sent.
    public static func write(_ opcode: Int, _ data: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("op")
        writer.integer(opcode)
        writer.key("d")
        data(&writer)
        writer.endObject()
        return writer.text
    }

    /// The largest payload that Discord takes, in bytes.
    public static let largest = 4096

    /// Asks for all members of a guild, with its members intent
    /// (https://docs.discord.com/developers/events/gateway-events#request-guild-members).
    public static func requestMembers(of guild: String) -> String {
        write(Opcode.requestGuildMembers) { writer in
            writer.beginObject()
            writer.key("guild_id")
            writer.string(guild)
            writer.key("query")
            writer.string("")
            writer.key("limit")
            writer.integer(0)
            writer.endObject()
        }
    }
}

/// Which events a session asks for (https://docs.discord.com/developers/events/gateway#gateway-intents).
public enum GatewayIntents {
    /// Guilds, members, moderation, invites, voice states, messages, reactions, content, AutoMod.
    public static let all =
        1 << 0 | members | 1 << 2 | 1 << 6 | 1 << 7 | 1 << 9 | 1 << 10 | content | 1 << 20 | 1 << 21
    /// Privileged: the developer portal has to allow it.
    public static let members = 1 << 1
    /// Privileged: the developer portal has to allow it.
    public static let content = 1 << 15
}
