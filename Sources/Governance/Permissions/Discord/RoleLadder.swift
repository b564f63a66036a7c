import SafetyModel

/// The roles of a guild from the lowest to the highest. A role's number is its place, so that who stands above whom is
/// a comparison of numbers. Everybody's role is number 0, whatever its position says.
struct RoleLadder: Sendable {
    /// Ids, lowest first.
    let ids: [String]
    let numbers: [String: Int]
    /// Their permissions, those with names alone: what a bit without a name gives is not known.
    let permissions: [UInt64]
    /// Which of them integrations manage, so that nobody gives or takes them.
    let isManaged: [Bool]

    init(_ snapshot: CommunitySnapshot) {
        var seen: Set<String> = [snapshot.id]
        let rest = snapshot.roles.filter { seen.insert($0.id).inserted }.sorted(by: Self.isBelow)
        let everyone = snapshot.roles.first { $0.id == snapshot.id } ?? SnapshotRole(id: snapshot.id)
        let roles = [everyone] + rest
        ids = roles.map(\.id)
        numbers = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
        permissions = roles.map { $0.permissions & DiscordPermissions.all.rawValue }
        isManaged = roles.map(\.isManaged)
    }

    /// Lower positions are below; of equal ones the one with the greater id is, having been made later ("roles with
    /// the same position are sorted by id").
    private static func isBelow(_ left: SnapshotRole, _ right: SnapshotRole) -> Bool {
        guard left.position == right.position else { return left.position < right.position }
        return isLess(right.id, left.id)
    }

    /// By number, which ids are; where they are not, by length and then by letter, which is the same for numbers.
    private static func isLess(_ left: String, _ right: String) -> Bool {
        let (first, second) = (left.utf8.count, right.utf8.count)
        return first == second ? left < right : first < second
    }
}
