import Connectors

/// Which of the permissions that Vigie needs it has in a guild.
enum DiscordRights {
    /// - Parameters:
    ///   - guild: a guild object, with its roles.
    ///   - member: the bot, as a member of it.
    /// - Returns: names as in Discord's documentation.
    static func missing(in guild: JSONTree, member: JSONTree) -> [String] {
        if guild["owner_id"].id == member["user"]["id"].id { return [] }
        return DiscordPermissions.missing(in: bits(in: guild, held: held(in: guild, member: member)))
    }

    /// The roles of a member, that of everybody among them.
    static func held(in guild: JSONTree, member: JSONTree) -> Set<String> {
        Set(member["roles"].elements.compactMap(\.id)).union([guild["id"].id ?? ""])
    }

    /// What those roles permit in the whole guild.
    static func bits(in guild: JSONTree, held: Set<String>) -> UInt64 {
        guild["roles"].elements.reduce(UInt64(0)) { bits, role in
            guard let id = role["id"].id, held.contains(id) else { return bits }
            return bits | (role["permissions"].id.flatMap { UInt64($0) } ?? 0)
        }
    }

    static func sentence(_ missing: [String], guild: String) -> String {
        "Vigie's role in “\(guild)” lacks \(missing.joined(separator: ", ")): in Server Settings, Roles, give them to it"
    }
}
