import SafetyModel

/// Powers: who has them that should not, and whether anybody could take them away.
extension CommunityAudit {
    func judgePowers(_ rule: AuditRule, _ standing: AuditStanding) -> Judgement {
        switch rule {
        case .everyoneHasPower: return everyone(standing)
        case .severalPaths: return severalPaths(standing)
        case .noTwoFactor: return twoFactor(standing)
        case .botAdministrator: return bots(standing)
        default: return unchecked(standing)
        }
    }

    private func everyone(_ standing: AuditStanding) -> Judgement {
        let everywhere = standing.common
        let places = standing.commonInChannels
        var findings: [AuditFinding] = []
        for (power, severity) in Self.dangerous {
            if power == .mentionEveryone, isSmall { continue }
            // Who is administrator has every other power too: one finding says it.
            if everywhere.contains(.administrator), power != .administrator { continue }
            // The same holds for a channel.
            let covered = power == .administrator ? [] : places[.administrator] ?? []
            let isEverywhere = everywhere.contains(power)
            let channels =
                isEverywhere ? [] : (places[power] ?? []).filter { !covered.contains($0) }.sorted { $0.id < $1.id }
            guard isEverywhere || !channels.isEmpty else { continue }
            let roles = standing.commonRoles(giving: power, in: channels)
            var severity = isEverywhere ? severity : max(severity, .high)
            let isNearlyEverybodys = roles.first?.isNearlyEverybodys ?? true
            if !isNearlyEverybodys { severity = max(severity, isSmall ? .medium : .high) }
            findings.append(
                AuditFinding(
                    .everyoneHasPower, severity, suffix: "_\(power.idName)",
                    title: power == .manageRoles && !isEverywhere
                        ? Self.channelPermissions : power.everyoneTitle(isNearlyEverybodys),
                    why: Self.whyEverybody(roles.first, channels), action: roles.isEmpty ? nil : Self.takeFromRole,
                    roles: roles.map(\.role.reference), channels: channels,
                    figures: [AuditFigure("channels", channels.count)]
                        + (roles.first.map { [AuditFigure("holders", $0.holders), AuditFigure("people", $0.people)] }
                            ?? [])))
        }
        return .found(findings)
    }

    private static func whyEverybody(_ role: CommonRole?, _ channels: [AuditReference]) -> LocalizedText {
        if let role {
            let (held, all) = (role.holders, role.people)
            return channels.isEmpty
                ? LocalizedText(
                    fr: "Un rôle que portent \(held) membres sur \(all) donne ce pouvoir.",
                    en: "A role that \(held) of \(all) members hold gives this power.")
                : LocalizedText(
                    fr:
                        "Des salons donnent ce pouvoir à un rôle que portent \(held) membres sur \(all) : \(channels.count).",
                    en:
                        "Channels that give this power to a role that \(held) of \(all) members hold: \(channels.count)."
                )
        }
        return channels.isEmpty
            ? LocalizedText(
                fr: "Le rôle de tout le monde donne ce pouvoir à chaque membre.",
                en: "Everybody's role gives this power to each member.")
            : LocalizedText(
                fr: "Des salons donnent ce pouvoir à chaque membre : \(channels.count).",
                en: "Channels that give this power to each member: \(channels.count).")
    }

    /// What Discord's `MANAGE_ROLES` is in a channel.
    private static let channelPermissions = LocalizedText(
        fr: "Tout le monde peut changer les permissions d'un salon",
        en: "Everybody can change the permissions of a channel")

    private static let takeFromRole = LocalizedText(
        fr:
            "Retirez-le à ce rôle, ou retirez le rôle à qui n'est pas de l'équipe : un pouvoir sur les autres que presque tous portent ne protège personne.",
        en:
            "Take it away from this role, or the role from whoever is not on staff: a power over others that most hold protects nobody."
    )

    /// What nobody should have merely for being there.
    private static let dangerous: [(Power, AuditSeverity)] = [
        (.administrator, .critical), (.ban, .critical), (.kick, .critical), (.manageRoles, .critical),
        (.manageCommunity, .critical), (.manageChannels, .critical), (.manageWebhooks, .high), (.timeOut, .high),
        (.deleteMessages, .high), (.moveMembers, .high), (.muteMembers, .high), (.deafenMembers, .high),
        (.manageNicknames, .medium), (.manageThreads, .medium), (.mentionEveryone, .medium),
    ]

    private func severalPaths(_ standing: AuditStanding) -> Judgement {
        guard standing.snapshot.platform == .discord else { return Self.notOnThisPlatform }
        let most = count(.mostPaths)
        // What everybody has is told as that: one more path to it changes nothing.
        let powers = [Power.ban, .kick, .timeOut, .deleteMessages, .manageRoles].filter {
            !standing.common.contains($0)
        }
        var roles: Set<String> = []
        var people: [AuditReference] = []
        var worst = 0
        for person in standing.staff where !person.isOwner {
            var paths = 0
            for power in powers {
                let found = standing.authority.paths(to: power, of: person.member.id)
                paths = max(paths, found.count)
                if found.count > most { roles.formUnion(found.compactMap(\.role)) }
            }
            worst = max(worst, paths)
            if paths > most { people.append(person.member.reference) }
        }
        guard !people.isEmpty else { return .fine }
        return .found([
            AuditFinding(
                .severalPaths, .low,
                why: LocalizedText(
                    fr:
                        "\(people.count) personnes tiennent le pouvoir de bannir, d'expulser, d'exclure, de supprimer des messages ou de donner des rôles par plus de \(most) chemin ; jusqu'à \(worst). Retirer un rôle ne suffit pas.",
                    en:
                        "\(people.count) people hold the power to ban, kick, time out, delete messages or give roles by more than \(most) path; up to \(worst). Taking one role away is not enough."
                ), roles: standing.snapshot.roles.filter { roles.contains($0.id) }.map(\.reference), members: people,
                figures: [
                    AuditFigure("members", people.count), AuditFigure("paths", worst), AuditFigure("most", most),
                ])
        ])
    }

    private func twoFactor(_ standing: AuditStanding) -> Judgement {
        if standing.snapshot.demandsTwoFactor == true { return .fine }
        let missing = standing.missing([.members])
        guard !standing.staff.isEmpty else { return twoFactorByRoles(standing, missing) }
        let without = standing.staff.filter { $0.member.hasTwoFactor == false }
        let unknown = standing.staff.filter { $0.member.hasTwoFactor == nil }.count
        guard standing.snapshot.demandsTwoFactor == false || unknown < standing.staff.count else {
            return .notJudged(
                LocalizedText(fr: "La plateforme ne le dit pas.", en: "The platform does not tell."))
        }
        // Where each of them has it, that nobody demands it takes nothing away.
        guard !without.isEmpty || standing.snapshot.demandsTwoFactor == false && unknown > 0 else {
            return missing.map { .notJudged($0) } ?? .fine
        }
        return .found([
            AuditFinding(
                .noTwoFactor, .high,
                why: without.isEmpty
                    ? LocalizedText(
                        fr:
                            "La plateforme n'exige pas la double authentification de la modération (\(standing.staff.count) personnes).",
                        en:
                            "The platform does not demand two-factor authentication of those who moderate (\(standing.staff.count) people)."
                    )
                    : LocalizedText(
                        fr: "\(without.count) personnes de l'équipe sur \(standing.staff.count) ne l'ont pas activée.",
                        en: "\(without.count) of \(standing.staff.count) people on staff have not switched it on."),
                members: without.map(\.member.reference),
                figures: [AuditFigure("staff", standing.staff.count), AuditFigure("without", without.count)])
        ])
    }

    /// Where nobody is listed, a role that moderates says enough.
    private func twoFactorByRoles(_ standing: AuditStanding, _ missing: LocalizedText?) -> Judgement {
        guard let missing else { return .fine }
        let roles = standing.givenRoles.filter { !standing.powersOverOthers(of: $0).isEmpty }
        guard standing.snapshot.demandsTwoFactor == false, !roles.isEmpty else { return .notJudged(missing) }
        return .found([
            AuditFinding(
                .noTwoFactor, .high,
                why: LocalizedText(
                    fr:
                        "La plateforme n'exige pas la double authentification de la modération (rôles : \(roles.count)).",
                    en:
                        "The platform does not demand two-factor authentication of those who moderate (roles: \(roles.count))."
                ), roles: roles.map(\.reference), figures: [AuditFigure("roles", roles.count)])
        ])
    }

    private func bots(_ standing: AuditStanding) -> Judgement {
        guard standing.snapshot.platform == .discord else { return Self.notOnThisPlatform }
        let bots = standing.bots.filter { $0.powers.contains(.administrator) }
        guard !bots.isEmpty else { return .fine }
        return .found([
            AuditFinding(
                .botAdministrator, .high,
                why: LocalizedText(
                    fr: "Robots avec la permission d'administrateur : \(bots.count).",
                    en: "Programs with the administrator permission: \(bots.count)."),
                things: bots.map(\.member.reference), figures: [AuditFigure("bots", bots.count)])
        ])
    }

    private func unchecked(_ standing: AuditStanding) -> Judgement {
        // Looked up once: a snapshot may hold a hundred thousand people with powers.
        let highest = standing.highestActor
        let people = standing.staff.filter { person in
            !person.isOwner && person.powers.contains(.ban) && !standing.isChecked(person, by: highest)
        }
        let most = count(.mostUnchecked)
        guard people.count > most else { return .fine }
        return .found([
            AuditFinding(
                .uncheckedBanPower, .high,
                why: LocalizedText(
                    fr:
                        "\(people.count) personnes peuvent bannir sans que quiconque, hors le propriétaire, puisse agir sur elles ; au plus \(most) attendues.",
                    en:
                        "\(people.count) people can ban while nobody but the owner can act on them; at most \(most) expected."
                ), members: people.map(\.member.reference),
                figures: [AuditFigure("members", people.count), AuditFigure("most", most)])
        ])
    }
}

extension Power {
    /// As ids write it: `time_out`.
    var idName: String {
        rawValue.reduce(into: "") { name, letter in
            if letter.isUppercase { name += "_" }
            name += letter.lowercased()
        }
    }

    /// - Parameter isEverybodys: whether everybody has it, or nearly; or merely most.
    fileprivate func everyoneTitle(_ isEverybodys: Bool) -> LocalizedText {
        isEverybodys
            ? LocalizedText(fr: "Tout le monde peut \(title.fr)", en: "Everybody can \(title.en)")
            : LocalizedText(fr: "La plupart des membres peuvent \(title.fr)", en: "Most members can \(title.en)")
    }
}

extension PowerPath {
    /// The role that it goes through.
    fileprivate var role: String? {
        switch self {
        case .role(let id), .administrator(let id): id
        default: nil
        }
    }
}
