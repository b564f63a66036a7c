import Governance
import SQLiteStorage
import SafetyModel

/// A community with a past: it took in another that had a badge, changed its owner, and shares staff with a third.
enum ProvenanceSample {
    static let programme = Programme(
        badge: "partner", title: LocalizedText(fr: "Partenaires", en: "Partners"),
        criteria: [
            .init(figure: .messagesPerDay, bound: .atLeast(1)), .init(figure: .badgeInherited, bound: .atMost(0)),
            .init(figure: .upheldSevere, bound: .atMost(5)), .init(figure: .upheldSevereStaff, bound: .atMost(0)),
            .init(figure: .hoursToFirstLook, bound: .atMost(24)), .init(figure: .reportsLate, bound: .atMost(0.1)),
            .init(figure: .appealsReversed, bound: .atMost(0.1)), .init(figure: .auditScore, bound: .atLeast(0.7)),
        ])

    static func events(until now: Timestamp) -> [Event] {
        var events: [Event] = []
        func add(_ type: EventType, _ community: String, daysAgo: Int, by actor: Member? = nil, _ body: Body = .none) {
            events.append(
                Event(
                    id: "p\(events.count)", source: "test:provenance", type: type, time: now - .days(daysAgo),
                    community: community, actor: actor, body: body))
        }
        add(.communityCreated, "old-bay", daysAgo: 700, .community(CommunityChange(name: "Old Bay", owner: "ines")))
        for person in 0..<12 {
            add(
                .messagePosted, "old-bay", daysAgo: 690, by: Member(id: "b\(person)", staff: person < 4),
                .message(Message(text: "hi")))
        }
        add(.badgeGranted, "old-bay", daysAgo: 650, .badge(Badge(kind: "partner")))
        add(.communityCreated, "bay", daysAgo: 400, .community(CommunityChange(name: "The Bay", owner: "ines")))
        for person in 0..<10 {
            add(
                .messagePosted, "bay", daysAgo: 395, by: Member(id: "b\(person)", staff: person < 3),
                .message(Message(text: "hi")))
        }
        add(.communityMerged, "bay", daysAgo: 200, .community(CommunityChange(mergedFrom: ["old-bay"])))
        add(.communityRenamed, "bay", daysAgo: 150, .community(CommunityChange(name: "Bay & friends <3")))
        add(
            .communityOwnerChanged, "bay", daysAgo: 100,
            .community(CommunityChange(owner: "noor", previousOwner: "ines")))
        add(.inviteCreated, "harbour", daysAgo: 90, .invite(Invite(code: "summer")))
        add(.inviteCreated, "bay", daysAgo: 80, .invite(Invite(code: "summer")))
        for person in 0..<10 {
            for community in ["bay", "harbour"] {
                add(
                    .messagePosted, community, daysAgo: 2, by: Member(id: "b\(person)", staff: person < 3),
                    .message(Message(text: "hi")))
            }
        }
        return events
    }

    static func tell(_ store: SQLiteStore) async throws {
        _ = try await store.append(events(until: Sample.now))
        try await LineageFold.advance(in: store)
    }
}
