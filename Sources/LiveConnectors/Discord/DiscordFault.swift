public import Connectors

/// What went wrong between Vigie and Discord: what happened, and how to mend it.
public enum DiscordFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nobody answers at the address.
    case unreachable(String)
    /// The address answers with a certificate that nobody vouches for.
    case untrusted(String)
    /// 401: the token is wrong, or was taken back.
    case tokenRefused
    /// Discord answered with an error (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
    case refused(status: Int, code: Int)
    /// So many requests were refused that Vigie holds still, lest the address be shut out.
    case heldBack
    /// The answer was no JSON.
    case unreadable
    /// The answer was longer than Vigie takes.
    case tooLarge
    /// The gateway cannot be connected with.
    case gateway(GatewayFailure)

    public var description: String {
        switch self {
        case .unreachable(let address):
            "Discord does not answer at \(address): is this machine connected, and does its firewall let HTTPS out?"
        case .untrusted(let address):
            "the certificate at \(address) is not believed: if a proxy of your own reads what goes out, name its certificate as “ca_file”; is this machine's clock right?"
        case .tokenRefused: GatewayFailure.tokenRefused.description
        case .refused(403, 50001):
            "Vigie may not see that (50001): give Vigie's role View Channel and Read Message History there"
        case .refused(403, 50013):
            "Vigie lacks the permission, or its role stands below the member's (50013): in Server Settings, Roles, give Vigie's role what docs/connect-discord.md lists, and drag it up"
        case .refused(403, 60003):
            "the server requires two-factor authentication of moderators (60003): switch it on for the account that owns the bot"
        case .refused(403, let code):
            "Discord refuses (403, code \(code)): Vigie's role lacks the right; docs/connect-discord.md lists what it needs"
        case .refused(404, let code): "Discord does not know that (404, code \(code)): it is gone, or the id is wrong"
        case .refused(429, _): "Discord says that Vigie asks too often; it is asked again later"
        case .refused(let status, let code) where status >= 500:
            "Discord has a fault of its own (\(status), code \(code)); it is asked again later; see https://discordstatus.com"
        case .refused(let status, let code):
            "Discord answered \(status), code \(code), to what should be right; a newer version of Vigie may know better"
        case .heldBack:
            "Discord refused so many requests that Vigie asks nothing for ten minutes, lest the address be shut out; the log above says what was refused"
        case .unreadable: "Discord's answer is no JSON: is “rest” the address of Discord's interface?"
        case .tooLarge: "Discord's answer is too long to be taken"
        case .gateway(let failure): failure.description
        }
    }

    /// Whether the same may succeed later without anybody mending anything.
    public var isPassing: Bool {
        switch self {
        case .unreachable, .untrusted, .tooLarge, .unreadable, .heldBack: true
        case .refused(let status, _): status == 429 || status >= 500
        case .tokenRefused, .gateway: false
        }
    }
}
