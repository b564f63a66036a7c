import SafetyModel

/// A role that most members hold. What it gives, everybody is taken to have: a role that is given on joining is
/// everybody's in all but name.
struct CommonRole: Sendable {
    var role: SnapshotRole
    var holders: Int
    /// How many people there are: those listed, or more where the platform says so.
    var people: Int

    /// From this share of the people on it is as good as everybody's.
    static let nearlyAll = 0.8
    /// Among fewer, a share says little.
    static let leastPeople = 10
    /// A role with a power over others that fewer hold is a team's, and not everybody's: a list may be of the team alone.
    static let leastInPower = 20

    /// Whether nearly everybody holds it, and not merely more than half.
    var isNearlyEverybodys: Bool { Double(holders) >= Self.nearlyAll * Double(people) }

    /// Those of a snapshot, the most held first. Programs do not count.
    static func all(_ snapshot: CommunitySnapshot) -> [CommonRole] {
        var (holders, listed, bots) = ([String: Int](), 0, 0)
        for member in snapshot.members {
            if member.isBot {
                bots += 1
                continue
            }
            listed += 1
            for role in Set(member.roles) { holders[role, default: 0] += 1 }
        }
        guard listed >= leastPeople else { return [] }
        // The platform counts programs too.
        let people = max(listed, max(snapshot.memberCount ?? 0, 0) - bots)
        let powerful = AuditStanding.sources(snapshot, common: []).roles
        return snapshot.roles.compactMap { role in
            guard role.id != snapshot.id, let held = holders[role.id], 2 * held > people,
                held >= leastInPower || !powerful.contains(role.id)
            else { return nil }
            return CommonRole(role: role, holders: held, people: people)
        }.sorted { ($1.holders, $0.role.id) < ($0.holders, $1.role.id) }
    }
}

extension AuditStanding {
    /// People of whom a report is one about staff: the owner, and whoever can hold a power over others through a role
    /// but everybody's, or by name in a channel. How many hold the role, and what everybody can do, has no part in it: a
    /// power given to all must not take reports about the team away from guardians.
    var peopleInPower: Set<String> {
        var people = Set(staff.map(\.member.id))
        if let owner = snapshot.owner { people.insert(owner) }
        // On Matrix levels alone tell, and no role is common.
        guard snapshot.platform == .discord else { return people }
        let giving = Self.sources(snapshot, common: [])
        let roles = giving.roles.subtracting([snapshot.id])
        for member in snapshot.members where !member.isBot {
            if giving.members.contains(member.id) || member.roles.contains(where: roles.contains) {
                people.insert(member.id)
            }
        }
        return people
    }
}
