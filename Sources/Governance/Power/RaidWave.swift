import SafetyModel

/// What is remembered of who came to a community of late.
extension Raid {
    /// An account that joined.
    struct Arrival: Storable {
        var key: UInt64
        var time: Timestamp
        var isYoung: Bool
        /// Whether its age is known at all.
        var isAgeKnown: Bool
        /// Whether it took part in a raid that was raised.
        var isRaised = false
        var reference: EvidenceReference

        func write(into writer: inout ByteWriter) {
            key.write(into: &writer)
            time.write(into: &writer)
            isYoung.write(into: &writer)
            isAgeKnown.write(into: &writer)
            isRaised.write(into: &writer)
            reference.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            key = try reader.readUInt64()
            time = try reader.readTimestamp()
            isYoung = try reader.readBool()
            isAgeKnown = try reader.readBool()
            isRaised = try reader.readBool()
            reference = try EvidenceReference(from: &reader)
        }

        init(_ member: Member, _ event: Event, joined: Timestamp) {
            key = StableHash.of(member.id, seed: 2)
            time = joined
            isAgeKnown = member.createdAt != nil
            // An account of a month is a young one.
            isYoung = member.createdAt.map { event.time.elapsed(since: $0) <= .days(30) } ?? false
            reference = EvidenceReference(event)
        }
    }

    /// A message of one of them.
    struct Post: Storable {
        var key: UInt64
        var author: String
        var name: String?
        var time: Timestamp
        var wording: UInt64
        var isHostile: Bool
        var hasLink: Bool
        /// Whether it is for one of those who came with its author.
        var isToPeer: Bool
        /// Hash of whom it is for, outside of those who came with its author; 0 for nobody in particular.
        var aim: UInt64
        /// Hash of the channel.
        var place: UInt64
        var reference: EvidenceReference

        func write(into writer: inout ByteWriter) {
            key.write(into: &writer)
            author.write(into: &writer)
            name.write(into: &writer)
            time.write(into: &writer)
            wording.write(into: &writer)
            for flag in [isHostile, hasLink, isToPeer] { writer.write(flag) }
            aim.write(into: &writer)
            place.write(into: &writer)
            reference.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            key = try reader.readUInt64()
            author = try reader.readString()
            name = try reader.readOptionalString()
            time = try reader.readTimestamp()
            wording = try reader.readUInt64()
            isHostile = try reader.readBool()
            hasLink = try reader.readBool()
            isToPeer = try reader.readBool()
            aim = try reader.readUInt64()
            place = try reader.readUInt64()
            reference = try EvidenceReference(from: &reader)
        }

        init(_ event: Event, _ author: Member, _ key: UInt64, _ seen: Sighting, for other: UInt64, isToPeer: Bool) {
            self.key = key
            self.author = author.id
            name = author.name
            time = event.time
            isHostile = seen.isHostile
            let text = event.text ?? ""
            // A text of few words has no sketch; where it calls everybody, or leads away, it counts word for word.
            hasLink = Self.leadsAway(text)
            wording = seen.wording == 0 && hasLink ? StableHash.of(text.lowercased(), seed: 5) : seen.wording
            self.isToPeer = isToPeer
            aim = isToPeer ? 0 : other
            place = StableHash.of(event.channel?.id ?? "", seed: 3)
            reference = EvidenceReference(event)
        }

        private static func leadsAway(_ text: String) -> Bool {
            text.contains("://") || text.contains("discord.gg") || text.contains("@everyone")
        }
    }

    /// Who joined a community of late, and what they posted.
    struct Wave: Storable {
        var arrivals: [Arrival] = []
        var posts: [Post] = []

        init() {}

        /// Messages to one who came only afterwards are, from then on, among those who came together.
        mutating func recognizePeer(_ key: UInt64) {
            for index in posts.indices where posts[index].aim == key && posts[index].key != key {
                posts[index].isToPeer = true
                posts[index].aim = 0
            }
        }

        func write(into writer: inout ByteWriter) {
            arrivals.write(into: &writer)
            posts.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            arrivals = try [Arrival](from: &reader)
            posts = try [Post](from: &reader)
        }
    }
}
