public import SafetyModel

extension DiscordTranslator {
    /// What a guild looked like last.
    public func remembered(_ guild: String) -> GuildMemory? { guilds[guild] }

    /// Whether the list of its members is complete.
    public func knowsAllMembers(of guild: String) -> Bool { complete.contains(guild) }

    /// Notes how far a channel was read, as an earlier run stored it.
    public mutating func note(lastMessage id: String, in channel: String, of guild: String) {
        guilds[guild]?.note(message: id, in: channel)
    }

    /// Since when members may have joined whom nobody told; nil where all lists came.
    public var newcomersExpectedSince: Timestamp? { newcomersSince.values.min() }

    /// Who joined after that moment is told when the list of members comes: Vigie was not there to be told.
    public mutating func expectNewcomers(to guild: String, since moment: Timestamp) {
        if newcomersSince[guild] == nil { newcomersSince[guild] = moment }
    }

    /// The guild, of those that Vigie sees, in which most of these people are members.
    public func guild(of users: [String]) -> String? {
        guilds.keys.sorted().map { guild in
            (guild: guild, count: users.count { members[guild]?[$0] != nil })
        }.filter { $0.count > 0 }.max { $0.count < $1.count }?.guild
    }

    /// Which of the permissions that Vigie needs its roles do not give it in a guild; nil where its roles are not known.
    public func missingPermissions(in guild: String) -> [String]? {
        guard let ownID, let memory = guilds[guild], let known = members[guild]?[ownID], let all = members[guild] else {
            return nil
        }
        if memory.owner == ownID { return [] }
        let held = all.roles(of: known) + [guild]
        return DiscordPermissions.missing(in: held.reduce(0) { $0 | (memory.roles[$1]?.permissions ?? 0) })
    }

    /// Roles of a member that give power over others, of those that can be taken.
    public func powers(of roles: [String], in guild: String) -> [String] {
        roles.filter { role in
            role != guild
                && (guilds[guild]?.roles[role]).map { $0.permissions & DiscordPermissions.overOthers != 0 } ?? false
        }
    }
}
