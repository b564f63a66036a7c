import SafetyModel

extension Storyline {
    /// A first name and a phone number lead to an address, and the address to threats.
    static let doxxingThreat = Storyline(
        story: "doxxing_threat", policies: ["privacy.doxxing", "violence.threat"], parts: [.adult, .peer]
    ) { scene in
        scene.open(0, 1)
        scene.exchange(.opener, 0, 1, answer: .smallTalk)
        scene.perhaps { $0.exchange(.smallTalk, 0, 1, answer: .smallTalk) }
        scene.exchange(.dataAsk, 0, 1, answer: .dataGive)
        scene.exchange(.dataAsk, 0, 1, answer: .dataGive)
        scene.perhaps { $0.exchange(.askLife, 0, 1, answer: .answerLife) }
        scene.wait(hours: 3...50)
        scene.exchange(.moveOff, 0, 1, answer: .refuse)
        scene.exchange(.addressFound, 0, 1, answer: .dataFright)
        scene.exchange(.addressThreat, 0, 1, answer: .dataFright)
        scene.perhaps { $0.exchange(.addressThreat, 0, 1, answer: .plead) }
        scene.perhaps(600) {
            let place = $0.somewhere()
            $0.wait(minutes: 2...40)
            $0.say(.addressFound, 0, in: place, mentions: [1])
            $0.perhaps { $0.say(.dataFright, 1, in: place, mentions: [0]) }
        }
        scene.exchange(.addressThreat, 0, 1, answer: .dataFright)
        scene.unansweredReports(by: 1, about: 0, "privacy.doxxing")
    }

    /// A newcomer says hello and is insulted and threatened by many within minutes.
    static let pileOn = Storyline(
        story: "pile_on", policies: ["harassment.pile_on", "violence.threat", "harassment.insult"],
        parts: [.newcomer, .peer, .peer, .peer, .peer, .peer, .peer], subjects: 1..<7, targets: 0..<1
    ) { scene in
        let place = scene.somewhere()
        scene.tempo = 3...22
        scene.join(0)
        scene.wait(minutes: 2...30)
        var last = scene.say(.newcomerHello, 0, in: place)
        scene.say(.pileStart, 1, in: place, replyTo: last)
        for hostile in 2...6 {
            scene.perhaps(400) { last = $0.say(.pileHurt, 0, in: place) }
            let mentions = scene.draw.chance(500) ? [0] : []
            let answered = mentions.isEmpty ? last : nil
            scene.say(.pileInsult, hostile, in: place, replyTo: answered, mentions: mentions)
        }
        scene.repeated(6...14) { scene, turn in
            let hostile = scene.draw.within(1...6)
            let section: Section = turn % 4 == 3 ? .pileThreat : .pileInsult
            scene.say(section, hostile, in: place, replyTo: scene.draw.chance(650) ? last : nil, mentions: [0])
            scene.perhaps(300) { last = $0.say(.pileHurt, 0, in: place) }
        }
        scene.say(.pileHurt, 0, in: place)
        scene.perhaps { $0.report(0, about: 2, "harassment.pile_on") }
        scene.perhaps {
            $0.wait(minutes: 5...60)
            $0.leave(0)
        }
    }
}
