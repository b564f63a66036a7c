public import SafetyModel

extension Watch {
    /// First byte of an idle state.
    private static var memberMark: UInt64 { 1 }
    private static var pairMark: UInt64 { 2 }

    /// The keys of idle states that must be admitted before `observe(event)`, so that it sees what it would have seen
    /// had they stayed. Usually empty, and then it costs next to nothing. A key may turn out to have no state in the
    /// store: then there is nothing to admit.
    public func absentKeys(for event: Event) -> [UInt64] {
        guard !evicted.isEmpty else { return [] }
        let community = Self.hash(community: event.community)
        var people: [UInt64] = []
        func add(_ id: String?) {
            guard let id, !id.isEmpty else { return }
            let key = Self.memberKey(id, community: community)
            if !people.contains(key) { people.append(key) }
        }
        add(event.actor?.id)
        let hasActor = !people.isEmpty
        add(event.target?.id)
        if case .message(let message) = event.body {
            add(message.replyToAuthor)
            for id in message.mentions.prefix(4) { add(id) }
        }
        if hasActor, people.count == 1, let channel = event.channel, channel.kind != .direct {
            people += likelyOthers(than: people[0], in: channel, community, Moment(event.time))
        }
        var absent: [UInt64] = []
        for key in people where evicted.contains(key) && members.find(key) == nil { absent.append(key) }
        guard hasActor, let actor = people.first else { return absent }
        for other in people.dropFirst() + [0] {
            for key in [StableHash.of(actor, other), StableHash.of(other, actor)]
            where evicted.contains(key) && pairs.find(key) == nil {
                absent.append(key)
            }
        }
        return absent
    }

    /// Those whom a message that names nobody may be meant for.
    private func likelyOthers(than actor: UInt64, in channel: Channel, _ community: UInt64, _ now: Moment) -> [UInt64] {
        let room = Self.roomKey(channel, community: community)
        guard let slot = rooms.find(room) else { return [] }
        var others: [UInt64] = []
        if let speaker = rooms.records[slot].addressee(of: actor, now)?.speaker { others.append(speaker) }
        for key in neighbours(of: actor, in: room, now) where !others.contains(key) { others.append(key) }
        return others
    }

    /// Takes states back in. One that is in memory already, or whose bytes are damaged, is left alone: what is in
    /// memory is newer, and a watch goes on without a state rather than not at all.
    /// - Returns: how many were taken in.
    @discardableResult
    public mutating func admit(_ states: [IdleState]) -> Int {
        var admitted = 0
        for state in states where admit(state) { admitted += 1 }
        return admitted
    }

    private mutating func admit(_ state: IdleState) -> Bool {
        guard members.find(state.key) == nil, pairs.find(state.key) == nil,
            let content = SealedPiece.open(state.bytes)
        else { return false }
        var reader = StateReader(spelled: content)
        do {
            switch try reader.input.readUInt64() {
            case Self.memberMark:
                let (member, book) = try reader.member(&names)
                guard member.key == state.key else { return false }
                insert(member, book)
            case Self.pairMark:
                let (pair, file) = try reader.pair(&names)
                guard pair.key == state.key else { return false }
                insert(pair, file)
            default:
                return false
            }
            return true
        } catch {
            return false
        }
    }

    mutating func insert(_ member: MemberState, _ book: ContactBook?) {
        var member = member
        member.book = book.map { books.add($0) } ?? -1
        members.insert(member)
    }

    mutating func insert(_ pair: PairState, _ file: PairFile?) {
        var pair = pair
        pair.file = file.map { files.add($0) } ?? -1
        pairs.insert(pair)
    }

    /// Puts aside what has been idle longest by event time, where there is more than the settings allow; afterwards a
    /// tenth of the room is free. The caller stores what it returns before the next checkpoint, and hands it back
    /// through ``admit(_:)`` when ``absentKeys(for:)`` asks.
    public mutating func evictIdle() -> [IdleState] {
        var idle: [IdleState] = []
        if members.count > settings.maximumMembers {
            let keys = longestIdle(
                members.records.lazy.map { ($0.lastSeen, $0.key) }, members.count, settings.maximumMembers)
            for key in keys { evict(member: key, into: &idle) }
        }
        if pairs.count > settings.maximumPairs {
            let keys = longestIdle(pairs.records.lazy.map { ($0.last, $0.key) }, pairs.count, settings.maximumPairs)
            for key in keys { evict(pair: key, into: &idle) }
        }
        if files.count > settings.maximumFiles {
            let withFile = pairs.records.lazy.filter { $0.file >= 0 }.map { ($0.last, $0.key) }
            for key in longestIdle(withFile, files.count, settings.maximumFiles) { evict(pair: key, into: &idle) }
        }
        return idle
    }

    /// The keys of the longest idle, enough of them to leave nine tenths of `bound`; told apart by hours first, and
    /// within the last hour by second and key, so that the choice is the same in every run.
    private func longestIdle(_ records: some Sequence<(Moment, UInt64)>, _ count: Int, _ bound: Int) -> [UInt64] {
        let surplus = count - bound * 9 / 10
        var hours: [UInt32: Int] = [:]
        for (last, _) in records { hours[last.seconds / Span.hour, default: 0] += 1 }
        var sum = 0
        var cut: UInt32 = 0
        for (hour, number) in hours.sorted(by: { $0.key < $1.key }) {
            cut = hour
            sum += number
            if sum >= surplus { break }
        }
        var chosen = records.filter { $0.0.seconds / Span.hour <= cut }
        chosen.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        return chosen.prefix(surplus).map { $0.1 }
    }

    private mutating func evict(member key: UInt64, into idle: inout [IdleState]) {
        guard let slot = members.find(key) else { return }
        let member = members.remove(at: slot)
        var writer = StateWriter(names: names, spelled: true)
        writer.out.write(Self.memberMark)
        writer.write(member, book: member.book >= 0 ? books.items[Int(member.book)] : nil)
        if member.book >= 0 { books.remove(member.book, leaving: ContactBook()) }
        evicted.insert(key)
        idle.append(IdleState(key: key, bytes: SealedPiece.seal(writer.out.bytes)))
    }

    private mutating func evict(pair key: UInt64, into idle: inout [IdleState]) {
        guard let slot = pairs.find(key) else { return }
        let pair = pairs.remove(at: slot)
        var writer = StateWriter(names: names, spelled: true)
        writer.out.write(Self.pairMark)
        writer.write(pair, file: pair.file >= 0 ? files.items[Int(pair.file)] : nil)
        if pair.file >= 0 { files.remove(pair.file, leaving: PairFile()) }
        evicted.insert(key)
        idle.append(IdleState(key: key, bytes: SealedPiece.seal(writer.out.bytes)))
    }
}
