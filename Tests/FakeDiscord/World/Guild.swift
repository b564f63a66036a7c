/// A guild. Its first members are not held one by one: who they are follows from their number.
struct Guild: Sendable {
    let id: UInt64
    var name: String
    var owner: Int
    var features: [String] = ["COMMUNITY"]
    var roles: [Role] = []
    var channels: [GuildChannel] = []
    var channelIndex: [UInt64: Int] = [:]
    /// Channels in which people write, and rooms in which they talk.
    private(set) var textChannels: [Int] = []
    private(set) var voiceChannels: [Int] = []
    /// Who left, lately last.
    var departed: [Int] = []
    /// How many accounts were ever members: numbers from 0 up.
    var accounts: Int
    var memberCount: Int
    /// What differs from what a member's number says.
    var changed: [Int: MemberState] = [:]
    var botJoined: Int64
    var hasBot = true
    var bans: [UInt64: String?] = [:]
    var audit: [AuditEntry] = []
    var rules: [JSON] = []
    /// Member's number to channel.
    var voices: [Int: UInt64] = [:]
    /// When the list of all members was last asked for, in milliseconds of ours.
    var listedAt: Int64?

    struct Role: Sendable {
        var id: UInt64
        var name: String
        var permissions: UInt64
        var position: Int
        var isManaged = false
    }

    struct MemberState: Sendable {
        var isMember = true
        var joinedAt: Int64
        var nick: String?
        var roles: [UInt64]
        var timedOutUntil: Int64 = 0
    }

    struct AuditEntry: Sendable {
        var id: UInt64
        var action: Int
        var actor: UInt64
        var target: UInt64?
        var json: JSON
    }

    init(_ number: Int, _ scenario: Scenario, bot: UInt64, at now: Int64) {
        // Guilds of different shards: the shard follows from the bits above 22.
        id = (UInt64(52_000_000_000 + number) << 22) | 7
        name = number == 0 ? "Harbour" : "Harbour \(number)"
        owner = 0
        accounts = number == 0 ? scenario.members : 500
        memberCount = accounts + 1
        botJoined = now - 30 * 86_400_000
        let first = id
        func nth(_ offset: UInt64) -> UInt64 { first + offset << 22 }
        roles = [
            Role(id: first, name: "@everyone", permissions: Permissions.everyone, position: 0),
            Role(id: nth(1), name: "Regular", permissions: Permissions.everyone, position: 1),
            Role(
                id: nth(2), name: "Helper", permissions: Permissions.everyone | Permissions.manageMessages, position: 2),
            Role(
                id: nth(3), name: "Moderator",
                permissions: Permissions.everyone | Permissions.kick | Permissions.ban | Permissions.moderate,
                position: 3),
            Role(id: nth(4), name: "Vigie", permissions: scenario.permissions, position: 4, isManaged: true),
            Role(id: nth(5), name: "Admin", permissions: Permissions.administrator, position: 5),
        ]
        add(GuildChannel(id: nth(100), type: 4, name: "talk", position: 0))
        for index in 0..<max(1, scenario.channels) {
            var channel = GuildChannel(
                id: nth(200 + UInt64(index)), type: 0, name: "channel-\(index)", position: index + 1)
            channel.parent = nth(100)
            add(channel)
        }
        for index in 0..<3 {
            add(GuildChannel(id: nth(900 + UInt64(index)), type: 2, name: "voice-\(index)", position: 500 + index))
        }
    }

    mutating func add(_ channel: GuildChannel) {
        channelIndex[channel.id] = channels.count
        channels.append(channel)
        sortChannels()
    }

    /// To be called when a channel was hidden or deleted.
    mutating func sortChannels() {
        textChannels = channels.indices.filter {
            !channels[$0].isDeleted && !channels[$0].isHidden && channels[$0].holdsMessages
        }
        voiceChannels = channels.indices.filter { !channels[$0].isDeleted && channels[$0].type == 2 }
    }

    var botRole: UInt64 { roles.first(where: \.isManaged)?.id ?? 0 }

}

struct GuildChannel: Sendable {
    let id: UInt64
    /// 0 text, 2 voice, 4 category, 11 public thread.
    var type: Int
    var name: String
    var position: Int
    var parent: UInt64?
    var messages: [StoredMessage] = []
    var lastMessage: UInt64?
    var isDeleted = false
    /// Channels that the bot may not see answer 403.
    var isHidden = false

    var holdsMessages: Bool { type == 0 || type == 11 }

    init(id: UInt64, type: Int, name: String, position: Int) {
        (self.id, self.type, self.name, self.position) = (id, type, name, position)
    }

    /// The place of the first message with at least that id.
    func place(of id: UInt64) -> Int {
        var (low, high) = (0, messages.count)
        while low < high {
            let middle = (low + high) / 2
            if messages[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func find(_ id: UInt64) -> Int? {
        let place = place(of: id)
        return place < messages.count && messages[place].id == id && !messages[place].isDeleted ? place : nil
    }
}

/// A message in little room: there may be millions.
struct StoredMessage: Sendable {
    var id: UInt64
    /// The author's number; -1 for the bot.
    var author: Int32
    var phrase: UInt32
    var editedAt: Int64 = 0
    var answers: UInt64 = 0
    var isDeleted = false
    /// What the bot or the control interface wrote, instead of a phrase.
    var body: String?
    /// A webhook's or bot's payload: components and embeds, as they came.
    var extras: [UInt8]?
}
