public import SafetyModel

/// Turns Matrix events into Vigie's, with what it learns of rooms and people on the way. Events in, events out: no clock,
/// no network.
public struct MatrixTranslator: Sendable {
    public var state: MatrixState
    /// Whether texts of private chats are passed on. Off, they are dropped here, and only who wrote to whom and when goes
    /// on.
    public let readsPrivate: Bool
    /// SHA-256 in Base64, by which hashed rules of policy lists are read; `nil` where they are not.
    let hash: (@Sendable (String) -> String)?
    var authors = RecentAuthors()

    /// Longest text of an event, in bytes.
    static let textBytes = 64 << 10

    public init(
        state: MatrixState, readsPrivate: Bool = false, hash: (@Sendable (String) -> String)? = nil
    ) {
        self.state = state
        self.readsPrivate = readsPrivate
        self.hash = hash
    }

    /// Learns the state of a room, from which no events come.
    public mutating func learn(_ transaction: MatrixTransaction, room: String) {
        for var event in transaction.events.sorted(by: Self.firstThingsFirst) {
            // Where the state was asked for by room, events may leave it out.
            if event.room.isEmpty { event.room = room }
            state.learn(event)
        }
        state.learnPolicies(transaction.events, room: room)
        // A room that has no state, or hides it, is not asked for again.
        state.change(room) { _ in }
        if let known = state.rooms[room], state.isDialogue(known) { state.change(room) { $0.heldDialogue = true } }
    }

    /// A space must be known as one before what it lists.
    private static func firstThingsFirst(_ left: MatrixEvent, _ right: MatrixEvent) -> Bool {
        func rank(_ type: String) -> Int {
            switch type {
            case "m.room.create": 0
            case "m.room.power_levels": 1
            default: 2
            }
        }
        return rank(left.type) < rank(right.type)
    }

    /// Translates what a homeserver sent.
    /// - Parameter receivedAt: when it came: no event is taken to be later.
    public mutating func translate(_ transaction: MatrixTransaction, receivedAt: Timestamp) -> MatrixBatch {
        var batch = MatrixBatch()
        learnNewRooms(transaction)
        for event in transaction.events {
            var translation = MatrixTranslation(receivedAt: receivedAt)
            translate(event, into: &translation)
            state.learn(event)
            if let rule = state.learnPolicy(event) { lookUp(rule, event, &translation) }
            lookUp(room: event, &translation)
            batch.add(translation)
        }
        return batch
    }

    /// What kind of room a new one is decides how its first events are told, and comes only after them.
    private mutating func learnNewRooms(_ transaction: MatrixTransaction) {
        let new = Set(transaction.events.filter { $0.type == "m.room.create" }.map(\.room))
        guard !new.isEmpty else { return }
        let telling: Set<String> = ["m.room.create", "m.room.join_rules", "m.space.parent"]
        for event in transaction.events.sorted(by: Self.firstThingsFirst) {
            if new.contains(event.room), telling.contains(event.type) { state.learn(event) }
            if event.type == "m.space.child", let child = event.stateKey, new.contains(child) { state.learn(event) }
            if new.contains(event.room), event.content.isDirect { state.change(event.room) { $0.isDirect = true } }
        }
    }

    private mutating func translate(_ event: MatrixEvent, into result: inout MatrixTranslation) {
        let room = state.rooms[event.room] ?? MatrixRoom(id: event.room)
        let isOwn = event.type == "m.room.member" && event.stateKey == state.bot
        if isOwn, event.content.membership == "invite" {
            result.invitation = MatrixInvitation(room: event.room, by: event.sender)
        }
        // A list is no community: its rules alone matter.
        if state.lists[event.room] != nil { return }
        // What a member says to Vigie alone is a report on its way, and no event; nor is that they asked Vigie in.
        if state.isConfidential(room) { return converse(event, in: room, &result) }
        if isOwn, state.isPrivate(room) { return }
        switch event.type {
        case "m.room.message", "m.sticker", "m.reaction", "m.room.redaction", "m.room.encrypted":
            guard event.stateKey == nil, event.sender != state.bot else { return }
            talk(event, in: room, &result)
        case "m.room.member": membership(event, in: room, &result)
        case "m.room.power_levels": power(event, in: room, &result)
        case let type where type.contains(".call."): call(event, in: room, &result)
        default: about(event, in: room, &result)
        }
    }

    // MARK: Talk

    private mutating func talk(_ event: MatrixEvent, in room: MatrixRoom, _ result: inout MatrixTranslation) {
        var made = base(event, .messagePosted, in: room)
        let content = event.content
        let isEdit = content.relation == "m.replace" && event.type != "m.reaction"
        switch event.type {
        case "m.room.encrypted":
            made.type = isEdit ? .messageEdited : .messagePosted
            made.body = .message(Message(id: isEdit ? content.relatesTo : event.id, replyTo: content.inReplyTo))
            made.unreadable("encrypted")
            result.isEncrypted = true
        case "m.reaction":
            made.type = .messageReacted
            let author = content.relatesTo.flatMap { authors[$0] }
            made.body = .message(Message(id: content.relatesTo, replyToAuthor: author, emoji: content.emoji))
        case "m.room.redaction":
            made.type = .messageDeleted
            let taken = event.redacts ?? content.redacts
            made.body = .message(Message(id: taken))
            if let author = taken.flatMap({ authors[$0] }), author != event.sender {
                made.target = member(author, in: made.community)
            }
        default:
            if content.kind == "m.key.verification.request" { return result.left = event.type }
            var message =
                isEdit
                ? event.edit(textBytes: Self.textBytes)
                : event.message(textBytes: Self.textBytes) { authors[$0] }
            if isEdit { made.type = .messageEdited }
            if state.isPrivate(room), !readsPrivate {
                message.text = nil
                for index in message.attachments.indices { message.attachments[index].name = nil }
                made.unreadable("private")
            } else if !isEdit, content.kind != "m.notice",
                event.content.body?.hasPrefix("!vigie") == true, !state.isPrivate(room)
            {
                result.command = MatrixCommand(
                    id: event.id, room: room.id, sender: event.sender,
                    text: (event.content.body ?? "").cut(toBytes: 1000))
            }
            made.body = .message(message)
        }
        if made.type == .messagePosted { authors.note(event.id, by: event.sender) }
        result.events.append(made)
    }

    // MARK: Calls

    private mutating func call(_ event: MatrixEvent, in room: MatrixRoom, _ result: inout MatrixTranslation) {
        let type: EventType
        switch event.type {
        case "m.call.invite", "m.call.answer": type = .voiceJoined
        case "m.call.hangup", "m.call.reject": type = .voiceLeft
        case "m.call.member", "org.matrix.msc3401.call.member":
            let was = event.previous?.isInCall ?? false
            guard was != event.content.isInCall else { return result.left = event.type }
            type = event.content.isInCall ? .voiceJoined : .voiceLeft
        default: return result.left = event.type
        }
        var made = base(event, type, in: room)
        made.channel?.kind = .voice
        result.events.append(made)
    }

    // MARK: Pieces

    /// An event with its place, its time, and who did it.
    mutating func base(_ event: MatrixEvent, _ type: EventType, in room: MatrixRoom) -> Event {
        let community = state.community(of: room.id)
        let isPrivate = state.isPrivate(room)
        var made = Event(
            id: event.id, source: "matrix:\(state.server)", type: type, time: Timestamp(milliseconds: event.time ?? 0),
            community: community,
            channel: Channel(
                id: room.id, kind: isPrivate ? .direct : .text, name: isPrivate ? nil : room.name),
            actor: member(event.sender, in: community))
        if isPrivate, !room.isCrowded, room.few.count == 2, let other = room.few.first(where: { $0 != event.sender }) {
            made.target = member(other, in: community)
        }
        return made
    }

    mutating func member(_ id: String, in community: String) -> Member {
        Member(
            id: id, name: state.users[id]?.name, staff: state.isStaff(id, of: community),
            bot: id == state.bot || id.hasPrefix("@vigie_") ? true : nil,
            joinedAt: state.joined(id, community).map { Timestamp(milliseconds: $0) })
    }
}

extension Event {
    /// Says why a message has no text. It stands in the envelope, for what is unknown in `data` is sealed as a person's
    /// words are.
    mutating func unreadable(_ why: String) {
        unknown.append(UnknownAttribute(path: "unreadable", json: "\"\(why)\""))
    }

    /// Notes what Vigie's words have no place for, in `data`.
    mutating func note(_ name: String, _ value: String) {
        var writer = JSONWriter()
        writer.string(value)
        unknown.append(UnknownAttribute(path: "data.\(name)", json: writer.text))
        unknown.sort { $0.path < $1.path }
    }
}

/// Who wrote the last messages, to tell whose a message was that is answered or taken back. Bounded; not kept across
/// restarts.
struct RecentAuthors: Sendable {
    private static let limit = 20_000
    private var authors: [String: String] = [:]
    private var order: [String] = []
    private var next = 0

    subscript(message: String) -> String? { authors[message] }

    mutating func note(_ message: String, by author: String) {
        guard authors.updateValue(author, forKey: message) == nil else { return }
        if order.count < Self.limit {
            order.append(message)
        } else {
            authors[order[next]] = nil
            order[next] = message
            next = (next + 1) % Self.limit
        }
    }
}
