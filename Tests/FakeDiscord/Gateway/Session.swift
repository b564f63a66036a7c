/// A session of the gateway: what was dispatched to it, kept for a while so that it can be resumed.
struct Session: Sendable {
    let id: String
    let number: Int
    let shard: Int
    let shards: Int
    let intents: Int
    let largeThreshold: Int
    /// The number of the frame that comes next.
    private(set) var next: Int64 = 1
    private(set) var frames: [Frame] = []
    /// The number of the first frame that is kept.
    private(set) var first: Int64 = 1
    private var dropped = 0
    var connection: Int?
    /// When its connection ended, in milliseconds of ours.
    var endedAt: Int64?
    /// The highest number that was handed to a socket, and the highest that the client has told it knows.
    var sent: Int64 = 0
    var known: Int64 = 0

    struct Frame: Sendable {
        var type: String
        var bytes: [UInt8]
    }

    init(id: String, number: Int, shard: Int, shards: Int, intents: Int, largeThreshold: Int) {
        (self.id, self.number, self.shard, self.shards) = (id, number, shard, shards)
        (self.intents, self.largeThreshold) = (intents, largeThreshold)
    }

    /// Whether a dispatch goes to this session.
    func takes(_ dispatch: Dispatch) -> Bool {
        guard dispatch.intent == 0 || intents & dispatch.intent != 0 else { return false }
        guard let guild = dispatch.guild else { return shard == 0 }
        return Int((guild >> 22) % UInt64(shards)) == shard
    }

    /// Gives a dispatch its number and keeps it.
    @discardableResult
    mutating func append(_ type: String, data: [UInt8], keeping most: Int) -> Int64 {
        let number = next
        frames.append(Frame(type: type, bytes: Self.frame(type, number, data)))
        next += 1
        if frames.count - dropped > most {
            frames[dropped].bytes = []
            dropped += 1
            first += 1
            if dropped > most {
                frames.removeFirst(dropped)
                dropped = 0
            }
        }
        return number
    }

    func frame(_ number: Int64) -> Frame? {
        guard number >= first, number < next else { return nil }
        return frames[dropped + Int(number - first)]
    }

    static func frame(_ type: String, _ number: Int64, _ data: [UInt8]) -> [UInt8] {
        var bytes = Array("{\"t\":\"\(type)\",\"s\":\(number),\"op\":0,\"d\":".utf8)
        bytes.append(contentsOf: data)
        bytes.append(0x7D)
        return bytes
    }
}

/// A socket of the gateway.
struct Connection: Sendable {
    let id: Int
    /// Whether it came to the address that `READY` gave for resumes.
    let isAtResumeAddress: Bool
    var session: String?
    /// Not numbered frames that wait to be sent.
    var waiting: [Outgoing] = []
    /// The number of the dispatch that is sent next.
    var next: Int64 = 0
    /// Sent after the dispatch of that number: what ends a replay without a number of its own.
    var resumedAfter: Int64?
    var received: [Int64] = []
    var heardAt: Int64
    var isDeaf = false
    var isEnding = false
    var dice: Dice
}

/// What goes out on a socket.
enum Outgoing: Sendable {
    case frame([UInt8])
    /// A frame that is cut short; nothing follows.
    case cut([UInt8])
    case close(Int)
    case drop
}

/// What was asked of the gateway, and where it was asked wrongly.
struct GatewayRecord: Sendable {
    var connections = 0
    var identifies = 0
    var resumes = 0
    var resumed = 0
    var refusedResumes = 0
    var heartbeats = 0
    var memberRequests = 0
    var dispatches = 0
    var closedByUs: [Int: Int] = [:]
    var closedByThem: [Int: Int] = [:]
    var faults: [String: Int] = [:]
    /// The most frames that came in 60 seconds on one connection.
    var mostSends = 0
    var violations: [String: Int] = [:]

    mutating func violated(_ what: String) { violations[what, default: 0] += 1 }

    var json: JSON {
        func object(_ counts: [String: Int]) -> JSON {
            .object(counts.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .integer(Int64($0.value))) })
        }
        func codes(_ counts: [Int: Int]) -> JSON {
            object(Dictionary(uniqueKeysWithValues: counts.map { (String($0.key), $0.value) }))
        }
        return [
            "connections": .integer(Int64(connections)), "identifies": .integer(Int64(identifies)),
            "resumes": .integer(Int64(resumes)), "resumed": .integer(Int64(resumed)),
            "refusedResumes": .integer(Int64(refusedResumes)), "heartbeats": .integer(Int64(heartbeats)),
            "memberRequests": .integer(Int64(memberRequests)), "dispatches": .integer(Int64(dispatches)),
            "closedByFake": codes(closedByUs), "closedByClient": codes(closedByThem), "faults": object(faults),
            "mostSends": .integer(Int64(mostSends)), "violations": object(violations),
        ]
    }
}
