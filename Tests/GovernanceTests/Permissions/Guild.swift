import Governance
import SafetyModel

/// A small guild to derive permissions in by hand. Its id, and its role of everybody, is 1; the owner is 900.
///
/// Roles 10, 20, 30, 40 are at positions 1, 2, 3, 4; member 1xx has what its case says.
struct Guild {
    typealias Bits = DiscordPermissions

    var snapshot = CommunitySnapshot(
        platform: .discord, id: "1", takenAt: Timestamp(milliseconds: 1_000_000), owner: "900")

    init(everyone: Bits = [.viewChannel, .sendMessages]) {
        snapshot.roles = [SnapshotRole(id: "1", permissions: everyone.rawValue)]
        for (index, id) in ["10", "20", "30", "40"].enumerated() {
            snapshot.roles.append(SnapshotRole(id: id, position: index + 1))
        }
        snapshot.members = [SnapshotMember(id: "900")]
    }

    func role(_ id: String, _ bits: Bits, position: Int? = nil, managed: Bool = false) -> Guild {
        var guild = self
        for index in guild.snapshot.roles.indices where guild.snapshot.roles[index].id == id {
            guild.snapshot.roles[index].permissions = bits.rawValue
            guild.snapshot.roles[index].isManaged = managed
            if let position { guild.snapshot.roles[index].position = position }
        }
        return guild
    }

    func member(_ id: String, _ roles: String..., timedOutUntil: Int64? = nil) -> Guild {
        var guild = self
        guild.snapshot.members.append(
            SnapshotMember(
                id: id, roles: roles, timedOutUntil: timedOutUntil.map { Timestamp(milliseconds: $0) }))
        return guild
    }

    /// A channel of text.
    func channel(_ id: String = "500", parent: String? = nil, _ overwrites: SnapshotOverwrite...) -> Guild {
        channel(id, .text, parent: parent, overwrites)
    }

    func channel(
        _ id: String, kind: SnapshotChannel.Kind, parent: String? = nil, _ overwrites: SnapshotOverwrite...
    ) -> Guild {
        channel(id, kind, parent: parent, overwrites)
    }

    private func channel(
        _ id: String, _ kind: SnapshotChannel.Kind, parent: String?, _ overwrites: [SnapshotOverwrite]
    ) -> Guild {
        var guild = self
        guild.snapshot.channels.append(
            SnapshotChannel(id: id, kind: kind, parent: parent, overwrites: overwrites))
        return guild
    }

    var authority: Authority { Authority(snapshot) }
}

extension SnapshotOverwrite {
    static func role(_ id: String, allow: Guild.Bits = [], deny: Guild.Bits = []) -> Self {
        Self(id: id, kind: .role, allow: allow.rawValue, deny: deny.rawValue)
    }

    static func member(_ id: String, allow: Guild.Bits = [], deny: Guild.Bits = []) -> Self {
        Self(id: id, kind: .member, allow: allow.rawValue, deny: deny.rawValue)
    }
}
