import SafetyModel

extension Storyline {
    /// A gift is promised for a picture: contact, some attention, the offer, the condition, pressure; at times reports
    /// that nobody answers.
    static let giftForPicture = Storyline(
        story: "gift_for_picture", policies: ["minor.solicitation", "sextortion"], parts: [.adult, .minor]
    ) { scene in
        let place = scene.somewhere()
        scene.perhaps(600) {
            let first = $0.say(.games, 1, in: place)
            $0.say(.compliments, 0, in: place, replyTo: first)
            $0.wait(minutes: 2...50)
        }
        scene.open(0, 1)
        scene.exchange(.opener, 0, 1, answer: .smallTalk)
        scene.repeated(1...4) { scene, _ in scene.exchange(.smallTalk, 0, 1, answer: .smallTalk) }
        scene.perhaps(700) { $0.exchange(.askAge, 0, 1, answer: .sayAge) }
        scene.perhaps(600) { $0.exchange(.flattery, 0, 1, answer: .chatReplies) }
        scene.perhaps(600) { $0.wait(hours: 1...30) }
        scene.exchange(.giftOffer, 0, 1, answer: .whyAsk)
        scene.perhaps(400) { $0.exchange(.smallTalk, 0, 1, answer: .smallTalk) }
        scene.exchange(.giftAsk, 0, 1, answer: .reluctant)
        scene.perhaps(500) { $0.exchange(.normalise, 0, 1, answer: .reluctant) }
        scene.write(.secrecy, 0, 1)
        scene.exchange(.giftAsk, 0, 1, answer: .refuse)
        scene.repeated(1...3) { scene, _ in scene.exchange(.pressure, 0, 1, answer: .refuse) }
        scene.perhaps(350) {
            $0.wait(hours: 3...20)
            $0.exchange(.shareThreat, 0, 1, answer: .plead)
        }
        scene.unansweredReports(by: 1, about: 0, "minor.solicitation")
    }

    /// The founder of a community asks by his standing: what he can give, what he can take, that nobody would believe.
    static let founderRequest = Storyline(
        // Status used as pressure reads as extortion too.
        story: "founder_request", policies: ["minor.solicitation", "staff.coercion", "sextortion"],
        parts: [.founder, .minor]
    ) { scene in
        scene.open(0, 1)
        scene.exchange(.opener, 0, 1, answer: .smallTalk)
        scene.perhaps(600) { $0.write(.smallTalk, 1, 0) }
        scene.exchange(.status, 0, 1, answer: .chatReplies)
        scene.repeated(1...2) { scene, _ in scene.exchange(.flattery, 0, 1, answer: .smallTalk) }
        scene.exchange(.askAge, 0, 1, answer: .sayAge)
        scene.perhaps(700) { $0.wait(days: 1...4) }
        scene.exchange(.smallTalk, 0, 1, answer: .smallTalk)
        scene.perhaps { $0.exchange(.moveOff, 0, 1, answer: .chatReplies) }
        scene.exchange(.founderAsk, 0, 1, answer: .whyAsk)
        scene.exchange(.askPicture, 0, 1, answer: .reluctant)
        scene.write(.secrecy, 0, 1)
        scene.repeated(1...2) { scene, _ in scene.exchange(.founderAsk, 0, 1, answer: .refuse) }
        scene.perhaps { $0.exchange(.status, 0, 1, answer: .refuse) }
        scene.unansweredReports(by: 1, about: 0, "staff.coercion")
    }

    /// Somebody is banned, and then offered to be let back in for a picture.
    static let banLeverage = Storyline(
        story: "ban_leverage", policies: ["staff.coercion", "minor.solicitation", "sextortion"],
        parts: [.staff, .minor]
    ) { scene in
        let place = scene.somewhere()
        scene.say(.general, 1, in: place)
        scene.perhaps { $0.say(.clash, 0, in: place, mentions: [1]) }
        scene.wait(minutes: 1...40)
        scene.ban(0, 1)
        scene.wait(minutes: 5...300)
        if scene.draw.chance(500) {
            scene.open(1, 0)
            scene.exchange(.banned, 1, 0, answer: .unbanOffer)
        } else {
            scene.open(0, 1)
            scene.exchange(.unbanOffer, 0, 1, answer: .banned)
        }
        scene.perhaps(600) { $0.exchange(.askAge, 0, 1, answer: .sayAge) }
        scene.exchange(.unbanAsk, 0, 1, answer: .whyAsk)
        scene.write(.reluctant, 1, 0)
        scene.exchange(.unbanAsk, 0, 1, answer: .refuse)
        scene.perhaps(700) { $0.write(.secrecy, 0, 1) }
        scene.repeated(1...2) { scene, _ in scene.exchange(.pressure, 0, 1, answer: .plead) }
        scene.perhaps(650) {
            $0.wait(hours: 1...26)
            $0.unban(0, 1, reason: false)
            $0.wait(minutes: 3...60)
            $0.join(1)
            $0.exchange(.askPicture, 0, 1, answer: .refuse)
        }
    }
}

extension Scene {
    /// Reports that are filed and get no answer, some days apart; at times none.
    mutating func unansweredReports(by reporter: Int, about subject: Int, _ policy: PolicyCode) {
        perhaps(450) {
            $0.wait(minutes: 5...120)
            $0.report(reporter, about: subject, policy)
            $0.repeated(0...2) { scene, _ in
                scene.wait(days: 1...2)
                scene.report(reporter, about: subject, policy, .reportAgain)
            }
        }
    }
}
