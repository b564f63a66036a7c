import Connectors
import Foundation
import SafetyModel

/// What the connector has to remember of a shard: its session, up to where each channel was read, what its guilds look
/// like, and what is still to be fetched.
struct DiscordPositions: Sendable {
    var mark: GatewaySession.Mark?
    /// Up to which moment everything was told.
    var seen: Timestamp?
    /// When the gateway was heard last.
    var heard: Timestamp?
    /// When all members of a guild were asked for last.
    var asked: Timestamp?
    /// Guilds as they look now; nil for those that are gone.
    var guilds: [String: GuildMemory?] = [:]
    /// The last message that was read, by channel; nil for channels that are no longer there.
    var messages: [String: LastMessage?] = [:]
    /// The last entry of the audit log that was read, by guild.
    var audits: [String: String] = [:]
    /// What is to be fetched; nil where it was.
    var spans: [String: MissedSpan?] = [:]

    struct LastMessage: Sendable, Hashable, Codable {
        var guild: String
        var id: String
    }

    mutating func merge(_ newer: DiscordPositions) {
        mark = newer.mark
        seen = newer.seen ?? seen
        heard = newer.heard ?? heard
        asked = newer.asked ?? asked
        guilds.merge(newer.guilds) { $1 }
        messages.merge(newer.messages) { $1 }
        audits.merge(newer.audits) { $1 }
        spans.merge(newer.spans) { $1 }
    }
}

/// ``DiscordPositions`` as notes of the store.
struct DiscordMemory: Sendable {
    private let store: any ConnectorStore
    private let name: String
    private let session: String

    /// - Parameter shards: a session belongs to one shard of so many.
    init(_ store: any ConnectorStore, application: String, shard: Int, of shards: Int) {
        self.store = store
        name = "discord:\(application)"
        session = "session/\(shard)/\(shards)"
    }

    private struct Session: Codable {
        var mark: GatewaySession.Mark?
        var seen: Int64?
        var heard: Int64?
        var asked: Int64?
    }

    /// What an earlier run kept. What cannot be read, as after a change of its form, is learned anew.
    /// - Parameter isOwn: whether a guild belongs to this shard.
    func load(_ isOwn: (String) -> Bool) async throws -> DiscordPositions {
        var kept = DiscordPositions()
        let decoder = JSONDecoder()
        for (key, value) in try await store.notes(of: name) {
            let data = Data(value)
            let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "session" where key == session:
                let session = try? decoder.decode(Session.self, from: data)
                kept.mark = session?.mark
                kept.seen = session?.seen.map { Timestamp(milliseconds: $0) }
                kept.heard = session?.heard.map { Timestamp(milliseconds: $0) }
                kept.asked = session?.asked.map { Timestamp(milliseconds: $0) }
            case "guild" where isOwn(parts[1]):
                kept.guilds[parts[1]] = try? decoder.decode(GuildMemory.self, from: data)
            case "last":
                let last = try? decoder.decode(DiscordPositions.LastMessage.self, from: data)
                if let last, isOwn(last.guild) { kept.messages[parts[1]] = last }
            case "audit" where isOwn(parts[1]): kept.audits[parts[1]] = String(decoding: value, as: UTF8.self)
            case "span":
                let span = try? decoder.decode(MissedSpan.self, from: data)
                if let span, isOwn(span.guild) { kept.spans[parts[1]] = span }
            default: break
            }
        }
        return kept
    }

    func keep(_ positions: DiscordPositions) async throws {
        let encoder = JSONEncoder()
        let own = Session(
            mark: positions.mark, seen: positions.seen?.milliseconds, heard: positions.heard?.milliseconds,
            asked: positions.asked?.milliseconds)
        var notes: [String: [UInt8]?] = [session: Array(try encoder.encode(own))]
        for (id, guild) in positions.guilds { notes["guild/\(id)"] = try guild.map { Array(try encoder.encode($0)) } }
        for (id, last) in positions.messages { notes["last/\(id)"] = try last.map { Array(try encoder.encode($0)) } }
        for (id, entry) in positions.audits { notes["audit/\(id)"] = Array(entry.utf8) }
        for (key, span) in positions.spans { notes["span/\(key)"] = try span.map { Array(try encoder.encode($0)) } }
        try await store.keep(notes, of: name)
    }
}
