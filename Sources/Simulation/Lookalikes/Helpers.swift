extension Storyline {
    /// A teacher helps several pupils in private: photos of exercises, ages, evenings, parents.
    static let teacher = Storyline(
        lookalike: "teacher", parts: [.grown, .minor, .minor, .minor, .minor]
    ) { scene in
        for pupil in 1...4 {
            if scene.draw.chance(600) {
                scene.open(pupil, 0)
                scene.exchange(.pupil, pupil, 0, answer: .teacher)
            } else {
                scene.open(0, pupil)
                scene.exchange(.teacher, 0, pupil, answer: .pupil)
            }
            scene.repeated(2...4) { scene, _ in
                scene.exchange(.teacher, 0, pupil, answer: .pupil)
                scene.perhaps(350) { $0.write(.pupil, pupil, 0, image: true) }
            }
            scene.wait(hours: 1...30)
        }
    }

    /// A moderator bans, is written to, and lets the member back in after an appeal, asking for nothing.
    static let appeal = Storyline(lookalike: "appeal", parts: [.staff, .minor]) { scene in
        let place = scene.somewhere()
        scene.say(.clash, 1, in: place)
        scene.perhaps { $0.say(.clash, 1, in: place) }
        scene.wait(minutes: 1...30)
        scene.ban(0, 1)
        scene.wait(hours: 1...30)
        if scene.draw.chance(650) {
            scene.open(1, 0)
            scene.exchange(.appealAsk, 1, 0, answer: .appealAnswer)
        } else {
            scene.open(0, 1)
            scene.exchange(.appealAnswer, 0, 1, answer: .appealAsk)
        }
        scene.repeated(1...3) { scene, _ in scene.exchange(.appealAsk, 1, 0, answer: .appealAnswer) }
        scene.wait(minutes: 5...400)
        scene.unban(0, 1)
        scene.write(.appealAnswer, 0, 1)
        scene.wait(minutes: 3...90)
        scene.join(1)
        scene.write(.thanks, 1, 0)
        scene.perhaps { $0.say(.general, 1, in: place) }
    }

    /// One of the staff greets every newcomer in private with the same words.
    static let welcomeTeam = Storyline(
        lookalike: "welcome_team", parts: [.staff] + Array(repeating: .newcomer, count: 7)
    ) { scene in
        for newcomer in 1...7 {
            scene.join(newcomer)
            scene.wait(minutes: 1...5)
            scene.open(0, newcomer)
            let words = scene.line(.welcome, 0, to: newcomer, plain: true)
            scene.write(text: words, 0, newcomer)
            scene.perhaps(700) {
                $0.write(.welcomeReply, newcomer, 0)
                $0.perhaps { $0.exchange(.helpAsk, newcomer, 0, answer: .helpAnswer) }
            }
            scene.perhaps { $0.say(.introductions, newcomer, in: $0.somewhere()) }
            scene.wait(minutes: 20...300)
        }
    }

    /// People warn each other in public of what others ask for.
    static let counterSpeech = Storyline(
        lookalike: "counter_speech", parts: [.grown, .minor, .peer]
    ) { scene in
        let place = scene.somewhere()
        var last = scene.say(.counterSpeech, 0, in: place)
        scene.repeated(2...5) { scene, _ in
            last = scene.say(.counterReply, scene.draw.within(1...2), in: place, replyTo: last)
            last = scene.say(.counterSpeech, scene.draw.chance(700) ? 0 : 2, in: place, replyTo: last)
        }
        scene.say(.thanks, 1, in: place, replyTo: last)
        scene.say(.agree, 2, in: place)
        scene.open(0, 1)
        scene.exchange(.counterSpeech, 0, 1, answer: .counterReply)
    }

    /// Somebody tells a friend what was asked of them, in the words in which it was asked.
    static let confiding = Storyline(lookalike: "confiding", parts: [.minor, .peer]) { scene in
        scene.perhaps { $0.open(0, 1) }
        scene.exchange(.chatSupport, 0, 1, answer: .chatSupport)
        scene.repeated(3...5) { scene, _ in scene.exchange(.confide, 0, 1, answer: .confideReply) }
        scene.perhaps { $0.wait(hours: 5...30) }
        scene.exchange(.chatSupport, 1, 0, answer: .thanks)
    }
}
