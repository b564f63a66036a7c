/// What is known of a homeserver: its rooms, and who is in them.
///
/// A community is a space at the top, or a room that stands in no space. A private chat belongs to the community that
/// its people share, the largest, or where they share none to the homeserver itself.
public struct MatrixState: Sendable {
    /// As `example.org`.
    public let server: String
    /// Vigie's own account.
    public let bot: String
    public private(set) var rooms: [String: MatrixRoom] = [:]
    public private(set) var users: [String: MatrixUser] = [:]
    /// Accounts that may do anything on the server.
    public var administrators: Set<String> = []
    /// Rooms that serve Vigie itself, as its command room and policy lists: no chats of members, and no communities.
    public var reserved: Set<String> = []
    /// The lists of bans that are read, by room.
    public private(set) var lists: [String: MatrixPolicyList] = [:]
    var policyIndexes: [String: MatrixPolicyIndex] = [:]
    private var staffOf: [String: Set<String>] = [:]
    private var changedRooms: Set<String> = []
    private var changedUsers: Set<String> = []
    private var changedLists: Set<String> = []

    public init(server: String, bot: String) {
        self.server = server
        self.bot = bot
    }

    // MARK: Kept across restarts

    /// What changed since this was last asked.
    public mutating func takeChanges() -> MatrixChanges {
        defer { (changedRooms, changedUsers, changedLists) = ([], [], []) }
        return MatrixChanges(
            rooms: changedRooms.compactMap { rooms[$0] },
            users: Dictionary(uniqueKeysWithValues: changedUsers.map { ($0, users[$0] ?? MatrixUser()) }),
            lists: Dictionary(uniqueKeysWithValues: changedLists.map { ($0, lists[$0]) }))
    }

    /// Puts back what was kept.
    public mutating func restore(_ kept: MatrixChanges) {
        for room in kept.rooms { rooms[room.id] = room }
        users.merge(kept.users) { _, kept in kept }
        for (room, list) in kept.lists { lists[room] = list }
        policyIndexes = [:]
        staffOf = [:]
    }

    /// Takes rooms to have been from the beginning what they are elsewhere, until their own history says otherwise.
    public mutating func presume(_ other: MatrixState) {
        for room in other.rooms.values {
            change(room.id) { known in
                known.joinRule = room.joinRule
                known.isDirect = room.isDirect
                known.isSpace = room.isSpace
                known.parents = room.parents
                known.heldDialogue = room.heldDialogue
            }
        }
    }

    mutating func change(_ room: String, _ body: (inout MatrixRoom) -> Void) {
        let before = rooms[room]
        var changed = before ?? MatrixRoom(id: room)
        body(&changed)
        guard changed != before else { return }
        rooms[room] = changed
        changedRooms.insert(room)
        if changed.powerLevels != before?.powerLevels || changed.parents != before?.parents
            || changed.isDirect != before?.isDirect || changed.joinRule != before?.joinRule
            || changed.creators != before?.creators || changed.heldDialogue != before?.heldDialogue
        {
            staffOf = [:]
        }
    }

    mutating func change(list room: String, _ body: (inout MatrixPolicyList?) -> Void) {
        var list = lists[room]
        body(&list)
        guard list != lists[room] else { return }
        lists[room] = list
        policyIndexes[room] = nil
        changedLists.insert(room)
    }

    mutating func change(user: String, _ body: (inout MatrixUser) -> Void) {
        let before = users[user]
        var changed = before ?? MatrixUser()
        body(&changed)
        guard changed != before else { return }
        users[user] = changed
        changedUsers.insert(user)
    }

    // MARK: Communities

    /// Whether what is said in a room is between few: it is a private chat, or one enters by invitation alone, it stands
    /// in no space, and nobody invited Vigie.
    public func isPrivate(_ room: MatrixRoom) -> Bool {
        if room.isDirect || room.heldDialogue == true { return true }
        let isOpen = room.joinRule.map { ["public", "knock", "restricted", "knock_restricted"].contains($0) } ?? false
        return !isOpen && room.parents.isEmpty && !room.isSpace && !room.few.contains(bot)
    }

    /// Whether a member talks with Vigie alone: a private chat, or a room without a name that one enters by invitation.
    public func isDialogue(_ room: MatrixRoom) -> Bool {
        !room.isCrowded && room.few.count == 2 && room.few.contains(bot) && room.parents.isEmpty && !room.isSpace
            && room.joinRule != "public" && (room.isDirect || room.name == nil) && !reserved.contains(room.id)
    }

    /// Whether nothing that happens in a room is an event, because a member talks with Vigie there, or did.
    public func isConfidential(_ room: MatrixRoom) -> Bool {
        // Where Vigie was invited as to a private chat, and does not know yet by how many.
        room.heldDialogue == true || isDialogue(room) || (room.isDirect && room.few == [bot])
    }

    /// The community that a room belongs to.
    public mutating func community(of id: String) -> String {
        guard let room = rooms[id] else { return server }
        guard isPrivate(room) else { return top(of: id) }
        if let shared = room.sharedCommunity { return shared }
        guard let shared = sharedCommunity(of: room.few.subtracting([bot])) else { return server }
        change(id) { $0.sharedCommunity = shared }
        return shared
    }

    /// The space at the top above a room, or the room itself. Where there are several, the first by id; a circle of
    /// spaces ends the search.
    public func top(of room: String) -> String {
        var (current, seen) = (room, Set<String>())
        while seen.insert(current).inserted, let next = rooms[current]?.parents.min() { current = next }
        return current
    }

    /// The rooms of a community, its space included, in the order of their ids.
    public func rooms(of community: String) -> [String] {
        rooms.values.filter { !isPrivate($0) && $0.replacement == nil && top(of: $0.id) == community }.map(\.id)
            .sorted()
    }

    /// Who is in a room.
    public func members(of room: String) -> Set<String> {
        Set(users.lazy.filter { $0.value.rooms[room] != nil }.map(\.key))
    }

    /// The communities that somebody is in.
    public func communities(of user: String) -> Set<String> {
        var found: Set<String> = []
        for room in (users[user]?.rooms ?? [:]).keys {
            guard let known = rooms[room], !isPrivate(known) else { continue }
            let community = top(of: room)
            if !reserved.contains(community) { found.insert(community) }
        }
        return found
    }

    /// The community that people share, or that the first of them is in.
    public func shared(_ people: [String]) -> String {
        sharedCommunity(of: Set(people)) ?? people.first.flatMap { communities(of: $0).min() } ?? server
    }

    private func sharedCommunity(of people: Set<String>) -> String? {
        guard people.count >= 2, let first = people.first else { return nil }
        let shared = people.dropFirst().reduce(communities(of: first)) { $0.intersection(communities(of: $1)) }
        return shared.max { left, right in
            let (one, other) = (rooms[left], rooms[right])
            return (one?.memberCount ?? 0, right) < (other?.memberCount ?? 0, left)
        }
    }

    /// Whether somebody has power over others in a community.
    mutating func isStaff(_ user: String, of community: String) -> Bool {
        if administrators.contains(user) { return true }
        if staffOf[community] == nil {
            var all: [String: Set<String>] = [community: []]
            for room in rooms.values where !isPrivate(room) { all[top(of: room.id), default: []].formUnion(room.staff) }
            staffOf = all
        }
        return staffOf[community]?.contains(user) ?? false
    }

    /// When somebody first came into a community, as far as is known.
    func joined(_ user: String, _ community: String) -> Int64? {
        (users[user]?.rooms ?? [:]).filter { room, _ in
            rooms[room].map { !isPrivate($0) } ?? false && top(of: room) == community
        }.values.min()
    }
}

/// What changed, to be kept.
public struct MatrixChanges: Sendable, Hashable {
    public var rooms: [MatrixRoom]
    public var users: [String: MatrixUser]
    /// `nil` for a list that is read no longer.
    public var lists: [String: MatrixPolicyList?]

    public init(
        rooms: [MatrixRoom] = [], users: [String: MatrixUser] = [:], lists: [String: MatrixPolicyList?] = [:]
    ) {
        self.rooms = rooms
        self.users = users
        self.lists = lists
    }

    public var isEmpty: Bool { rooms.isEmpty && users.isEmpty && lists.isEmpty }
}
