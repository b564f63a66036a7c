import SafetyModel

/// Which stories and look-alikes a simulation holds, and when each begins.
struct StoryPlan: Sendable {
    /// In the order in which they begin.
    private(set) var productions: [Production] = []
    /// How many events they have together.
    private(set) var events = 0
    /// Accounts that play in them.
    let cast: Accounts

    /// How many of each kind are wanted.
    static func wanted(_ settings: SimulationSettings) -> Int {
        settings.storiesPerKind ?? max(1, settings.events / 60_000)
    }

    /// How many accounts to keep for those who join in stories.
    static func newcomers(_ settings: SimulationSettings) -> Int {
        min(wanted(settings) * Storyline.all.reduce(0) { $0 + $1.newcomers }, settings.members / 5)
    }

    /// Chooses the stories and their players.
    ///
    /// - Throws: ``SimulationError`` where a number of stories was asked for that does not fit. Where none was asked
    ///   for, what does not fit is left out: the last kinds of ``Storyline/all`` first.
    init(_ settings: SimulationSettings, _ stagecraft: Stagecraft) throws(SimulationError) {
        var casting = Casting(population: stagecraft.population, members: settings.members)
        var players = 0
        let rounds = Self.wanted(settings)
        for round in 0..<rounds {
            for (kind, storyline) in Storyline.all.enumerated() {
                let stream = UInt64(round) << 16 | UInt64(kind) << 8 | 1
                var draw = Randomness(seed: settings.seed, stream: stream << 1 | 1)
                let enough = players + storyline.parts.count <= settings.members / 2
                let cast = enough ? Self.cast(storyline, round, &casting, &draw) : nil
                guard let cast else {
                    if settings.storiesPerKind != nil {
                        let needed = rounds * 2 * Storyline.all.reduce(0) { $0 + $1.parts.count }
                        throw .storiesNeedMembers(stories: rounds, needed: needed, members: settings.members)
                    }
                    continue
                }
                let language: Language = draw.chance(700) ? .french : .english
                let steps = stagecraft.rehearse(
                    storyline, players: cast.players, language: language, community: cast.community, stream: stream)
                guard events + steps.count <= settings.events / 2 else {
                    if settings.storiesPerKind != nil {
                        throw .storiesNeedEvents(
                            stories: rounds, needed: 2 * (events + steps.count), events: settings.events)
                    }
                    continue
                }
                productions.append(
                    Production(
                        storyline: storyline, number: round + 1, players: cast.players, language: language,
                        community: cast.community, stream: stream, steps: steps.count,
                        duration: steps.dropFirst().reduce(0) { $0 + $1.gap }, serial: events))
                events += steps.count
                players += storyline.parts.count
            }
        }
        self.cast = casting.taken
    }

    private static func cast(
        _ storyline: Storyline, _ round: Int, _ casting: inout Casting, _ draw: inout Randomness
    ) -> (players: [Player], community: Int)? {
        let smaller = casting.population.communities.count - 1
        let community = round % 6 == 5 && smaller > 0 ? 1 + (round / 6) % smaller : 0
        if let players = casting.cast(storyline, community: community, &draw) { return (players, community) }
        guard community != 0, let players = casting.cast(storyline, community: 0, &draw) else { return nil }
        return (players, 0)
    }

    /// Spreads the stories over the time that the background takes. The first three begin within the first half of
    /// a hundredth of it.
    mutating func schedule(_ rhythm: Rhythm, seed: UInt64) {
        var draw = Randomness(seed: seed, stream: 0x5C4E)
        var places = Array(productions.indices)
        for place in places.indices.reversed() { places.swapAt(place, draw.below(place + 1)) }
        let soon: [String: Int] = ["fast_sextortion-1": 800, "gift_for_picture-1": 2200, "pile_on-1": 3600]
        for place in productions.indices {
            let stratum = (places[place] * 1_000_000 + draw.below(1_000_000)) / productions.count
            let millionth = soon[productions[place].id] ?? 6000 + stratum / 1000 * 980
            var start = rhythm.moment(rhythm.count * millionth / 1_000_000).milliseconds
            // What would end too late begins some days earlier, at the same hour.
            let early = rhythm.moment(rhythm.count * (6000 + draw.below(20_000)) / 1_000_000).milliseconds
            while start + productions[place].duration > rhythm.until.milliseconds, start > early {
                start = max(start - 86_400_000, early)
            }
            let delay = productions[place].sleep(at: start, after: .max, productions[place].duration, rhythm.until)
            productions[place].start = Timestamp(milliseconds: start + delay)
        }
        productions.sort { ($0.start, $0.serial) < ($1.start, $1.serial) }
    }

    /// What was planted.
    func truth(_ settings: SimulationSettings, _ stagecraft: Stagecraft) -> Truth {
        var truth = Truth(seed: settings.seed, members: settings.members, events: settings.events)
        for production in productions {
            let events = stagecraft.perform(production).map(\.event)
            guard let first = events.first, let last = events.last else { continue }
            let people = Self.people(production, events)
            // A story about a merge is about the community that came of it.
            let merged = events.first { $0.type == .communityMerged }?.community
            let community = merged ?? stagecraft.population.communities[production.community].id
            if production.storyline.isLookalike {
                truth.lookalikes.append(
                    PlantedLookalike(
                        id: production.id, kind: production.storyline.kind, community: community, members: people,
                        first: first.time, last: last.time, events: events.map(\.id)))
            } else {
                truth.stories.append(
                    PlantedStory(
                        id: production.id, kind: production.storyline.kind,
                        policy: production.storyline.policies[0], policies: production.storyline.policies,
                        community: community, subjects: Array(people[production.storyline.subjects]),
                        targets: production.storyline.targets.map { people[$0] }, first: first.time, last: last.time,
                        events: events.map(\.id)))
            }
        }
        return truth
    }

    /// Ids of the players, in the order of their parts; each takes part in some event.
    private static func people(_ production: Production, _ events: [Event]) -> [String] {
        production.players.map { player in
            let low = UInt64(player.account & (Snowflake.perMillisecond - 1))
            func plays(_ member: Member?) -> Bool {
                guard let member, let value = UInt64(member.id) else { return false }
                return value & UInt64(Snowflake.perMillisecond - 1) == low
            }
            for event in events {
                if plays(event.actor) { return event.actor?.id ?? "" }
                if plays(event.target) { return event.target?.id ?? "" }
            }
            return ""
        }
    }
}
