import SafetyModel

/// A community of one platform: the same id on another platform is another community.
public struct CommunityPlace: Hashable, Comparable, Sendable {
    /// What stands before the first colon of an event's source, as `discord`.
    public var platform: String
    public var community: String

    public init(platform: String, community: String) {
        self.platform = platform
        self.community = community
    }

    init(_ event: Event, _ community: String) {
        self.init(platform: PowerPair.platform(of: event.source), community: community)
    }

    public static func < (left: CommunityPlace, right: CommunityPlace) -> Bool {
        (left.platform, left.community) < (right.platform, right.community)
    }
}

extension ByteWriter {
    mutating func write(_ place: CommunityPlace) {
        write(place.platform)
        write(place.community)
    }

    mutating func write(_ key: EventKey) {
        write(key.source)
        write(key.id)
    }
}

extension ByteReader {
    mutating func readPlace() throws(ByteCodingError) -> CommunityPlace {
        CommunityPlace(platform: try readString(), community: try readString())
    }

    mutating func readKey() throws(ByteCodingError) -> EventKey {
        EventKey(source: try readString(), id: try readString())
    }
}
