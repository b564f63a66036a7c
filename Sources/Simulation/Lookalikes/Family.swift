extension Storyline {
    /// A grown brother or sister and a younger one: photos asked, secrets kept from the parents, teasing.
    static let siblings = Storyline(lookalike: "siblings", parts: [.adult, .minor]) { scene in
        scene.perhaps { $0.open(0, 1) }
        scene.repeated(3...6) { scene, turn in
            if turn > 0 { scene.wait(hours: 3...30) }
            scene.exchange(.siblingElder, 0, 1, answer: .siblingYounger)
            scene.perhaps { $0.exchange(.siblingYounger, 1, 0, answer: .siblingElder) }
            scene.perhaps(300) { $0.write(.siblingYounger, 1, 0, image: true) }
            scene.perhaps { $0.exchange(.siblingElder, 0, 1, answer: .chatReplies) }
            scene.perhaps { $0.exchange(.chatBanter, 1, 0, answer: .laughs) }
        }
    }

    /// Two adults in love: pictures asked and sent, missing each other, ages said.
    static let couples = Storyline(lookalike: "couples", parts: [.grown, .grown]) { scene in
        scene.perhaps { $0.open(0, 1) }
        scene.exchange(.coupleAges, 0, 1, answer: .coupleAges)
        scene.repeated(2...5) { scene, _ in
            scene.exchange(.coupleAsk, 0, 1, answer: .coupleAnswer)
            scene.perhaps { $0.write(.coupleAnswer, 1, 0, image: true) }
            scene.exchange(.coupleAsk, 1, 0, answer: .coupleAnswer)
            scene.perhaps { $0.exchange(.coupleAges, 1, 0, answer: .chatReplies) }
            scene.wait(hours: 4...40)
        }
        scene.exchange(.coupleAsk, 0, 1, answer: .coupleAnswer)
    }

    /// Friends of an age exchange photos of a holiday.
    static let holidayPhotos = Storyline(lookalike: "holiday_photos", parts: [.minor, .peer]) { scene in
        scene.perhaps { $0.open(0, 1) }
        scene.repeated(3...7) { scene, _ in
            let from = scene.draw.below(2)
            scene.write(.holiday, from, 1 - from, image: scene.draw.chance(400))
            scene.write(.holidayReply, 1 - from, from, image: scene.draw.chance(300))
            scene.perhaps { $0.exchange(.chatPhotos, 1 - from, from, answer: .holidayReply) }
            scene.perhaps(200) { $0.wait(hours: 2...20) }
        }
        scene.exchange(.chatBye, 0, 1, answer: .chatBye)
    }

    /// Friends keep a birthday surprise from somebody: secrets, photos, messages to be deleted.
    static let birthdaySurprise = Storyline(
        lookalike: "birthday_surprise", parts: [.minor, .peer, .peer]
    ) { scene in
        for friend in 1...2 {
            scene.perhaps { $0.open(0, friend) }
            scene.repeated(2...4) { scene, _ in
                scene.exchange(.surprisePlan, 0, friend, answer: .surpriseReply)
                scene.perhaps { $0.exchange(.chatSurprise, friend, 0, answer: .surpriseReply) }
            }
            scene.wait(hours: 1...24)
        }
        scene.exchange(.surprisePlan, 0, 1, answer: .surpriseReply)
        scene.write(.surpriseReply, 0, 1, image: true)
    }

    /// Players of a team and a parent arrange lifts: addresses and numbers, each their own.
    static let lifts = Storyline(lookalike: "lifts", parts: [.grown, .minor, .peer, .peer]) { scene in
        let place = scene.somewhere()
        var last = scene.say(.liftOffer, 0, in: place)
        for player in 1...3 {
            last = scene.say(.liftReply, player, in: place, replyTo: last)
            scene.perhaps(700) {
                $0.open(0, player)
                $0.exchange(.liftOffer, 0, player, answer: .liftReply)
                $0.perhaps { $0.exchange(.liftOffer, player, 0, answer: .liftReply) }
            }
            scene.perhaps(300) { $0.wait(hours: 1...12) }
        }
        scene.say(.sports, 1, in: place)
    }
}
