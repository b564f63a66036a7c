import SafetyModel

/// `badge_inherited`: a community wears a badge that another community earned and brought in by a merge, or that it
/// earned itself under another owner.
///
/// What it finds is a lead: a merge or a change of owner is a normal thing, and the platform may have agreed. A badge
/// that the platform grants again afterwards is earned.
struct InheritedBadges: Sendable {
    static let detector = Detector(name: "badge_inherited", version: 1)

    /// A badge that a community holds.
    struct Holding: Sendable {
        var grantedAt: Timestamp
        /// By how many merges and changes of owner it has come where it is; 0 for earned.
        var inheritances = 0
        var evidence: [EvidenceReference]
    }

    /// A community of one platform.
    struct Place: Hashable, Comparable {
        var platform: String
        var community: String

        static func < (left: Place, right: Place) -> Bool {
            (left.platform, left.community) < (right.platform, right.community)
        }
    }

    /// Badges last for years, so the span is a lifetime; the number of communities with one is small.
    private var holdings = Remembered<Place, [String: Holding]>(for: .days(36_500), most: 100_000)

    var count: Int { holdings.count }

    mutating func observeBadge(_ event: Event) {
        guard case .badge(let badge) = event.body else { return }
        let place = Self.place(event, event.community)
        var badges = holdings.value(place, at: event.time) ?? [:]
        badges[badge.kind] =
            event.type == .badgeGranted
            ? Holding(grantedAt: event.time, evidence: [EvidenceReference(event)]) : nil
        store(badges, at: place, event.time)
    }

    mutating func observeMerge(_ event: Event) -> [Signal] {
        guard case .community(let change) = event.body else { return [] }
        let place = Self.place(event, event.community)
        var badges = holdings.value(place, at: event.time) ?? [:]
        var inherited: [Holding] = []
        // In order of kind, so that evidence comes out the same each time; a community named twice counts once.
        for origin in Set(change.mergedFrom).sorted() {
            let from = Self.place(event, origin)
            guard let brought = holdings.value(from, at: event.time) else { continue }
            for (kind, holding) in brought.sorted(by: { $0.key < $1.key }) where badges[kind] == nil {
                let moved = Self.passedOn(holding, by: event)
                badges[kind] = moved
                inherited.append(moved)
            }
            holdings.remove(from)
        }
        store(badges, at: place, event.time)
        return signals("power.badge_inherited", 1.8, inherited, change, event)
    }

    mutating func observeOwnerChange(_ event: Event) -> [Signal] {
        guard case .community(let change) = event.body else { return [] }
        if let owner = change.owner, owner == change.previousOwner { return [] }
        let place = Self.place(event, event.community)
        guard let badges = holdings.value(place, at: event.time) else { return [] }
        let inherited = badges.mapValues { Self.passedOn($0, by: event) }
        store(inherited, at: place, event.time)
        let holdings = inherited.sorted { $0.key < $1.key }.map(\.value)
        return signals("power.owner_changed", 1.2, holdings, change, event)
    }

    private static func passedOn(_ holding: Holding, by event: Event) -> Holding {
        var holding = holding
        holding.inheritances += 1
        holding.evidence.keep(event)
        return holding
    }

    private mutating func store(_ badges: [String: Holding], at place: Place, _ time: Timestamp) {
        if badges.isEmpty { holdings.remove(place) } else { holdings.set(place, badges, since: time) }
    }

    private static func place(_ event: Event, _ community: String) -> Place {
        Place(platform: PowerPair.platform(of: event.source), community: community)
    }

    /// About the owner, where the event says who that is, and else about who did it.
    private func signals(
        _ code: String, _ weight: Double, _ inherited: [Holding], _ change: CommunityChange, _ event: Event
    ) -> [Signal] {
        guard !inherited.isEmpty, let subject = change.owner ?? event.actor?.id else { return [] }
        let known = [event.actor, event.target].compactMap { $0 }.first { $0.id == subject }
        var reasons = Reasons(prior: -1)
        reasons.add(code, weight, figure: Double(inherited.count))
        let moves = inherited.map(\.inheritances).max() ?? 1
        if moves > 1 { reasons.add("power.badge_passed_on", 0.8, figure: Double(moves)) }
        return [
            Signal(
                policy: "badge.misuse", score: reasons.score, community: event.community, subject: subject,
                subjectName: known?.name, subjectIsStaff: true, time: event.time, event: event.key,
                detector: Self.detector, evidence: Array(Set(inherited.flatMap(\.evidence))).inOrder,
                contributions: reasons.sorted)
        ]
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) {
        holdings.encode(into: &writer) { writer, place, badges in
            writer.write(place.platform)
            writer.write(place.community)
            writer.write(badges) { writer, kind, holding in
                writer.write(kind)
                writer.write(holding.grantedAt)
                writer.write(holding.inheritances)
                writer.write(holding.evidence)
            }
        }
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try holdings.decode(from: &reader) { reader throws(ByteCodingError) in
            let place = Place(platform: try reader.readString(), community: try reader.readString())
            var badges: [String: Holding] = [:]
            for _ in 0..<(try reader.readCount()) {
                let kind = try reader.readString()
                badges[kind] = Holding(
                    grantedAt: try reader.readTimestamp(), inheritances: try reader.readCount(),
                    evidence: try reader.readReferences())
            }
            return (place, badges)
        }
    }
}
