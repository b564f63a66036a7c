import SafetyModel

/// A role that most members hold. What it gives, everybody is taken to have: a role that is given on joining is
/// everybody's in all but name.
struct CommonRole: Sendable {
    var role: SnapshotRole
    var holders: Int
    /// How many people the snapshot lists.
    var people: Int

    /// From this share of the people on it is as good as everybody's.
    static let nearlyAll = 0.8
    /// Among fewer, a share says little.
    static let leastPeople = 10

    /// Whether nearly everybody holds it, and not merely more than half.
    var isNearlyEverybodys: Bool { Double(holders) >= Self.nearlyAll * Double(people) }

    /// Those of a snapshot, the most held first. Programs do not count.
    static func all(_ snapshot: CommunitySnapshot) -> [CommonRole] {
        var (holders, people) = ([String: Int](), 0)
        for member in snapshot.members where !member.isBot {
            people += 1
            for role in Set(member.roles) { holders[role, default: 0] += 1 }
        }
        guard people >= leastPeople else { return [] }
        return snapshot.roles.compactMap { role in
            guard role.id != snapshot.id, let held = holders[role.id], 2 * held > people else { return nil }
            return CommonRole(role: role, holders: held, people: people)
        }.sorted { ($1.holders, $0.role.id) < ($0.holders, $1.role.id) }
    }
}
