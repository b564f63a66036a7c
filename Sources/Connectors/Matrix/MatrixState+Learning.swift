import SafetyModel

extension MatrixState {
    /// Takes in what an event changes about rooms and people.
    mutating func learn(_ event: MatrixEvent) {
        let content = event.content
        guard let key = event.stateKey else { return }
        switch event.type {
        case "m.room.create":
            change(event.room) { room in
                room.creators = MatrixRoomRules.creators(
                    version: content.roomVersion ?? "1", sender: event.sender, creator: content.creator,
                    additional: content.creators)
                room.version = content.roomVersion
                room.isSpace = content.roomType == "m.space"
            }
        case "m.room.join_rules": change(event.room) { $0.joinRule = content.joinRule }
        case "m.room.name": change(event.room) { $0.name = content.name }
        case "m.room.canonical_alias": change(event.room) { $0.alias = content.alias }
        case "m.room.encryption": change(event.room) { $0.isEncrypted = true }
        case "m.room.tombstone": change(event.room) { $0.replacement = content.otherRoom }
        case "m.room.power_levels":
            change(event.room) { $0.powerLevels = content.powerLevels ?? PowerLevels() }
        case "m.space.child" where rooms[event.room]?.isSpace == true:
            change(key) { room in
                if content.hasVia { room.parents.insert(event.room) } else { room.parents.remove(event.room) }
            }
        case "m.space.parent" where content.hasVia && mayList(event.sender, in: key):
            change(event.room) { $0.parents.insert(key) }
        // Who is in the room of a list concerns nobody.
        case "m.room.member" where lists[event.room] == nil: learnMembership(event, of: key)
        default: break
        }
    }

    /// A room may call a space its parent only where the space would let its sender say so.
    private func mayList(_ user: String, in space: String) -> Bool {
        guard let room = rooms[space], room.isSpace else { return false }
        return room.level(of: user) >= (room.powerLevels ?? PowerLevels()).needed(toSet: "m.space.child")
    }

    private mutating func learnMembership(_ event: MatrixEvent, of user: String) {
        let membership = event.content.membership
        let isIn = users[user]?.rooms[event.room] != nil
        change(event.room) { room in
            switch membership {
            case "join", "invite":
                room.come(user)
                if event.content.isDirect { room.isDirect = true }
            default: room.go(user)
            }
            if membership == "join", !isIn { room.memberCount += 1 }
            if membership != "join", isIn { room.memberCount = max(0, room.memberCount - 1) }
        }
        change(user: user) { account in
            if membership == "join" {
                account.name = event.content.displayName ?? account.name
                if account.rooms[event.room] == nil { account.rooms[event.room] = event.time ?? 0 }
            } else {
                account.rooms[event.room] = nil
            }
        }
    }
}
