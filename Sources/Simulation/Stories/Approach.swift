extension Storyline {
    /// Several newcomers are met in a voice room and written to in private right after.
    static let voicePivot = Storyline(
        story: "voice_pivot", policies: ["minor.grooming", "minor.solicitation"],
        parts: [.adult, .newcomer, .newcomer, .newcomer, .newcomer], targets: 1..<5
    ) { scene in
        let room = scene.someRoom()
        for newcomer in 1...4 {
            scene.join(newcomer)
            scene.perhaps(700) { $0.say(.newcomerHello, newcomer, in: $0.somewhere()) }
            scene.wait(minutes: 10...240)
        }
        scene.enter(0, room)
        for newcomer in 1...4 {
            scene.enter(newcomer, room)
            scene.wait(minutes: 1...6)
        }
        scene.wait(minutes: 4...30)
        for newcomer in 1...4 {
            scene.perhaps(700) { $0.exit(newcomer, room) }
            scene.wait(minutes: 1...8)
            scene.open(0, newcomer)
            scene.exchange(.voiceFollow, 0, newcomer, answer: .smallTalk)
            scene.exchange(.askAge, 0, newcomer, answer: .sayAge)
            scene.perhaps(800) { $0.exchange(.flattery, 0, newcomer, answer: .chatReplies) }
            scene.perhaps { $0.exchange(.askLife, 0, newcomer, answer: .answerLife) }
            scene.perhaps { $0.write(.secrecy, 0, newcomer) }
        }
        scene.exit(0, room)
        scene.wait(hours: 2...40)
        for newcomer in 1...4 where newcomer < 3 || scene.draw.chance(400) {
            scene.exchange(.alone, 0, newcomer, answer: .answerLife)
            scene.perhaps(700) { $0.exchange(.trust, 0, newcomer, answer: .chatReplies) }
            scene.exchange(.askPicture, 0, newcomer, answer: .reluctant)
            scene.exchange(.pressure, 0, newcomer, answer: .refuse)
            scene.wait(minutes: 5...90)
        }
    }

    /// The same opening words to many members who are minors, most of whom answer a little.
    static let sameOpener = Storyline(
        story: "same_opener", policies: ["minor.grooming", "minor.solicitation"],
        parts: [.adult] + Array(repeating: .minor, count: 9), targets: 1..<10
    ) { scene in
        let opener = scene.line(.opener, 0, to: nil) + " " + scene.line(.flattery, 0)
        for minor in 1...9 {
            scene.open(0, minor)
            scene.write(text: opener, 0, minor)
            scene.wait(minutes: 1...20)
        }
        for minor in 1...9 where minor == 1 || scene.draw.chance(650) {
            scene.exchange(.smallTalk, minor, 0, answer: .askAge)
            scene.write(.sayAge, minor, 0)
            scene.perhaps(700) { $0.exchange(.flattery, 0, minor, answer: .smallTalk) }
            scene.perhaps { $0.exchange(.askLife, 0, minor, answer: .answerLife) }
            scene.perhaps(600) { $0.exchange(.moveOff, 0, minor, answer: .reluctant) }
            scene.wait(minutes: 2...80)
            scene.perhaps(350) {
                $0.write(.secrecy, 0, minor)
                $0.exchange(.askPicture, 0, minor, answer: .refuse)
            }
        }
    }

    /// Banned for asking, somebody comes to another community under a similar name and goes on.
    static let banEvasion = Storyline(
        story: "ban_evasion", policies: ["evasion.ban", "minor.solicitation", "minor.grooming"],
        parts: [.minor, .staff, .minor, .stranger, .sameAgain], subjects: 3..<5, targets: 0..<1
    ) { scene in
        scene.join(3)
        scene.perhaps { $0.say(.general, 3, in: $0.somewhere()) }
        scene.wait(minutes: 10...300)
        scene.open(3, 0)
        scene.exchange(.opener, 3, 0, answer: .smallTalk)
        scene.exchange(.askAge, 3, 0, answer: .sayAge)
        scene.perhaps(600) { $0.exchange(.flattery, 3, 0, answer: .chatReplies) }
        scene.exchange(.askPicture, 3, 0, answer: .refuse)
        scene.perhaps(600) { $0.exchange(.pressure, 3, 0, answer: .refuse) }
        scene.open(3, 2)
        scene.exchange(.opener, 3, 2, answer: .smallTalk)
        scene.exchange(.askPicture, 3, 2, answer: .refuse)
        scene.wait(minutes: 5...60)
        scene.report(0, about: 3, "minor.solicitation")
        scene.wait(hours: 1...20)
        scene.ban(1, 3)
        scene.wait(hours: 1...30)
        scene.join(4)
        scene.wait(minutes: 3...60)
        scene.open(4, 0)
        scene.exchange(.comeback, 4, 0, answer: .whyAsk)
        scene.perhaps { $0.exchange(.trust, 4, 0, answer: .chatReplies) }
        scene.exchange(.askPicture, 4, 0, answer: .refuse)
        scene.write(.secrecy, 4, 0)
        scene.perhaps(600) {
            $0.open(4, 2)
            $0.exchange(.comeback, 4, 2, answer: .smallTalk)
            $0.exchange(.giftAsk, 4, 2, answer: .refuse)
        }
        scene.perhaps { $0.exchange(.pressure, 4, 0, answer: .refuse) }
    }
}
