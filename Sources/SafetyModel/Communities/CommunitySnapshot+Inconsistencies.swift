extension CommunitySnapshot {
    /// What does not fit together in the snapshot.
    /// - Parameter moment: when it was taken, as far as anybody knows; the snapshot's own unless given.
    public func inconsistencies(at moment: Timestamp? = nil) -> [SnapshotProblem] {
        var problems = SnapshotProblems()
        switch platform {
        case .discord:
            checkRoles(&problems)
            checkMembers(&problems, at: moment ?? takenAt)
            checkOverwrites(&problems)
        case .matrix:
            checkRooms(&problems)
        }
        checkParents(&problems)
        return problems.all
    }

    /// Whether ``members`` holds everybody, as far as the snapshot tells.
    private var listsEverybody: Bool { members.count >= memberCount ?? 0 }

    // MARK: Discord

    private func checkRoles(_ problems: inout SnapshotProblems) {
        var seen: Set<String> = []
        for role in roles {
            if !seen.insert(role.id).inserted { problems.note(.roleTwice, at: role.id) }
            if !Self.isSnowflake(role.id) { problems.note(.wrongId, at: "role \(role.id)") }
        }
        if !seen.contains(id) { problems.note(.noEveryoneRole, at: id) }
        if !Self.isSnowflake(id) { problems.note(.wrongId, at: "guild \(id)") }
    }

    private func checkMembers(_ problems: inout SnapshotProblems, at moment: Timestamp?) {
        let known = Set(roles.map(\.id)).union([id])
        var seen: Set<String> = []
        seen.reserveCapacity(members.count)
        for member in members {
            if !seen.insert(member.id).inserted { problems.note(.memberTwice, at: member.id) }
            if !Self.isSnowflake(member.id) { problems.note(.wrongId, at: "member \(member.id)") }
            for role in member.roles where !known.contains(role) {
                problems.note(.unknownRoleOfMember, at: "member \(member.id), role \(role)")
            }
            if moment == nil, member.timedOutUntil != nil { problems.note(.momentUnknown, at: "member \(member.id)") }
        }
        if let owner {
            if listsEverybody, !seen.contains(owner) { problems.note(.unknownOwner, at: owner) }
        } else {
            problems.note(.noOwner, at: id)
        }
        if !listsEverybody { problems.note(.membersMissing, at: "\(members.count) / \(memberCount ?? 0)") }
    }

    private func checkOverwrites(_ problems: inout SnapshotProblems) {
        let roleIds = Set(roles.map(\.id)).union([id])
        let memberIds = Set(members.map(\.id)).union(owner.map { [$0] } ?? [])
        for channel in channels {
            if !Self.isSnowflake(channel.id) { problems.note(.wrongId, at: "channel \(channel.id)") }
            var seen: Set<SnapshotOverwrite> = []
            for overwrite in channel.overwrites {
                let place = { "channel \(channel.id), overwrite \(overwrite.id)" }
                let name = SnapshotOverwrite(id: overwrite.id, kind: overwrite.kind)
                if !seen.insert(name).inserted { problems.note(.overwriteTwice, at: place()) }
                switch overwrite.kind {
                case .role where !roleIds.contains(overwrite.id):
                    problems.note(.unknownRoleOfOverwrite, at: place())
                case .member where listsEverybody && !memberIds.contains(overwrite.id):
                    problems.note(.unknownMemberOfOverwrite, at: place())
                default: break
                }
            }
        }
    }

    /// An id of Discord: a number of 64 bits.
    private static func isSnowflake(_ id: String) -> Bool { UInt64(id).map { $0 > 0 } ?? false }

    // MARK: Matrix

    private func checkRooms(_ problems: inout SnapshotProblems) {
        if !channels.contains(where: { $0.id == id }) { problems.note(.noSpace, at: id) }
        for room in channels {
            if !room.id.hasPrefix("!") { problems.note(.wrongId, at: "room \(room.id)") }
            if room.creators.isEmpty { problems.note(.noCreator, at: room.id) }
            guard let version = room.roomVersion.map({ Int($0) }) else { continue }
            guard let version else {
                problems.note(.unknownRoomVersion, at: room.id)
                continue
            }
            guard version >= 12, let levels = room.powerLevels else { continue }
            for creator in room.creators where levels.users[creator] != nil {
                problems.note(.creatorHasLevel, at: "\(room.id), \(creator)")
            }
        }
        let known = Set(channels.map(\.id))
        var seen: Set<String> = []
        for member in members {
            if !seen.insert(member.id).inserted { problems.note(.memberTwice, at: member.id) }
            if !member.id.hasPrefix("@") { problems.note(.wrongId, at: "member \(member.id)") }
            for room in member.rooms ?? [] where !known.contains(room) {
                problems.note(.unknownRoomOfMember, at: "\(member.id), \(room)")
            }
        }
    }

    // MARK: Both

    private func checkParents(_ problems: inout SnapshotProblems) {
        var parents: [String: String] = [:]
        var seen: Set<String> = []
        for channel in channels {
            if !seen.insert(channel.id).inserted { problems.note(.channelTwice, at: channel.id) }
            parents[channel.id] = channel.parent
        }
        for channel in channels {
            guard let parent = channel.parent else {
                if channel.kind == .thread { problems.note(.unknownParent, at: channel.id) }
                continue
            }
            if !seen.contains(parent) { problems.note(.unknownParent, at: channel.id) }
        }
        // Each channel is walked over once: whatever a walk meets again within itself is a circle.
        var walkOf: [String: Int] = [:]
        for (walk, channel) in channels.enumerated() {
            var place: String? = channel.id
            while let here = place, walkOf[here] == nil {
                walkOf[here] = walk
                place = parents[here]
            }
            if let here = place, walkOf[here] == walk { problems.note(.parentsInACircle, at: here) }
        }
    }
}
