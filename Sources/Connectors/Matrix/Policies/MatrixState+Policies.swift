public import SafetyModel

extension MatrixState {
    /// Reads lists from these rooms from now on, and no others.
    public mutating func watch(lists wanted: Set<String>) {
        for room in lists.keys where !wanted.contains(room) { change(list: room) { $0 = nil } }
        for room in wanted where lists[room] == nil { change(list: room) { $0 = MatrixPolicyList(room: room) } }
        reserved.formUnion(wanted)
    }

    /// Takes in what an event says to a list.
    /// - Returns: the rule that it set.
    @discardableResult
    mutating func learnPolicy(_ event: MatrixEvent) -> MatrixPolicyList.Rule? {
        guard lists[event.room] != nil else { return nil }
        var rule: MatrixPolicyList.Rule?
        if event.type == "m.room.redaction", let taken = event.redacts ?? event.content.redacts {
            change(list: event.room) { $0?.redact(taken) }
        } else if let key = event.stateKey {
            if event.type == "m.room.name" { change(list: event.room) { $0?.name = event.content.name } }
            change(list: event.room) { rule = $0?.take(event, key: key) }
        }
        return rule
    }

    /// Takes in the whole state of a list.
    mutating func learnPolicies(_ events: [MatrixEvent], room: String) {
        guard lists[room] != nil else { return }
        change(list: room) { list in
            for event in events {
                guard let key = event.stateKey else { continue }
                if event.type == "m.room.name" { list?.name = event.content.name }
                list?.take(event, key: key)
            }
        }
    }

    /// The lists, in the order of their rooms, on which somebody stands.
    mutating func lists(with user: String, hash: ((String) -> String)?) -> [MatrixPolicyList] {
        lists.keys.sorted().compactMap { room in
            guard let list = lists[room], user != bot else { return nil }
            return index(of: list).lists(user, hash: hash) ? list : nil
        }
    }

    /// The lists on which a room stands.
    mutating func lists(with room: MatrixRoom, hash: ((String) -> String)?) -> [MatrixPolicyList] {
        lists.keys.sorted().compactMap { id in
            guard let list = lists[id] else { return nil }
            return index(of: list).lists(room, hash: hash) ? list : nil
        }
    }

    private mutating func index(of list: MatrixPolicyList) -> MatrixPolicyIndex {
        let index = policyIndexes[list.room] ?? MatrixPolicyIndex(list, server: server)
        policyIndexes[list.room] = index
        return index
    }
}

extension MatrixTranslator {
    /// The most people that one new rule is held against at once.
    static let mostMatches = 200

    /// Tells that somebody who joined stands on lists.
    mutating func lookUp(
        _ user: String, joining event: MatrixEvent, in room: MatrixRoom, _ result: inout MatrixTranslation
    ) {
        let community = state.community(of: room.id)
        for list in state.lists(with: user, hash: hash) {
            tell(
                list, about: user, in: community, id: "\(event.id)#\(list.room)",
                time: Timestamp(milliseconds: event.time ?? 0), &result)
        }
    }

    /// Holds a new rule against everybody who is here already.
    mutating func lookUp(_ rule: MatrixPolicyList.Rule, _ event: MatrixEvent, _ result: inout MatrixTranslation) {
        guard let list = state.lists[event.room] else { return }
        let index = MatrixPolicyIndex(rule, server: state.server)
        let found = state.users.keys.filter { $0 != state.bot && index.lists($0, hash: hash) }.sorted()
        let time = Timestamp(milliseconds: event.time ?? 0)
        tell(list, about: Array(found.prefix(Self.mostMatches)), time: time, &result)
        if rule.kind == .room { tell(list, aboutRoomsOf: index, time: time, &result) }
    }

    /// Tells that a room that is new, or has another name, stands on lists.
    mutating func lookUp(room event: MatrixEvent, _ result: inout MatrixTranslation) {
        guard ["m.room.create", "m.room.canonical_alias"].contains(event.type), !state.lists.isEmpty,
            let room = state.rooms[event.room]
        else { return }
        for list in state.lists(with: room, hash: hash) {
            tell(list, about: room, time: Timestamp(milliseconds: event.time ?? 0), &result)
        }
    }

    /// Holds a whole list against everybody who is here, as after Vigie read it anew. What was told before has the id that
    /// it had.
    public mutating func lookUp(list room: String, receivedAt: Timestamp) -> MatrixBatch {
        var batch = MatrixBatch()
        guard let list = state.lists[room] else { return batch }
        let index = MatrixPolicyIndex(list, server: state.server)
        let found = state.users.keys.filter { $0 != state.bot && index.lists($0, hash: hash) }.sorted()
        var result = MatrixTranslation(receivedAt: receivedAt)
        tell(list, about: found, time: receivedAt, &result)
        tell(list, aboutRoomsOf: index, time: receivedAt, &result)
        batch.add(result)
        return batch
    }

    private mutating func tell(
        _ list: MatrixPolicyList, aboutRoomsOf index: MatrixPolicyIndex, time: Timestamp,
        _ result: inout MatrixTranslation
    ) {
        let found = state.rooms.values.filter { index.lists($0, hash: hash) }.sorted { $0.id < $1.id }
        for room in found.prefix(Self.mostMatches) { tell(list, about: room, time: time, &result) }
    }

    /// A room has no case of its own: who made it, or stands highest in it, is told to be looked at. Nobody is banned for
    /// a room alone.
    private mutating func tell(
        _ list: MatrixPolicyList, about room: MatrixRoom, time: Timestamp, _ result: inout MatrixTranslation
    ) {
        guard !state.reserved.contains(room.id), !state.isConfidential(room), let keeper = room.keeper,
            keeper != state.bot
        else { return }
        let community = state.community(of: room.id)
        var member = member(keeper, in: community)
        member.staff = state.isStaff(keeper, of: community)
        result.events.append(
            Event(
                id: "\(list.room)#\(room.id)", source: "matrix:\(state.server)", type: .automodTriggered, time: time,
                community: community, channel: Channel(id: room.id, kind: .text, name: room.name), actor: member,
                body: .automod(
                    AutomodExecution(
                        rule: PolicyListRule.name(list: list.name, room: list.room),
                        action: PolicyListRule.roomListed))))
    }

    private mutating func tell(
        _ list: MatrixPolicyList, about users: [String], time: Timestamp, _ result: inout MatrixTranslation
    ) {
        for user in users {
            for community in state.communities(of: user).sorted() {
                tell(list, about: user, in: community, id: "\(list.room)#\(user)#\(community)", time: time, &result)
            }
        }
    }

    private mutating func tell(
        _ list: MatrixPolicyList, about user: String, in community: String, id: String, time: Timestamp,
        _ result: inout MatrixTranslation
    ) {
        var member = member(user, in: community)
        member.staff = state.isStaff(user, of: community)
        result.events.append(
            Event(
                id: id, source: "matrix:\(state.server)", type: .automodTriggered, time: time, community: community,
                actor: member,
                body: .automod(
                    AutomodExecution(
                        rule: PolicyListRule.name(list: list.name, room: list.room), action: "listed"))))
        result.matches.append(
            MatrixPolicyMatch(
                id: id, user: user, community: community, list: list.room, isStaff: member.staff ?? false))
    }
}
