import SafetyModel

/// Where invites lead: an invite or vanity address of one community that is made anew in another, or by which people
/// come into another, was redirected.
struct InviteBook: Sendable, Hashable {
    /// By platform and code; the moment it was last heard of decides which are forgotten first.
    private var homes: [CommunityPlace: Home] = [:]

    private struct Home: Sendable, Hashable {
        var community: String
        var since: Timestamp
    }

    /// Notes where a code leads.
    /// - Parameter isNew: whether it was made now; a join alone settles a code that nobody made before us too.
    /// - Returns: the community that it led to before, where that is another.
    mutating func leads(_ code: CommunityPlace, to community: String, at time: Timestamp, isNew: Bool) -> String? {
        let previous = homes[code]
        // What happened before the newest word on it changes nothing.
        if let previous, time < previous.since { return nil }
        if previous?.community == community {
            if isNew { homes[code]?.since = time }
            return nil
        }
        homes[code] = Home(community: community, since: time)
        if homes.count > Lineage.mostInvites {
            let oldest = homes.map { ($0.value.since, $0.key) }.sorted { $0 < $1 }.prefix(Lineage.mostInvites / 4)
            for (_, key) in oldest { homes[key] = nil }
        }
        return previous?.community
    }

    init() {}

    func encode(into writer: inout ByteWriter) {
        writer.write(homes) { writer, code, home in
            writer.write(code)
            writer.write(home.community)
            writer.write(home.since)
        }
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        for _ in 0..<(try reader.readCount()) {
            let code = try reader.readPlace()
            homes[code] = Home(community: try reader.readString(), since: try reader.readTimestamp())
        }
    }
}
