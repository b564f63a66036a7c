extension EventParser {
    mutating func messageData() throws -> Body {
        var message = Message()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if try isCommon(key) { continue }
            switch key {
            case "text": message.text = try text()
            case "message": message.id = try reader.optionalString()
            case "replyTo": message.replyTo = try reader.optionalString()
            case "replyToAuthor": message.replyToAuthor = try reader.optionalString()
            case "mentions": message.mentions = try strings()
            case "attachments": message.attachments = try attachments()
            case "emoji": message.emoji = try reader.optionalString()
            default: try keep(key, under: "data.")
            }
        }
        return .message(message)
    }

    private mutating func attachments() throws -> [Attachment] {
        if try reader.takeNull() { return [] }
        var attachments: [Attachment] = []
        try reader.beginArray()
        while try reader.nextElement() {
            attachments.append(try attachment(under: "data.attachments.\(attachments.count)."))
        }
        return attachments
    }

    private mutating func attachment(under path: String) throws -> Attachment {
        var id: String?
        var attachment = Attachment(id: "", kind: "file")
        reader.skipSpace()
        let start = reader.offset
        try object(path) { parser, key in
            switch key {
            case "id": id = try parser.reader.optionalString()
            case "kind": attachment.kind = try parser.reader.optionalString() ?? "file"
            case "sha256": attachment.sha256 = try parser.reader.optionalString()
            case "name": attachment.name = try parser.reader.optionalString()
            case "size": attachment.size = try parser.integer(key, under: path)
            default: return false
            }
            return true
        }
        attachment.id = try required(id, start)
        return attachment
    }

    mutating func membershipData() throws -> Body {
        var membership = Membership()
        try dataObject { parser, key in
            switch key {
            case "reason": membership.reason = try parser.reader.optionalString()
            case "until": membership.until = try parser.timestamp(key, under: "data.")
            case "invite": membership.invite = try parser.reader.optionalString()
            case "previousName": membership.previousName = try parser.reader.optionalString()
            default: return false
            }
            return true
        }
        return membership == Membership() ? .none : .membership(membership)
    }

    mutating func roleData() throws -> Body {
        var role: Role?
        let reason = try reasonBeside("role") { parser in role = try parser.role() }
        role?.reason = reason
        return role.map(Body.role) ?? orphan(reason)
    }

    private mutating func role() throws -> Role? {
        let path = "data.role."
        if try reader.takeNull() { return nil }
        var id: String?
        var role = Role(id: "")
        let start = reader.offset
        try object(path) { parser, key in
            switch key {
            case "id": id = try parser.reader.optionalString()
            case "name": role.name = try parser.reader.optionalString()
            case "permissions": role.permissions = try parser.strings()
            case "position": role.position = try parser.integer(key, under: path)
            default: return false
            }
            return true
        }
        role.id = try required(id, start)
        return role
    }

    mutating func giftData() throws -> Body {
        var gift: Gift?
        let reason = try reasonBeside("gift") { parser in gift = try parser.gift() }
        gift?.reason = reason
        return gift.map(Body.gift) ?? orphan(reason)
    }

    private mutating func gift() throws -> Gift? {
        if try reader.takeNull() { return nil }
        var id: String?
        var gift = Gift(id: "")
        let start = reader.offset
        try object("data.gift.") { parser, key in
            switch key {
            case "id": id = try parser.reader.optionalString()
            case "title": gift.title = try parser.reader.optionalString()
            case "draw": gift.draw = try parser.reader.optionalString()
            default: return false
            }
            return true
        }
        gift.id = try required(id, start)
        return gift
    }

    mutating func badgeData() throws -> Body {
        var badge: Badge?
        let reason = try reasonBeside("badge") { parser in badge = try parser.badge() }
        badge?.reason = reason
        return badge.map(Body.badge) ?? orphan(reason)
    }

    private mutating func badge() throws -> Badge? {
        if try reader.takeNull() { return nil }
        var kind: String?
        let start = reader.offset
        try object("data.badge.") { parser, key in
            guard key == "kind" else { return false }
            kind = try parser.reader.optionalString()
            return true
        }
        return Badge(kind: try required(kind, start))
    }

    mutating func inviteData() throws -> Body {
        var invite: Invite?
        try dataObject { parser, key in
            guard key == "invite" else { return false }
            invite = try parser.invite()
            return true
        }
        return invite.map(Body.invite) ?? .none
    }

    private mutating func invite() throws -> Invite? {
        let path = "data.invite."
        if try reader.takeNull() { return nil }
        var code: String?
        var invite = Invite(code: "")
        let start = reader.offset
        try object(path) { parser, key in
            switch key {
            case "code": code = try parser.reader.optionalString()
            case "maxUses": invite.maxUses = try parser.integer(key, under: path)
            case "expiresAt": invite.expiresAt = try parser.timestamp(key, under: path)
            default: return false
            }
            return true
        }
        invite.code = try required(code, start)
        return invite
    }

    mutating func promotionData() throws -> Body {
        var promotion: Promotion?
        let text = try textBeside("promotion") { parser in
            if try parser.reader.takeNull() { return promotion = nil }
            var read = Promotion()
            try parser.object("data.promotion.") { parser, key in
                switch key {
                case "platform": read.platform = try parser.reader.optionalString()
                case "url": read.url = try parser.reader.optionalString()
                default: return false
                }
                return true
            }
            promotion = read
        }
        guard promotion != nil || text != nil else { return .none }
        return .promotion(Promotion(platform: promotion?.platform, url: promotion?.url, text: text))
    }

    mutating func automodData() throws -> Body {
        var execution: AutomodExecution?
        let text = try textBeside("automod") { parser in
            if try parser.reader.takeNull() { return execution = nil }
            var read = AutomodExecution()
            try parser.object("data.automod.") { parser, key in
                switch key {
                case "rule": read.rule = try parser.reader.optionalString()
                case "action": read.action = try parser.reader.optionalString()
                default: return false
                }
                return true
            }
            execution = read
        }
        guard execution != nil || text != nil else { return .none }
        return .automod(AutomodExecution(rule: execution?.rule, action: execution?.action, text: text))
    }

    mutating func reportData() throws -> Body {
        var report: FiledReport?
        let text = try textBeside("report") { parser in
            if try parser.reader.takeNull() { return report = nil }
            var read = FiledReport()
            try parser.object("data.report.") { parser, key in
                switch key {
                case "policy": read.policy = try parser.reader.optionalString().map { PolicyCode($0) }
                case "messages": read.messages = try parser.strings()
                default: return false
                }
                return true
            }
            report = read
        }
        guard report != nil || text != nil else { return .none }
        return .report(FiledReport(policy: report?.policy, messages: report?.messages ?? [], text: text))
    }

    mutating func communityData() throws -> Body {
        var change: CommunityChange?
        try dataObject { parser, key in
            guard key == "change" else { return false }
            change = try parser.change()
            return true
        }
        return change.map(Body.community) ?? .none
    }

    private mutating func change() throws -> CommunityChange? {
        if try reader.takeNull() { return nil }
        var change = CommunityChange()
        try object("data.change.") { parser, key in
            switch key {
            case "name": change.name = try parser.reader.optionalString()
            case "previousName": change.previousName = try parser.reader.optionalString()
            case "mergedFrom": change.mergedFrom = try parser.strings()
            case "owner": change.owner = try parser.reader.optionalString()
            case "previousOwner": change.previousOwner = try parser.reader.optionalString()
            default: return false
            }
            return true
        }
        return change
    }

    // MARK: Pieces

    /// Reads `data` with an object of the type and a `reason` beside it.
    private mutating func reasonBeside(
        _ name: StaticString, _ read: (inout EventParser) throws -> Void
    ) throws -> String? {
        var reason: String?
        try dataObject { parser, key in
            if key == name {
                try read(&parser)
            } else if key == "reason" {
                reason = try parser.reader.optionalString()
            } else {
                return false
            }
            return true
        }
        return reason
    }

    /// Reads `data` with an object of the type and a `text` beside it.
    private mutating func textBeside(
        _ name: StaticString, _ read: (inout EventParser) throws -> Void
    ) throws -> String? {
        var text: String?
        try dataObject { parser, key in
            if key == name {
                try read(&parser)
            } else if key == "text" {
                text = try parser.text()
            } else {
                return false
            }
            return true
        }
        return text
    }

    /// A reason without what it is the reason of has no place in a body; it is kept as unknown.
    private mutating func orphan(_ reason: String?) -> Body {
        if let reason {
            var writer = JSONWriter()
            writer.string(reason)
            unknown.append(UnknownAttribute(path: "data.reason", json: writer.text))
        }
        return .none
    }

    private func required(_ value: String?, _ offset: Int) throws -> String {
        guard let value else { throw Rejection(.wrongType, at: offset) }
        return value
    }
}
