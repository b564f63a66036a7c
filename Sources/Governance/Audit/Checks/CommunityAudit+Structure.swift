import SafetyModel

/// Roles: how many, whether they are used, and in which order they stand.
extension CommunityAudit {
    func judgeStructure(_ rule: AuditRule, _ standing: AuditStanding) -> Judgement {
        guard standing.snapshot.platform == .discord else { return Self.notOnThisPlatform }
        switch rule {
        case .tooManyRoles: return tooManyRoles(standing)
        case .deadRoles: return deadRoles(standing)
        case .duplicateRoles: return duplicateRoles(standing)
        default: return inversions(standing)
        }
    }

    private func tooManyRoles(_ standing: AuditStanding) -> Judgement {
        let roles = standing.givenRoles.count
        let most = count(.mostRoles)
        guard roles > most else { return .fine }
        return .found([
            AuditFinding(
                .tooManyRoles, roles > 2 * most ? .medium : .low,
                why: LocalizedText(
                    fr:
                        "\(roles) rôles sont donnés par des personnes ; au-delà de \(most), plus personne ne sait qui peut quoi.",
                    en: "There are \(roles) roles that people give; beyond \(most), nobody knows who can do what."),
                figures: [AuditFigure("roles", roles), AuditFigure("most", most)])
        ])
    }

    private func deadRoles(_ standing: AuditStanding) -> Judgement {
        guard standing.listsEverybody else {
            return .notJudged(
                standing.missing([.members])
                    ?? LocalizedText(
                        fr: "L'instantané ne donne pas tous les membres.", en: "The snapshot does not list all members."
                    ))
        }
        let dead = standing.givenRoles.filter { standing.holders[$0.id] == nil }
        guard !dead.isEmpty else { return .fine }
        let dangerous = dead.filter { standing.powersOverOthers(of: $0).isEmpty == false }.count
        return .found([
            AuditFinding(
                .deadRoles, dangerous > 0 ? .medium : .low,
                why: LocalizedText(
                    fr:
                        "Rôles que personne ne porte : \(dead.count), dont \(dangerous) avec un pouvoir sur les autres.",
                    en: "Roles that nobody holds: \(dead.count), \(dangerous) of them with a power over others."),
                roles: dead.map(\.reference),
                figures: [AuditFigure("roles", dead.count), AuditFigure("with_power", dangerous)])
        ])
    }

    /// Labels that give nothing (a colour, a game) may well be alike: they are only counted.
    private func duplicateRoles(_ standing: AuditStanding) -> Judgement {
        // Roles that are alike may well differ in what channels say of them.
        if let missing = standing.missing([.channels]) { return .notJudged(missing) }
        var alike: [RoleGift: [SnapshotRole]] = [:]
        let overwrites = standing.overwritesByRole
        for role in standing.givenRoles {
            let gift = RoleGift(
                permissions: role.permissions & ~standing.everyonePermissions, overwrites: overwrites[role.id] ?? [])
            if gift.permissions == 0, gift.overwrites.isEmpty { continue }
            alike[gift, default: []].append(role)
        }
        let groups = alike.values.filter { $0.count > 1 }
        guard !groups.isEmpty else { return .fine }
        let roles = groups.flatMap { $0 }.sorted { ($1.position, $0.id) < ($0.position, $1.id) }
        return .found([
            AuditFinding(
                .duplicateRoles, .low,
                why: LocalizedText(
                    fr:
                        "\(roles.count) rôles donnent mêmes permissions et mêmes exceptions qu'un autre (\(groups.count) groupes). Un seul suffit.",
                    en:
                        "\(roles.count) roles give the same permissions and overwrites as another (\(groups.count) groups). One is enough."
                ), roles: roles.map(\.reference),
                figures: [AuditFigure("roles", roles.count), AuditFigure("groups", groups.count)])
        ])
    }

    /// No platform has as many roles; a file can.
    private static let mostCompared = 1000

    private func inversions(_ standing: AuditStanding) -> Judgement {
        let roles = standing.givenRoles.compactMap { role in
            let powers = standing.powersOverOthers(of: role)
            return powers.isEmpty ? nil : (role: role, powers: powers, place: standing.place(of: role.id))
        }.sorted { $0.place > $1.place }
        var wrong: [SnapshotRole] = []
        var pairs = 0
        for (index, upper) in roles.enumerated().prefix(Self.mostCompared) {
            for lower in roles[(index + 1)...].prefix(Self.mostCompared)
            where upper.powers.isStrictSubset(of: lower.powers) {
                pairs += 1
                for role in [upper.role, lower.role] where !wrong.contains(where: { $0.id == role.id }) {
                    wrong.append(role)
                }
            }
        }
        guard pairs > 0 else { return .fine }
        return .found([
            AuditFinding(
                .hierarchyInversion, .medium,
                why: LocalizedText(
                    fr:
                        "Paires où le rôle du dessus n'a qu'une partie des pouvoirs de celui du dessous : \(pairs). Le plus puissant ne peut rien contre le plus faible.",
                    en:
                        "Pairs in which the upper role has only part of the lower one's powers: \(pairs). The more powerful cannot act on the weaker."
                ), roles: wrong.map(\.reference), figures: [AuditFigure("pairs", pairs)])
        ])
    }
}

/// What a role gives beyond what everybody has.
private struct RoleGift: Hashable {
    var permissions: UInt64
    var overwrites: Set<RoleOverwrite>
}

/// What a channel says of a role.
struct RoleOverwrite: Hashable, Sendable {
    var channel: String
    var allow: UInt64
    var deny: UInt64
}

extension SnapshotRole {
    var reference: AuditReference { AuditReference(id: id, name: name) }
}

extension SnapshotChannel {
    var reference: AuditReference { AuditReference(id: id, name: name) }
}

extension SnapshotMember {
    var reference: AuditReference { AuditReference(id: id, name: name) }
}
