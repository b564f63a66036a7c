extension Storyline {
    /// Accounts join within minutes of each other and turn on the same two members: either in public, with insults, or
    /// in private, with nearly the same words.
    static let coordinatedAccounts = Storyline(
        story: "coordinated_accounts", policies: ["harassment.pile_on", "minor.grooming", "spam"],
        parts: [.minor, .minor, .stranger, .stranger, .stranger, .stranger], subjects: 2..<6, targets: 0..<2
    ) { scene in
        for account in 2...5 {
            scene.join(account)
            scene.wait(minutes: 1...6)
        }
        scene.wait(minutes: 5...120)
        if scene.draw.chance(500) { scene.raid() } else { scene.sameWords() }
    }

    /// Friends join together, greet the room with the same words, and talk and tease among themselves.
    static let clanJoinsTogether = Storyline(
        lookalike: "clan_joins_together", parts: [.minor, .newcomer, .newcomer, .newcomer, .newcomer, .newcomer]
    ) { scene in
        let place = scene.somewhere()
        scene.say(.games, 0, in: place)
        for friend in 1...5 {
            scene.join(friend)
            scene.wait(minutes: 1...4)
        }
        let greeting = scene.line(.newcomerHello, 1)
        var last = 0
        for friend in 1...5 {
            last = scene.say(
                text: scene.draw.chance(700) ? greeting : scene.line(.newcomerHello, friend), friend, in: place)
        }
        scene.say(.compliments, 0, in: place, replyTo: last)
        scene.repeated(14...26) { scene, _ in
            let who = scene.draw.below(6)
            let section: Section =
                scene.draw.chance(450) ? .games : scene.draw.chance(500) ? .banter : .laughs
            last = scene.say(section, who, in: place, replyTo: scene.draw.chance(600) ? last : nil)
        }
        scene.wait(minutes: 5...90)
        for friend in 1...5 where friend < 3 || scene.draw.chance(500) {
            let other = scene.draw.chance(500) ? 0 : friend % 5 + 1
            scene.open(friend, other)
            scene.exchange(.chatGame, friend, other, answer: .chatReplies)
            scene.perhaps { $0.exchange(.chatPlans, other, friend, answer: .chatReplies) }
        }
        scene.say(.agree, 0, in: place)
    }
}

extension Scene {
    /// Players 2 to 5 insult players 0 and 1 in public, in turn.
    fileprivate mutating func raid() {
        let place = somewhere()
        tempo = 10...90
        let first = say(.general, 0, in: place)
        let second = say(.general, 1, in: place, replyTo: first)
        for account in 2...5 {
            say(.pileInsult, account, in: place, replyTo: first)
            perhaps(300) { $0.say(.pileHurt, 0, in: place) }
            wait(minutes: 4...40)
        }
        for account in 2...5 {
            say(.pileInsult, account, in: place, replyTo: second, mentions: [1])
            perhaps { $0.say(.pileInsult, account, in: place, mentions: [0]) }
            wait(minutes: 4...40)
        }
        say(.pileHurt, 1, in: place)
    }

    /// Players 2 to 5 write to players 0 and 1 in private, in nearly the same words.
    fileprivate mutating func sameWords() {
        let words = line(.opener, 2) + " " + line(.flattery, 2)
        for account in 2...5 {
            for minor in 0...1 {
                open(account, minor)
                write(text: draw.chance(400) ? words + " " + players[minor].name : words, account, minor)
                perhaps(600) { $0.write(.smallTalk, minor, account) }
                wait(minutes: 2...40)
            }
        }
        exchange(.askAge, 2, 0, answer: .sayAge)
        perhaps { $0.exchange(.askPicture, 3, 1, answer: .refuse) }
    }
}
