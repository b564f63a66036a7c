/// Something wrong in a snapshot: what, how often and where, and what to do. The rest of the snapshot counts.
public struct SnapshotProblem: Hashable, Sendable {
    /// What is wrong.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        // What does not fit together.
        case roleTwice
        case memberTwice
        case channelTwice
        case overwriteTwice
        case noEveryoneRole
        case noOwner
        case unknownOwner
        case unknownRoleOfMember
        case unknownRoleOfOverwrite
        case unknownMemberOfOverwrite
        case overwriteBeyondChannels
        case unknownParent
        case parentsInACircle
        case wrongId
        case unnamedPermissions
        case momentUnknown
        case membersMissing
        case noSpace
        case noCreator
        case creatorHasLevel
        case unknownRoomOfMember
        case unknownRoomVersion
        // What could not be read.
        case fieldUnreadable
        case itemUnreadable
        case permissionsTooLarge
        case oldPermissions
        case permissionsMissing
        case listMissing
        case stateMissing
    }

    public var kind: Kind
    /// How often it was found.
    public var count: Int
    /// Where, for the first few: ids, or paths as `channels[3].permission_overwrites[0]`.
    public var places: [String]

    public init(_ kind: Kind, count: Int = 1, places: [String] = []) {
        self.kind = kind
        self.count = count
        self.places = places
    }
}

/// Collects problems, those of one kind together.
public struct SnapshotProblems: Sendable {
    /// How many places of one kind are kept.
    public static let placesKept = 5

    private var counts: [SnapshotProblem.Kind: Int] = [:]
    private var places: [SnapshotProblem.Kind: [String]] = [:]

    /// - Parameter found: what was found before.
    public init(_ found: [SnapshotProblem] = []) {
        for problem in found {
            counts[problem.kind, default: 0] += problem.count
            places[problem.kind, default: []] += problem.places
        }
    }

    /// - Parameter place: asked for only while places are kept. Ids in it are cut where they are longer than any.
    public mutating func note(_ kind: SnapshotProblem.Kind, at place: @autoclosure () -> String) {
        counts[kind, default: 0] += 1
        if places[kind, default: []].count < Self.placesKept {
            let words = place().split(separator: " ", omittingEmptySubsequences: false)
            places[kind, default: []].append(words.prefix(8).map { String($0).shortName }.joined(separator: " "))
        }
    }

    /// One for each kind that was found, in the order in which ``SnapshotProblem/Kind`` lists them.
    public var all: [SnapshotProblem] {
        SnapshotProblem.Kind.allCases.compactMap { kind in
            counts[kind].map { SnapshotProblem(kind, count: $0, places: places[kind] ?? []) }
        }
    }
}
