import SafetyModel

/// Power levels in the rooms of a Matrix space.
public struct MatrixAuthority: Sendable {
    private let rooms: [String: RoomLevels]
    private let order: [String]
    /// The rooms that each member has joined; nil where the snapshot does not say.
    private let joined: [String: Set<String>?]

    init(_ snapshot: CommunitySnapshot) {
        var rooms: [String: RoomLevels] = [:]
        for room in snapshot.channels where rooms[room.id] == nil { rooms[room.id] = RoomLevels(room) }
        self.rooms = rooms
        order = snapshot.channels.map(\.id)
        var joined: [String: Set<String>?] = [:]
        for member in snapshot.members where joined[member.id] == nil {
            joined.updateValue(member.rooms.map { Set($0) }, forKey: member.id)
        }
        self.joined = joined
    }

    /// A user's power level in a room, whether or not they are in it; 0 where the room is not known.
    public func level(of user: String, in room: String) -> PowerLevel { rooms[room]?.level(of: user) ?? .number(0) }

    /// Whether a user is in a room: outside, no level gives any power (authorisation rule 6).
    public func isIn(_ user: String, room: String) -> Bool {
        guard let rooms = joined[user] else { return false }
        return rooms?.contains(room) ?? true
    }

    func powers(of user: String, in room: String) -> PowerSet {
        guard isIn(user, room: room), let levels = rooms[room] else { return [] }
        return levels.powers(of: user)
    }

    func powersAnywhere(of user: String) -> PowerSet {
        order.reduce(into: []) { $0.formUnion(powers(of: user, in: $1)) }
    }

    func rankAllows(_ actor: String, _ power: Power, on target: String, in room: String) -> Bool {
        rooms[room]?.rankAllows(actor, power, on: target) ?? false
    }

    /// The ways by which a user, who holds a power, comes to it.
    func paths(to power: Power, of user: String, in room: String) -> [PowerPath] {
        guard let levels = rooms[room], let needed = levels.needed(for: power) else { return [] }
        var paths: [PowerPath] = []
        if levels.everybodysLevel >= needed { paths.append(.everyone) }
        if levels.hasInfinitePower(user) || (levels.isCreator(user) && !levels.hasEvent) {
            paths.append(.creator(room: room))
        } else if let entry = levels.entry(of: user), entry >= needed {
            paths.append(.level(room: room))
        }
        return paths
    }
}
