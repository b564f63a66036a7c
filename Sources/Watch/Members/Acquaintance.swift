import SafetyModel

/// A member as an event names it, with the place of what is remembered of it.
struct Person: Sendable {
    /// 0 for nobody.
    var key: UInt64
    /// Slot of its ``MemberState``; -1 where the watch has not met it.
    var slot: Int
    var id: String
    var name: String?
    /// Whether this event is the first that names it.
    var isNew = false

    /// Whom words without an addressee are filed under.
    static let nobody = Person(key: 0, slot: -1, id: "", name: nil)
    var isSomebody: Bool { key != 0 }
}

extension Watch {
    /// The key of a member of a community.
    static func memberKey(_ id: String, community: UInt64) -> UInt64 {
        let key = StableHash.of(id, seed: community)
        return key == 0 ? 1 : key
    }

    /// Remembers a member that an event names, and what the event says of it.
    mutating func note(_ member: Member?, _ community: UInt64, _ now: Moment) -> Person? {
        guard let member, !member.id.isEmpty else { return nil }
        let key = Self.memberKey(member.id, community: community)
        let known = members.find(key)
        let slot = known ?? members.insert(MemberState(key: key, lastSeen: now))
        update(slot, member, now)
        return Person(key: key, slot: slot, id: member.id, name: member.name, isNew: known == nil)
    }

    private mutating func update(_ slot: Int, _ member: Member, _ now: Moment) {
        members.records[slot].lastSeen = max(members.records[slot].lastSeen, now)
        if let staff = member.staff {
            if staff {
                let isNews = members.records[slot].flags.insert(.staff).inserted
                if isNews, counts { census.becameStaff(members.records[slot].key) }
            } else {
                members.records[slot].flags.remove(.staff)
            }
        }
        if member.bot == true { members.records[slot].flags.insert(.bot) }
        if let joined = member.joinedAt { members.records[slot].joinedAt = Moment(joined) }
        if let created = member.createdAt { members.records[slot].createdAt = Moment(created) }
        guard !member.roles.isEmpty else { return }
        var hash: UInt64 = 0
        for role in member.roles.prefix(64) { hash = StableHash.of(role, seed: hash) }
        let short = UInt32(truncatingIfNeeded: hash) | 1
        if members.records[slot].rolesHash != short {
            members.records[slot].rolesHash = short
            members.records[slot].age.read(roles: member.roles)
        }
    }

    /// The member with this id, remembered or not; `nil` for an empty id.
    func find(_ id: String, name: String? = nil, community: UInt64) -> Person? {
        guard !id.isEmpty else { return nil }
        let key = Self.memberKey(id, community: community)
        return Person(key: key, slot: members.find(key) ?? -1, id: id, name: name)
    }

    func state(_ person: Person) -> MemberState? { person.slot >= 0 ? members.records[person.slot] : nil }
    func isBot(_ person: Person) -> Bool { person.slot >= 0 && members.records[person.slot].flags.contains(.bot) }
    func isStaff(_ person: Person) -> Bool { person.slot >= 0 && members.records[person.slot].flags.contains(.staff) }

    mutating func noteJoin(_ event: Event, _ actor: Person, _ now: Moment) {
        if event.actor?.joinedAt == nil { members.records[actor.slot].joinedAt = now }
    }
}
