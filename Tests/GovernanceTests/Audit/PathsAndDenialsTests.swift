import Governance
import SafetyModel
import Simulation
import Testing

@Suite("Paths to powers, what channels deny, and long names")
struct PathsAndDenialsTests {
    private func role(_ name: String, in snapshot: CommunitySnapshot) -> Int {
        snapshot.roles.firstIndex { $0.name == name } ?? 0
    }

    /// The well-run community, in which three leads are moderators too.
    private var stacked: CommunitySnapshot {
        var snapshot = AuditedCommunity.wellRun.snapshot
        let moderators = snapshot.roles[role("Modération", in: snapshot)].id
        for index in 3...5 { snapshot.members[index].roles.append(moderators) }
        return snapshot
    }

    @Test("two roles with kick, time-out and deletion are two paths")
    func paths() {
        let report = audited(stacked)
        #expect(report.ids == ["audit.several_paths"])
        #expect(report.findings.first?.memberCount == 3)
    }

    @Test("what everybody has, by their own role or by one that nearly all hold, is one finding and not two")
    func everybodys() {
        for place in [0, role("Jeux", in: stacked)] {
            var snapshot = stacked
            let powers = AuditedCommunity.wellRun.snapshot.roles[role("Modération", in: snapshot)].permissions
            let id = snapshot.roles[place].id
            snapshot.roles[place].permissions |= powers
            for index in snapshot.members.indices where place > 0 && !snapshot.members[index].roles.contains(id) {
                snapshot.members[index].roles.append(id)
            }
            let ids = audited(snapshot).ids
            #expect(ids.contains("audit.everyone_can_kick") && !ids.contains("audit.several_paths"))
        }
    }

    @Test("on Matrix, without roles, nothing is said of paths through them")
    func matrix() {
        let report = audited(.space(PowerLevels()))
        #expect(report.checks.first { $0.rule == .severalPaths }?.state == .notApplicable)
    }

    @Test("the power over roles is told as one over a channel's permissions where a channel gives it")
    func channelPermissions() {
        var snapshot = AuditedCommunity.wellRun.snapshot
        snapshot.channels[1].overwrites.append(SnapshotOverwrite(id: snapshot.id, kind: .role, allow: 1 << 28))
        let report = audited(snapshot)
        #expect(report.ids == ["audit.everyone_can_manage_roles"])
        #expect(report.findings.first?.title.en == "Everybody can change the permissions of a channel")
    }

    @Test("a channel where members talk that denies moderators the deletion of messages is told, low")
    func denied() {
        var snapshot = AuditedCommunity.wellRun.snapshot
        let moderators = snapshot.roles[role("Modération", in: snapshot)].id
        let help = snapshot.channels.firstIndex { $0.name == "entraide" } ?? 0
        snapshot.channels[help].overwrites.append(SnapshotOverwrite(id: moderators, kind: .role, deny: 1 << 13))
        let report = audited(snapshot)
        #expect(report.ids == ["audit.moderators_lack_power_in_channels"])
        #expect(report.findings.first?.severity == .low && report.findings.first?.memberCount == 8)
        #expect(report.findings.first?.channels.map(\.name) == ["entraide"])
        // A log that its readers cannot wipe is as it should be.
        snapshot.channels[help].overwrites.append(SnapshotOverwrite(id: snapshot.id, kind: .role, deny: 1 << 10))
        snapshot.channels[help].overwrites[0].allow = 1 << 10
        #expect(audited(snapshot).ids == [])
    }

    @Test("ids and names longer than any are cut where they are shown")
    func longNames() {
        let long = String(repeating: "1", count: 100_000)
        #expect(AuditReference(id: long).label.count == 100)
        #expect(AuditReference(id: "1", name: long).label == String(repeating: "1", count: 99) + "…")
        #expect(AuditReference(id: "1", name: String(repeating: "é", count: 100)).label.count == 100)
        var snapshot = AuditedCommunity.wellRun.snapshot
        snapshot.members[20].roles.append(long)
        snapshot.roles.append(SnapshotRole(id: long, name: long))
        snapshot.channels[1].overwrites.append(SnapshotOverwrite(id: long + "2", kind: .role))
        let report = audited(snapshot)
        #expect(!report.problems.isEmpty)
        for problem in report.problems {
            #expect(problem.places.allSatisfy { $0.count < 250 } && problem.message.en.count < 1_500)
        }
        #expect(report.roles.allSatisfy { $0.label.count <= 100 })
    }
}
