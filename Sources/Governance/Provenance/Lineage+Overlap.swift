public import SafetyModel

/// A community that seems to have come out of another: a large part of the other's staff or members was there within days
/// of its beginning. A lead.
public struct PossibleSplit: Sendable, Hashable {
    public var from: CommunityPlace
    public var into: CommunityPlace
    public var at: Timestamp
    /// The share of the other's staff that was staff here in the first days, 0…1.
    public var staffShare: Double
    /// How many they are.
    public var staff: Int
    /// The share of the other's members that was here in the first days, 0…1.
    public var memberShare: Double
    public var members: Int
}

/// Staff that two communities had in common in a month.
public struct StaffOverlap: Sendable, Hashable {
    /// Months since 1970.
    public var month: Int
    public var shared: Int
    /// Jaccard index: shared among all, 0…1.
    public var jaccard: Double

    /// As `2026-11`.
    public var monthText: String {
        CalendarDay(year: 1970, month: 1, day: 1)?.adding(months: month).monthText ?? ""
    }
}

extension Lineage {
    /// Half of the staff, and at least two of them, or a quarter of the members, and at least twenty.
    static let splitStaff = (share: 0.5, least: 2)
    static let splitMembers = (share: 0.25, least: 20.0)
    /// A community that is there when the log begins may be old.
    static let logWarmUp = Duration.days(30)

    /// Communities that others came out of.
    public func possibleSplits(into place: CommunityPlace) -> [PossibleSplit] {
        guard let record = records[place], isNew(record) else { return [] }
        let others = records.values.filter {
            $0.place != place && $0.place.platform == place.platform && $0.begin < record.begin
        }
        var found: [PossibleSplit] = []
        for other in others {
            let theirs = other.staff(before: record.begin)
            let staff = theirs.intersection(record.firstStaff).count
            let staffShare = theirs.isEmpty ? 0 : Double(staff) / Double(theirs.count)
            let size = other.members.estimate
            let members = record.firstMembers.shared(with: other.members)
            let memberShare = size > 0 ? min(1, members / size) : 0
            let byStaff = staffShare >= Self.splitStaff.share && staff >= Self.splitStaff.least
            let byMembers = memberShare >= Self.splitMembers.share && members >= Self.splitMembers.least
            guard byStaff || byMembers else { continue }
            found.append(
                PossibleSplit(
                    from: other.place, into: place, at: record.begin, staffShare: staffShare, staff: staff,
                    memberShare: memberShare, members: Int(members.rounded())))
        }
        return found.sorted { ($1.staffShare, $0.from) < ($0.staffShare, $1.from) }
    }

    private func isNew(_ record: CommunityRecord) -> Bool {
        if record.createdAt != nil { return true }
        guard let beginning = beginnings[record.place.platform] else { return false }
        return record.firstSeen.milliseconds - beginning.milliseconds > Self.logWarmUp.milliseconds
    }

    /// Staff in common by month, oldest first, in the months in which both had any.
    public func staffOverlap(_ one: CommunityPlace, _ other: CommunityPlace) -> [StaffOverlap] {
        guard let left = records[one]?.staffMonths, let right = records[other]?.staffMonths else { return [] }
        return Set(left.keys).intersection(right.keys).sorted().compactMap { month in
            guard let ours = left[month], let theirs = right[month] else { return nil }
            let shared = ours.intersection(theirs).count
            let all = ours.count + theirs.count - shared
            return all == 0
                ? nil : StaffOverlap(month: month, shared: shared, jaccard: Double(shared) / Double(all))
        }
    }

    /// The share of members in both among those in either, 0…1, right to about 5 %.
    public func sharedMembers(_ one: CommunityPlace, _ other: CommunityPlace) -> Double {
        guard let left = records[one], let right = records[other] else { return 0 }
        return left.members.jaccard(right.members)
    }

    /// Those that a community came from or took in, and theirs, nearest first; a ring of merges ends where it began.
    public func ancestors(of place: CommunityPlace) -> [CommunityPlace] {
        var found: [CommunityPlace] = []
        var waiting = [place]
        var seen: Set = [place]
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            let merged = records[next]?.changes.filter { $0.kind == .merged }.flatMap(\.others) ?? []
            let from =
                merged.map { CommunityPlace(platform: next.platform, community: $0) }
                + possibleSplits(into: next).map(\.from)
            for origin in from where seen.insert(origin).inserted {
                found.append(origin)
                waiting.append(origin)
            }
            if found.count > 200 { break }
        }
        return found
    }

    /// The history of a badge in a community: every holding of that kind, oldest first, with its evidence.
    public func history(of badge: String, in place: CommunityPlace) -> [BadgeHolding] {
        records[place]?.badges.filter { $0.kind == badge } ?? []
    }

    /// The communities of that id, on any platform, in order.
    public func places(named community: String) -> [CommunityPlace] {
        records.keys.filter { $0.community == community }.sorted()
    }
}
