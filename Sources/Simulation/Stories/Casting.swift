import SafetyModel

/// Finds members to play in stories; nobody plays in two.
struct Casting: Sendable {
    let population: Population
    /// Who plays already; background traffic leaves them in peace.
    private(set) var taken: Accounts
    private var nextNewcomer: Int

    init(population: Population, members: Int) {
        self.population = population
        taken = Accounts(count: members)
        nextNewcomer = population.newcomers.lowerBound
    }

    /// Players for a storyline in a community, or `nil` where not enough members fit.
    mutating func cast(_ storyline: Storyline, community: Int, _ draw: inout Randomness) -> [Player]? {
        let before = self
        var players: [Player] = []
        for part in storyline.parts {
            guard let player = player(part, community, players, &draw) else {
                self = before
                return nil
            }
            players.append(player)
        }
        return players
    }

    private mutating func player(
        _ part: Part, _ community: Int, _ players: [Player], _ draw: inout Randomness
    ) -> Player? {
        switch part {
        case .minor: return veteran(part, community, 12...16, &draw)
        case .adult: return veteran(part, community, 19...60, &draw)
        case .grown: return veteran(part, community, 20...60, &draw)
        case .peer:
            let age = players.first?.age ?? 15
            return veteran(part, community, (age - 1)...(age + 1), &draw) ?? veteran(part, community, 12...60, &draw)
        case .staff:
            let all = population.communities[community]
            let first = all.veterans.lowerBound + all.founders
            return free(in: first..<(first + all.administrators + all.moderators), &draw) { _ in true }
                .map { player($0, part, community) }
        case .founder:
            let first = population.communities[community].veterans.lowerBound
            return free(in: first..<(first + population.communities[community].founders), &draw) { _ in true }
                .map { player($0, part, community) }
        case .newcomer, .stranger, .sameAgain, .keeper: return joining(part, community, players, &draw)
        }
    }

    private mutating func veteran(
        _ part: Part, _ community: Int, _ ages: ClosedRange<Int>, _ draw: inout Randomness
    ) -> Player? {
        let all = population.communities[community]
        // The most active members are left out: their every other word would be in the story's span too.
        let range =
            (all.veterans.lowerBound + all.staff + all.bots)..<(all.veterans.upperBound - all.veterans.count / 200)
        let population = self.population
        return free(in: range, &draw) { ages.contains(population.age(of: $0)) }.map { player($0, part, community) }
    }

    /// An account of a range that plays nowhere yet; takes it.
    private mutating func free(
        in range: Range<Int>, _ draw: inout Randomness, where fits: (Int) -> Bool
    ) -> Int? {
        guard !range.isEmpty else { return nil }
        let first = draw.below(range.count)
        for offset in 0..<min(range.count, 4000) {
            let account = range.lowerBound + (first + offset) % range.count
            if !taken[account], fits(account) {
                taken[account] = true
                return account
            }
        }
        return nil
    }

    private mutating func joining(
        _ part: Part, _ community: Int, _ players: [Player], _ draw: inout Randomness
    ) -> Player? {
        guard nextNewcomer < population.newcomers.upperBound else { return nil }
        let account = nextNewcomer
        nextNewcomer += 1
        taken[account] = true
        if part == .sameAgain, let earlier = players.last {
            let name = Nicknames.successor(of: earlier.name, draw.next())
            let elsewhere = (community + 1) % population.communities.count
            return Player(
                account: account, name: name, age: earlier.age, hand: earlier.hand, part: part, home: elsewhere)
        }
        let age = part == .newcomer ? draw.within(12...16) : draw.within(19...38)
        return Player(
            account: account, name: population.name(of: account), age: age, hand: Hand(draw.next(), age: age),
            part: part, home: community)
    }

    private func player(_ account: Int, _ part: Part, _ community: Int) -> Player {
        Player(
            account: account, name: population.name(of: account), age: population.age(of: account),
            hand: population.hand(of: account), part: part, home: community)
    }
}
