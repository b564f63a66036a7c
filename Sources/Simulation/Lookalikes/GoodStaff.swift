import SafetyModel

extension Storyline {
    /// A new moderator has much to do in the first week, and says why each time.
    static let busyModerator = Storyline(
        lookalike: "busy_moderator", parts: [.keeper, .keeper] + Array(repeating: .peer, count: 12)
    ) { scene in
        let place = scene.somewhere()
        scene.grant(1, 0, Role(id: scene.freshID(), name: "Modération", permissions: ["BAN_MEMBERS"]))
        for person in 2..<14 {
            scene.say(.clash, person, in: place)
            scene.wait(minutes: 2...25)
            if scene.draw.chance(500) {
                scene.ban(0, person)
            } else {
                scene.add(
                    .memberTimedOut, 0, person, .nowhere,
                    .membership(Membership(reason: scene.line(.timeOutReason, 0))))
            }
            scene.wait(hours: 1...4)
        }
        scene.say(.compliments, 1, in: place)
    }

    /// A member reports spam, and a moderator deletes it and bans who wrote it.
    static let spamCleaned = Storyline(
        lookalike: "spam_cleaned", parts: [.keeper, .peer, .stranger]
    ) { scene in
        let place = scene.somewhere()
        scene.join(2)
        var written: [Int] = []
        let words = scene.line(.raidText, 2, plain: true)
        scene.repeated(10...18) { scene, _ in written.append(scene.say(text: words, 2, in: place)) }
        scene.report(1, about: 2, "spam", .reportText)
        scene.wait(minutes: 2...60)
        for message in written { scene.erase(message, by: 0) }
        scene.ban(0, 2)
        scene.say(.thanks, 1, in: place)
    }

    /// Members whom nobody has seen for months are removed, with one reason.
    static let purge = Storyline(
        lookalike: "purge", parts: [.keeper] + Array(repeating: .peer, count: 24)
    ) { scene in
        scene.say(.announcement, 0, in: .announcements, plain: true)
        scene.wait(hours: 10...40)
        let reason = scene.line(.purgeReason, 0, plain: true)
        for person in 1..<25 { scene.add(.memberLeft, 0, person, .nowhere, .membership(Membership(reason: reason))) }
        scene.say(.announcement, 0, in: .announcements, plain: true)
    }

    /// A festival's draw brings many in, pays out, and most leave afterwards.
    static let festival = Storyline(
        lookalike: "festival", parts: [.keeper] + Array(repeating: .stranger, count: 20)
    ) { scene in
        scene.found(scene.freshID(), by: 0)
        scene.promote(.promotion, by: 0)
        scene.say(.drawText, 0, in: .announcements, plain: true)
        for person in 1..<21 {
            scene.wait(minutes: 1...12)
            scene.join(person)
        }
        scene.wait(hours: 4...12)
        _ = scene.drawWinners(from: 0, to: 1...5)
        scene.wait(days: 1...2)
        for person in 6..<21 where scene.draw.chance(850) {
            scene.wait(minutes: 1...12)
            scene.leave(person)
        }
        scene.say(.compliments, 0, in: .announcements)
    }

    /// Newcomers are welcomed, helped, and given the role of members.
    static let memberRoles = Storyline(
        lookalike: "member_roles", parts: [.keeper] + Array(repeating: .newcomer, count: 5)
    ) { scene in
        for newcomer in 1...5 {
            scene.join(newcomer)
            scene.wait(minutes: 1...20)
            scene.open(newcomer, 0)
            scene.exchange(.helpAsk, newcomer, 0, answer: .helpAnswer)
            scene.perhaps { $0.exchange(.welcomeReply, newcomer, 0, answer: .helpAnswer) }
            scene.wait(minutes: 1...60)
            scene.grant(0, newcomer, Role(id: scene.freshID(), name: "Membre", permissions: ["SEND_MESSAGES"]))
            scene.wait(minutes: 20...300)
        }
    }

    /// Somebody who reported one of the staff is later reported by others and caught by the filter, and banned for that.
    static let bannedForCause = Storyline(
        lookalike: "banned_for_cause", parts: [.keeper, .peer, .keeper, .peer, .peer]
    ) { scene in
        let place = scene.somewhere()
        scene.say(.general, 0, in: place)
        scene.report(1, about: 0, "staff.misuse", .reportText)
        scene.wait(days: 1...2)
        scene.repeated(3...5) { scene, _ in scene.say(.clash, 1, in: place) }
        for other in 3...4 { scene.report(other, about: 1, "harassment.insult", .reportText) }
        let blocked = AutomodExecution(
            rule: "mots-bloqués", action: "block_message", text: scene.line(.automodText, 1))
        scene.add(.automodTriggered, 1, nil, place, .automod(blocked))
        scene.wait(hours: 1...12)
        scene.ban(2, 1)
        scene.say(.thanks, 3, in: place)
    }

    /// One of the staff deletes old announcements of its own; nobody complained.
    static let tidying = Storyline(lookalike: "tidying", parts: [.keeper, .peer]) { scene in
        let place = scene.somewhere()
        var written: [Int] = []
        scene.repeated(10...16) { scene, _ in written.append(scene.say(.general, 0, in: place)) }
        scene.say(.agree, 1, in: place)
        scene.wait(hours: 5...40)
        for message in written { scene.erase(message, by: 0) }
        scene.say(.general, 0, in: place)
    }
}
