import SafetyModel

extension Storyline {
    /// A draw is promoted with bait; days after it the gifts are revoked.
    static let revokedGifts = Storyline(
        story: "revoked_gifts", policies: ["fraud.giveaway"], parts: [.staff, .peer, .peer, .peer, .peer, .peer],
        targets: 1..<6
    ) { scene in
        scene.promote(.bait, by: 0)
        scene.perhaps { $0.promote(.bait, by: 0) }
        scene.wait(minutes: 5...30)
        scene.say(.bait, 0, in: .announcements, plain: true)
        scene.wait(hours: 12...40)
        let gifts = scene.drawWinners(from: 0, to: 1...5)
        scene.wait(days: 1...3)
        let place = scene.somewhere()
        for winner in 1...5 {
            var gift = gifts[winner - 1]
            gift.reason = scene.draw.chance(700) ? scene.line(.revokeReason, 0) : nil
            scene.add(.giftRevoked, 0, winner, .nowhere, .gift(gift))
            scene.perhaps(700) { $0.say(.revokeComplaint, winner, in: place) }
            scene.wait(minutes: 1...90)
        }
        scene.perhaps(700) { $0.say(.revokeReply, 0, in: place) }
        scene.perhaps { $0.report(1, about: 0, "fraud.giveaway", .reportAgain) }
        scene.perhaps {
            $0.wait(hours: 5...30)
            $0.promote(.bait, by: 0)
        }
    }

    /// A badge comes with a community that is merged, and is shown off as if it had been earned.
    static let badgeMerge = Storyline(
        story: "badge_merge", policies: ["badge.misuse"], parts: [.staff, .peer], subjects: 0..<1, targets: 0..<0
    ) { scene in
        let swallowed = scene.freshID()
        let community = scene.freshID()
        scene.guild = swallowed
        scene.add(.badgeGranted, 0, nil, .nowhere, .badge(Badge(kind: "partner")))
        scene.wait(days: 1...2)
        scene.found(community, by: 0)
        scene.add(.communityMerged, 0, nil, .nowhere, .community(CommunityChange(mergedFrom: [swallowed])))
        scene.say(.mergeNews, 0, in: .announcements, mentions: [1], plain: true)
        scene.wait(hours: 2...40)
        scene.say(.badgeBoast, 0, in: .announcements, plain: true)
        scene.promote(.badgeBoast, by: 0)
        let place = scene.somewhere()
        scene.say(.badgeDoubt, 1, in: place)
        scene.perhaps { $0.say(.revokeReply, 0, in: place) }
        scene.wait(days: 1...3)
        scene.promote(.badgeBoast, by: 0)
    }
}

extension Scene {
    mutating func promote(_ section: Section, by who: Int) {
        let platform = draw.chance(500) ? "tiktok" : "youtube"
        let text = line(section, who, plain: true)
        let url = "https://\(platform).example/v/\(draw.below(900_000) + 100_000)"
        add(.promotionPosted, who, nil, .nowhere, .promotion(Promotion(platform: platform, url: url, text: text)))
    }

    /// Gifts of one draw are offered to players, announced, and mostly claimed.
    mutating func drawWinners(from staff: Int, to winners: ClosedRange<Int>) -> [Gift] {
        let lottery = freshID()
        var gifts: [Gift] = []
        for winner in winners {
            let gift = Gift(id: freshID(), title: line(.giftTitle, staff, plain: true), draw: lottery)
            gifts.append(gift)
            add(.giftOffered, staff, winner, .nowhere, .gift(gift))
            say(.winnerText, staff, in: .announcements, mentions: [winner], plain: true)
            wait(minutes: 2...40)
            add(.giftClaimed, winner, nil, .nowhere, .gift(gift))
        }
        return gifts
    }

    /// A community of that id is made, and all that follows happens in it.
    mutating func found(_ community: String, by who: Int) {
        guild = community
        add(.communityCreated, who, nil, .nowhere, .community(CommunityChange(name: "Nouveau départ")))
        wait(hours: 1...30)
    }
}
