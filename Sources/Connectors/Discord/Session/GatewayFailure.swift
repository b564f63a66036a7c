/// Why a session can not go on, and what to do: after each of these Discord says that a client must not reconnect
/// (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
public enum GatewayFailure: Error, Sendable, Hashable, CustomStringConvertible {
    case tokenRefused
    case invalidShard
    case shardingRequired
    case invalidVersion
    case invalidIntents
    case disallowedIntents

    /// - Returns: nil for a code after which a client may connect again.
    public init?(closeCode: Int) {
        switch closeCode {
        case 4004: self = .tokenRefused
        case 4010: self = .invalidShard
        case 4011: self = .shardingRequired
        case 4012: self = .invalidVersion
        case 4013: self = .invalidIntents
        case 4014: self = .disallowedIntents
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .tokenRefused:
            "Discord refuses the bot's token; on https://discord.com/developers/applications, under Bot, press Reset Token and put the new one into the token file"
        case .invalidShard:
            "Discord refuses the shard number; take shards out of the file, so that Discord's advice is used"
        case .shardingRequired:
            "the bot is in too many servers for one connection; take shards out of the file, so that Discord's advice is used"
        case .invalidVersion: "Discord no longer speaks version 10 of its gateway; install a newer version of Vigie"
        case .invalidIntents: "Discord refuses the list of intents; install a newer version of Vigie"
        case .disallowedIntents:
            "the bot may not see members or message texts; on https://discord.com/developers/applications, under Bot, Privileged Gateway Intents, switch on Server Members Intent and Message Content Intent"
        }
    }
}
