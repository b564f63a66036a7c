import SafetyModel

extension MatrixTranslator {
    // MARK: Memberships

    mutating func membership(_ event: MatrixEvent, in room: MatrixRoom, _ result: inout MatrixTranslation) {
        guard let user = event.stateKey, !user.isEmpty else { return result.left = event.type }
        let change = MatrixMembership(event)
        if state.isPrivate(room) { return privateMembership(event, of: user, change, in: room, &result) }
        switch change {
        case .unchanged: return
        case .renamed: rename(event, user, in: room, &result)
        case .joined:
            let community = state.community(of: room.id)
            let isNew = state.joined(user, community) == nil
            let type = isNew ? EventType.memberJoined : .other("matrix.room.joined")
            concern(event, type, user, byAnother: false, in: room, &result)
            guard isNew, var joining = result.events.popLast() else { return }
            if let name = event.content.displayName { joining.actor?.name = name }
            joining.actor?.joinedAt = joining.time
            result.events.append(joining)
            if !state.reserved.contains(room.id) { lookUp(user, joining: event, in: room, &result) }
        case .left:
            let community = state.community(of: room.id)
            let others = (state.users[user]?.rooms ?? [:]).keys.contains { other in
                other != room.id && state.top(of: other) == community
                    && (state.rooms[other].map { !state.isPrivate($0) } ?? false)
            }
            concern(event, others ? .other("matrix.room.left") : .memberLeft, user, byAnother: false, in: room, &result)
        case .kicked: concern(event, .memberLeft, user, byAnother: true, in: room, &result)
        case .banned: concern(event, .memberBanned, user, byAnother: true, in: room, &result)
        case .unbanned: concern(event, .memberUnbanned, user, byAnother: true, in: room, &result)
        case .invited: concern(event, .other("matrix.member.invited"), user, byAnother: true, in: room, &result)
        case .knocked: concern(event, .other("matrix.member.knocked"), user, byAnother: false, in: room, &result)
        case .declined: concern(event, .other("matrix.invite.declined"), user, byAnother: false, in: room, &result)
        case .retracted: concern(event, .other("matrix.knock.retracted"), user, byAnother: false, in: room, &result)
        case .withdrawn: concern(event, .other("matrix.invite.withdrawn"), user, byAnother: true, in: room, &result)
        case .refused: concern(event, .other("matrix.knock.refused"), user, byAnother: true, in: room, &result)
        }
    }

    private mutating func concern(
        _ event: MatrixEvent, _ type: EventType, _ user: String, byAnother: Bool, in room: MatrixRoom,
        _ result: inout MatrixTranslation
    ) {
        var made = base(event, type, in: room)
        if byAnother { made.target = member(user, in: made.community) }
        // A body belongs to types that have one.
        if case .other = type {
            if let reason = event.content.reason { made.note("reason", reason.cut(toBytes: 2000)) }
        } else if let reason = event.content.reason {
            made.body = .membership(Membership(reason: reason.cut(toBytes: 2000)))
        }
        result.events.append(made)
    }

    /// A display name changes in every room at once; it is told once.
    private mutating func rename(
        _ event: MatrixEvent, _ user: String, in room: MatrixRoom, _ result: inout MatrixTranslation
    ) {
        let name = event.content.displayName
        guard let name, state.users[user]?.name != name else { return }
        var made = base(event, .memberRenamed, in: room)
        let previous = event.previous?.displayName ?? state.users[user]?.name
        made.actor = member(user, in: made.community)
        made.actor?.name = name
        made.body = previous.map { .membership(Membership(previousName: $0)) } ?? .none
        result.events.append(made)
    }

    private mutating func privateMembership(
        _ event: MatrixEvent, of user: String, _ change: MatrixMembership, in room: MatrixRoom,
        _ result: inout MatrixTranslation
    ) {
        let isDirect = event.content.isDirect || room.isDirect
        switch change {
        case .invited where isDirect && user != event.sender && user != state.bot:
            // The other is not among its people yet, who tell the community.
            state.learn(event)
            var made = base(event, .directOpened, in: state.rooms[room.id] ?? room)
            made.channel?.kind = .direct
            made.target = member(user, in: made.community)
            result.events.append(made)
        case .unchanged, .renamed: return
        case .banned, .kicked, .unbanned, .refused, .withdrawn, .invited:
            concern(event, .other("matrix.private.\(change)"), user, byAnother: true, in: room, &result)
        case .joined, .left, .declined, .knocked, .retracted:
            concern(event, .other("matrix.private.\(change)"), user, byAnother: false, in: room, &result)
        }
    }

    // MARK: Power

    mutating func power(_ event: MatrixEvent, in room: MatrixRoom, _ result: inout MatrixTranslation) {
        guard event.stateKey == "" else { return result.left = event.type }
        guard !state.isPrivate(room) else { return about(event, in: room, &result) }
        let old = event.previous?.powerLevels
        let new = event.content.powerLevels ?? PowerLevels()
        for change in MatrixPower.changes(from: old, to: new) {
            let isRise = change.after > change.before
            var made = base(event, isRise ? .roleGranted : .roleRevoked, in: room)
            made.id = "\(event.id)#\(change.user)"
            made.target = member(change.user, in: made.community)
            let isMuted = MatrixPower.maySpeak(change.before, in: old) && !MatrixPower.maySpeak(change.after, in: new)
            if isMuted {
                made.type = .memberTimedOut
            } else {
                made.body = .role(
                    isRise ? MatrixPower.role(change.after, in: new) : MatrixPower.role(change.before, in: old))
            }
            result.events.append(made)
        }
        var (oldRules, newRules) = (old ?? PowerLevels(), new)
        (oldRules.users, newRules.users) = ([:], [:])
        if oldRules != newRules || result.events.isEmpty {
            result.events.append(base(event, .other("matrix.power_levels"), in: room))
        }
    }

    // MARK: Rooms

    /// What concerns a room itself; what is not known is told by its type alone.
    mutating func about(_ event: MatrixEvent, in room: MatrixRoom, _ result: inout MatrixTranslation) {
        guard event.sender != state.bot || event.stateKey != nil else { return }
        let isCommunity = !state.isPrivate(room) && state.top(of: room.id) == room.id
        var made = base(event, .other("matrix.\(event.type)"), in: room)
        switch event.type {
        case "m.room.create" where isCommunity:
            if let older = event.content.otherRoom, older.utf8.count <= 255, state.rooms[older] != nil {
                made.type = .communityMerged
                made.body = .community(CommunityChange(mergedFrom: [older]))
            } else {
                made.type = .communityCreated
                made.body = .community(CommunityChange(owner: event.sender))
            }
        case "m.room.name" where isCommunity:
            made.type = .communityRenamed
            made.channel?.name = event.content.name
            made.body = .community(
                CommunityChange(name: event.content.name, previousName: event.previous?.name ?? room.name))
        case "m.space.child", "m.space.parent":
            made.note(event.content.hasVia ? "added" : "removed", event.stateKey ?? "")
        case "m.room.tombstone": if let next = event.content.otherRoom { made.note("replacement", next) }
        case let type where MatrixPolicyList.Kind(type: type) != nil:
            if let entity = event.content.entity { made.note("entity", entity.cut(toBytes: 500)) }
            if let advice = event.content.recommendation { made.note("recommendation", advice.cut(toBytes: 100)) }
        default: break
        }
        if made.type == .other("matrix.\(event.type)"), made.channel?.kind == .direct { made.target = nil }
        result.events.append(made)
    }
}
