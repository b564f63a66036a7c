import SafetyModel

/// Who stands above whom (Permission Hierarchy), and which way a power came.
extension DiscordAuthority {
    /// Whether a member stands above another: the owner above all, then by highest role.
    public func outranks(_ member: String, _ other: String) -> Bool {
        guard other != owner else { return false }
        guard member != owner else { return member != other }
        guard let first = members.numbers[member] else { return false }
        // Who is not in the guild has no role: they can be banned by anybody who may ban.
        guard let second = members.numbers[other] else { return true }
        return members.highest[first] > members.highest[second]
    }

    /// Whether a member can give a role to others and take it away: by `MANAGE_ROLES`, and it stands below their own
    /// highest.
    public func canGive(_ member: String, role: String) -> Bool {
        guard permissions(of: member).contains(.manageRoles), let role = ladder.numbers[role], role > 0,
            !ladder.isManaged[role]
        else { return false }
        return member == owner || members.numbers[member].map { members.highest[$0] > role } ?? false
    }

    /// Whether the hierarchy lets a member use a power, which they hold, on another.
    ///
    /// Ban, kick, time-out and nicknames want the target below; nobody touches the owner, and nobody times out an
    /// administrator. Roles are given and taken by the rank of the role (``canGive(_:role:)``), whoever has it: it is
    /// enough that there is a role to give. Messages, threads and voice know no rank.
    func rankAllows(_ actor: String, _ power: Power, on target: String) -> Bool {
        switch power {
        case .administrator, .ban, .kick, .manageNicknames: outranks(actor, target)
        case .timeOut:
            outranks(actor, target) && !permissions(of: target).contains(.administrator)
        case .manageRoles: ladder.ids.dropFirst().contains { canGive(actor, role: $0) }
        default: true
        }
    }

    /// The ways by which a member, who holds a power, comes to it. Each would be enough alone.
    func paths(to power: Power, of member: String, in channel: String?) -> [PowerPath] {
        var paths: [PowerPath] = member == owner ? [.owner] : []
        guard let number = members.numbers[member] else { return paths }
        let place = channel.flatMap { channels.numbers[$0] }
        let bit = DiscordPermissions(power, inThread: place.map { channels.kinds[$0] == .thread } ?? false).rawValue
        let roles = [0] + members.roles(of: number).reversed()
        let said = place.map { channels.overwrites[$0] }
        let ofRoles = roles.dropFirst().compactMap { role in said?.ofRole(role).map { (role: role, overwrite: $0) } }
        let own = said?.ofMember(number) ?? Overwrite()
        let everyone = said?.everyone ?? Overwrite()
        // What is said later undoes what was said before: everybody, then roles together, then the member.
        let isDeniedByMember = own.deny & bit != 0
        let isDeniedByRoles = isDeniedByMember || ofRoles.contains { $0.overwrite.deny & bit != 0 }
        let isDenied = isDeniedByRoles || everyone.deny & bit != 0
        for role in roles {
            let id = ladder.ids[Int(role)]
            let permissions = ladder.permissions[Int(role)]
            if permissions & DiscordPermissions.administrator.rawValue != 0 {
                paths.append(.administrator(role: id))
            } else if permissions & bit != 0, !isDenied {
                paths.append(role == 0 ? .everyone : .role(id))
            }
        }
        guard let source = place.map({ channels.sources[$0] }) else { return paths }
        let home = channels.ids[source]
        if everyone.allow & bit != 0, !isDeniedByRoles {
            paths.append(.overwrite(channel: home, of: guild, kind: .role))
        }
        for (role, overwrite) in ofRoles where overwrite.allow & bit != 0 && !isDeniedByMember {
            paths.append(.overwrite(channel: home, of: ladder.ids[Int(role)], kind: .role))
        }
        if own.allow & bit != 0 { paths.append(.overwrite(channel: home, of: member, kind: .member)) }
        return paths
    }
}
