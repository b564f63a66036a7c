public import SafetyModel

/// A snapshot that was read, and what in it could not be.
public struct SnapshotReading: Sendable {
    public var snapshot: CommunitySnapshot
    public var problems: [SnapshotProblem]
}

/// Reads a community's snapshot, which a program fetched from its platform; whose it is shows from what it holds.
///
/// The layouts are in `docs/permissions.md`: Discord's guild object with its channels, members, invites and webhooks;
/// or the state of the rooms of a Matrix space. What does not matter for governance is not kept.
public enum SnapshotReader {
    /// - Throws: ``SnapshotFault`` where the whole cannot be read. What is wrong in a part is among the problems.
    public static func read(_ bytes: [UInt8]) throws(SnapshotFault) -> SnapshotReading {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<SnapshotReading, SnapshotFault> in
            do throws(SnapshotFault) { return .success(try read(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(SnapshotFault) -> SnapshotReading {
        let parts = try parts(of: bytes)
        if bytes.allSatisfy({ $0 <= 0x20 }) { throw SnapshotFault(.empty) }
        do throws(JSONError) {
            if parts.contains(where: { $0.name == "space" || $0.name == "rooms" }) {
                var reader = MatrixSnapshotReader(bytes)
                return try reader.read(parts)
            }
            let guildParts: Set = ["guild", "roles", "channels", "members", "owner_id"]
            if parts.contains(where: { guildParts.contains($0.name) }) {
                var reader = DiscordSnapshotReader(bytes)
                return try reader.read(parts)
            }
        } catch {
            throw SnapshotFault(error)
        }
        // Discord: `message` with `code` or `retry_after`; Matrix: `errcode`.
        let names = Set(parts.map(\.name))
        let isRefusal = names.contains("message") && !names.isDisjoint(with: ["code", "retry_after"])
        throw SnapshotFault(isRefusal || names.contains("errcode") ? .refusal : .unknownLayout)
    }

    /// Goes over the whole text once, so that a broken file is told before anything is made of it.
    private static func parts(of bytes: UnsafeBufferPointer<UInt8>) throws(SnapshotFault) -> [SnapshotPart] {
        if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: Array("PK".utf8)) {
            throw SnapshotFault(.compressed)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw SnapshotFault(.utf16) }
        // Without a mark it shows by every other byte of its first sign.
        if bytes.count > 1, bytes[0] == 0 ? bytes[1] != 0 : bytes[1] == 0 { throw SnapshotFault(.utf16) }
        var parts: [SnapshotPart] = []
        do throws(JSONError) {
            var reader = JSONReader(bytes, maximumDepth: SnapshotPart.depth)
            let kind = try reader.peek()
            if kind == .object {
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    let name = key.string
                    let range = try reader.skipValue()
                    parts.append(SnapshotPart(name: name, range: range))
                }
            } else if kind != .end {
                try reader.skip()
            }
            try reader.end()
        } catch {
            throw SnapshotFault(error)
        }
        return parts
    }
}

/// A member of an object, with where its value stands.
struct SnapshotPart {
    var name: String
    var range: Range<Int>

    /// How deep a snapshot may be nested. State events hold what their senders like.
    static let depth = 256
}
