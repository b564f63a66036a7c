import SafetyModel
import TextAnalysis

/// Who spoke last in a public channel, and to whom: messages that name nobody are taken to answer what stands before them.
struct Room: Keyed {
    static let limit = 4

    /// Key of the channel.
    var key: UInt64
    /// The last few speakers, each once, newest last.
    var voices: [Voice] = []

    init(key: UInt64) { self.key = key }

    /// A speaker, as of their last message.
    struct Voice: Sendable, Hashable {
        var speaker: UInt64
        var id: String
        var name: String?
        var at: Moment
        /// Key of the member that message spoke to; 0 for nobody in particular.
        var to: UInt64
    }

    /// Beyond this a message answers nothing that stands before it.
    private static let answerSpan = 4 * Span.minute
    /// Within this a speaker goes on with what they were saying, to the same member.
    private static let goingOn = 2 * Span.minute

    var last: Moment { voices.last?.at ?? .never }

    /// Whom the next message of a member most likely speaks to, where it names nobody: whoever turned to that member last,
    /// else the one it was speaking to, else the last other speaker.
    func addressee(of speaker: UInt64, _ now: Moment) -> Voice? {
        let others = others(than: speaker, now)
        guard let latest = others.last else { return nil }
        if let own = voices.last(where: { $0.speaker == speaker }), own.to != 0, now.since(own.at) <= Self.goingOn,
            let partner = others.last(where: { $0.speaker == own.to }), latest.to != speaker
        {
            return partner
        }
        return others.last { $0.to == speaker } ?? latest
    }

    /// The others who spoke within the span of an answer.
    func others(than speaker: UInt64, _ now: Moment) -> [Voice] {
        voices.filter { $0.speaker != speaker && now.since($0.at) <= Self.answerSpan }
    }

    mutating func heard(_ voice: Voice) {
        voices.removeAll { $0.speaker == voice.speaker }
        if voices.count >= Self.limit { voices.removeFirst() }
        voices.append(voice)
    }
}

extension Watch {
    static func roomKey(_ channel: Channel, community: UInt64) -> UInt64 {
        StableHash.of(channel.id, seed: community ^ 0x726f_6f6d)
    }

    /// Whom a public message that names nobody most likely speaks to, first; only asked where the message says something,
    /// or where there is an account of the two already. Where a room talks, that is often wrong, and who picks one child
    /// out of a room is heard by the others too: what is said plainly counts towards all who just spoke, and what is said
    /// less plainly towards those of whom there is an account.
    func likelyAddressees(_ event: Event, _ reading: TextReading, _ actor: Person, community: UInt64, _ now: Moment)
        -> [Person]
    {
        guard let channel = event.channel, channel.kind != .direct,
            let slot = rooms.find(Self.roomKey(channel, community: community)),
            let likely = rooms.records[slot].addressee(of: actor.key, now)
        else { return [] }
        let says = reading.isLead
        guard says || hasFile(actor.key, likely.speaker) || hasFile(likely.speaker, actor.key) else { return [] }
        let isPlain = reading.isPlain
        let others = rooms.records[slot].others(than: actor.key, now).filter {
            $0.speaker != likely.speaker && says && (isPlain || hasFile(actor.key, $0.speaker))
        }
        return ([likely] + others).map { find($0.id, name: $0.name, key: $0.speaker) }
    }

    private func hasFile(_ actor: UInt64, _ other: UInt64) -> Bool {
        guard let pair = pairs.find(StableHash.of(actor, other)) else { return false }
        return pairs.records[pair].file >= 0
    }

    private func find(_ id: String, name: String?, key: UInt64) -> Person {
        Person(key: key, slot: members.find(key) ?? -1, id: id, name: name)
    }

    /// Remembers that a member spoke in a public channel.
    mutating func noteRoom(_ event: Event, _ actor: Person, to other: Person?, community: UInt64, _ now: Moment) {
        guard let channel = event.channel, channel.kind != .direct else { return }
        let key = Self.roomKey(channel, community: community)
        if rooms.find(key) == nil, rooms.count >= settings.maximumRooms { emptyRooms() }
        let slot = rooms.find(key) ?? rooms.insert(Room(key: key))
        rooms.records[slot].heard(
            Room.Voice(speaker: actor.key, id: actor.id, name: actor.name, at: now, to: other?.key ?? 0))
    }

    /// Forgets the half of the rooms that have been silent longest.
    private mutating func emptyRooms() {
        let order = rooms.records.map { ($0.last.seconds, $0.key) }.sorted { $0 < $1 }
        for (_, key) in order.prefix(max(1, rooms.count / 2)) {
            if let slot = rooms.find(key) { rooms.remove(at: slot) }
        }
    }
}
