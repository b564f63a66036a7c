import SafetyModel

/// Moderators: whether they can do what they are there for.
extension CommunityAudit {
    func judgeModerators(_ rule: AuditRule, _ standing: AuditStanding) -> Judgement {
        let moderators = standing.staff.filter(\.isModerator)
        guard !moderators.isEmpty else { return .fine }
        switch rule {
        case .moderatorsLackPower: return lackPower(moderators, standing)
        case .moderatorsCannotSee: return cannotSee(moderators, standing)
        default: return standing.snapshot.platform == .discord ? outranked(standing) : Self.notOnThisPlatform
        }
    }

    /// What whoever moderates needs every day.
    private static let duty: [Power] = [.timeOut, .deleteMessages]

    private func lackPower(_ moderators: [AuditStanding.Person], _ standing: AuditStanding) -> Judgement {
        var lacking: [AuditStanding.Person] = []
        var missing: [Power: Int] = [:]
        for person in moderators {
            let without = Self.duty.filter { !person.powers.contains($0) }
            if !without.isEmpty { lacking.append(person) }
            for power in without { missing[power, default: 0] += 1 }
        }
        guard !lacking.isEmpty else { return .fine }
        let parts = Self.duty.compactMap { power in missing[power].map { (power, $0) } }
        return .found([
            AuditFinding(
                .moderatorsLackPower, .high,
                why: LocalizedText(
                    fr: "\(lacking.count) modérateurs sur \(moderators.count). Ne peuvent pas "
                        + parts.map { "\($0.0.title.fr) : \($0.1)" }.joined(separator: " ; ") + ".",
                    en: "\(lacking.count) of \(moderators.count) moderators. Cannot "
                        + parts.map { "\($0.0.title.en): \($0.1)" }.joined(separator: "; ") + "."),
                roles: standing.moderatingRoles(of: lacking).map(\.reference), members: lacking.map(\.member.reference),
                figures: [AuditFigure("moderators", moderators.count), AuditFigure("lacking", lacking.count)]
                    + parts.map { AuditFigure("without_\($0.0.idName)", $0.1) })
        ])
    }

    private func cannotSee(_ moderators: [AuditStanding.Person], _ standing: AuditStanding) -> Judgement {
        let least = isSmall ? 1 : count(.leastViewers)
        let hidden = standing.channelsWhereMembersTalk(leastViewers: least).filter { channel in
            let blind = moderators.filter { !standing.sees($0.member, channel) }.count
            return 2 * blind >= moderators.count
        }
        guard !hidden.isEmpty else { return .fine }
        return .found([
            AuditFinding(
                .moderatorsCannotSee, .medium,
                why: LocalizedText(
                    fr:
                        "Salons que voient au moins \(least) membres, mais pas la moitié des \(moderators.count) modérateurs : \(hidden.count).",
                    en:
                        "Channels that at least \(least) members see, but half of the \(moderators.count) moderators do not: \(hidden.count)."
                ), channels: hidden.map(\.reference),
                figures: [AuditFigure("channels", hidden.count), AuditFigure("moderators", moderators.count)])
        ])
    }

    private func outranked(_ standing: AuditStanding) -> Judgement {
        let above = standing.membersAboveModerators
        guard above.members > 0 else { return .fine }
        return .found([
            AuditFinding(
                .moderatorsOutranked, .high,
                why: LocalizedText(
                    fr:
                        "\(above.members) membres hors équipe sont aussi haut ou plus haut qu'un rôle de modération ; \(above.moderators) modérateurs ne peuvent rien contre au moins l'un d'eux.",
                    en:
                        "\(above.members) members who are not on staff stand as high as a moderating role or higher; \(above.moderators) moderators cannot act on at least one of them."
                ), roles: above.roles.map(\.reference),
                figures: [
                    AuditFigure("members", above.members), AuditFigure("moderators", above.moderators),
                ])
        ])
    }
}
