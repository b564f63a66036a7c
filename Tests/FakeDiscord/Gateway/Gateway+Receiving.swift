/// What clients send (https://docs.discord.com/developers/events/gateway-events#send-events).
extension Gateway {
    mutating func received(_ id: Int, _ bytes: [UInt8], _ world: inout World, at now: Int64) {
        guard let connection = connections[id], !connection.isEnding else { return }
        var recent = connection.received.filter { now - $0 < 60_000 }
        recent.append(now)
        connections[id]?.received = recent
        record.mostSends = max(record.mostSends, recent.count)
        guard recent.count <= 120 else {
            record.violated("more than 120 sends in 60 seconds")
            return end(id, 4008)
        }
        guard bytes.count <= 4096 else {
            record.violated("a frame of \(bytes.count) bytes")
            return end(id, 4002)
        }
        guard let frame = JSON.read(bytes), let opcode = frame["op"].integer else { return end(id, 4002) }
        switch opcode {
        case 1: heartbeat(id, frame["d"].integer, at: now)
        case 2: identify(id, frame["d"], &world, at: now)
        case 6: resume(id, frame["d"], world, at: now)
        case 8: members(id, frame["d"], &world, at: now)
        case 3, 4, 31, 43: if connection.session == nil { end(id, 4003) }
        default:
            record.violated("opcode \(opcode)")
            end(id, 4001)
        }
    }

    private mutating func heartbeat(_ id: Int, _ number: Int64?, at now: Int64) {
        record.heartbeats += 1
        connections[id]?.heardAt = now
        guard connections[id]?.isDeaf == false else { return }
        if let number, let session = connections[id]?.session {
            let known = sessions[session]?.known ?? 0
            sessions[session]?.known = max(known, number)
        }
        push(id, ["t": nil, "s": nil, "op": 11, "d": nil])
    }

    private mutating func identify(_ id: Int, _ data: JSON, _ world: inout World, at now: Int64) {
        record.identifies += 1
        guard connections[id]?.session == nil else {
            record.violated("identified twice")
            return end(id, 4005)
        }
        guard data["token"].text == scenario.token, !world.application.isRevoked else { return end(id, 4004) }
        guard let intents = data["intents"].integer.map({ Int($0) }), intents & ~Intents.all == 0, intents >= 0 else {
            return end(id, 4013)
        }
        guard intents & Intents.privileged & ~world.application.privileged == 0 else { return end(id, 4014) }
        let shard = data["shard"].elements.compactMap { $0.integer.map { Int($0) } }
        let (number, of) = shard.count == 2 ? (shard[0], shard[1]) : (0, 1)
        guard of > 0, number >= 0, number < of, data["shard"].isNull || shard.count == 2 else { return end(id, 4010) }
        guard of >= scenario.shards else { return end(id, 4011) }
        guard data["properties"]["os"].text != nil else { return end(id, 4002) }
        let key = number % scenario.maxConcurrency
        if let last = world.starts.last[key], Double(now - last) < scenario.identifySpan * 1000 - 150 {
            record.violated("identified again after \(now - last) ms")
            return push(id, ["t": nil, "s": nil, "op": 9, "d": false])
        }
        world.starts.last[key] = now
        world.starts.remaining -= 1
        guard world.starts.remaining >= 0 else {
            // "All active sessions for the app will be terminated, the bot token will be reset."
            record.violated("identifies used up")
            world.application.isRevoked = true
            for other in connections.keys { end(other, 4004) }
            return
        }
        begin(
            id, shard: (number, of), intents: intents, threshold: Int(data["large_threshold"].integer ?? 50), world,
            at: now)
    }

    private mutating func resume(_ id: Int, _ data: JSON, _ world: World, at now: Int64) {
        record.resumes += 1
        guard data["token"].text == scenario.token, !world.application.isRevoked else { return end(id, 4004) }
        guard let name = data["session_id"].text, let number = data["seq"].integer else { return end(id, 4002) }
        if connections[id]?.isAtResumeAddress == false { record.violated("resumed at the wrong address") }
        let refuses = connections[id]?.dice.rolls(faults.refuseResume) == true
        if refuses, sessions[name] != nil { count("refuseResume") }
        guard let session = sessions[name], !refuses, number + 1 >= session.first else {
            record.refusedResumes += 1
            lose(name, refuses ? "resume refused" : "too much was missed")
            return push(id, ["t": nil, "s": nil, "op": 9, "d": false])
        }
        guard number < session.next, number >= 0 else {
            record.violated("resumed after \(number) of \(session.next - 1)")
            lose(name, "invalid number")
            return end(id, 4007)
        }
        // The old socket may still seem open.
        if let old = session.connection, old != id { drop(old) }
        record.resumed += 1
        sessions[name]?.connection = id
        sessions[name]?.endedAt = nil
        sessions[name]?.known = max(session.known, number)
        connections[id]?.session = name
        connections[id]?.next = number + 1
        // The documentation does not say whether `RESUMED` has a number of its own: clients have to take both.
        if dice.rolls(0.5) {
            sessions[name]?.append("RESUMED", data: Array("{\"_trace\":[]}".utf8), keeping: scenario.buffer)
        } else {
            connections[id]?.resumedAfter = session.next - 1
        }
    }

    mutating func count(_ fault: String) { record.faults[fault, default: 0] += 1 }

    /// `GUILD_MEMBERS_CHUNK`s, 1,000 members each
    /// (https://docs.discord.com/developers/events/gateway-events#request-guild-members).
    private mutating func members(_ id: Int, _ data: JSON, _ world: inout World, at now: Int64) {
        record.memberRequests += 1
        guard let name = connections[id]?.session, let session = sessions[name] else { return end(id, 4003) }
        guard let guildID = data["guild_id"].id, let g = world.guild(guildID) else { return }
        let guild = world.guilds[g]
        let nonce = data["nonce"].text
        func send(_ type: String, _ json: JSON) {
            sessions[name]?.append(type, data: json.bytes, keeping: scenario.buffer)
        }
        let wanted = data["user_ids"]
        var numbers: [Int]
        if !wanted.isNull {
            let ids = wanted.elements.isEmpty ? [wanted.id].compactMap { $0 } : wanted.elements.compactMap(\.id)
            numbers = ids.compactMap { People.number(of: $0) }.filter { guild.isMember($0) }
        } else {
            let query = data["query"].text ?? ""
            let limit = Int(data["limit"].integer ?? 0)
            if query.isEmpty, limit == 0 {
                guard session.intents & Intents.members != 0 else {
                    return record.violated("members without the intent")
                }
                // One request for all members of a guild in 30 seconds.
                if let last = guild.listedAt, now - last < 30_000 {
                    record.violated("all members asked for again after \(now - last) ms")
                    var meta: JSON = ["guild_id": .id(guildID)]
                    if let nonce { meta = meta.with(["nonce": .string(nonce)]) }
                    return send(
                        "RATE_LIMITED",
                        ["opcode": 8, "retry_after": .number(Double(30_000 - now + last) / 1000), "meta": meta])
                }
                world.guilds[g].listedAt = now
            }
            numbers = (0..<guild.accounts).filter {
                guild.isMember($0) && (query.isEmpty || People.name($0).hasPrefix(query))
            }
            if limit > 0 { numbers = Array(numbers.prefix(min(limit, 100))) }
        }
        let chunks = max(1, (numbers.count + 999) / 1000)
        for index in 0..<chunks {
            var members = numbers[min(index * 1000, numbers.count)..<min((index + 1) * 1000, numbers.count)].map {
                guild.member($0)
            }
            if index == 0, wanted.isNull { members.insert(guild.botMember(world.application), at: 0) }
            var chunk: JSON = [
                "guild_id": .id(guildID), "members": .array(members), "chunk_index": .integer(Int64(index)),
                "chunk_count": .integer(Int64(chunks)),
            ]
            if let nonce { chunk = chunk.with(["nonce": .string(nonce)]) }
            send("GUILD_MEMBERS_CHUNK", chunk)
        }
    }
}
