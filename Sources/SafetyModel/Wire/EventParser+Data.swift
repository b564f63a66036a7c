extension EventParser {
    /// Reads `data`, whose meaning depends on the type.
    mutating func data(of type: EventType) throws -> Body {
        common = CommonPart()
        unknown.removeAll()
        if try reader.takeNull() { return emptyBody(of: type) }
        switch type {
        case .messagePosted, .messageEdited, .messageDeleted, .messageReacted: return try messageData()
        case .memberJoined, .memberLeft, .memberBanned, .memberUnbanned, .memberTimedOut, .memberRenamed:
            return try membershipData()
        case .roleCreated, .roleUpdated, .roleDeleted, .roleGranted, .roleRevoked: return try roleData()
        case .giftOffered, .giftClaimed, .giftRevoked: return try giftData()
        case .inviteCreated: return try inviteData()
        case .promotionPosted: return try promotionData()
        case .communityCreated, .communityRenamed, .communityMerged, .communityOwnerChanged:
            return try communityData()
        case .badgeGranted, .badgeRevoked: return try badgeData()
        case .automodTriggered: return try automodData()
        case .reportFiled: return try reportData()
        case .voiceJoined, .voiceLeft, .directOpened: return try plainData()
        case .other: return try otherData()
        }
    }

    /// The body of an event that has no `data`: a message is a message all the same.
    func emptyBody(of type: EventType) -> Body {
        switch type {
        case .messagePosted, .messageEdited, .messageDeleted, .messageReacted: .message(Message())
        default: .none
        }
    }

    // MARK: The common part

    /// Reads the member where it is one of the common part.
    @inline(__always)
    mutating func isCommon(_ key: JSONKey) throws -> Bool {
        switch key {
        case "community": common.community = try reader.optionalString() ?? ""
        case "channel": common.channel = try channel()
        case "actor": common.actor = try member(under: "data.actor.")
        case "target": common.target = try member(under: "data.target.")
        default: return false
        }
        return true
    }

    /// Reads an object member by member; what `isKnown` does not take is kept as unknown.
    mutating func object(_ path: String, _ isKnown: (inout EventParser, JSONKey) throws -> Bool) throws {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if try !isKnown(&self, key) { try keep(key, under: path) }
        }
    }

    /// Reads `data`: the common part, what `isKnown` takes, and the rest as unknown.
    mutating func dataObject(_ isKnown: (inout EventParser, JSONKey) throws -> Bool) throws {
        try object("data.") { parser, key in
            if try parser.isCommon(key) { return true }
            if try isKnown(&parser, key) { return true }
            try parser.checkText(key)
            return false
        }
    }

    /// A text counts as one even where the type has none: it must not pass the limit as an unknown attribute.
    mutating func checkText(_ key: JSONKey) throws {
        guard key == "text" else { return }
        let before = reader
        if try reader.peek() == .string { _ = try text() }
        reader = before
    }

    private mutating func channel() throws -> Channel? {
        if try reader.takeNull() { return nil }
        let path = "data.channel."
        var id: String?
        var kind = Channel.Kind.text
        var name: String?
        var oddKind: String?
        let start = reader.offset
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.optionalString()
            case "kind": (kind, oddKind) = try channelKind()
            case "name": name = try reader.optionalString()
            default: try keep(key, under: path)
            }
        }
        guard let id else { throw Rejection(.wrongType, at: start) }
        common.oddChannelKind = oddKind
        return Channel(id: id, kind: kind, name: name)
    }

    /// A kind that this version does not know (a forum, a stage) is a text channel here, and kept as it was.
    @inline(__always)
    private mutating func channelKind() throws -> (Channel.Kind, odd: String?) {
        reader.skipSpace()
        let start = reader.offset
        guard let (raw, hasEscapes) = try reader.optionalRawString() else { return (.text, nil) }
        switch JSONKey(raw: raw, hasEscapes: hasEscapes) {
        case "text": return (.text, nil)
        case "direct": return (.direct, nil)
        case "voice": return (.voice, nil)
        default: return (.text, reader.text(in: start..<reader.offset))
        }
    }

    private mutating func member(under path: String) throws -> Member? {
        if try reader.takeNull() { return nil }
        var id: String?
        var member = Member(id: "")
        let start = reader.offset
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.optionalString()
            case "name": member.name = try reader.optionalString()
            case "staff": member.staff = try bool()
            case "bot": member.bot = try bool()
            case "joinedAt": member.joinedAt = try timestamp(key, under: path)
            case "createdAt": member.createdAt = try timestamp(key, under: path)
            case "roles": member.roles = try strings()
            default: try keep(key, under: path)
            }
        }
        guard let id else { throw Rejection(.wrongType, at: start) }
        member.id = id
        return member
    }

    // MARK: Types with nothing of their own

    private mutating func plainData() throws -> Body {
        try dataObject { _, _ in false }
        return .none
    }

    /// An unknown type: the common part where it has the usual form, everything else as it came.
    private mutating func otherData() throws -> Body {
        guard try reader.peek() == .object else {
            let json = String(decoding: reader.slice(try reader.skipValue()), as: UTF8.self)
            let line = String(json.map { $0.isNewline ? " " : $0 })
            unknown.append(UnknownAttribute(path: "data", json: line))
            return .none
        }
        try object("data.") { parser, key in
            let (before, kept) = (parser.reader, parser.unknown.count)
            do {
                if try parser.isCommon(key) { return true }
            } catch  where Self.isWrongType(error) {
                parser.reader = before
                parser.unknown.removeLast(parser.unknown.count - kept)
            }
            try parser.checkText(key)
            return false
        }
        return .none
    }

    private static func isWrongType(_ error: any Error) -> Bool {
        switch error {
        case let error as JSONError:
            if case .wrongKind = error.reason { return true }
            return false
        case let rejection as Rejection: return rejection.reason == .wrongType
        default: return false
        }
    }
}
