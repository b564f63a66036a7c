import SafetyModel

extension Traffic {
    /// The next message of a private chat, or the opening of one.
    mutating func privateEvent(_ id: String) -> Event? {
        let place = draw.below(threads.count)
        if threads[place].left <= 0 || gone[threads[place].one] || gone[threads[place].other] {
            guard let thread = newThread() else { return nil }
            threads[place] = thread
        }
        var thread = threads[place]
        let channel = population.directChannel(thread.one, thread.other)
        if !thread.opened {
            threads[place].opened = true
            return make(
                id, .directOpened, thread.community, channel, actor: member(thread.one), target: member(thread.other))
        }
        let from = thread.oneIsNext ? thread.one : thread.other
        let to = thread.oneIsNext ? thread.other : thread.one
        let section = section(thread)
        let message = Message(text: text(section, in: thread.language, by: from, to: to))
        // Mostly in turn, at times two in a row.
        if draw.chance(780) { thread.oneIsNext.toggle() }
        thread.left -= 1
        threads[place] = thread
        return make(
            id, .messagePosted, thread.community, channel, actor: member(from), target: member(to),
            body: .message(message))
    }

    private mutating func section(_ thread: PrivateThread) -> Section {
        if thread.left <= 1 { return .chatBye }
        if thread.says == .helpAsk { return thread.oneIsNext ? .helpAsk : .helpAnswer }
        switch draw.below(10) {
        case 0..<5: return thread.says
        case 5..<9: return thread.answers
        default: return .chatBanter
        }
    }

    /// What friends write to each other about, and how often.
    private static let topics: [Section] = [
        .chatGame, .chatGame, .chatGame, .chatSchool, .chatSchool, .chatGossip, .chatGossip, .chatTrade, .chatPhotos,
        .chatMeet, .chatMeet, .chatSurprise, .chatSupport, .chatMusic, .chatPlans, .chatPlans, .chatBanter,
        .chatIdentity,
    ]

    private mutating func newThread() -> PrivateThread? {
        let community = someCommunity()
        let one = someone(community)
        var thread = PrivateThread(one: one, community: community, language: someLanguage())
        if draw.chance(40), population.rank(of: one) == .member {
            thread.other = staff(community)
            thread.says = .helpAsk
            thread.left = draw.within(3...9)
        } else {
            guard let friend = friend(of: one, community) else { return nil }
            thread.other = friend
            thread.says = Self.topics[draw.below(Self.topics.count)]
            thread.left = draw.within(4...34)
        }
        guard thread.other != one else { return nil }
        thread.opened = draw.chance(500)
        // The same two always write in the same language.
        let pair = UInt64(min(one, thread.other)) << 32 | UInt64(max(one, thread.other))
        thread.language = Randomness.mix(settings.seed, pair) % 10 < 7 ? .french : .english
        return thread
    }

    /// Somebody about as old: mostly one of a few friends who stay the same, at times somebody new.
    private mutating func friend(of account: Int, _ community: Int) -> Int? {
        let age = population.age(of: account)
        for _ in 0..<10 {
            let other: Int?
            if draw.chance(700) {
                let all = population.communities[community].veterans
                let bits = population.trait(account, 20 + UInt64(draw.below(12)))
                other = all.lowerBound + Randomness.cube(bits, all.count)
            } else {
                other = anyone(community)
            }
            guard let other, other != account, !gone[other] else { continue }
            if population.rank(of: other) == .member, abs(population.age(of: other) - age) <= 2 { return other }
        }
        return nil
    }
}
