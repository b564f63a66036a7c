public import AsyncHTTPClient
import Connectors
public import SafetyModel

/// Asks Discord for what an audit reads of a guild (docs/permissions.md), and keeps nothing else of its members: no
/// picture, no profile, no token of a webhook.
public struct DiscordSnapshot: Sendable {
    private let client: DiscordClient
    private let now: @Sendable () -> Timestamp

    public init(_ settings: DiscordSettings, http: HTTPClient = .shared, now: @escaping @Sendable () -> Timestamp) {
        client = DiscordClient(settings, http: http, now: now)
        self.now = now
    }

    /// - Parameter guild: its id.
    /// - Throws: ``DiscordFault`` where the guild itself, its channels or its members are refused
    public func fetch(_ guild: String) async throws(DiscordFault) -> FetchedSnapshot {
        let whole = try await client.call(.guildWithCounts(guild))
        var snapshot = whole.keeping(Kept.guild, ["roles": Kept.role])
        let channels = try await client.call(.channels(of: guild))
        snapshot.set("channels", .array(channels.elements.map { $0.keeping(Kept.channel) }))
        snapshot.set("members", .array(try await members(of: guild)))
        var refused: [String] = []
        for (name, request) in [
            ("threads", DiscordRequest.threads(of: guild)), ("invites", .invites(of: guild)),
            ("webhooks", .webhooks(of: guild)),
        ] {
            do throws(DiscordFault) {
                let answer = try await client.call(request)
                let list = name == "threads" ? answer["threads"].elements : answer.elements
                snapshot.set(name, .array(list.map { Self.kept($0, of: name) }))
            } catch {
                guard case .refused = error else { throw error }
                refused.append("\(name): \(error)")
            }
        }
        snapshot.set("taken_at", .string(now().rfc3339))
        return FetchedSnapshot(bytes: snapshot.bytes, refused: refused)
    }

    private func members(of guild: String) async throws(DiscordFault) -> [JSONTree] {
        var members: [JSONTree] = []
        var last = "0"
        while true {
            let page = try await client.call(.members(of: guild, after: last)).elements
            members += page.map { $0.keeping(Kept.member, ["user": Kept.user]) }
            let next = page.compactMap { $0["user"]["id"].id.flatMap { UInt64($0) } }.max()
            guard let next, String(next) != last, page.count >= DiscordRequest.memberPage else { return members }
            last = String(next)
        }
    }

    private static func kept(_ object: JSONTree, of list: String) -> JSONTree {
        switch list {
        case "threads": object.keeping(Kept.channel)
        case "invites": object.keeping(Kept.invite, ["channel": ["id"], "inviter": ["id"]])
        default: object.keeping(Kept.webhook, ["user": ["id"]])
        }
    }

    /// What the reader of snapshots knows (`DiscordSnapshotReader`).
    private enum Kept {
        static let guild: Set<String> = [
            "id", "name", "owner_id", "mfa_level", "features", "roles", "approximate_member_count",
        ]
        static let role: Set<String> = ["id", "name", "permissions", "position", "managed"]
        static let channel: Set<String> = ["id", "name", "type", "parent_id", "nsfw", "permission_overwrites"]
        static let member: Set<String> = ["user", "nick", "roles", "joined_at", "communication_disabled_until"]
        static let user: Set<String> = ["id", "username", "global_name", "bot", "mfa_enabled"]
        static let invite: Set<String> = [
            "code", "channel", "inviter", "created_at", "max_age", "max_uses", "uses",
        ]
        static let webhook: Set<String> = ["id", "name", "channel_id", "user", "application_id"]
    }
}
