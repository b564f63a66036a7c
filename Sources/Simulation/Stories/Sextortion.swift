extension Storyline {
    /// Extortion within minutes: a picture, then a threat, a deadline and a gift card.
    static let fastSextortion = Storyline(
        story: "fast_sextortion", policies: ["sextortion", "minor.solicitation"], parts: [.stranger, .minor]
    ) { scene in
        scene.tempo = 5...35
        scene.join(0)
        scene.wait(minutes: 1...8)
        scene.open(0, 1)
        scene.exchange(.sextortionOpen, 0, 1, answer: .smallTalk)
        scene.perhaps(600) { $0.exchange(.flattery, 0, 1, answer: .sayAge) }
        scene.perhaps(700) { $0.exchange(.moveOff, 0, 1, answer: .chatReplies) }
        scene.exchange(.askPicture, 0, 1, answer: .reluctant)
        scene.perhaps(600) { $0.exchange(.askPicture, 0, 1, answer: .chatReplies) }
        scene.wait(minutes: 1...4)
        scene.write(.screenshots, 0, 1)
        scene.exchange(.shareThreat, 0, 1, answer: .plead)
        scene.write(.payDemand, 0, 1)
        scene.write(.deadline, 0, 1)
        scene.write(.plead, 1, 0)
        scene.repeated(1...3) { scene, turn in
            scene.write(turn == 1 ? .payDemand : .shareThreat, 0, 1)
            scene.write(.plead, 1, 0)
            scene.write(turn == 0 ? .deadline : .eraseTraces, 0, 1)
        }
        scene.perhaps {
            $0.wait(minutes: 10...90)
            $0.report(1, about: 0, "sextortion")
        }
        scene.perhaps(300) { $0.leave(0) }
    }

    /// Trust over a long time, jokes, "it is normal", then a request and blackmail with screenshots.
    static let slowGrooming = Storyline(
        story: "slow_grooming", policies: ["minor.grooming", "minor.solicitation", "sextortion"],
        parts: [.adult, .minor]
    ) { scene in
        scene.open(0, 1)
        scene.exchange(.opener, 0, 1, answer: .smallTalk)
        scene.repeated(2...4) { scene, _ in scene.exchange(.smallTalk, 0, 1, answer: .smallTalk) }
        scene.exchange(.askAge, 0, 1, answer: .sayAge)
        scene.days(2...4, turns: 2...3, .flattery, .askLife, .smallTalk)
        scene.days(2...4, turns: 2...3, .trust, .isolate, .smallTalk)
        scene.wait(days: 1...3)
        scene.exchange(.alone, 0, 1, answer: .answerLife)
        scene.exchange(.jokePush, 0, 1, answer: .laughs)
        scene.exchange(.normalise, 0, 1, answer: .whyAsk)
        scene.write(.secrecy, 0, 1)
        scene.days(1...2, turns: 1...2, .jokePush, .trust, .normalise)
        scene.perhaps { $0.exchange(.moveOff, 0, 1, answer: .chatReplies) }
        scene.wait(days: 1...2)
        scene.exchange(.askPicture, 0, 1, answer: .reluctant)
        scene.exchange(.pressure, 0, 1, answer: .refuse)
        scene.exchange(.askPicture, 0, 1, answer: .chatReplies)
        scene.wait(days: 1...3)
        scene.write(.screenshots, 0, 1)
        scene.exchange(.shareThreat, 0, 1, answer: .plead)
        scene.exchange(.askPicture, 0, 1, answer: .plead)
        scene.perhaps { $0.exchange(.eraseTraces, 0, 1, answer: .plead) }
        scene.unansweredReports(by: 1, about: 0, "minor.grooming")
    }
}

extension Scene {
    /// Some days on each of which player 0 says a few things of the given kinds and player 1 answers.
    mutating func days(_ days: ClosedRange<Int>, turns: ClosedRange<Int>, _ sections: Section...) {
        repeated(days) { scene, _ in
            scene.wait(days: 1...2)
            scene.repeated(turns) { scene, _ in
                guard let section = scene.draw.pick(sections) else { return }
                let answer: Section =
                    switch section {
                    case .askLife: .answerLife
                    case .jokePush, .normalise: .whyAsk
                    case .smallTalk: .smallTalk
                    default: .chatReplies
                    }
                scene.exchange(section, 0, 1, answer: answer)
            }
            scene.perhaps(300) { $0.exchange(.chatBye, 1, 0, answer: .chatBye) }
        }
    }
}
