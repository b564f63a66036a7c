import SafetyModel

/// Reads Element's JSON export of a room, or a plain array of Matrix events.
final class MatrixExportReader: FormatReader {
    /// What is known of one room after the first look.
    private struct Room {
        var id: String
        var name: String?
        /// Who wrote or was a member, and their last display names.
        var members: [String: String?] = [:]
        var isMarkedDirect = false

        var isDirect: Bool { isMarkedDirect || members.count == 2 }
    }

    let format = ExportFormat.matrixExport
    private let limits: ExportLimits
    private var rooms: [String: Room] = [:]
    private var nameOfSource: [Int: String] = [:]
    private var authors = AuthorTable()

    init(limits: ExportLimits) {
        self.limits = limits
    }

    // MARK: The first look

    func look(through feed: ByteFeed, into index: SourceIndex) throws(ExportFault) {
        var pieces = JSONPieces(feed)
        var order: UInt64 = 0
        while let piece = try pieces.next() {
            switch piece {
            case .member("room_name", let bytes?): nameOfSource[index.source] = Self.string(bytes)
            case .member: break
            case .message(let range, nil): index.refuse(.messageTooLarge, at: range.lowerBound)
            case .message(let range, let bytes?):
                order += 1
                note(bytes, range, order, into: index)
            }
        }
        guard pieces.sawMessages else { throw ExportFault(.unknownJSON) }
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var reader = JSONReader(bytes)
        return (try? reader.stringIfAny())?.ifAny
    }

    private func roomKey(_ event: MatrixEvent, _ source: Int) -> String {
        event.room.isEmpty ? "source-\(source)" : event.room
    }

    private func note(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ order: UInt64, into index: SourceIndex
    ) {
        let event: MatrixEvent
        do throws(JSONError) {
            event = try MatrixEvent(bytes)
        } catch {
            return index.refuse(error, in: range)
        }
        guard !event.id.isEmpty, !event.sender.isEmpty, let time = event.time else {
            return index.refuse(.messagesUnreadable, at: range.lowerBound)
        }
        remember(event, in: roomKey(event, index.source))
        guard let kind = Kind(event) else {
            let isLocked = event.type == "m.room.encrypted" || event.content.kind == "m.bad.encrypted"
            if isLocked { return index.refuse(.encrypted, at: range.lowerBound) }
            return index.leave("event.\(event.type)")
        }
        if kind == .posted { authors.note(message: event.id, by: event.sender) }
        index.add(time: Timestamp(milliseconds: time), order: order, range: range)
    }

    private func remember(_ event: MatrixEvent, in key: String) {
        var room = rooms[key] ?? Room(id: event.room.ifAny ?? "matrix:\(key)")
        if event.type == "m.room.member", let member = event.stateKey {
            if event.content.membership == "join" || event.content.membership == "invite" {
                room.members[member] = .some(event.content.displayName ?? room.members[member] ?? nil)
            }
            if event.content.isDirect { room.isMarkedDirect = true }
        } else if room.members[event.sender] == nil {
            room.members[event.sender] = .some(nil)
        }
        rooms[key] = room
    }

    /// What a Matrix event is to Vigie; anything else is counted only.
    private enum Kind {
        case posted, edited, reacted, deleted, joined, left, kicked, banned, unbanned, renamed

        init?(_ event: MatrixEvent) {
            switch event.type {
            case "m.room.message" where event.content.kind == "m.bad.encrypted": return nil
            case "m.room.message", "m.sticker": self = event.content.relation == "m.replace" ? .edited : .posted
            case "m.reaction": self = .reacted
            case "m.room.redaction": self = .deleted
            case "m.room.member":
                guard let change = Kind(membership: event) else { return nil }
                self = change
            default: return nil
            }
        }

        private init?(membership event: MatrixEvent) {
            switch MatrixMembership(event) {
            case .joined: self = .joined
            case .renamed: self = .renamed
            case .left, .declined, .retracted: self = .left
            case .kicked, .withdrawn, .refused: self = .kicked
            case .banned: self = .banned
            case .unbanned: self = .unbanned
            case .invited, .knocked, .unchanged: return nil
            }
        }
    }

    // MARK: One by one

    func event(_ record: MessageRecord, _ bytes: UnsafeBufferPointer<UInt8>) -> Event? {
        guard let matrix = try? MatrixEvent(bytes), let kind = Kind(matrix),
            let room = rooms[roomKey(matrix, Int(record.source))]
        else { return nil }
        let name = nameOfSource[Int(record.source)]
        var event = Event(
            id: matrix.id, source: "matrix:room/\(room.id)", type: .messagePosted,
            time: Timestamp(milliseconds: record.time), community: room.isDirect ? "" : room.id,
            channel: Channel(id: room.id, kind: room.isDirect ? .direct : .text, name: name),
            actor: member(matrix.sender, in: room))
        if room.isDirect && room.members.count == 2 {
            event.target = room.members.keys.first { $0 != matrix.sender }.map { member($0, in: room) }
        }
        fill(&event, from: matrix, as: kind, in: room)
        return event
    }

    private func member(_ id: String, in room: Room) -> Member { Member(id: id, name: room.members[id] ?? nil) }

    private func fill(_ event: inout Event, from matrix: MatrixEvent, as kind: Kind, in room: Room) {
        let content = matrix.content
        let concerned = matrix.stateKey.map { member($0, in: room) }
        func membership(_ type: EventType, byAnother: Bool = false) {
            event.type = type
            event.body = .membership(Membership(reason: content.reason))
            if byAnother { event.target = concerned } else { (event.actor, event.target) = (concerned, nil) }
        }
        switch kind {
        case .posted:
            event.body = .message(matrix.message(textBytes: limits.textBytes) { authors.author(of: $0) })
        case .edited:
            event.type = .messageEdited
            event.body = .message(matrix.edit(textBytes: limits.textBytes))
        case .reacted:
            event.type = .messageReacted
            event.body = .message(
                Message(
                    id: content.relatesTo, replyToAuthor: content.relatesTo.flatMap(authors.author),
                    emoji: content.emoji))
        case .deleted:
            event.type = .messageDeleted
            event.body = .message(Message(id: matrix.redacts ?? content.redacts))
        case .joined: membership(.memberJoined)
        case .left: membership(.memberLeft)
        case .kicked: membership(.memberLeft, byAnother: true)
        case .banned: membership(.memberBanned, byAnother: true)
        case .unbanned: membership(.memberUnbanned, byAnother: true)
        case .renamed:
            membership(.memberRenamed)
            event.actor?.name = content.displayName
            event.body = .membership(Membership(previousName: matrix.previous?.displayName))
        }
    }
}
