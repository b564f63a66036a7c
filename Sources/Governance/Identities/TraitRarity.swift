/// How common names, pictures, contacts and phrases are among those who are compared and in their communities: what many
/// share tells little.
public struct TraitRarity: Sendable {
    /// Members with a name, by ``AccountTraits/nameKey(_:)``.
    private var names: [String: Int] = [:]
    private var members: Int
    private var avatars: [String: Int] = [:]
    private var contacts: [UInt64: Int] = [:]
    private var phrases: [UInt64: Int] = [:]
    private var accounts = 0

    /// - Parameters:
    ///   - nameCounts: how many members of the communities have each name, by name key; it need only hold the names that
    ///     are compared.
    ///   - members: how many members there are.
    public init(nameCounts: [String: Int], members: Int) {
        names = nameCounts
        self.members = max(1, members)
    }

    public mutating func add(_ traits: AccountTraits) {
        accounts += 1
        if let avatar = traits.avatar { avatars[avatar, default: 0] += 1 }
        for contact in traits.contacts { contacts[contact, default: 0] += 1 }
        for phrase in traits.phrases { phrases[phrase, default: 0] += 1 }
    }

    /// Members called that, at least two where it is compared at all.
    func holders(ofName key: String) -> Int { max(2, names[key] ?? 2) }
    var memberCount: Int { max(members, accounts) }
    func holders(ofAvatar avatar: String) -> Int { avatars[avatar] ?? 1 }

    /// Whether two accounts having it in common says anything: few others do.
    func isRare(contact: UInt64) -> Bool { contacts[contact] ?? 0 <= max(2, accounts / 50) }
    func isRare(phrase: UInt64) -> Bool { phrases[phrase] ?? 0 <= max(2, accounts / 100) }
}
