import Connectors

/// What holds Vigie back in a guild though its roles have every permission: channels that shut it out, and roles with
/// power over others that do not stand below its own (https://docs.discord.com/developers/topics/permissions).
struct DiscordStanding {
    private let guild: JSONTree
    private let id: String
    private let own: String
    private let held: Set<String>
    private let base: UInt64

    /// - Parameters:
    ///   - guild: a guild object, with its roles.
    ///   - member: the bot, as a member of it.
    init(guild: JSONTree, member: JSONTree) {
        self.guild = guild
        id = guild["id"].id ?? ""
        own = member["user"]["id"].id ?? ""
        held = DiscordRights.held(in: guild, member: member)
        base = DiscordRights.bits(in: guild, held: held)
    }

    /// One thing that may hold Vigie back, and what is to be said where it does.
    struct Remark: Sendable, Hashable {
        var what: String
        var sentence: String?
    }

    /// Asks Discord how Vigie stands in a guild.
    static func remarks(
        on guild: String, own: String, _ settings: DiscordSettings, _ client: DiscordClient
    ) async throws(DiscordFault) -> [Remark] {
        let found = try await client.call(.guild(guild))
        let member = try await client.call(.member(own, of: guild))
        let channels = try await client.call(.channels(of: guild)).elements
        return DiscordStanding(guild: found, member: member)
            .remarks(channels: channels, moderators: settings.moderators[guild])
    }

    /// - Parameters:
    ///   - channels: all of the guild, with their overwrites.
    ///   - moderators: the channel where moderators are told of cases.
    func remarks(channels: [JSONTree], moderators: String?) -> [Remark] {
        let places = channels.filter { !Self.passedOver.contains($0["type"].id ?? "0") }
            .sorted { ($0["position"].integer ?? 0) < ($1["position"].integer ?? 0) }
        let unseen = base & Self.view == 0 ? [] : places.filter { bits(in: $0) & Self.view == 0 }
        let unread =
            base & Self.history == 0
            ? [] : places.filter { bits(in: $0) & (Self.view | Self.history) == Self.view }
        return [
            Remark(
                what: "channels unseen",
                sentence: Self.listed(unseen).map {
                    "Vigie does not see \($0) in “\(name)”: give its role View Channel there, if Vigie is to watch them"
                }),
            Remark(
                what: "history unread",
                sentence: Self.listed(unread).map {
                    "Vigie cannot fetch what it missed in \($0) of “\(name)”: give its role Read Message History there"
                }),
            Remark(what: "the moderators' channel", sentence: silence(channels, moderators)),
            Remark(what: "roles above Vigie's", sentence: above()),
        ]
    }

    /// Categories and directories hold nothing; threads are as their channel.
    private static let passedOver: Set<String> = ["4", "10", "11", "12", "14"]
    private static let view = DiscordPermissions.bit("VIEW_CHANNEL")
    private static let history = DiscordPermissions.bit("READ_MESSAGE_HISTORY")
    private static let send = DiscordPermissions.bit("SEND_MESSAGES")
    private static let administrator = DiscordPermissions.bit("ADMINISTRATOR")

    private var name: String { guild["name"].text ?? id }
    private var isOwner: Bool { guild["owner_id"].id == own }

    /// What Vigie may do in a channel: what is said of everybody counts first, then of roles, then of Vigie alone.
    private func bits(in channel: JSONTree) -> UInt64 {
        if isOwner || base & Self.administrator != 0 { return .max }
        let overwrites = channel["permission_overwrites"].elements
        var bits = base
        func apply(_ concerns: (String) -> Bool) {
            var (denied, allowed): (UInt64, UInt64) = (0, 0)
            for overwrite in overwrites {
                guard let id = overwrite["id"].id, concerns(id) else { continue }
                denied |= Self.number(overwrite["deny"])
                allowed |= Self.number(overwrite["allow"])
            }
            bits = (bits & ~denied) | allowed
        }
        apply { $0 == id }
        apply { $0 != id && held.contains($0) }
        apply { $0 == own }
        return bits
    }

    private static func number(_ tree: JSONTree) -> UInt64 { tree.id.flatMap { UInt64($0) } ?? 0 }

    private func silence(_ channels: [JSONTree], _ moderators: String?) -> String? {
        // What the role lacks everywhere was said already.
        guard let moderators, base & Self.send != 0 || base & Self.administrator != 0,
            let channel = channels.first(where: { $0["id"].id == moderators }),
            bits(in: channel) & (Self.view | Self.send) != Self.view | Self.send
        else { return nil }
        return
            "Vigie may not write in the moderators' channel \(Self.title(channel)) of “\(name)”, so nobody there is told of cases: give its role View Channel and Send Messages there"
    }

    private func above() -> String? {
        if isOwner { return nil }
        let roles = guild["roles"].elements
        let top = roles.filter { held.contains($0["id"].id ?? "") }.map { $0["position"].integer ?? 0 }.max() ?? 0
        let higher = roles.filter { role in
            let powers = DiscordPermissions.overOthers & Self.number(role["permissions"])
            // Those of other bots belong to them alone.
            return powers != 0 && role["managed"].bool != true && !held.contains(role["id"].id ?? "")
                && (role["position"].integer ?? 0) >= top
        }
        guard !higher.isEmpty else { return nil }
        let names = Self.shortened(higher.map { "“\($0["name"].text ?? $0["id"].id ?? "")”" })
        return
            "Vigie's role in “\(name)” does not stand above \(names), so nothing can be carried out on who has them: in Server Settings, Roles, drag Vigie's role up"
    }

    // MARK: Names

    /// How many are named before the rest is counted.
    private static let mostNames = 5

    private static func title(_ channel: JSONTree) -> String {
        "#\(channel["name"].text ?? channel["id"].id ?? "")"
    }

    /// `nil` where there are none.
    private static func listed(_ channels: [JSONTree]) -> String? {
        channels.isEmpty ? nil : shortened(channels.map(title))
    }

    private static func shortened(_ names: [String]) -> String {
        let rest = names.count - mostNames
        return names.prefix(mostNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
