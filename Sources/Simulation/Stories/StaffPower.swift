import SafetyModel

extension Storyline {
    /// A newcomer is asked for something in private, in one request or in small ones, and then given a role.
    static let roleForFavour = Storyline(
        story: "role_for_favour", policies: ["staff.coercion", "minor.solicitation", "minor.grooming", "sextortion"],
        parts: [.keeper, .newcomer]
    ) { scene in
        scene.join(1)
        scene.perhaps(700) { $0.say(.newcomerHello, 1, in: $0.somewhere()) }
        scene.wait(minutes: 10...600)
        scene.open(0, 1)
        scene.exchange(.opener, 0, 1, answer: .smallTalk)
        scene.exchange(.askAge, 0, 1, answer: .sayAge)
        scene.perhaps { $0.exchange(.flattery, 0, 1, answer: .chatReplies) }
        if scene.draw.chance(700) {
            scene.exchange(.roleOffer, 0, 1, answer: .whyAsk)
            scene.exchange(.askPicture, 0, 1, answer: .reluctant)
            scene.perhaps { $0.exchange(.pressure, 0, 1, answer: .reluctant) }
        } else {
            scene.exchange(.askLife, 0, 1, answer: .answerLife)
            scene.exchange(.trust, 0, 1, answer: .chatReplies)
            scene.exchange(.alone, 0, 1, answer: .answerLife)
            scene.exchange(.secrecy, 0, 1, answer: .chatReplies)
            scene.exchange(.askLife, 0, 1, answer: .answerLife)
        }
        scene.wait(hours: 1...20)
        scene.grant(0, 1, Role(id: scene.freshID(), name: "VIP", permissions: ["VIEW_CHANNEL"]))
        scene.perhaps { $0.exchange(.askPicture, 0, 1, answer: .refuse) }
    }

    /// Who refuses is banned: by the one who asked, or by a colleague.
    static let selectiveBans = Storyline(
        story: "selective_bans", policies: ["staff.coercion", "minor.solicitation", "sextortion"],
        parts: [.keeper, .minor, .minor, .keeper], targets: 1..<3
    ) { scene in
        for person in 1...2 {
            scene.open(0, person)
            scene.exchange(.opener, 0, person, answer: .smallTalk)
            scene.perhaps { $0.exchange(.askAge, 0, person, answer: .sayAge) }
            scene.exchange(.askPicture, 0, person, answer: .refuse)
            scene.perhaps(700) { $0.exchange(.pressure, 0, person, answer: .refuse) }
            scene.exchange(.askPicture, 0, person, answer: .refuse)
            scene.perhaps(300) { $0.report(person, about: 0, "staff.coercion") }
            scene.wait(hours: 1...40)
            if person == 1, scene.draw.chance(400) {
                scene.exchange(.colleagueAsk, 0, 3, answer: .agree)
                scene.wait(minutes: 3...200)
                scene.ban(3, person)
            } else {
                scene.ban(0, person)
            }
            scene.wait(hours: 2...40)
        }
        scene.say(.general, 3, in: scene.somewhere())
    }

    /// Who reports one of the staff is struck for it.
    static let retaliation = Storyline(
        story: "retaliation", policies: ["staff.coercion"], parts: [.keeper, .peer, .keeper], targets: 1..<2
    ) { scene in
        let place = scene.somewhere()
        let first = scene.say(.general, 1, in: place)
        scene.say(.clash, 0, in: place, replyTo: first)
        scene.say(.pileHurt, 1, in: place)
        scene.wait(minutes: 5...300)
        scene.report(1, about: 0, "staff.misuse")
        scene.wait(hours: 2...60)
        scene.say(.general, 2, in: place)
        let reason: String? = scene.draw.chance(500) ? scene.line(.banReason, 0) : nil
        let body: Body = .membership(Membership(reason: reason))
        switch scene.draw.below(4) {
        case 0: scene.add(.memberTimedOut, 0, 1, .nowhere, body)
        case 1: scene.add(.roleRevoked, 0, 1, .nowhere, .role(Role(id: scene.freshID(), name: "VIP")))
        default: scene.add(.memberBanned, 0, 1, .nowhere, body)
        }
        scene.wait(minutes: 5...60)
        scene.say(.revokeReply, 0, in: place)
    }

    /// After a report about it, one of the staff deletes what it wrote, or the channel of the log.
    static let auditWipe = Storyline(
        story: "audit_wipe", policies: ["staff.misuse"], parts: [.keeper, .minor, .peer], targets: 1..<2
    ) { scene in
        let place = scene.somewhere()
        var written: [Int] = []
        scene.repeated(12...20) { scene, turn in
            written.append(scene.say(turn % 3 == 0 ? .clash : .general, 0, in: place))
            scene.perhaps(300) { $0.say(.general, $0.draw.within(1...2), in: place) }
        }
        scene.say(.pileHurt, 1, in: place)
        scene.wait(minutes: 10...400)
        scene.report(1, about: 0, "harassment.insult")
        scene.say(.agree, 2, in: place)
        scene.wait(minutes: 20...600)
        if scene.draw.chance(600) {
            for message in written.suffix(scene.draw.within(9...14)) { scene.erase(message, by: 0) }
        } else {
            for message in written.suffix(2) { scene.erase(message, by: 0) }
            scene.add(.other("channel.deleted"), 0, nil, .log)
        }
        scene.wait(minutes: 5...90)
        scene.say(.revokeReply, 0, in: place)
    }

    /// Somebody gets the power to ban, and bans many within hours, without a word.
    static let powerSpike = Storyline(
        story: "power_spike", policies: ["staff.misuse"],
        parts: [.keeper, .keeper] + Array(repeating: .peer, count: 22), targets: 2..<24
    ) { scene in
        let place = scene.somewhere()
        for person in 2..<24 { scene.say(.general, person, in: place) }
        scene.wait(hours: 1...30)
        let permissions = scene.draw.chance(500) ? ["BAN_MEMBERS", "KICK_MEMBERS"] : ["ADMINISTRATOR"]
        scene.grant(1, 0, Role(id: scene.freshID(), name: "Équipe", permissions: permissions))
        scene.wait(hours: 1...40)
        for person in 2..<24 {
            let type: EventType = scene.draw.chance(800) ? .memberBanned : .memberLeft
            scene.add(type, 0, person)
            scene.perhaps { $0.wait(minutes: 1...8) }
        }
        scene.say(.general, 1, in: place)
    }
}

extension Scene {
    /// One of the staff gives a role.
    mutating func grant(_ staff: Int, _ who: Int, _ role: Role) {
        add(.roleGranted, staff, who, .nowhere, .role(role))
    }

    /// A message is deleted where it was posted.
    mutating func erase(_ message: Int, by who: Int) {
        let author = steps[message].actor
        add(.messageDeleted, who, author == who ? nil : author, steps[message].place, .message(Message()))
        point(to: [message])
    }
}
