/// What the fake Discord is like, and what happens on it.
public struct Scenario: Sendable, Codable {
    public var seed: UInt64 = 1
    /// Members of the first guild; further guilds have 500.
    public var members = 2_000
    public var guilds = 1
    public var channels = 20
    /// Happenings in a second of the world's time.
    public var perSecond = 500.0
    /// How long things happen, in seconds of the world's time; 0 for as long as the program runs.
    public var seconds = 0.0
    /// How many seconds' happenings there are in one of ours, as far as clients can follow. Clocks are not quickened, but
    /// spans of REST's limits shrink alike.
    public var compression = 1.0
    /// Whether things happen from the first session on; otherwise when `POST /_fake/traffic` says so.
    public var startsAtOnce = false

    public var token = "fake.token.of-a-bot"
    /// Which privileged intents are switched on in the developer portal.
    public var privileged = Intents.privileged
    /// The bot's permissions, as bits.
    public var permissions = Permissions.usual
    /// In milliseconds.
    public var heartbeatInterval = 41_250
    /// What `GET /gateway/bot` advises; with fewer, 4011.
    public var shards = 1
    public var maxConcurrency = 1
    public var identifies = 1_000
    /// Dispatches that a session keeps for a resume.
    public var buffer = 20_000
    /// How long a session can be resumed after its connection ended, in seconds of ours.
    public var resumeWindow = 90.0
    /// How many identifies of one key in 5 seconds; scaled by nothing.
    public var identifySpan = 5.0
    /// Whether REST limits are as tight as Discord's.
    public var limits = true
    /// How many seconds its clock is ahead, by the `Date` of REST.
    public var clockAhead = 0.0
    /// Files in PEM with which both ports speak TLS; without them they speak in the clear.
    public var certificate: String?
    public var key: String?

    public var faults = Faults()

    public init() {}

    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        func take<T: Decodable>(_ key: CodingKeys, _ value: inout T) throws {
            value = try c.decodeIfPresent(T.self, forKey: key) ?? value
        }
        try take(.seed, &seed)
        try take(.members, &members)
        try take(.guilds, &guilds)
        try take(.channels, &channels)
        try take(.perSecond, &perSecond)
        try take(.seconds, &seconds)
        try take(.compression, &compression)
        try take(.startsAtOnce, &startsAtOnce)
        try take(.token, &token)
        try take(.privileged, &privileged)
        try take(.permissions, &permissions)
        try take(.heartbeatInterval, &heartbeatInterval)
        try take(.shards, &shards)
        try take(.maxConcurrency, &maxConcurrency)
        try take(.identifies, &identifies)
        try take(.buffer, &buffer)
        try take(.resumeWindow, &resumeWindow)
        try take(.identifySpan, &identifySpan)
        try take(.limits, &limits)
        try take(.clockAhead, &clockAhead)
        certificate = try c.decodeIfPresent(String.self, forKey: .certificate)
        key = try c.decodeIfPresent(String.self, forKey: .key)
        try take(.faults, &faults)
    }
}

/// How often what goes wrong. Those of the gateway are chances of each dispatch, those of REST of each request.
public struct Faults: Sendable, Codable {
    /// The socket ends without a word.
    public var drop = 0.0
    /// The socket ends with a code after which a session can be resumed.
    public var close = 0.0
    /// Discord asks to reconnect (opcode 7).
    public var reconnect = 0.0
    /// The session is declared invalid (opcode 9) in mid-stream.
    public var invalid = 0.0
    /// From here on the connection answers no heartbeat and sends nothing.
    public var deaf = 0.0
    /// The same dispatch twice.
    public var duplicate = 0.0
    /// Two dispatches the wrong way round.
    public var swap = 0.0
    /// Text that is not UTF-8.
    public var badText = 0.0
    /// A frame that is cut short, after which the socket ends.
    public var truncate = 0.0
    /// An opcode that nobody knows.
    public var oddOpcode = 0.0
    /// A resume that is refused; a chance of each resume.
    public var refuseResume = 0.0

    /// 429 to everything for a while.
    public var storm = 0.0
    /// How long a storm lasts, in seconds of ours.
    public var stormSeconds = 2.0
    public var serverError = 0.0
    /// Done, but the answer is lost: a 502, where asking again does no harm.
    public var lostAnswer = 0.0
    public var slow = 0.0
    /// How slow, in seconds of ours.
    public var slowSeconds = 1.5

    public init() {}

    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        func take(_ key: CodingKeys, _ value: inout Double) throws {
            value = try c.decodeIfPresent(Double.self, forKey: key) ?? value
        }
        try take(.drop, &drop)
        try take(.close, &close)
        try take(.reconnect, &reconnect)
        try take(.invalid, &invalid)
        try take(.deaf, &deaf)
        try take(.duplicate, &duplicate)
        try take(.swap, &swap)
        try take(.badText, &badText)
        try take(.truncate, &truncate)
        try take(.oddOpcode, &oddOpcode)
        try take(.refuseResume, &refuseResume)
        try take(.storm, &storm)
        try take(.stormSeconds, &stormSeconds)
        try take(.serverError, &serverError)
        try take(.lostAnswer, &lostAnswer)
        try take(.slow, &slow)
        try take(.slowSeconds, &slowSeconds)
    }
}

/// Randomness that is the same for the same seed (SplitMix64; Steele, Lea, Flood 2014).
struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
    mutating func below(_ bound: Int) -> Int { bound > 1 ? Int(next() % UInt64(bound)) : 0 }
    /// Whether something of that chance happens.
    mutating func rolls(_ chance: Double) -> Bool { chance > 0 && unit() < chance }
}

/// https://docs.discord.com/developers/events/gateway#list-of-intents
enum Intents {
    static let guilds = 1 << 0
    static let members = 1 << 1
    static let moderation = 1 << 2
    static let invites = 1 << 6
    static let voiceStates = 1 << 7
    static let presences = 1 << 8
    static let messages = 1 << 9
    static let reactions = 1 << 10
    static let directMessages = 1 << 12
    static let content = 1 << 15
    static let rules = 1 << 20
    static let ruleActions = 1 << 21

    static let privileged = members | presences | content
    /// Every bit that means something: 0–16, 20, 21, 24, 25.
    static let all = 0x1FFFF | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25
}

/// https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
enum Permissions {
    static let kick: UInt64 = 1 << 1
    static let ban: UInt64 = 1 << 2
    static let administrator: UInt64 = 1 << 3
    static let manageChannels: UInt64 = 1 << 4
    static let manageGuild: UInt64 = 1 << 5
    static let auditLog: UInt64 = 1 << 7
    static let view: UInt64 = 1 << 10
    static let send: UInt64 = 1 << 11
    static let manageMessages: UInt64 = 1 << 13
    static let history: UInt64 = 1 << 16
    static let manageRoles: UInt64 = 1 << 28
    static let moderate: UInt64 = 1 << 40

    static let everyone: UInt64 = view | send | history | 1 << 6 | 1 << 20 | 1 << 21
    static let usual: UInt64 =
        view | send | history | auditLog | manageGuild | kick | ban | moderate | manageMessages | manageRoles
}
