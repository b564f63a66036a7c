public import SafetyModel

/// The graph of communities over time, folded from the events of the log: what each was called, what it merged with, who
/// owned it, where its invites lead, which badges it holds and whether it earned them.
///
/// The same events in the same order give the same graph. Memory is bounded: members are kept as sketches of hashes,
/// staff by month as hashes; what happened to a community is kept whole up to a limit that no honest one meets.
public struct Lineage: Sendable, Hashable {
    /// Communities that are remembered; beyond, those without a badge that were silent longest are forgotten.
    public static let mostCommunities = 5000
    static let mostInvites = 50_000

    public private(set) var records: [CommunityPlace: CommunityRecord] = [:]
    /// The newest event's time.
    public private(set) var newest: Timestamp?
    /// When the first event of each platform was.
    private(set) var beginnings: [String: Timestamp] = [:]
    var invites = InviteBook()

    public init() {}

    public subscript(place: CommunityPlace) -> CommunityRecord? { records[place] }

    /// Takes the next event.
    public mutating func observe(_ event: Event) {
        newest = max(newest ?? event.time, event.time)
        guard !event.community.isEmpty else { return }
        let place = CommunityPlace(event, event.community)
        let hash = event.actor.map { MemberSketch.hash($0.id, platform: place.platform) }
        if records[place] == nil { admit(place, event.time) }
        if event.time < beginnings[place.platform] ?? Timestamp(milliseconds: .max) {
            beginnings[place.platform] = event.time
        }
        if event.type == .communityCreated { create(place, event) }
        records[place]?.observe(event, actor: hash)
        switch event.type {
        case .communityRenamed: rename(place, event)
        case .communityMerged: merge(place, event)
        case .communityOwnerChanged: changeOwner(place, event)
        case .badgeGranted, .badgeRevoked: observeBadge(place, event)
        case .inviteCreated, .memberJoined: observeInvite(place, event)
        default: break
        }
    }

    private mutating func admit(_ place: CommunityPlace, _ time: Timestamp) {
        records[place] = CommunityRecord(place, firstSeen: time)
        guard records.count > Self.mostCommunities else { return }
        let silent = records.values.filter { $0.place != place && !$0.badges.contains(where: \.isHeld) }
            .map { ($0.lastSeen, $0.place) }.sorted { $0 < $1 }
        for (_, old) in silent.prefix(max(1, Self.mostCommunities / 10)) { records[old] = nil }
    }

    private mutating func update(_ place: CommunityPlace, _ change: (inout CommunityRecord) -> Void) {
        guard records[place] != nil else { return }
        change(&records[place, default: CommunityRecord(place, firstSeen: Timestamp(milliseconds: 0))])
    }

    // MARK: What communities go through

    private mutating func create(_ place: CommunityPlace, _ event: Event) {
        let change = Self.change(of: event)
        update(place) { record in
            record.createdAt = min(record.createdAt ?? event.time, event.time)
            record.name = change?.name ?? record.name
            record.owner = change?.owner ?? record.owner ?? event.actor?.id
            record.add(LineageChange(kind: .created, time: event.time, event: event.key, detail: change?.name))
        }
    }

    private mutating func rename(_ place: CommunityPlace, _ event: Event) {
        guard let name = Self.change(of: event)?.name else { return }
        update(place) { record in
            record.name = name
            record.add(LineageChange(kind: .renamed, time: event.time, event: event.key, detail: name))
        }
    }

    private mutating func merge(_ place: CommunityPlace, _ event: Event) {
        guard let change = Self.change(of: event) else { return }
        // A community named twice counts once, and none merges with itself.
        let origins = Set(change.mergedFrom).subtracting([place.community, ""]).sorted().prefix(100)
        guard !origins.isEmpty else { return }
        update(place) {
            $0.add(LineageChange(kind: .merged, time: event.time, event: event.key, others: Array(origins)))
        }
        for origin in origins {
            let from = CommunityPlace(platform: place.platform, community: origin)
            if records[from] == nil { admit(from, event.time) }
            var moved: [BadgeHolding] = []
            update(from) { record in
                record.mergedInto = place
                record.add(
                    LineageChange(
                        kind: .mergedAway, time: event.time, event: event.key, others: [place.community]))
                for index in record.badges.indices where record.badges[index].isHeld {
                    moved.append(record.badges[index])
                    record.badges[index].end = .init(reason: .moved, time: event.time, event: event.key)
                }
            }
            update(place) { $0.takeIn(moved, from: origin, by: event) }
        }
    }

    private mutating func changeOwner(_ place: CommunityPlace, _ event: Event) {
        guard let change = Self.change(of: event) else { return }
        if let owner = change.owner, owner == change.previousOwner { return }
        update(place) { record in
            record.owner = change.owner ?? record.owner
            record.add(
                LineageChange(kind: .ownerChanged, time: event.time, event: event.key, detail: change.owner))
            for index in record.badges.indices where record.badges[index].isHeld {
                record.badges[index].passOn(.ownerChange, by: event)
                record.add(
                    LineageChange(
                        kind: .badgeInherited, time: event.time, event: event.key, detail: record.badges[index].kind))
            }
        }
    }

    private mutating func observeBadge(_ place: CommunityPlace, _ event: Event) {
        guard case .badge(let badge) = event.body else { return }
        let isGrant = event.type == .badgeGranted
        update(place) { record in
            for index in record.badges.indices
            where record.badges[index].isHeld && record.badges[index].kind == badge.kind {
                record.badges[index].end = .init(
                    reason: isGrant ? .renewed : .revoked, time: event.time, event: event.key)
            }
            let kind: LineageChange.Kind = isGrant ? .badgeGranted : .badgeRevoked
            record.add(LineageChange(kind: kind, time: event.time, event: event.key, detail: badge.kind))
            guard isGrant else { return }
            record.hold(
                BadgeHolding(
                    kind: badge.kind, grantedAt: event.time, grantedTo: place.community, grant: event.key,
                    conduct: record.conduct(at: event.time)))
        }
    }

    // MARK: Invites

    private mutating func observeInvite(_ place: CommunityPlace, _ event: Event) {
        let code: String? =
            switch event.body {
            case .invite(let invite): invite.code
            case .membership(let membership): membership.invite
            default: nil
            }
        guard let code, !code.isEmpty else { return }
        let key = CommunityPlace(platform: place.platform, community: code)
        guard
            let previous = invites.leads(key, to: place.community, at: event.time, isNew: event.type == .inviteCreated)
        else { return }
        update(place) {
            $0.add(
                LineageChange(
                    kind: .inviteTaken, time: event.time, event: event.key, others: [previous], detail: code))
        }
        update(CommunityPlace(platform: place.platform, community: previous)) {
            $0.add(
                LineageChange(
                    kind: .inviteLost, time: event.time, event: event.key, others: [place.community], detail: code))
        }
    }

    private static func change(of event: Event) -> CommunityChange? {
        if case .community(let change) = event.body { change } else { nil }
    }

    // MARK: Snapshots

    /// The version of the snapshot's form.
    private static let snapshotVersion = 1

    /// Writes the state, in the same bytes for the same state.
    public func encode(into writer: inout ByteWriter) {
        writer.write(Self.snapshotVersion)
        writer.write(newest)
        writer.write(beginnings) { writer, platform, moment in
            writer.write(platform)
            writer.write(moment)
        }
        invites.encode(into: &writer)
        writer.write(records) { writer, place, record in
            writer.write(place)
            record.encode(into: &writer)
        }
    }

    /// Reads what ``encode(into:)`` wrote.
    /// - Throws: ``ByteCodingError`` where the bytes are cut short or are not such a state, or one of another version.
    public init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        guard try reader.readInt() == Self.snapshotVersion else { throw .malformed(offset: reader.offset) }
        newest = try reader.readOptionalTimestamp()
        for _ in 0..<(try reader.readCount()) { beginnings[try reader.readString()] = try reader.readTimestamp() }
        invites = try InviteBook(decoding: &reader)
        for _ in 0..<(try reader.readCount()) {
            let place = try reader.readPlace()
            records[place] = try CommunityRecord(place, decoding: &reader)
        }
    }
}

extension CommunityRecord {
    /// Badges that others bring in; one of a kind that is held already stays with whoever earned it.
    mutating func takeIn(_ badges: [BadgeHolding], from origin: String, by event: Event) {
        for badge in badges where !self.badges.contains(where: { $0.isHeld && $0.kind == badge.kind }) {
            var badge = badge
            badge.end = nil
            badge.passOn(.merge(from: origin), by: event)
            hold(badge)
            add(
                LineageChange(
                    kind: .badgeInherited, time: event.time, event: event.key, others: [origin], detail: badge.kind))
        }
    }

    mutating func hold(_ badge: BadgeHolding) {
        if badges.count >= Self.mostBadges {
            badges.remove(at: badges.firstIndex { !$0.isHeld } ?? 0)
        }
        badges.append(badge)
    }

    func conduct(at moment: Timestamp) -> ConductAtGrant {
        let day = moment.dayNumber
        return ConductAtGrant(
            messagesPerDay: activity.messagesPerDay(until: day, days: 30),
            activeMembers: activity.activeMembers(until: day, days: 28),
            coverage: activity.coverage(until: day, days: 30), staff: staff(before: moment).count, name: name,
            owner: owner)
    }
}
