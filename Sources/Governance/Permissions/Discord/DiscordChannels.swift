import SafetyModel

/// What one overwrite allows and denies.
struct Overwrite: Hashable, Sendable {
    var allow: UInt64 = 0
    var deny: UInt64 = 0

    /// First what is denied goes, then what is allowed comes.
    @inline(__always)
    func apply(to bits: UInt64) -> UInt64 { bits & ~deny | allow }
}

/// The overwrites of one channel, by numbers.
struct ChannelOverwrites: Sendable {
    var everyone = Overwrite()
    private var roles: [Int32] = []
    private var overwrites: [Overwrite] = []
    private var ofMembers: [Int: Overwrite] = [:]

    /// Overwrites of roles and members that are not there say nothing about anybody. Two for the same are one.
    init(_ overwrites: [SnapshotOverwrite], ladder: RoleLadder, members: DiscordMembers) {
        var byRole: [Int32: Overwrite] = [:]
        for overwrite in overwrites {
            // Overwrites speak of what channels know; they cannot give a ban or make an administrator.
            let allow = overwrite.allow & DiscordPermissions.ofChannels.rawValue
            let deny = overwrite.deny & DiscordPermissions.ofChannels.rawValue
            switch overwrite.kind {
            case .role:
                guard let role = ladder.numbers[overwrite.id] else { continue }
                byRole[Int32(role), default: Overwrite()].allow |= allow
                byRole[Int32(role), default: Overwrite()].deny |= deny
            case .member:
                guard let member = members.numbers[overwrite.id] else { continue }
                ofMembers[member, default: Overwrite()].allow |= allow
                ofMembers[member, default: Overwrite()].deny |= deny
            }
        }
        everyone = byRole.removeValue(forKey: 0) ?? Overwrite()
        for (role, overwrite) in byRole.sorted(by: { $0.key < $1.key }) {
            roles.append(role)
            self.overwrites.append(overwrite)
        }
    }

    @inline(__always)
    func ofMember(_ member: Int) -> Overwrite? { ofMembers.isEmpty ? nil : ofMembers[member] }

    /// The overwrites of several roles, joined.
    @inline(__always)
    func ofRoles(_ held: ArraySlice<Int32>) -> Overwrite {
        var joined = Overwrite()
        guard !roles.isEmpty else { return joined }
        for role in held {
            guard let overwrite = ofRole(role) else { continue }
            joined.allow |= overwrite.allow
            joined.deny |= overwrite.deny
        }
        return joined
    }

    @inline(__always)
    func ofRole(_ role: Int32) -> Overwrite? {
        var (low, high) = (0, roles.count)
        while low < high {
            let middle = (low + high) / 2
            if roles[middle] < role { low = middle + 1 } else { high = middle }
        }
        return low < roles.count && roles[low] == role ? overwrites[low] : nil
    }
}

/// The channels of a guild, with the overwrites that hold in them.
struct DiscordChannels: Sendable {
    let ids: [String]
    let numbers: [String: Int]
    let kinds: [SnapshotChannel.Kind]
    let rules: [DiscordPermissions.KindRules]
    let overwrites: [ChannelOverwrites]
    /// The channel whose overwrites hold: a thread's is its parent.
    let sources: [Int]

    init(_ snapshot: CommunitySnapshot, ladder: RoleLadder, members: DiscordMembers) {
        var numbers: [String: Int] = [:]
        for (number, channel) in snapshot.channels.enumerated() where numbers[channel.id] == nil {
            numbers[channel.id] = number
        }
        self.numbers = numbers
        ids = snapshot.channels.map(\.id)
        kinds = snapshot.channels.map(\.kind)
        rules = kinds.map { DiscordPermissions.KindRules($0) }
        sources = snapshot.channels.indices.map { Self.source(of: $0, in: snapshot.channels, numbers) }
        let own = snapshot.channels.map { ChannelOverwrites($0.overwrites, ladder: ladder, members: members) }
        overwrites = sources.map { own[$0] }
    }

    /// A thread takes what holds in its parent. Where that is missing, or the threads hang on each other in a circle,
    /// the thread is taken as it stands.
    private static func source(of channel: Int, in channels: [SnapshotChannel], _ numbers: [String: Int]) -> Int {
        var place = channel
        var steps = 0
        while channels[place].kind == .thread {
            guard let parent = channels[place].parent.flatMap({ numbers[$0] }), steps < 8 else { return channel }
            place = parent
            steps += 1
        }
        return place
    }
}
