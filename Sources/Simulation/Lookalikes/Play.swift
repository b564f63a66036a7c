import SafetyModel

extension Storyline {
    /// Things of games are traded on conditions, with proofs asked for and in a hurry.
    static let gameTrades = Storyline(lookalike: "game_trades", parts: [.adult, .minor]) { scene in
        let place = scene.somewhere()
        let offer = scene.say(.trades, 0, in: place)
        scene.say(.tradeAnswer, 1, in: place, replyTo: offer)
        scene.open(0, 1)
        scene.repeated(2...5) { scene, _ in
            let from = scene.draw.below(2)
            scene.exchange(.tradeOffer, from, 1 - from, answer: .tradeAnswer)
            scene.perhaps(300) { $0.exchange(.chatTrade, 1 - from, from, answer: .tradeAnswer) }
        }
        scene.write(.tradeAnswer, 1, 0, image: true)
        scene.perhaps(800) { $0.exchange(.thanks, 0, 1, answer: .tradeAnswer) }
    }

    /// Friends insult each other over a game, all of them, laughing.
    static let banter = Storyline(lookalike: "banter", parts: [.peer, .peer, .peer, .peer]) { scene in
        let room = scene.someRoom()
        let place = scene.somewhere()
        for friend in 0...3 { scene.enter(friend, room) }
        scene.tempo = 4...30
        var last = scene.say(.games, 0, in: place)
        scene.repeated(9...18) { scene, turn in
            let who = turn < 4 ? turn : scene.draw.below(4)
            let answered = scene.steps[last].actor != who && scene.draw.chance(450) ? last : nil
            let section: Section = scene.draw.chance(650) ? .banter : scene.draw.chance(500) ? .laughs : .clash
            last = scene.say(section, who, in: place, replyTo: answered)
        }
        scene.say(.agree, 1, in: place)
        scene.wait(minutes: 5...60)
        for friend in 0...3 { scene.exit(friend, room) }
    }

    /// A draw whose gifts arrive.
    static let drawArrives = Storyline(
        lookalike: "draw_arrives", parts: [.staff, .peer, .peer, .peer, .peer]
    ) { scene in
        scene.say(.drawText, 0, in: .announcements, plain: true)
        scene.perhaps { $0.promote(.promotion, by: 0) }
        scene.wait(hours: 10...30)
        _ = scene.drawWinners(from: 0, to: 1...4)
        let place = scene.somewhere()
        for winner in 1...4 {
            scene.wait(minutes: 2...200)
            scene.perhaps(700) { $0.say(.giftArrived, winner, in: place) }
        }
        scene.say(.compliments, 0, in: place)
    }

    /// Two communities merge; the badge is given back, applied for again, and earned.
    static let mergeRenewed = Storyline(lookalike: "merge_renewed", parts: [.staff, .peer]) { scene in
        let swallowed = scene.freshID()
        let community = scene.freshID()
        scene.guild = swallowed
        scene.add(.badgeGranted, 0, nil, .nowhere, .badge(Badge(kind: "partner")))
        scene.wait(hours: 5...30)
        scene.add(.badgeRevoked, 0, nil, .nowhere, .badge(Badge(kind: "partner", reason: "merge")))
        scene.found(community, by: 0)
        scene.add(.communityMerged, 0, nil, .nowhere, .community(CommunityChange(mergedFrom: [swallowed])))
        scene.say(.mergeRenewed, 0, in: .announcements, mentions: [1], plain: true)
        scene.say(.agree, 1, in: .announcements)
        scene.wait(days: 1...3)
        scene.add(.badgeGranted, 0, nil, .nowhere, .badge(Badge(kind: "partner", reason: "application")))
        scene.say(.mergeRenewed, 0, in: .announcements, plain: true)
    }
}
