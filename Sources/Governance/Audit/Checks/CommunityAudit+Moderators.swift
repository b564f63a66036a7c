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

    /// What whoever moderates needs every day. Matrix has no time-outs: whoever may edit the power levels can silence
    /// somebody, but moderators should not have to, and can remove.
    private static func duty(on platform: CommunitySnapshot.Platform) -> [Power] {
        platform == .matrix ? [.kick, .deleteMessages] : [.timeOut, .deleteMessages]
    }

    private func lackPower(_ moderators: [AuditStanding.Person], _ standing: AuditStanding) -> Judgement {
        let platform = standing.snapshot.platform
        let duty = Self.duty(on: platform).filter { $0 != .timeOut || !standing.lacks(.timeOuts) }
        var lacking: [AuditStanding.Person] = []
        var missing: [Power: Int] = [:]
        for person in moderators {
            let without = duty.filter { power in
                // A ban removes too.
                !person.powers.contains(power) && !(power == .kick && person.powers.contains(.ban))
            }
            if !without.isEmpty { lacking.append(person) }
            for power in without { missing[power, default: 0] += 1 }
        }
        let denied = deniedInChannels(moderators, standing)
        guard !lacking.isEmpty else { return platform == .matrix ? silencing(moderators) : .found(denied) }
        let parts = duty.compactMap { power in missing[power].map { (power, $0) } }
        return .found(
            [
                AuditFinding(
                    .moderatorsLackPower, .high,
                    why: LocalizedText(
                        fr: "\(lacking.count) modérateurs sur \(moderators.count). Ne peuvent pas "
                            + parts.map { "\($0.0.title.fr) : \($0.1)" }.joined(separator: " ; ") + ".",
                        en: "\(lacking.count) of \(moderators.count) moderators. Cannot "
                            + parts.map { "\($0.0.title.en): \($0.1)" }.joined(separator: "; ") + "."),
                    action: platform == .matrix ? Self.lowerLevels : nil,
                    roles: standing.moderatingRoles(of: lacking).map(\.reference),
                    members: lacking.map(\.member.reference),
                    figures: [AuditFigure("moderators", moderators.count), AuditFigure("lacking", lacking.count)]
                        + parts.map { AuditFigure("without_\($0.0.idName)", $0.1) })
            ] + denied)
    }

    /// Channels where members talk, which moderators see, and whose overwrites take the deletion of messages from them.
    /// Others may well do so: a log is better for it.
    private func deniedInChannels(
        _ moderators: [AuditStanding.Person], _ standing: AuditStanding
    ) -> [AuditFinding] {
        let bit = DiscordPermissions(.deleteMessages).rawValue
        let channels = standing.channelsWhereMembersTalk(leastViewers: isSmall ? 1 : count(.leastViewers)).filter {
            $0.overwrites.contains { $0.deny & bit != 0 }
        }
        guard !channels.isEmpty else { return [] }
        let able = moderators.filter { standing.authority.holds($0.member.id, .deleteMessages) }
        var found: [SnapshotChannel] = []
        var denied: [AuditStanding.Person] = []
        for channel in channels {
            let here = able.filter { person in
                let there = standing.authority.powers(of: person.member.id, in: channel.id)
                return there.contains(.viewChannel) && !there.contains(.deleteMessages)
            }
            guard !here.isEmpty else { continue }
            found.append(channel)
            let known = Set(denied.map(\.member.id))
            denied += here.filter { !known.contains($0.member.id) }
        }
        guard !found.isEmpty else { return [] }
        return [
            AuditFinding(
                .moderatorsLackPower, .low, suffix: "_in_channels",
                title: LocalizedText(
                    fr: "La modération ne peut pas supprimer de messages dans un salon qu'elle voit",
                    en: "Moderators cannot delete messages in a channel that they see"),
                why: LocalizedText(
                    fr:
                        "Salons où des membres parlent, et dont les exceptions retirent ce pouvoir à \(denied.count) modérateurs sur \(moderators.count) : \(found.count).",
                    en:
                        "Channels where members talk, and whose overwrites take that power from \(denied.count) of \(moderators.count) moderators: \(found.count)."
                ),
                action: LocalizedText(
                    fr: "Retirez ce refus des exceptions de ces salons, s'il n'y est pas à dessein.",
                    en: "Take the denial out of the overwrites of these channels, unless it is there on purpose."),
                roles: standing.moderatingRoles(of: denied).map(\.reference), channels: found.map(\.reference),
                members: denied.map(\.member.reference),
                figures: [AuditFigure("channels", found.count), AuditFigure("moderators", denied.count)])
        ]
    }

    private static let lowerLevels = LocalizedText(
        fr:
            "Mettez les niveaux de `kick` et de `redact` à celui de la modération. Elle n'a pas besoin de pouvoir changer les niveaux eux-mêmes.",
        en:
            "Set the levels of `kick` and `redact` to the moderators'. They need not be able to edit the levels themselves."
    )

    /// Moderators of Matrix who can remove and delete, and not silence: as servers set rooms up.
    private func silencing(_ moderators: [AuditStanding.Person]) -> Judgement {
        let without = moderators.filter { !$0.powers.contains(.timeOut) }
        guard !without.isEmpty else { return .fine }
        return .found([
            AuditFinding(
                .moderatorsLackPower, .info,
                title: LocalizedText(
                    fr: "La modération ne peut pas faire taire sans exclure",
                    en: "Moderators cannot silence anybody without removing them"),
                why: LocalizedText(
                    fr:
                        "\(without.count) modérateurs sur \(moderators.count) peuvent expulser et supprimer des messages, mais pas changer les niveaux, par lesquels Matrix fait taire quelqu'un. C'est l'usage.",
                    en:
                        "\(without.count) of \(moderators.count) moderators can remove members and delete messages, but not edit the power levels, by which Matrix silences somebody. That is how rooms are usually set up."
                ),
                action: LocalizedText(
                    fr: "Rien n'est à changer : qui peut changer les niveaux peut se donner bien plus.",
                    en: "Nothing needs to change: whoever can edit power levels can give away far more."),
                members: without.map(\.member.reference),
                figures: [AuditFigure("moderators", moderators.count), AuditFigure("without_time_out", without.count)])
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
