/// What the watch knows of a member.
public struct MemberStanding: Sendable, Hashable {
    /// What the member's own words about its age lean to, each 0…1: never an age, and never a fact. Both are 0 where
    /// nothing is known.
    public var minor = 0.0
    public var adult = 0.0
    /// Whether the last event that said so told that it is staff.
    public var isStaff = false
}

extension Watch {
    /// What is known of a member; nothing of one that was never seen.
    public func standing(of member: String, community: String) -> MemberStanding {
        guard let person = find(member, community: Self.hash(community: community)), let known = state(person) else {
            return MemberStanding()
        }
        return MemberStanding(
            minor: known.age.likelyMinor, adult: known.age.likelyAdult, isStaff: isStaff(person))
    }
}
