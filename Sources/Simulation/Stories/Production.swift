import SafetyModel

/// A story that is planned: what is needed to write it down again when its time comes. Its events are not kept.
struct Production: Sendable {
    let storyline: Storyline
    /// Which of its kind, from 1.
    let number: Int
    let players: [Player]
    let language: Language
    let community: Int
    /// Stream of the generator that it draws from.
    let stream: UInt64
    /// How many events it has, and how long it would take.
    let steps: Int
    let duration: Int64
    /// Low bits of the id of its first event.
    var serial = 0
    var start = Timestamp(milliseconds: 0)

    var id: String { "\(storyline.kind)-\(number)" }

    /// How long to put off what would begin or go on in the middle of the night after a pause, where there is time for
    /// it. Innocent people sleep; of the others some write at night.
    ///
    /// - Parameter left: How many milliseconds the rest of the story takes.
    func sleep(at now: Int64, after gap: Int64, _ left: Int64, _ until: Timestamp) -> Int64 {
        guard gap > 1_800_000, storyline.isLookalike || number % 3 == 2 else { return 0 }
        let hour = Calendar.paris(Timestamp(milliseconds: now)).hour
        guard (1..<8).contains(hour) else { return 0 }
        let delay = Int64(9 - hour + Int(stream >> 8 & 3)) * 3_600_000
        return now + delay + left <= until.milliseconds ? delay : 0
    }
}

/// An event of a story, and what it does to who may be active.
struct PlannedEvent: Sendable {
    var event: Event
    /// The account that is no longer a member from here on.
    var leaves: Int?
    /// The account that is a member again.
    var returns: Int?
}

/// Turns stories into events.
struct Stagecraft: Sendable {
    let population: Population
    let settings: SimulationSettings
    let writer: Writer
    /// Marks ids of planned events apart from those of the background.
    static let mark = 1 << 21

    /// Has a story written down, for its steps.
    func rehearse(
        _ storyline: Storyline, players: [Player], language: Language, community: Int, stream: UInt64
    ) -> [Step] {
        let home = population.communities[community]
        var scene = Scene(
            draw: Randomness(seed: settings.seed, stream: stream), language: language, players: players,
            textPlaces: home.places(language), voicePlaces: home.voices.count, writer: writer)
        storyline.play(&scene)
        return scene.steps
    }

    /// The events of a story, in order, none later than the simulation's end.
    func perform(_ production: Production) -> [PlannedEvent] {
        let steps = rehearse(
            production.storyline, players: production.players, language: production.language,
            community: production.community, stream: production.stream)
        let pace = Pace(steps, within: settings.until.milliseconds - production.start.milliseconds)
        var now = production.start.milliseconds
        var left = steps.dropFirst().reduce(0) { $0 + pace.gap($1.gap) }
        var joined: [Timestamp?] = Array(repeating: nil, count: production.players.count)
        var events: [PlannedEvent] = []
        events.reserveCapacity(steps.count)
        for (place, step) in steps.enumerated() {
            if place > 0 {
                now += pace.gap(step.gap)
                left -= pace.gap(step.gap)
                now += production.sleep(at: now, after: step.gap, left, settings.until)
            }
            let time = Timestamp(milliseconds: now)
            if step.type == .memberJoined { joined[step.actor] = time }
            events.append(planned(step, at: time, production, joined, events, Self.mark | (production.serial + place)))
        }
        return events
    }

    private func planned(
        _ step: Step, at time: Timestamp, _ production: Production, _ joined: [Timestamp?], _ earlier: [PlannedEvent],
        _ serial: Int
    ) -> PlannedEvent {
        let players = production.players
        let home = population.communities[players[step.of].home]
        func member(_ place: Int) -> Member { self.member(players[place], joined[place], start: production.start) }
        var body = step.body
        let actor = member(step.actor)
        let target = step.target.map(member)
        switch body {
        case .message(var message):
            if step.type == .messageDeleted { message.id = step.reported.first.map { earlier[$0].event.id } }
            if let replyTo = step.replyTo {
                message.replyTo = earlier[replyTo].event.id
                message.replyToAuthor = earlier[replyTo].event.actor?.id
            }
            message.mentions = step.mentions.map { member($0).id }
            body = .message(message)
        case .report(var report):
            report.messages = step.reported.map { earlier[$0].event.id }
            body = .report(report)
        case .community(var change):
            change.owner = actor.id
            body = .community(change)
        default: break
        }
        let event = Event(
            id: Snowflake.text(time, serial), source: step.guild.map { "discord:guild/\($0)" } ?? home.source,
            type: step.type, time: time, community: step.guild ?? home.id,
            channel: channel(step.place, step.guild, home, players), actor: actor, target: target, body: body)
        var planned = PlannedEvent(event: event)
        switch step.type {
        case .memberLeft: planned.leaves = players[step.target ?? step.actor].account
        case .memberBanned: planned.leaves = step.target.map { players[$0].account }
        case .memberJoined: planned.returns = players[step.actor].account
        default: break
        }
        return planned
    }

    private func member(_ player: Player, _ joined: Timestamp?, start: Timestamp) -> Member {
        guard player.part.joins else { return population.member(player.account, joined: joined) }
        if player.part == .keeper { return keeper(player, start: start) }
        // Who joins in a story is new: the account is some hours or weeks older than the story.
        let hours = Int64(population.trait(player.account, 11) % (player.part == .newcomer ? 9000 : 400))
        var created = Timestamp(milliseconds: start.milliseconds - hours * 3_600_000 - 1_800_000)
        // Of those who come back, half take an old account; the others make one, within the hour.
        if player.part == .sameAgain, let joined, hours % 2 == 0 {
            created = joined - .seconds(600 + Int(hours) * 6)
        }
        return Member(
            id: Snowflake.text(created, player.account), name: player.name, staff: false, joinedAt: joined,
            createdAt: created, roles: hours % 3 == 0 ? [Roles.ages[Roles.ageRole(player.age) - 1]] : [])
    }

    /// One of the staff, a member for long.
    private func keeper(_ player: Player, start: Timestamp) -> Member {
        let days = 60 + Int(population.trait(player.account, 11) % 500)
        let joined = start - .days(days) - .hours(7)
        let created = joined - .days(30 + days)
        return Member(
            id: Snowflake.text(created, player.account), name: player.name, staff: true, joinedAt: joined,
            createdAt: created, roles: Roles.moderator)
    }

    private func channel(_ place: Place, _ guild: String?, _ home: Community, _ players: [Player]) -> Channel? {
        switch place {
        case .nowhere: return nil
        case .direct(let left, let right):
            return population.directChannel(players[left].account, players[right].account)
        default: break
        }
        if let number = guild.flatMap({ UInt64($0) }) {
            return Channel(id: Snowflake.digits(number + 1), kind: .text, name: "annonces")
        }
        switch place {
        case .text(let number): return home.texts[min(number, home.texts.count - 1)].channel
        case .voice(let number): return home.voices[min(number, home.voices.count - 1)]
        case .log:
            let id = Snowflake.digits((UInt64(home.announcements.id) ?? 0) &+ 2)
            return Channel(id: id, kind: .text, name: "logs-modération")
        default: return home.announcements
        }
    }
}

extension Population {
    /// The private channel of two accounts, the same whichever writes.
    func directChannel(_ left: Int, _ right: Int) -> Channel {
        let key = UInt64(min(left, right)) << 32 | UInt64(max(left, right))
        let id = Snowflake.digits(800_000_000_000_000_000 + Randomness.mix(seed ^ 0xD1, key) >> 14)
        return Channel(id: id, kind: .direct)
    }
}

/// How far the pauses of a story shrink where the simulation is shorter than the story.
private struct Pace {
    /// Pauses of up to ten minutes stay as they are.
    private static let short: Int64 = 600_000
    private var long = 1.0
    private var all = 1.0

    init(_ steps: [Step], within available: Int64) {
        var talk: Int64 = 0
        var pauses: Int64 = 0
        for step in steps.dropFirst() {
            if step.gap <= Self.short { talk += step.gap } else { pauses += step.gap }
        }
        let room = max(available, 0)
        guard talk + pauses > room else { return }
        if talk <= room {
            long = pauses > 0 ? Double(room - talk) / Double(pauses) : 1
        } else {
            long = 0
            all = Double(room) / Double(max(talk, 1))
        }
    }

    func gap(_ gap: Int64) -> Int64 {
        // Rounding down keeps the sum within what is available.
        Int64((gap > Self.short ? Double(gap) * long : Double(gap) * all).rounded(.down))
    }
}
