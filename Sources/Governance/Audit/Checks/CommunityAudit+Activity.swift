import SafetyModel

/// What happened: who is there, who acts, and how soon.
extension CommunityAudit {
    func judgeActivity(_ rule: AuditRule, _ activity: AuditActivity) -> Judgement {
        let isOfStaff = ![.ownerInactive, .fastPower, .staffReportsUnanswered].contains(rule)
        if isOfStaff, !activity.knowsStaff, standing?.lacks(.members) ?? true {
            return .notJudged(LocalizedText(fr: "Rien ne dit qui est de l'équipe.", en: "Nothing says who is staff."))
        }
        return switch rule {
        case .ownerInactive: owner(activity)
        case .fastPower: fastPower(activity)
        case .staffConcentration: concentration(activity)
        case .coverageGaps: coverage(activity)
        case .voiceWithoutStaff: voice(activity)
        case .actsWithoutReason: reasons(activity)
        default: response(rule, activity)
        }
    }

    private func tooFew(_ what: LocalizedText, _ found: Int, _ least: Int) -> Judgement {
        .notJudged(
            LocalizedText(
                fr: "Trop peu de données (\(what.fr) : \(found), il en faut \(least)).",
                en: "Too little data (\(what.en): \(found), at least \(least) needed)."))
    }

    private func owner(_ activity: AuditActivity) -> Judgement {
        guard let owner = activity.ownerID, let last = activity.last else {
            return .notJudged(
                LocalizedText(fr: "Rien ne dit qui est propriétaire.", en: "Nothing says who the owner is."))
        }
        let limit = count(.ownerSilentDays)
        guard activity.days >= Double(limit) else {
            return tooFew(LocalizedText(fr: "jours", en: "days"), Int(activity.days), limit)
        }
        let silent = activity.ownerSeen.map { Double(last.since($0).milliseconds) / 86_400_000 } ?? activity.days
        guard silent > Double(limit) || activity.ownerSeen == nil else { return .fine }
        let name = standing?.snapshot.members.first { $0.id == owner }?.name
        return .found([
            AuditFinding(
                .ownerInactive, .high,
                why: LocalizedText(
                    fr: "Aucun signe du propriétaire depuis au moins \(Int(silent)) jours (au plus \(limit)).",
                    en: "No sign of the owner for at least \(Int(silent)) days (at most \(limit))."),
                members: [AuditReference(id: owner, name: name)],
                figures: [AuditFigure("days", silent), AuditFigure("most", limit)])
        ])
    }

    private func fastPower(_ activity: AuditActivity) -> Judgement {
        guard !activity.grants.isEmpty else {
            return .notJudged(
                LocalizedText(
                    fr: "Aucun rôle donnant le pouvoir de bannir n'a été donné pendant ces événements.",
                    en: "No role with the power to ban was given during these events."))
        }
        let limit = thresholds[.fastPowerDays]
        let spans = activity.grants.values.map { grant in
            (grant: grant, days: Double(grant.at.since(grant.joined).milliseconds) / 86_400_000)
        }
        let fast = spans.filter { $0.days < limit }.sorted {
            ($0.days, $0.grant.member.id) < ($1.days, $1.grant.member.id)
        }
        guard let fastest = fast.first else { return .fine }
        return .found([
            AuditFinding(
                .fastPower, .high,
                why: LocalizedText(
                    fr:
                        "\(fast.count) personnes sur \(spans.count) ont reçu le pouvoir de bannir moins de \(Self.number(limit, .french)) jours après leur arrivée ; la plus rapide après \(Self.number(fastest.days, .french)).",
                    en:
                        "\(fast.count) of \(spans.count) people were given the power to ban less than \(Self.number(limit, .english)) days after joining; the fastest after \(Self.number(fastest.days, .english))."
                ), members: fast.map(\.grant.member),
                figures: [
                    AuditFigure("members", fast.count), AuditFigure("granted", spans.count),
                    AuditFigure("fastest_days", fastest.days), AuditFigure("least_days", limit),
                ])
        ])
    }

    private func concentration(_ activity: AuditActivity) -> Judgement {
        let all = activity.actCount
        guard all >= count(.leastActs) else {
            return tooFew(LocalizedText(fr: "actes", en: "acts"), all, count(.leastActs))
        }
        let staff = max(standing?.staff.count ?? 0, activity.seenStaff.count)
        guard staff >= 3, let top = activity.acts.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
        else {
            return .fine
        }
        let share = Double(top.value.count) / Double(all)
        guard share > thresholds[.concentrationShare] else { return .fine }
        return .found([
            AuditFinding(
                .staffConcentration, .medium,
                why: LocalizedText(
                    fr:
                        "Une personne a fait \(Self.percent(share)) des \(all) actes d'une équipe de \(staff) (au plus \(Self.percent(thresholds[.concentrationShare]))).",
                    en:
                        "One person did \(Self.percent(share)) of the \(all) acts of a staff of \(staff) (at most \(Self.percent(thresholds[.concentrationShare])))."
                ), members: [activity.reference(top.key, standing)],
                figures: [AuditFigure("share", share), AuditFigure("acts", all), AuditFigure("staff", staff)])
        ])
    }

    private func coverage(_ activity: AuditActivity) -> Judgement {
        guard activity.days >= thresholds[.leastDays] else {
            return tooFew(LocalizedText(fr: "jours", en: "days"), Int(activity.days), count(.leastDays))
        }
        let messages = activity.messages
        guard messages >= count(.leastMessages), let week = activity.week(in: zone) else {
            return tooFew(LocalizedText(fr: "messages", en: "messages"), messages, count(.leastMessages))
        }
        let most = thresholds[.unattendedShare]
        guard week.unattendedShare > most else { return .fine }
        let empty = zip(week.messages, week.staff).filter { $0 > 0 && $1 == 0 }.count
        return .found([
            AuditFinding(
                .coverageGaps, week.unattendedShare > 2 * most ? .high : .medium,
                why: LocalizedText(
                    fr:
                        "\(Self.percent(week.unattendedShare)) des messages sont écrits à des heures où personne de l'équipe n'est actif (au plus \(Self.percent(most))) ; heures de la semaine sans personne : \(empty).",
                    en:
                        "\(Self.percent(week.unattendedShare)) of messages are written in hours when nobody of the staff is active (at most \(Self.percent(most))); hours of the week without anybody: \(empty)."
                ),
                figures: [
                    AuditFigure("unattended_share", week.unattendedShare), AuditFigure("empty_hours", empty),
                    AuditFigure("most_share", most),
                ])
        ])
    }

    private func voice(_ activity: AuditActivity) -> Judgement {
        let least = count(.voiceJoins)
        let channels = Dictionary(
            (standing?.snapshot.channels ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var rooms: [AuditReference] = []
        var joins = 0
        var unseen = 0
        for (id, room) in activity.rooms.sorted(by: { $0.key < $1.key })
        where room.joins >= least && room.staffJoins == 0 && channels[id]?.isAgeRestricted != true {
            rooms.append(AuditReference(id: id, name: room.name ?? channels[id]?.name))
            joins += room.joins
            if let standing, let channel = channels[id],
                !standing.staff.contains(where: { standing.sees($0.member, channel) })
            {
                unseen += 1
            }
        }
        guard !rooms.isEmpty else { return .fine }
        return .found([
            AuditFinding(
                .voiceWithoutStaff, .high,
                why: LocalizedText(
                    fr:
                        "Salons ouverts à tout âge, avec au moins \(least) entrées de membres et aucune de l'équipe : \(rooms.count) (\(joins) entrées) ; dont invisibles pour toute l'équipe : \(unseen).",
                    en:
                        "Rooms open to all ages, with at least \(least) joins by members and none by staff: \(rooms.count) (\(joins) joins); of those, unseen by all staff: \(unseen)."
                ), channels: rooms,
                figures: [
                    AuditFigure("rooms", rooms.count), AuditFigure("joins", joins), AuditFigure("unseen", unseen),
                ])
        ])
    }

    private func reasons(_ activity: AuditActivity) -> Judgement {
        let all = activity.acts.values.reduce(0) { $0 + $1.reasonable }
        guard all >= count(.leastActs) else {
            return tooFew(LocalizedText(fr: "actes", en: "acts"), all, count(.leastActs))
        }
        let without = activity.acts.values.reduce(0) { $0 + $1.reasonless }
        let share = Double(without) / Double(all)
        guard share > thresholds[.reasonlessShare] else { return .fine }
        return .found([
            AuditFinding(
                .actsWithoutReason, .medium,
                why: LocalizedText(
                    fr:
                        "\(Self.percent(share)) des \(all) bannissements, expulsions et exclusions n'ont pas de motif (au plus \(Self.percent(thresholds[.reasonlessShare]))).",
                    en:
                        "\(Self.percent(share)) of \(all) bans, removals and time-outs have no reason (at most \(Self.percent(thresholds[.reasonlessShare])))."
                ), figures: [AuditFigure("share", share), AuditFigure("acts", all)])
        ])
    }

    // MARK: Reports

    private func response(_ rule: AuditRule, _ activity: AuditActivity) -> Judgement {
        let limit = thresholds[.responseHours]
        let aboutStaff = rule == .staffReportsUnanswered
        // What was filed at the very end had no time to be answered.
        let found = activity.reports.response(
            ripe: activity.last.map { $0 - .milliseconds(Int64(min(limit, 1e6) * 3_600_000)) },
            counts: aboutStaff ? activity.isAboutStaff : activity.isAboutMembers)
        if aboutStaff { return staffReports(found) }
        guard found.reports >= count(.leastReports) else {
            return tooFew(LocalizedText(fr: "signalements", en: "reports"), found.reports, count(.leastReports))
        }
        let hours = found.median.map { Double($0.milliseconds) / 3_600_000 }
        if let hours, hours <= limit { return .fine }
        return .found([
            AuditFinding(
                .slowResponse, hours == nil ? .critical : .high,
                why: hours.map { hours in
                    LocalizedText(
                        fr:
                            "Délai médian du signalement au premier acte : \(Self.number(hours, .french)) h (au plus \(Self.number(limit, .french))) ; sans acte : \(found.unanswered) sur \(found.reports).",
                        en:
                            "Median time from report to first act: \(Self.number(hours, .english)) h (at most \(Self.number(limit, .english))); without an act: \(found.unanswered) of \(found.reports)."
                    )
                }
                    ?? LocalizedText(
                        fr:
                            "La moitié des signalements ou plus sont restés sans acte : \(found.unanswered) sur \(found.reports).",
                        en:
                            "Half of the reports or more were left without an act: \(found.unanswered) of \(found.reports)."
                    ),
                figures: [AuditFigure("reports", found.reports), AuditFigure("unanswered", found.unanswered)]
                    + (hours.map { [AuditFigure("median_hours", $0)] } ?? []))
        ])
    }

    private func staffReports(_ found: ReportsSeen.Response) -> Judgement {
        // None says nothing of how they would be answered.
        guard found.reports > 0 else {
            return tooFew(LocalizedText(fr: "signalements sur l'équipe", en: "reports about staff"), 0, 1)
        }
        guard found.median == nil else { return .fine }
        return .found([
            AuditFinding(
                .staffReportsUnanswered, .critical,
                why: LocalizedText(
                    fr: "Signalements sur des membres de l'équipe : \(found.reports), sans acte : \(found.unanswered).",
                    en: "Reports about members of the staff: \(found.reports), without an act: \(found.unanswered)."),
                figures: [AuditFigure("reports", found.reports), AuditFigure("unanswered", found.unanswered)])
        ])
    }
}
