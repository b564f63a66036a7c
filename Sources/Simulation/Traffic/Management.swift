import SafetyModel

extension Traffic {
    /// What else happens where many live together: roles, bans, gifts, invites, filters, reports.
    mutating func management(_ id: String, _ community: Int, _ roll: Int) -> Event? {
        switch roll {
        case 9570..<9660: roleGranted(id, community)
        case 9660..<9680: roleChanged(id, community)
        case 9680..<9690: ban(id, community)
        case 9690..<9692: unban(id)
        case 9692..<9710: timeOut(id, community)
        case 9710..<9750: rename(id, community)
        case 9750..<9800: gift(id, community)
        case 9800..<9830: invite(id, community)
        case 9830..<9845: promotion(id, community)
        case 9845..<9860: announcement(id, community)
        case 9860..<9885: automod(id, community)
        case 9885..<9892: report(id, community)
        default: nil
        }
    }

    private static let roles = ["Membre", "Gamer", "Notifs", "VIP", "Musique", "Actif", "Artiste", "Animateur vocal"]

    private mutating func roleGranted(_ id: String, _ community: Int) -> Event? {
        guard let account = ordinary(community) else { return nil }
        let place = draw.skewed(Self.roles.count)
        let number = Int64(population.communities[community].number)
        let role = Role(
            id: Snowflake.digits(UInt64(600_000_000_000_000_000 + number * 100) + UInt64(place)),
            name: Self.roles[place])
        let type: EventType = draw.chance(860) ? .roleGranted : .roleRevoked
        let actor = member(staff(community))
        return make(id, type, community, actor: actor, target: member(account), body: .role(role))
    }

    private mutating func roleChanged(_ id: String, _ community: Int) -> Event? {
        let owner = population.communities[community].veterans.lowerBound
        let role = Role(
            id: freshID(), name: Self.roles[draw.below(Self.roles.count)],
            permissions: ["SEND_MESSAGES", "ADD_REACTIONS", "CONNECT"], position: draw.within(1...20))
        let type: EventType = draw.chance(500) ? .roleUpdated : draw.chance(600) ? .roleCreated : .roleDeleted
        return make(id, type, community, actor: member(owner), body: .role(role))
    }

    private mutating func ban(_ id: String, _ community: Int) -> Event? {
        guard let account = ordinary(community) else { return nil }
        let staff = staff(community)
        gone[account] = true
        if banned.count < 64 { banned.append((account, community)) }
        let reason = text(.banReason, in: .french, by: staff)
        return make(
            id, .memberBanned, community, actor: member(staff), target: member(account),
            body: .membership(Membership(reason: reason)))
    }

    /// Somebody is allowed back; whether they come is another matter.
    private mutating func unban(_ id: String) -> Event? {
        guard banned.count > 8 else { return nil }
        let (account, community) = banned.remove(at: draw.below(banned.count))
        let staff = staff(community)
        let reason = text(.unbanReason, in: .french, by: staff)
        return make(
            id, .memberUnbanned, community, actor: member(staff), target: member(account),
            body: .membership(Membership(reason: reason)))
    }

    private mutating func timeOut(_ id: String, _ community: Int) -> Event? {
        guard let account = ordinary(community) else { return nil }
        let staff = staff(community)
        let until = now + .minutes([5, 10, 60, 600, 1440][draw.below(5)])
        let reason = text(.timeOutReason, in: .french, by: staff)
        return make(
            id, .memberTimedOut, community, actor: member(staff), target: member(account),
            body: .membership(Membership(reason: reason, until: until)))
    }

    private mutating func rename(_ id: String, _ community: Int) -> Event? {
        let account = someone(community)
        let previous = population.name(of: account + 1 + draw.below(1000))
        return make(
            id, .memberRenamed, community, actor: member(account),
            body: .membership(Membership(previousName: previous)))
    }

    /// A gift of a draw or of a friend is offered, or one that was is claimed.
    private mutating func gift(_ id: String, _ community: Int) -> Event? {
        let due = pendingGifts.firstIndex { now.since($0.since) > .minutes(20) }
        if let due, draw.chance(600) {
            let pending = pendingGifts.remove(at: due)
            guard !gone[pending.to] else { return nil }
            return make(
                id, .giftClaimed, pending.community, actor: member(pending.to), body: .gift(pending.gift))
        }
        guard let to = ordinary(community) else { return nil }
        let isDraw = draw.chance(500)
        let from = isDraw ? staff(community) : someone(community)
        guard from != to else { return nil }
        let title = text(.giftTitle, in: .french, by: from, plain: true)
        let gift = Gift(id: freshID(), title: title, draw: isDraw ? freshID() : nil)
        if pendingGifts.count < 64 {
            pendingGifts.append(PendingGift(gift: gift, community: community, to: to, since: now))
        }
        return make(id, .giftOffered, community, actor: member(from), target: member(to), body: .gift(gift))
    }

    private mutating func invite(_ id: String, _ community: Int) -> Event? {
        let account = someone(community)
        let letters = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789")
        let code = String((0..<8).map { _ in letters[draw.below(letters.count)] })
        if invites[community].count < 40 {
            invites[community].append(code)
        } else {
            invites[community][draw.below(40)] = code
        }
        let expires = draw.chance(600) ? now + .days(7) : nil
        let invite = Invite(code: code, maxUses: draw.chance(300) ? draw.within(1...50) : nil, expiresAt: expires)
        return make(id, .inviteCreated, community, actor: member(account), body: .invite(invite))
    }

    private mutating func promotion(_ id: String, _ community: Int) -> Event? {
        let staff = staff(community)
        let platform = ["tiktok", "youtube", "twitch", "instagram"][draw.below(4)]
        let text = text(.promotion, in: someLanguage(), by: staff, plain: true)
        let code = population.communities[community].id.suffix(7)
        let promotion = Promotion(
            platform: platform, url: "https://\(platform).example/v/\(code)\(draw.below(9999))", text: text)
        return make(id, .promotionPosted, community, actor: member(staff), body: .promotion(promotion))
    }

    private mutating func announcement(_ id: String, _ community: Int) -> Event? {
        let staff = staff(community)
        let text = text(draw.chance(700) ? .announcement : .drawText, in: someLanguage(), by: staff, plain: true)
        return make(
            id, .messagePosted, community, population.communities[community].announcements, actor: member(staff),
            body: .message(Message(text: text)))
    }

    private mutating func automod(_ id: String, _ community: Int) -> Event? {
        guard let account = ordinary(community) else { return nil }
        let rule = ["spam", "mentions", "liens", "mots-bloqués"][draw.below(4)]
        let text = text(.automodText, in: someLanguage(), by: account)
        let place = draw.below(population.communities[community].texts.count)
        return make(
            id, .automodTriggered, community, population.communities[community].texts[place].channel,
            actor: member(account),
            body: .automod(AutomodExecution(rule: rule, action: "block_message", text: text)))
    }

    private mutating func report(_ id: String, _ community: Int) -> Event? {
        guard let message = draw.pick(recent), message.community == community, !gone[message.author],
            let reporter = ordinary(community), reporter != message.author
        else { return nil }
        let policy: PolicyCode = ["spam", "harassment.insult", "harassment.insult", "fraud.giveaway"][draw.below(4)]
        let text = text(.reportText, in: message.language, by: reporter)
        return make(
            id, .reportFiled, community, actor: member(reporter), target: member(message.author),
            body: .report(FiledReport(policy: policy, messages: [message.id], text: text)))
    }
}
