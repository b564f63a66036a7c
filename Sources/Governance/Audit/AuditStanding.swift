public import SafetyModel

/// Who holds which power in a community, worked out once for all that an audit asks.
///
/// Members of staff are people who hold a power over others that not everybody holds. What a role gives that most
/// members hold, everybody is taken to hold: ``CommonRole``.
public struct AuditStanding: Sendable {
    public let snapshot: CommunitySnapshot
    let authority: Authority
    /// People with a power over others, in the order of the snapshot.
    let staff: [Person]
    /// Programs with one.
    let bots: [Person]
    /// What everybody's role gives in the community as a whole.
    let everyone: PowerSet
    /// The same with the roles that most members hold.
    let common: PowerSet
    /// What everybody, those roles included, holds beyond that, and where.
    let commonInChannels: [Power: [AuditReference]]
    /// The roles that most members hold, the most held first.
    let commonRoles: [CommonRole]
    /// How many members hold which role.
    let holders: [String: Int]
    /// Everybody else, by the roles they hold.
    let others: [OtherMembers]
    /// The places of roles in the hierarchy, 0 for everybody's.
    private let places: [String: Int]

    /// A member of staff, or a program with powers.
    struct Person: Sendable {
        var member: SnapshotMember
        /// In the community or in a channel of it.
        var powers: PowerSet
        /// Of those, the ones that not everybody holds.
        var own: PowerSet
        var isOwner: Bool
        /// The place of the highest role.
        var place: Int

        /// Whether it moderates without being above all: who is administrator lacks nothing.
        var isModerator: Bool {
            !isOwner && !powers.contains(.administrator)
                && !own.isDisjoint(with: PowerSet([.ban, .kick, .timeOut, .deleteMessages]))
        }
    }

    /// People with the same roles and no power over others.
    struct OtherMembers: Sendable {
        /// One of them.
        var member: String
        var count: Int
        /// The highest of their roles, nil for who has none.
        var highest: String?
        var place: Int
    }

    /// - Parameter snapshot: whose members who have been timed out are taken as if they were not.
    public init(_ snapshot: CommunitySnapshot) {
        self.snapshot = snapshot
        // Somebody who is there, and was given nothing.
        let anybody = Self.anybody(snapshot)
        // Somebody who was given what most were.
        commonRoles = CommonRole.all(snapshot)
        var member = Self.anybody(snapshot)
        member.id += " member"
        member.roles = commonRoles.map(\.role.id)
        var populated = snapshot
        populated.members += [anybody, member]
        let authority = Authority(populated)
        self.authority = authority
        everyone = authority.powers(of: anybody.id)
        let common = authority.powers(of: member.id)
        self.common = common
        var inChannels: [Power: [AuditReference]] = [:]
        var somewhere = common
        for channel in snapshot.channels where channel.kind != .category {
            let there = authority.powers(of: anybody.id, in: channel.id).union(
                authority.powers(of: member.id, in: channel.id))
            somewhere.formUnion(there)
            for power in there.subtracting(common).powers { inChannels[power, default: []].append(channel.reference) }
        }
        commonInChannels = inChannels
        places = RoleLadder(snapshot).numbers
        let found = Self.sort(snapshot, authority, common: somewhere, places: places)
        (staff, bots, others, holders) = (found.staff, found.bots, found.others, found.holders)
    }

    /// No platform gives such an id.
    private static func anybody(_ snapshot: CommunitySnapshot) -> SnapshotMember {
        SnapshotMember(
            id: "\u{0}anybody", rooms: snapshot.platform == .matrix ? snapshot.channels.map(\.id) : nil)
    }

    private struct Sorted {
        var staff: [Person] = []
        var bots: [Person] = []
        var others: [OtherMembers] = []
        var holders: [String: Int] = [:]
    }

    private static func sort(
        _ snapshot: CommunitySnapshot, _ authority: Authority, common: PowerSet, places: [String: Int]
    ) -> Sorted {
        var sorted = Sorted()
        let giving = sources(snapshot, common: common)
        var groups: [[String]: Int] = [:]
        for member in snapshot.members {
            for role in Set(member.roles) { sorted.holders[role, default: 0] += 1 }
            let isOwner = member.id == snapshot.owner
            if isOwner || giving.members.contains(member.id) || member.roles.contains(where: giving.roles.contains) {
                let powers = authority.powersAnywhere(of: member.id)
                let own = powers.subtracting(common)
                if isOwner || !own.isDisjoint(with: .overOthers) {
                    let person = Person(
                        member: member, powers: powers, own: own, isOwner: isOwner,
                        place: member.roles.compactMap { places[$0] }.max() ?? 0)
                    if member.isBot { sorted.bots.append(person) } else { sorted.staff.append(person) }
                    continue
                }
            }
            if member.isBot { continue }
            // On Matrix the rooms that somebody is in take the place of roles.
            let alike = member.roles + (member.rooms ?? [])
            if let known = groups[alike] {
                sorted.others[known].count += 1
            } else {
                groups[alike] = sorted.others.count
                let highest = member.roles.max { (places[$0] ?? 0) < (places[$1] ?? 0) }
                sorted.others.append(
                    OtherMembers(
                        member: member.id, count: 1, highest: highest, place: highest.flatMap { places[$0] } ?? 0))
            }
        }
        return sorted
    }

    /// The roles and the members that a power over others can come from: whoever has none of them needs no look.
    static func sources(
        _ snapshot: CommunitySnapshot, common: PowerSet
    ) -> (roles: Set<String>, members: Set<String>) {
        var roles: Set<String> = []
        var members: Set<String> = []
        for role in snapshot.roles where isOverOthers(role.permissions, common) { roles.insert(role.id) }
        for channel in snapshot.channels {
            for overwrite in channel.overwrites where isOverOthers(overwrite.allow, common) {
                if overwrite.kind == .role { roles.insert(overwrite.id) } else { members.insert(overwrite.id) }
            }
            members.formUnion(channel.creators)
            members.formUnion(channel.powerLevels?.users.keys.map { $0 } ?? [])
        }
        return (roles, members)
    }

    private static func isOverOthers(_ permissions: UInt64, _ common: PowerSet) -> Bool {
        let powers = DiscordPermissions(rawValue: permissions).powers().union(
            DiscordPermissions(rawValue: permissions).powers(inThread: true))
        return !powers.subtracting(common).isDisjoint(with: .overOthers)
    }

    // MARK: Questions

    /// Whether there is nothing in the snapshot that could be audited.
    public var isEmpty: Bool { snapshot.roles.isEmpty && snapshot.channels.isEmpty && snapshot.members.isEmpty }

    /// Whether the snapshot lists all members.
    var listsEverybody: Bool { !lacks(.members) && (snapshot.memberCount ?? 0) <= snapshot.members.count }

    /// Whether the snapshot does not tell of something. No community is without members, channels or, on Discord, roles.
    func lacks(_ part: CommunitySnapshot.Part) -> Bool {
        if snapshot.untold.contains(part) { return true }
        return switch part {
        case .members: snapshot.members.isEmpty
        case .channels: snapshot.channels.isEmpty
        case .roles: snapshot.platform == .discord && snapshot.roles.isEmpty
        case .invites, .webhooks, .timeOuts: false
        }
    }

    /// Which of some parts the snapshot lacks, in words; nil where it has them all.
    func missing(_ parts: [CommunitySnapshot.Part]) -> LocalizedText? {
        // On Matrix the rooms' levels take the place of roles.
        let isMatrix = snapshot.platform == .matrix
        let needed = isMatrix ? Set(parts.map { $0 == .roles ? .channels : $0 }) : Set(parts)
        let missing = CommunitySnapshot.Part.allCases.filter { needed.contains($0) && lacks($0) }.map {
            $0.title(on: snapshot.platform)
        }
        if !missing.isEmpty {
            return LocalizedText(
                fr: "L'instantané ne donne pas : \(missing.map(\.fr).joined(separator: ", ")).",
                en: "The snapshot does not tell: \(missing.map(\.en).joined(separator: ", ")).")
        }
        let (listed, all) = (snapshot.members.count, snapshot.memberCount ?? 0)
        guard parts.contains(.members), Double(listed) < Self.nearlyAll * Double(all) else { return nil }
        return LocalizedText(
            fr: "L'instantané ne donne que \(listed) membres sur \(all).",
            en: "The snapshot lists only \(listed) of \(all) members.")
    }

    /// Discord's count of members is approximate: a list that is this near to it may well be whole.
    private static let nearlyAll = 0.95

    /// Roles that people give to people.
    var givenRoles: [SnapshotRole] { snapshot.roles.filter { !$0.isManaged && $0.id != snapshot.id } }

    var everyonePermissions: UInt64 { snapshot.roles.first { $0.id == snapshot.id }?.permissions ?? 0 }

    func place(of role: String) -> Int { places[role] ?? 0 }

    /// The powers over others that a role gives everywhere, beyond everybody's.
    func powersOverOthers(of role: SnapshotRole) -> PowerSet {
        let powers = DiscordPermissions(rawValue: role.permissions).powers()
        let all: PowerSet = powers.contains(.administrator) ? .all : powers
        return all.intersection(.overOthers).subtracting(common)
    }

    /// Of the roles that most members hold, those through which everybody comes to a power, in the community or in
    /// some channels. None where everybody's own role gives it.
    func commonRoles(giving power: Power, in channels: [AuditReference]) -> [CommonRole] {
        guard !everyone.contains(power) else { return [] }
        let places = Set(channels.map(\.id))
        let bits = DiscordPermissions(power).union(.administrator).rawValue
        return commonRoles.filter { common in
            if channels.isEmpty { return common.role.permissions & bits != 0 }
            return snapshot.channels.contains { channel in
                places.contains(channel.id)
                    && channel.overwrites.contains {
                        $0.kind == .role && $0.id == common.role.id && $0.allow & bits != 0
                    }
            }
        }
    }

    /// Roles that give the power to ban.
    var banRoles: Set<String> {
        Set(snapshot.roles.filter { powersOverOthers(of: $0).contains(.ban) }.map(\.id))
    }

    func sees(_ member: SnapshotMember, _ channel: SnapshotChannel) -> Bool {
        authority.holds(member.id, .viewChannel, in: channel.id)
    }

    /// What channels say of roles.
    var overwritesByRole: [String: Set<RoleOverwrite>] {
        var found: [String: Set<RoleOverwrite>] = [:]
        for channel in snapshot.channels {
            for overwrite in channel.overwrites where overwrite.kind == .role {
                found[overwrite.id, default: []].insert(
                    RoleOverwrite(channel: channel.id, allow: overwrite.allow, deny: overwrite.deny))
            }
        }
        return found
    }

    /// Whether somebody other than the owner can act on a member of staff: if anybody can, whoever stands highest can.
    /// - Parameter highest: ``highestActor``.
    func isChecked(_ person: Person, by highest: String?) -> Bool {
        highest.map { authority.outranks($0, person.member.id) } ?? false
    }

    /// Of those other than the owner who may act on members, the one whom none of them outranks.
    var highestActor: String? {
        let actors = staff.filter { !$0.isOwner && !$0.powers.isDisjoint(with: PowerSet([.kick, .ban, .manageRoles])) }
        return actors.map(\.member.id).reduce(nil) { top, id in
            top.map { authority.outranks(id, $0) ? id : $0 } ?? id
        }
    }

    /// Whether whoever made a webhook is there still, and may manage it.
    /// - Parameter present: ids of all members.
    func manages(webhook: SnapshotWebhook, _ creator: String, present: Set<String>) -> Bool {
        guard snapshot.owner != creator, !lacks(.members), !lacks(.roles) else { return true }
        guard present.contains(creator) else { return !listsEverybody }
        return authority.holds(creator, .manageWebhooks)
            || webhook.channel.map { authority.holds(creator, .manageWebhooks, in: $0) } ?? false
    }

    /// The roles of some people that give a power over others.
    func moderatingRoles(of people: [Person]) -> [SnapshotRole] {
        let held = Set(people.flatMap(\.member.roles))
        return snapshot.roles.filter { held.contains($0.id) && !powersOverOthers(of: $0).isEmpty }
    }

    /// Channels that at least so many people see who hold no power, and can take part in.
    func channelsWhereMembersTalk(leastViewers: Int) -> [SnapshotChannel] {
        snapshot.channels.filter { channel in
            guard [.text, .forum, .voice, .stage].contains(channel.kind) else { return false }
            var viewers = 0
            for group in others {
                let there = authority.powers(of: group.member, in: channel.id)
                if there.contains(.viewChannel), there.contains(.sendMessages) || there.contains(.connect) {
                    viewers += group.count
                }
                if viewers >= leastViewers { return true }
            }
            return false
        }
    }

    /// Members without power who stand as high as somebody who moderates, or higher, and the roles that put them there.
    var membersAboveModerators: (members: Int, moderators: Int, roles: [SnapshotRole]) {
        let acting = PowerSet([.ban, .kick, .timeOut])
        let moderators = staff.filter { !$0.isOwner && !$0.own.isDisjoint(with: acting) }
        guard snapshot.platform == .discord, let lowest = moderators.map(\.place).min() else { return (0, 0, []) }
        let above = others.filter { $0.place >= lowest }
        let highest = above.map(\.place).max() ?? 0
        let names = Set(above.compactMap(\.highest))
        return (
            above.reduce(0) { $0 + $1.count }, above.isEmpty ? 0 : moderators.filter { $0.place <= highest }.count,
            snapshot.roles.filter { names.contains($0.id) }
        )
    }

    /// Roles as the report lists them, highest first.
    var auditedRoles: [AuditedRole] {
        snapshot.roles.map { role in
            let isEveryone = role.id == snapshot.id
            let given = DiscordPermissions(rawValue: role.permissions).powers().intersection(.overOthers)
            let powers =
                isEveryone
                ? everyone.intersection(.overOthers)
                : commonRoles.contains { $0.role.id == role.id }
                    ? given.subtracting(everyone) : powersOverOthers(of: role)
            return AuditedRole(
                id: role.id, name: role.name, position: role.position,
                holders: listsEverybody ? isEveryone ? snapshot.members.count : holders[role.id] ?? 0 : nil,
                powers: powers.contains(.administrator)
                    ? [Power.administrator.rawValue] : powers.powers.map(\.rawValue),
                isEveryone: isEveryone, isManaged: role.isManaged)
        }.sorted { (place(of: $1.id), $0.id) < (place(of: $0.id), $1.id) }
    }
}
