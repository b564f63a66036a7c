import SafetyModel

/// The talk and the doings of everybody who plays in no story.
///
/// Each moment of the rhythm asks it for one event. It keeps what is going on (who talks in which channel, who sits in
/// which voice room, which private chats are open), so that what it makes hangs together; all of it is bounded.
struct Traffic: Sendable {
    let settings: SimulationSettings
    let population: Population
    /// Accounts that play in stories: they never leave and are never banned here.
    let cast: Accounts
    var writer: Writer
    var draw: Randomness
    var now = Timestamp(milliseconds: 0)

    /// Accounts that left or were banned.
    var gone: Accounts
    /// When each joiner joined; 0 for not yet.
    private var joinedAt: [Int64]
    private var nextJoiner: Int
    /// Joiners who are in, for each community.
    private var joined: [[Int]]

    /// For each community and text channel, what is being talked about.
    var conversations: [[Conversation]]
    /// For each community and voice room, who is in it.
    var rooms: [[[Int]]]
    var inVoice: Accounts
    var threads: [PrivateThread]
    /// Messages that may still be answered, changed or reacted to.
    var recent: [RecentMessage] = []
    var recentPlace = 0
    var pendingGifts: [PendingGift] = []
    var invites: [[String]]
    var banned: [(account: Int, community: Int)] = []

    init(_ settings: SimulationSettings, _ population: Population, cast: Accounts, writer: Writer) {
        self.settings = settings
        self.population = population
        self.cast = cast
        self.writer = writer
        draw = Randomness(seed: settings.seed, stream: 0x7AFF1C)
        gone = Accounts(count: settings.members)
        inVoice = Accounts(count: settings.members)
        joinedAt = Array(repeating: 0, count: population.joiners.count)
        nextJoiner = population.joiners.lowerBound
        joined = Array(repeating: [], count: population.communities.count)
        invites = Array(repeating: [], count: population.communities.count)
        conversations = population.communities.map { community in
            community.texts.map { Conversation(theme: $0.theme) }
        }
        rooms = population.communities.map { Array(repeating: [], count: $0.voices.count) }
        // As many private chats at a time as keep a minute or two between their messages.
        let perMinute = settings.events / max(1, Int(settings.span.milliseconds / 60_000))
        threads = Array(repeating: PrivateThread(), count: max(3, perMinute / 4))
    }

    /// What happens at a moment of the rhythm.
    ///
    /// - Parameter number: Which moment, counted from 0: the low bits of the event's id.
    mutating func event(at time: Timestamp, number: Int) -> Event {
        now = time
        let id = Snowflake.text(time, number & (Stagecraft.mark - 1))
        let community = someCommunity()
        let roll = draw.below(10_000)
        let event: Event? =
            switch roll {
            case 0..<6420: nil
            case 6420..<7900: privateEvent(id)
            case 7900..<8650: voiceEvent(id, community)
            case 8650..<9200: reaction(id)
            case 9200..<9300: edit(id)
            case 9300..<9360: deletion(id)
            case 9360..<9500: join(id)
            case 9500..<9570: leave(id, community)
            default: management(id, community, roll)
            }
        return event ?? publicMessage(id, community)
    }

    /// Takes notice of a story's event: who was banned there is silent here too.
    mutating func notice(_ planned: PlannedEvent) {
        if let leaves = planned.leaves { gone[leaves] = true }
        if let returns = planned.returns { gone[returns] = false }
    }

    // MARK: Who

    mutating func someCommunity() -> Int {
        guard population.communities.count > 1, draw.chance(120) else { return 0 }
        return 1 + draw.skewed(population.communities.count - 1)
    }

    /// A member who is in the community, more often one who is active.
    mutating func someone(_ community: Int) -> Int {
        let all = population.communities[community]
        let count = all.veterans.count
        for _ in 0..<24 {
            if !joined[community].isEmpty, draw.chance(90) {
                let account = joined[community][joined[community].count - 1 - draw.skewed(joined[community].count)]
                if !gone[account] { return account }
                continue
            }
            // The most active stand at the end, so that the staff, who stand first, are active but not most.
            let place = draw.skewed(count) - count / 200
            let account = all.veterans.lowerBound + (place + count) % count
            if !gone[account], !isBot(account, community) { return account }
        }
        // The owner never leaves.
        return all.veterans.lowerBound
    }

    /// Any veteran, whether active or not; `nil` where none was found.
    mutating func anyone(_ community: Int) -> Int? {
        let all = population.communities[community].veterans
        for _ in 0..<12 {
            let account = all.lowerBound + draw.below(all.count)
            if !gone[account], !isBot(account, community) { return account }
        }
        return nil
    }

    mutating func staff(_ community: Int) -> Int {
        let all = population.communities[community]
        return all.veterans.lowerBound + draw.below(all.staff)
    }

    /// Somebody without power and without a part in a story.
    mutating func ordinary(_ community: Int) -> Int? {
        for _ in 0..<8 {
            let account = someone(community)
            if isFree(account) { return account }
        }
        return nil
    }

    func isFree(_ account: Int) -> Bool {
        !cast[account] && !inVoice[account] && population.rank(of: account) == .member
    }

    private func isBot(_ account: Int, _ community: Int) -> Bool {
        let all = population.communities[community]
        let place = account - all.veterans.lowerBound
        return place >= all.staff && place < all.staff + all.bots
    }

    func member(_ account: Int) -> Member {
        guard population.joiners.contains(account) else { return population.member(account) }
        let time = joinedAt[account - population.joiners.lowerBound]
        return population.member(account, joined: Timestamp(milliseconds: time))
    }

    func memberID(_ account: Int) -> String { population.id(of: account) }

    func speaker(_ account: Int, to other: Int? = nil) -> Speaker {
        let age = population.age(of: account)
        return Speaker(
            age: age, hand: Hand(population.trait(account, 3), age: age),
            addressee: other.map { population.name(of: $0) })
    }

    // MARK: Coming and going

    private mutating func join(_ id: String) -> Event? {
        guard nextJoiner < population.joiners.upperBound else { return nil }
        let account = nextJoiner
        nextJoiner += 1
        joinedAt[account - population.joiners.lowerBound] = now.milliseconds
        let community = population.home(of: account)
        joined[community].append(account)
        let invite = draw.chance(450) ? draw.pick(invites[community]) : nil
        return make(
            id, .memberJoined, community, actor: member(account),
            body: invite.map { .membership(Membership(invite: $0)) } ?? .none)
    }

    private mutating func leave(_ id: String, _ community: Int) -> Event? {
        let recent = joined[community].last { !gone[$0] }
        guard let account = draw.chance(400) ? recent : ordinary(community), isFree(account) else { return nil }
        gone[account] = true
        return make(id, .memberLeft, community, actor: member(account))
    }

    // MARK: Events

    func make(
        _ id: String, _ type: EventType, _ community: Int, _ channel: Channel? = nil, actor: Member? = nil,
        target: Member? = nil, body: Body = .none
    ) -> Event {
        Event(
            id: id, source: population.communities[community].source, type: type, time: now,
            community: population.communities[community].id, channel: channel, actor: actor, target: target,
            body: body)
    }

    mutating func text(
        _ section: Section, in language: Language, by account: Int, to other: Int? = nil, plain: Bool = false
    ) -> String {
        let who = speaker(account, to: other)
        return writer.text(section, in: language, by: who, plain: plain, &draw)
    }

    mutating func someLanguage() -> Language { draw.chance(700) ? .french : .english }

    /// Digits for an attachment, a gift, a role.
    mutating func freshID() -> String { Snowflake.digits(700_000_000_000_000_000 + draw.next() >> 14) }
}

/// What is going on in a channel.
struct Conversation: Sendable {
    var theme: Theme
    /// Who talks, at most five.
    var speakers: [Int] = []
    var last: RecentMessage?
    /// Messages until people turn to something else.
    var left = 0
    var mood = Mood.easy

    enum Mood: Sendable {
        case easy, clash, warm
    }
}

/// A message that can still be answered, changed or reacted to.
struct RecentMessage: Sendable {
    var id: String
    var author: Int
    var community: Int
    var place: Int
    var language: Language
    var time: Timestamp
}

/// A private chat that is going on.
struct PrivateThread: Sendable {
    var one = -1
    var other = -1
    var community = 0
    var language = Language.french
    var says = Section.chatBanter
    var answers = Section.chatReplies
    var left = 0
    var opened = false
    var oneIsNext = true
}

/// A gift that was offered and not claimed yet.
struct PendingGift: Sendable {
    var gift: Gift
    var community: Int
    var to: Int
    var since: Timestamp
}
