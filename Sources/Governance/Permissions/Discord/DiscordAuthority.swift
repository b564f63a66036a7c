import SafetyModel

/// Effective permissions of a Discord guild, as https://docs.discord.com/developers/topics/permissions describes them.
///
/// Made once; members, roles and channels are numbers from then on, in the order of the snapshot.
public struct DiscordAuthority: Sendable {
    let guild: String
    let owner: String?
    /// Roles by what Discord calls their hierarchy: a role's place in it is its number. 0 is everybody's.
    let ladder: RoleLadder
    let members: DiscordMembers
    let channels: DiscordChannels

    init(_ snapshot: CommunitySnapshot, at moment: Timestamp?) {
        guild = snapshot.id
        owner = snapshot.owner
        ladder = RoleLadder(snapshot)
        members = DiscordMembers(snapshot, ladder: ladder, at: moment)
        channels = DiscordChannels(snapshot, ladder: ladder, members: members)
    }

    // MARK: In the guild

    /// What a member may do in the guild, whatever its channels say.
    public func permissions(of member: String) -> DiscordPermissions {
        guard let number = members.numbers[member] else { return member == owner ? .all : [] }
        return DiscordPermissions(rawValue: members.inGuild(number))
    }

    func powers(of member: String) -> PowerSet { permissions(of: member).powers() }

    // MARK: In a channel

    /// What a member may do in a channel: the permissions that a channel of its kind knows, once its overwrites and
    /// what is implied are applied.
    public func permissions(of member: String, in channel: String) -> DiscordPermissions {
        guard let place = channels.numbers[channel] else { return [] }
        guard let number = members.numbers[member] else {
            return member == owner ? DiscordPermissions(rawValue: channels.rules[place].known) : []
        }
        return permissions(ofMember: number, inChannel: place)
    }

    func powers(of member: String, in channel: String) -> PowerSet {
        guard let place = channels.numbers[channel] else { return [] }
        let inGuild = permissions(of: member).subtracting(.ofChannels)
        return permissions(of: member, in: channel).union(inGuild).powers(inThread: channels.kinds[place] == .thread)
    }

    func powersAnywhere(of member: String) -> PowerSet {
        guard let number = members.numbers[member] else { return member == owner ? .all : [] }
        var bits = members.inGuild(number)
        guard !members.isExempt[number] else { return .all }
        for place in channels.rules.indices { bits |= permissions(ofMember: number, inChannel: place).rawValue }
        return DiscordPermissions(rawValue: bits).powers()
            .union(DiscordPermissions(rawValue: bits).powers(inThread: true))
    }

    /// What a member may do in a channel, both by their number in the lists of the snapshot, which must have them.
    /// For going through all of them.
    public func permissions(ofMember member: Int, inChannel place: Int) -> DiscordPermissions {
        let rules = channels.rules[place]
        guard !members.isExempt[member] else { return DiscordPermissions(rawValue: rules.known) }
        let said = channels.overwrites[place]
        let ofRoles = said.ofRoles(members.roles(of: member))
        var bits = ofRoles.apply(to: said.everyone.apply(to: members.base[member]))
        if let own = said.ofMember(member) { bits = own.apply(to: bits) }
        bits = DiscordPermissions.effective(bits, in: rules)
        if members.isTimedOut[member] { bits &= DiscordPermissions.whileTimedOut.rawValue }
        return DiscordPermissions(rawValue: bits)
    }
}
