import SafetyModel

/// Doors: webhooks and invites.
extension CommunityAudit {
    func judgeOpenness(_ rule: AuditRule, _ standing: AuditStanding) -> Judgement {
        guard standing.snapshot.platform == .discord else { return Self.notOnThisPlatform }
        return rule == .openWebhooks ? webhooks(standing) : invites(standing)
    }

    private func webhooks(_ standing: AuditStanding) -> Judgement {
        let byHand = standing.snapshot.webhooks.filter { $0.application == nil }
        let present = byHand.isEmpty ? [] : Set(standing.snapshot.members.map(\.id))
        let orphans = byHand.filter { hook in
            guard let creator = hook.creator else { return false }
            return !standing.manages(webhook: hook, creator, present: present)
        }
        let most = count(.mostWebhooks)
        guard !orphans.isEmpty || byHand.count > most else { return .fine }
        return .found([
            AuditFinding(
                .openWebhooks, .medium,
                why: LocalizedText(
                    fr:
                        "Webhooks faits à la main : \(byHand.count) (au plus \(most)) ; dont l'auteur est parti ou n'a plus ce pouvoir : \(orphans.count).",
                    en:
                        "Webhooks made by hand: \(byHand.count) (at most \(most)); whose maker has left or lost that power: \(orphans.count)."
                ),
                things: (orphans.isEmpty ? byHand : orphans).map { AuditReference(id: $0.id, name: $0.name) },
                figures: [
                    AuditFigure("by_hand", byHand.count), AuditFigure("orphans", orphans.count),
                    AuditFigure("most", most),
                ])
        ])
    }

    private func invites(_ standing: AuditStanding) -> Judgement {
        let open = standing.snapshot.invites.filter { $0.maxAge == 0 && $0.maxUses == 0 }
        let most = count(.mostOpenInvites)
        guard open.count > most else {
            // Discord leaves their limits out where whoever asks may not manage them.
            let unknown = standing.snapshot.invites.filter { invite in
                // One limit that is known to be there is enough.
                (invite.maxAge == nil || invite.maxUses == nil) && (invite.maxAge ?? 0) == 0
                    && (invite.maxUses ?? 0) == 0
            }.count
            guard open.count + unknown > most else { return .fine }
            return .notJudged(
                LocalizedText(
                    fr: "L'instantané ne donne pas la limite de \(unknown) invitations.",
                    en: "The snapshot does not tell the limits of \(unknown) invites."))
        }
        return .found([
            AuditFinding(
                .openInvites, .low,
                why: LocalizedText(
                    fr:
                        "Invitations sans fin et sans limite d'utilisations : \(open.count) (au plus \(most)). Elles ont servi \(open.reduce(0) { $0 + max(0, min($1.uses, 1_000_000_000)) }) fois.",
                    en:
                        "Invites without end and without limit of uses: \(open.count) (at most \(most)). They were used \(open.reduce(0) { $0 + max(0, min($1.uses, 1_000_000_000)) }) times."
                ), things: open.map { AuditReference(id: $0.code) },
                figures: [AuditFigure("open", open.count), AuditFigure("most", most)])
        ])
    }
}
