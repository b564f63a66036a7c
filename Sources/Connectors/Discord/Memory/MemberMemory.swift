import SafetyModel

/// The members of a guild as they were last seen, in little room: a guild of 300,000 takes a few dozen megabytes.
struct MemberMemory: Sendable {
    struct Known: Sendable {
        var name: String?
        /// Index of the set of roles; few different ones are held by many.
        fileprivate var roleSet: UInt32
        /// In milliseconds since 1970; 0 where it is not known.
        var joinedAt: Int64
        /// Until when a time-out holds; 0 for none.
        var timedOutUntil: Int64
        var isBot: Bool
        /// Whether it was seen before the session that stands now.
        fileprivate(set) var isStale = false

        /// Whether this is a membership that ended before another began.
        func isEarlier(than joining: Timestamp) -> Bool { joinedAt != 0 && joinedAt < joining.milliseconds }
    }

    private var members: [UInt64: Known] = [:]
    private var roleSets: [[String]] = []
    private var setNumbers: [[String]: UInt32] = [:]

    var count: Int { members.count }

    subscript(_ id: String) -> Known? { UInt64(id).flatMap { members[$0] } }

    func roles(of known: Known) -> [String] {
        let index = Int(known.roleSet)
        return roleSets.indices.contains(index) ? roleSets[index] : []
    }

    /// Remembers a guild member object (https://docs.discord.com/developers/resources/guild#guild-member-object).
    /// - Parameter user: the user, where it stands outside, as in a message.
    /// - Returns: what was known before.
    @discardableResult
    mutating func take(_ member: JSONTree, user: JSONTree) -> Known? {
        guard let id = user["id"].id.flatMap({ UInt64($0) }) else { return nil }
        let before = members[id]
        members[id] = Known(
            name: Self.name(member, user), roleSet: number(of: member["roles"].elements.compactMap(\.id)),
            joinedAt: member["joined_at"].moment?.milliseconds ?? before?.joinedAt ?? 0,
            timedOutUntil: member["communication_disabled_until"].moment?.milliseconds ?? 0,
            isBot: user["bot"].bool ?? false)
        return before
    }

    /// Forgets a member who is gone.
    @discardableResult
    mutating func forget(_ id: String) -> Known? { UInt64(id).flatMap { members.removeValue(forKey: $0) } }

    /// A session was lost: what is known may have changed.
    mutating func becomeStale() {
        for id in members.keys { members[id]?.isStale = true }
    }

    /// The ids of all members.
    var ids: [UInt64] { Array(members.keys) }

    static func name(_ member: JSONTree, _ user: JSONTree) -> String? {
        member["nick"].text ?? user["global_name"].text ?? user["username"].text
    }

    private mutating func number(of roles: [String]) -> UInt32 {
        let roles = roles.sorted()
        if let number = setNumbers[roles] { return number }
        let number = UInt32(roleSets.count)
        roleSets.append(roles)
        setNumbers[roles] = number
        return number
    }
}
