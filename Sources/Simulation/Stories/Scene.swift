import SafetyModel

/// Where a step of a story takes place.
enum Place: Sendable {
    case nowhere
    case direct(Int, Int)
    /// A text channel by its place among the community's.
    case text(Int)
    case voice(Int)
    case announcements
    /// The channel where acts of the staff are logged.
    case log
}

/// One thing that happens in a story, before it is known when the story begins.
struct Step: Sendable {
    /// Milliseconds since the step before.
    var gap: Int64
    var type: EventType
    /// Places among the players.
    var actor: Int
    var target: Int?
    var place: Place = .nowhere
    var body: Body = .none
    /// The step whose message this one answers.
    var replyTo: Int?
    /// Players mentioned.
    var mentions: [Int] = []
    /// Steps whose messages a report points to, or the one whose message is deleted.
    var reported: [Int] = []
    /// The player whose community it happens in.
    var of: Int
    /// Id of another community that it happens in.
    var guild: String?
}

/// What a storyline writes itself into: the players, their words, and the steps so far.
///
/// A scene knows nothing of the calendar; it counts time from its beginning.
struct Scene: Sendable {
    var draw: Randomness
    let language: Language
    let players: [Player]
    /// Of the large community, or of the smaller one that the story is set in.
    let textPlaces: [Int]
    let voicePlaces: Int
    private(set) var steps: [Step] = []
    /// Id of a community outside the simulation in which all that follows happens.
    var guild: String?
    /// Seconds that somebody takes to write.
    var tempo = 7...75
    private var writer: Writer
    private var told: [Section: [Int]] = [:]
    private var pause: Int64 = 0

    init(
        draw: Randomness, language: Language, players: [Player], textPlaces: [Int], voicePlaces: Int, writer: Writer
    ) {
        self.draw = draw
        self.language = language
        self.players = players
        self.textPlaces = textPlaces
        self.voicePlaces = voicePlaces
        self.writer = writer
    }

    // MARK: Time

    mutating func wait(minutes range: ClosedRange<Int>) { pause += Int64(draw.within(range)) * 60_000 }
    mutating func wait(hours range: ClosedRange<Int>) {
        pause += Int64(draw.within(range)) * 3_600_000 + Int64(draw.below(1800)) * 1000
    }
    /// About the same hour some days later.
    mutating func wait(days range: ClosedRange<Int>) {
        pause += Int64(draw.within(range)) * 86_400_000 + Int64(draw.within(-4000...5000)) * 1000
    }

    // MARK: Chance

    /// Does something `perThousand` times in a thousand.
    mutating func perhaps(_ perThousand: Int = 500, _ act: (inout Scene) -> Void) {
        if draw.chance(perThousand) { act(&self) }
    }

    mutating func repeated(_ times: ClosedRange<Int>, _ act: (inout Scene, Int) -> Void) {
        for turn in 0..<draw.within(times) { act(&self, turn) }
    }

    // MARK: Words

    /// A phrase that has not been used in this scene yet, if there is one, as a player would write it.
    mutating func line(_ section: Section, _ who: Int, to other: Int? = nil, plain: Bool = false) -> String {
        let count = writer.book(language).count(section)
        var number = draw.below(count)
        var tries = 0
        while tries < 6, told[section, default: []].contains(number) {
            number = draw.below(count)
            tries += 1
        }
        told[section, default: []].append(number)
        let speaker = Speaker(
            age: players[who].age, hand: players[who].hand, addressee: other.map { players[$0].name })
        return writer.text(section, in: language, by: speaker, number: number, plain: plain, &draw)
    }

    // MARK: Private

    /// A private message.
    mutating func write(_ section: Section, _ from: Int, _ to: Int, image: Bool = false) {
        write(text: line(section, from, to: to), from, to, image: image)
    }

    mutating func write(text: String, _ from: Int, _ to: Int, image: Bool = false) {
        var message = Message(text: text)
        if image { message.attachments = [attachment()] }
        add(.messagePosted, from, to, .direct(from, to), .message(message), writing: true)
    }

    /// One asks or says something, the other answers.
    mutating func exchange(_ section: Section, _ from: Int, _ to: Int, answer: Section) {
        write(section, from, to)
        write(answer, to, from)
    }

    mutating func open(_ from: Int, _ to: Int) {
        add(.directOpened, from, to, .direct(from, to))
    }

    // MARK: Public

    /// A message in a channel. Returns its step, so that others can answer it.
    @discardableResult
    mutating func say(
        _ section: Section, _ who: Int, in place: Place, replyTo step: Int? = nil, mentions: [Int] = [],
        plain: Bool = false, image: Bool = false
    ) -> Int {
        let other = mentions.first ?? step.flatMap { steps[$0].actor == who ? nil : steps[$0].actor }
        let text = line(section, who, to: other, plain: plain)
        return say(text: text, who, in: place, replyTo: step, mentions: mentions, image: image)
    }

    @discardableResult
    mutating func say(
        text: String, _ who: Int, in place: Place, replyTo step: Int? = nil, mentions: [Int] = [], image: Bool = false
    ) -> Int {
        // Nobody answers themselves.
        let step = step.flatMap { steps[$0].actor == who ? nil : $0 }
        var message = Message(text: text)
        if image { message.attachments = [attachment()] }
        add(.messagePosted, who, nil, place, .message(message), writing: true)
        steps[steps.count - 1].replyTo = step
        steps[steps.count - 1].mentions = mentions
        return steps.count - 1
    }

    mutating func somewhere() -> Place { .text(textPlaces[draw.skewed(textPlaces.count)]) }
    mutating func someRoom() -> Place { .voice(draw.below(voicePlaces)) }

    // MARK: Acts

    mutating func join(_ who: Int) { add(.memberJoined, who) }
    mutating func leave(_ who: Int) { add(.memberLeft, who) }
    mutating func enter(_ who: Int, _ room: Place) { add(.voiceJoined, who, nil, room) }
    mutating func exit(_ who: Int, _ room: Place) { add(.voiceLeft, who, nil, room) }

    mutating func ban(_ staff: Int, _ who: Int) {
        add(.memberBanned, staff, who, .nowhere, .membership(Membership(reason: line(.banReason, staff))))
    }

    mutating func unban(_ staff: Int, _ who: Int, reason: Bool = true) {
        let body: Body = reason ? .membership(Membership(reason: line(.unbanReason, staff))) : .none
        add(.memberUnbanned, staff, who, .nowhere, body)
    }

    /// A report to the community's staff that points to what `about` has written last.
    mutating func report(_ by: Int, about: Int, _ policy: PolicyCode, _ section: Section = .reportStory) {
        let written = steps.indices.filter { steps[$0].actor == about && steps[$0].type == .messagePosted }
        let text = line(section, by, to: about)
        add(.reportFiled, by, about, .nowhere, .report(FiledReport(policy: policy, text: text)))
        steps[steps.count - 1].reported = Array(written.suffix(3))
    }

    /// Says which messages the last step is about.
    mutating func point(to messages: [Int]) { steps[steps.count - 1].reported = messages }

    /// Anything else that happens.
    mutating func add(
        _ type: EventType, _ actor: Int, _ target: Int? = nil, _ place: Place = .nowhere, _ body: Body = .none,
        writing: Bool = false, of community: Int? = nil
    ) {
        let seconds = writing ? draw.within(tempo) : draw.within(1...20)
        let gap = pause + Int64(seconds) * 1000 + Int64(draw.below(1000))
        pause = 0
        let home = community ?? (players[actor].home == players[target ?? actor].home ? actor : target ?? actor)
        steps.append(
            Step(gap: gap, type: type, actor: actor, target: target, place: place, body: body, of: home, guild: guild))
    }

    /// Digits that belong to nothing else.
    mutating func freshID() -> String { Snowflake.digits(900_000_000_000_000_000 + draw.next() >> 14) }

    private mutating func attachment() -> Attachment {
        Attachment(
            id: freshID(), kind: "image", name: "IMG_\(draw.within(1000...9999)).jpg",
            size: draw.within(80_000...4_000_000))
    }
}
