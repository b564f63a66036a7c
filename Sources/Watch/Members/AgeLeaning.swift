extension Watch {
    /// What a member said of its age leans to, each 0…1: leanings from its own words, never an age, and never a fact.
    /// Both are 0 where nothing is known.
    public func ageLeaning(of member: String, community: String) -> (minor: Double, adult: Double) {
        guard let person = find(member, community: Self.hash(community: community)), let known = state(person) else {
            return (0, 0)
        }
        return (known.age.likelyMinor, known.age.likelyAdult)
    }
}
