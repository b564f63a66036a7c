import Foundation

/// Everything that the fake Discord holds: guilds with their people, channels, messages and records, and the bot's
/// application. A value: moments and dice go in, happenings come out.
struct World: Sendable {
    let scenario: Scenario
    var dice: Dice
    var guilds: [Guild] = []
    var application: Application
    var starts: SessionStarts
    /// What happened and was not handed out yet.
    var outbox: [Happening] = []
    /// Told later than what came of it: so many happenings later.
    var late: [(after: Int, happening: Happening)] = []
    /// How many things happened.
    var count = 0
    /// Milliseconds since 1970.
    var now: Int64
    /// Milliseconds of ours; the world may be quicker.
    var ours: Int64
    /// Channel and nonce to the message that was sent with it.
    var nonces: [String: UInt64] = [:]
    private var ids = Snowflakes()

    init(_ scenario: Scenario, at now: Int64) {
        self.scenario = scenario
        self.now = now
        ours = now
        dice = Dice(scenario.seed)
        application = Application()
        starts = SessionStarts(total: scenario.identifies)
        for number in 0..<scenario.guilds {
            guilds.append(Guild(number, scenario, bot: application.bot, at: now))
        }
    }

    mutating func newID() -> UInt64 { ids.next(at: now) }

    func guild(_ id: UInt64?) -> Int? { guilds.firstIndex { $0.id == id && $0.hasBot } }

    /// The guild and channel of that id.
    func channel(_ id: UInt64?) -> (guild: Int, channel: Int)? {
        guard let id else { return nil }
        for (number, guild) in guilds.enumerated() where guild.hasBot {
            if let index = guild.channelIndex[id] { return (number, index) }
        }
        return nil
    }

    mutating func tell(_ happening: Happening) { outbox.append(happening) }

    /// Hands out what happened.
    mutating func takeOutbox() -> [Happening] {
        defer { outbox = [] }
        return outbox
    }
}

/// Something that happened: what the gateway tells of it, and the line of the ledger.
struct Happening: Sendable {
    var dispatches: [Dispatch]
    /// What the ledger notes; nothing where it is null.
    var note: JSON = .null
}

/// One dispatch of the gateway, before a session gives it a number.
struct Dispatch: Sendable {
    var type: String
    /// Nil for what belongs to no guild: it goes to the first shard.
    var guild: UInt64?
    /// The bit that a session must have asked for; 0 where it comes anyway.
    var intent: Int
    var data: JSON

    init(_ type: String, guild: UInt64?, intent: Int, _ data: JSON) {
        self.type = type
        self.guild = guild
        self.intent = intent
        self.data = data
    }
}

/// Ids that carry their time (https://docs.discord.com/developers/reference#snowflakes).
struct Snowflakes: Sendable {
    static let epoch: Int64 = 1_420_070_400_000
    private var last: Int64 = 0
    private var counter: UInt64 = 0

    mutating func next(at now: Int64) -> UInt64 {
        if now > last { (last, counter) = (now, 0) } else { counter += 1 }
        if counter > 4095 { (last, counter) = (last + 1, 0) }
        return UInt64(last - Self.epoch) << 22 | counter
    }

    static func time(of id: UInt64) -> Int64 { Int64(id >> 22) + epoch }
    static func first(at ms: Int64) -> UInt64 { UInt64(max(0, ms - epoch)) << 22 }
}

/// The `session_start_limit` of the application.
struct SessionStarts: Sendable {
    var total: Int
    var remaining: Int
    /// The last moments of identifies by rate limit key, in milliseconds of ours.
    var last: [Int: Int64] = [:]

    init(total: Int) {
        self.total = total
        remaining = total
    }
}

/// Moments as Discord writes them.
enum Moment {
    static func text(_ ms: Int64) -> String {
        let (days, rest) = (floorDiv(ms, 86_400_000), ms - floorDiv(ms, 86_400_000) * 86_400_000)
        // Civil date from days (Howard Hinnant, chrono-compatible low-level date algorithms).
        let z = days + 719_468
        let era = floorDiv(z, 146_097)
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        let day = doy - (153 * mp + 2) / 5 + 1
        let month = mp < 10 ? mp + 3 : mp - 9
        let year = yoe + era * 400 + (month <= 2 ? 1 : 0)
        let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60)
        let (second, fraction) = (rest / 1000 % 60, rest % 1000)
        return
            "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))T\(pad(hour, 2)):\(pad(minute, 2)):\(pad(second, 2)).\(pad(fraction, 3))000+00:00"
    }

    /// - Returns: nil for what is no moment in RFC 3339.
    static func milliseconds(_ text: String) -> Int64? {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
        guard let date = try? style.parse(text) else { return nil }
        return Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    private static func floorDiv(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : -((-a + b - 1) / b) }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
