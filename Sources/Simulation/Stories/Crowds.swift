import SafetyModel

extension Storyline {
    /// A bait brings many into a young community; no gift arrives, and most are gone some days later.
    static let inviteBurst = Storyline(
        story: "invite_burst", policies: ["fraud.giveaway"],
        parts: [.keeper] + Array(repeating: .stranger, count: 22), targets: 1..<23
    ) { scene in
        scene.found(scene.freshID(), by: 0)
        scene.promote(.bait, by: 0)
        scene.say(.bait, 0, in: .announcements, plain: true)
        for person in 1..<23 {
            scene.wait(minutes: 4...140)
            scene.join(person)
        }
        scene.perhaps { $0.promote(.bait, by: 0) }
        scene.wait(days: 2...5)
        for person in 1..<scene.draw.within(17...22) {
            scene.wait(minutes: 5...200)
            scene.leave(person)
        }
        scene.perhaps { $0.promote(.bait, by: 0) }
    }

    /// Many accounts join within minutes and flood a channel, with the same words or with hostile ones; one of the staff
    /// bans them all.
    static let raid = Storyline(
        story: "raid", policies: ["spam", "harassment.pile_on"],
        parts: [.peer, .keeper] + Array(repeating: .stranger, count: 14), subjects: 2..<16, targets: 0..<1
    ) { scene in
        let place = scene.somewhere()
        let first = scene.say(.general, 0, in: place)
        for account in 2..<16 {
            scene.join(account)
            scene.perhaps(300) { $0.wait(minutes: 1...2) }
        }
        scene.wait(minutes: 1...8)
        scene.tempo = 2...20
        let isHostile = scene.draw.chance(400)
        let words = scene.line(.raidText, 2, plain: true)
        scene.repeated(2...3) { scene, _ in
            for account in 2..<16 where scene.draw.chance(800) {
                if isHostile {
                    scene.say(.pileInsult, account, in: place, replyTo: first)
                } else {
                    scene.say(text: words, account, in: place)
                }
            }
        }
        scene.wait(minutes: 1...10)
        for account in 2..<16 { scene.ban(1, account) }
        scene.say(.general, 1, in: place)
    }
}
