import Governance
import SafetyModel

/// A platform on which communities come and go.
struct Platform {
    var lineage = Lineage()
    var day = 0.0
    private var count = 0

    var now: Timestamp { Timestamp(milliseconds: 1_780_000_000_000 + Int64(day * 86_400_000)) }

    @discardableResult
    mutating func happens(
        _ type: EventType, in community: String, by actor: Member? = nil, _ body: Body = .none,
        source: String = "discord:guild"
    ) -> EventKey {
        count += 1
        let event = Event(
            id: "e\(count)", source: source, type: type, time: now, community: community, actor: actor, body: body)
        lineage.observe(event)
        return event.key
    }

    mutating func talks(_ people: Range<Int>, in community: String, staff: Bool = false, prefix: String = "m") {
        for person in people {
            happens(.messagePosted, in: community, by: Member(id: "\(prefix)\(person)", staff: staff))
        }
    }

    mutating func merges(_ from: [String], into community: String) -> EventKey {
        happens(.communityMerged, in: community, .community(CommunityChange(mergedFrom: from)))
    }

    mutating func grants(_ kind: String = "partner", to community: String) {
        happens(.badgeGranted, in: community, .badge(Badge(kind: kind)))
    }

    subscript(community: String) -> CommunityRecord? { lineage[place(community)] }

    func place(_ community: String) -> CommunityPlace { CommunityPlace(platform: "discord", community: community) }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        lineage.encode(into: &writer)
        return writer.bytes
    }
}
