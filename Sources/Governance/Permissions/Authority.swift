public import SafetyModel

/// Who may do what in a community, and to whom: effective permissions as the platform itself computes them.
///
/// Made once from a snapshot, which it indexes; asked as often as needed. Members, channels and roles are named by
/// their ids. Whoever is not in the snapshot holds nothing, but for Discord's owner.
///
/// What a snapshot gets wrong (roles that are not there, threads in a circle …) is listed in ``problems`` and left out
/// of the computation; everything else is computed.
public struct Authority: Sendable {
    public let snapshot: CommunitySnapshot
    /// What does not fit together in the snapshot.
    public let problems: [SnapshotProblem]
    /// Discord's own bits; nil on other platforms.
    public let discord: DiscordAuthority?
    /// Matrix's own levels; nil on other platforms.
    public let matrix: MatrixAuthority?

    /// - Parameters:
    ///   - snapshot: the community.
    ///   - moment: when, which decides whether a time-out still holds; the moment of the snapshot unless given. Where
    ///     neither is known, time-outs are taken to be over, so that no power stays hidden.
    public init(_ snapshot: CommunitySnapshot, at moment: Timestamp? = nil) {
        self.snapshot = snapshot
        let moment = moment ?? snapshot.takenAt
        problems = Self.problems(of: snapshot, at: moment)
        switch snapshot.platform {
        case .discord:
            discord = DiscordAuthority(snapshot, at: moment)
            matrix = nil
        case .matrix:
            discord = nil
            matrix = MatrixAuthority(snapshot)
        }
    }

    /// What does not fit together in a snapshot, without making anything of it.
    static func problems(of snapshot: CommunitySnapshot, at moment: Timestamp? = nil) -> [SnapshotProblem] {
        var problems = SnapshotProblems(snapshot.inconsistencies(at: moment))
        if snapshot.platform == .discord { DiscordAuthority.checkBits(snapshot, &problems) }
        return problems.all
    }

    /// The powers that a member holds in the community as a whole: on Discord by role, whatever channels say; on
    /// Matrix in the room of the space.
    public func powers(of member: String) -> PowerSet {
        discord?.powers(of: member) ?? matrix?.powers(of: member, in: snapshot.id) ?? []
    }

    /// The powers that a member can use in a channel. On Discord those that no channel can change (ban, kick,
    /// time-out, nicknames, the audit log …) come with them.
    public func powers(of member: String, in channel: String) -> PowerSet {
        discord?.powers(of: member, in: channel) ?? matrix?.powers(of: member, in: channel) ?? []
    }

    /// The powers that a member holds somewhere: in the community as a whole or in at least one channel.
    public func powersAnywhere(of member: String) -> PowerSet {
        discord?.powersAnywhere(of: member) ?? matrix?.powersAnywhere(of: member) ?? []
    }

    /// Whether a member holds a power, in a channel or in the community as a whole.
    public func holds(_ member: String, _ power: Power, in channel: String? = nil) -> Bool {
        (channel.map { powers(of: member, in: $0) } ?? powers(of: member)).contains(power)
    }

    /// Whether a member can use a power on another: holding it, and standing high enough where the platform asks for
    /// that. Powers that are over nobody in particular (`viewAuditLog`) need holding alone. Nobody acts on themselves.
    public func canAct(_ actor: String, _ power: Power, on target: String, in channel: String? = nil) -> Bool {
        guard actor != target, holds(actor, power, in: channel) else { return false }
        return discord?.rankAllows(actor, power, on: target)
            ?? matrix?.rankAllows(actor, power, on: target, in: channel ?? snapshot.id) ?? false
    }

    /// Whether a member stands above another: by owner and highest role on Discord, by power level in the room (or in
    /// the space) on Matrix. Strict: equals do not.
    public func outranks(_ member: String, _ other: String, in channel: String? = nil) -> Bool {
        discord?.outranks(member, other)
            ?? matrix.map {
                $0.level(of: member, in: channel ?? snapshot.id) > $0.level(of: other, in: channel ?? snapshot.id)
            }
            ?? false
    }

    /// Every way by which a member comes to a power. Empty where, and only where, they do not hold it.
    public func paths(to power: Power, of member: String, in channel: String? = nil) -> [PowerPath] {
        guard holds(member, power, in: channel) else { return [] }
        return discord?.paths(to: power, of: member, in: channel)
            ?? matrix?.paths(to: power, of: member, in: channel ?? snapshot.id) ?? []
    }

    /// Ids of the members who hold a power over others somewhere, in the order of the snapshot.
    public var staff: [String] {
        snapshot.members.lazy.map(\.id).filter { powersAnywhere(of: $0).makesStaff }
    }
}
