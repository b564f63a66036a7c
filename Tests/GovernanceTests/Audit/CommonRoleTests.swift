import Governance
import SafetyModel
import Simulation
import Testing

/// The report of a snapshot alone.
func audited(_ snapshot: CommunitySnapshot) -> AuditReport {
    CommunityAudit(standing: AuditStanding(snapshot), activity: nil).report(at: Timestamp(milliseconds: 0))
}

extension CommunitySnapshot {
    /// The well-run community, whose role `Jeux` is given to a share of the members who are not on staff, and gives
    /// some powers.
    static func wellRun(share: Double, giving permissions: UInt64) -> CommunitySnapshot {
        var snapshot = AuditedCommunity.wellRun.snapshot
        let games = snapshot.roles.first { $0.name == "Jeux" }?.id ?? ""
        for index in snapshot.roles.indices where snapshot.roles[index].id == games {
            snapshot.roles[index].permissions = permissions
        }
        let many = Int((Double(snapshot.members.count) * share).rounded())
        for (place, index) in snapshot.members.indices.reversed().enumerated() where !snapshot.members[index].isBot {
            snapshot.members[index].roles.removeAll { $0 == games }
            if place <= many { snapshot.members[index].roles.append(games) }
        }
        return snapshot
    }

    /// A Matrix space in which a moderator stands at 50, as Synapse sets rooms up.
    static func space(_ levels: PowerLevels) -> CommunitySnapshot {
        var levels = levels
        levels.users = ["@owner:x": 100, "@mod:x": 50]
        let rooms = ["!s:x", "!r:x"]
        return CommunitySnapshot(
            platform: .matrix, id: "!s:x",
            channels: rooms.map { id in
                SnapshotChannel(
                    id: id, kind: id == "!s:x" ? .space : .text, powerLevels: levels, roomVersion: "11",
                    creators: ["@owner:x"])
            },
            members: (["@owner:x", "@mod:x"] + (0..<60).map { "@m\($0):x" }).map {
                SnapshotMember(id: $0, rooms: rooms)
            })
    }
}

@Suite("A power that most members hold is everybody's")
struct CommonRoleTests {
    private let kickAndDelete: UInt64 = 1 << 1 | 1 << 13

    @Test("a role that nearly all hold is named, as everybody's is, and nobody is told to give it more")
    func nearlyAll() throws {
        let report = audited(.wellRun(share: 0.9, giving: kickAndDelete))
        #expect(report.ids == ["audit.everyone_can_kick", "audit.everyone_can_delete_messages"])
        let kick = try #require(report.findings.first { $0.id == "audit.everyone_can_kick" })
        #expect(kick.severity == .critical && kick.title.en == "Everybody can kick")
        #expect(kick.roles.map(\.name) == ["Jeux"] && kick.why.en.contains("of 239 members"))
        #expect(kick.action.en.contains("Take it away from this role"))
        #expect(report.basis.staff == 14, "who holds what all hold is not staff for it")
        #expect(report.roles.first { $0.name == "Jeux" }?.powers == ["kick", "deleteMessages"])
    }

    @Test("a role that most hold is told as such, less gravely")
    func most() throws {
        let report = audited(.wellRun(share: 0.6, giving: kickAndDelete))
        #expect(report.ids == ["audit.everyone_can_kick", "audit.everyone_can_delete_messages"])
        let kick = try #require(report.findings.first { $0.id == "audit.everyone_can_kick" })
        #expect(kick.severity == .high && kick.title.en == "Most members can kick")
    }

    @Test("a role that a part of the members holds is a role of staff")
    func some() {
        #expect(audited(.wellRun(share: 0.3, giving: kickAndDelete)).ids.contains("audit.moderators_lack_power"))
    }

    @Test("what a channel allows to a role that nearly all hold, it allows to everybody")
    func channel() {
        var snapshot = CommunitySnapshot.wellRun(share: 0.9, giving: 0)
        let games = snapshot.roles.first { $0.name == "Jeux" }?.id ?? ""
        snapshot.channels[1].overwrites.append(SnapshotOverwrite(id: games, kind: .role, allow: 1 << 13))
        let report = audited(snapshot)
        #expect(report.ids == ["audit.everyone_can_delete_messages"])
        #expect(report.findings.first?.roles.map(\.name) == ["Jeux"])
        #expect(report.findings.first?.channels.map(\.id) == [snapshot.channels[1].id])
    }

    @Test("among fewer than ten a share says nothing")
    func few() {
        var snapshot = CommunitySnapshot.wellRun(share: 1, giving: 1 << 1 | 1 << 13 | 1 << 40)
        snapshot.members = Array(snapshot.members.suffix(9))
        snapshot.memberCount = 9
        snapshot.owner = snapshot.members.first?.id
        #expect(!audited(snapshot).ids.contains("audit.everyone_can_kick"))
    }

    @Test(
        "a list of the moderators alone does not make their role everybody's",
        arguments: [(12, nil), (12, 12), (30, 300_000)] as [(Int, Int?)])
    func moderatorsAlone(_ listed: Int, _ members: Int?) {
        var snapshot = AuditedCommunity.wellRun.snapshot
        let moderators = snapshot.roles.first { $0.name == "Modération" }?.id ?? ""
        snapshot.members = (0..<listed).map { SnapshotMember(id: "s\($0)", roles: [moderators]) }
        snapshot.memberCount = members
        let report = audited(snapshot)
        #expect(!report.ids.contains("audit.everyone_can_kick"))
        #expect(report.basis.staff == listed)
    }

    @Test("on Matrix moderators who can remove and delete lack nothing that they should be given")
    func synapse() throws {
        let report = audited(.space(PowerLevels(events: ["m.room.power_levels": 100])))
        let finding = try #require(report.findings.first { $0.rule == .moderatorsLackPower })
        #expect(finding.severity == .info && finding.action.en.hasPrefix("Nothing needs to change"))
        #expect(audited(.space(PowerLevels())).ids == [])
    }

    @Test("on Matrix moderators who cannot delete are told to be given that, and no power over levels")
    func cannotRedact() throws {
        let report = audited(.space(PowerLevels(events: ["m.room.power_levels": 100], redact: 100)))
        let finding = try #require(report.findings.first { $0.rule == .moderatorsLackPower })
        #expect(finding.severity == .high && finding.action.en.contains("`redact`"))
        #expect(finding.why.en.contains("delete others' messages: 1") && !finding.why.en.contains("time out"))
    }
}
