import SafetyModel

/// Reads one line of a file of conversations.
struct ConversationParser {
    private(set) var conversation: LabelledConversation?
    /// Byte offsets of times that could not be read.
    private(set) var unreadableTimes: [Int] = []

    private var id: String?
    private var label: Bool?
    private var actor: String?
    private var target: String?
    private var policy: String?
    private var language: String?
    private var pattern: String?
    private var actsAreSparse = false
    private var messages: [LabelledConversation.Line] = []
    private var hasMessages = false
    private var actorContext = LabelledConversation.Context()
    private var targetContext = LabelledConversation.Context()
    private var place: String?

    /// - Parameter number: of the line, which is the conversation's id where it has none.
    init(_ line: UnsafeBufferPointer<UInt8>, number: Int) throws(LineFault) {
        var reader = JSONReader(line)
        do throws(JSONError) {
            try readObject(&reader)
        } catch {
            throw LineFault(error, in: place)
        }
        guard let label else {
            throw LineFault(.missingColumn, "the conversation has no “label”; it must be 0 or 1, true or false")
        }
        guard hasMessages else { throw LineFault(.missingColumn, "the conversation has no “messages”") }
        guard !messages.isEmpty else { throw LineFault(.wrongValue, "the conversation's “messages” are empty") }
        var roles = LabelledConversation.mostTalkative(messages)
        if let actor { roles = (actor, target ?? Self.other(than: actor, roles)) }
        if actor == nil, let target { roles = (Self.other(than: target, roles), target) }
        conversation = LabelledConversation(
            id: id ?? String(number), label: label, actor: roles.first, target: roles.second,
            rolesAreKnown: actor != nil || target != nil, policy: policy.map { PolicyCode($0) }, messages: messages,
            actorContext: actorContext, targetContext: targetContext, language: language, pattern: pattern,
            actsAreSparse: actsAreSparse)
    }

    private static func other(than one: String, _ roles: (first: String, second: String)) -> String {
        roles.first == one ? roles.second : roles.first
    }

    private mutating func readObject(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            place = key.string
            switch key {
            case "id": id = try reader.scalar()
            case "label": label = try Self.label(&reader)
            case "actor": actor = Self.filled(try reader.scalar())
            case "target": target = Self.filled(try reader.scalar())
            case "policy": policy = Self.filled(try reader.scalar())
            case "language": language = Self.filled(try reader.scalar())
            case "pattern": pattern = Self.filled(try reader.scalar())
            case "acts": actsAreSparse = try reader.scalar() == "sparse"
            case "messages":
                hasMessages = true
                try reader.beginArray()
                while try reader.nextElement() { try readMessage(&reader) }
            case "context":
                if try !reader.takeNull() { try readContexts(&reader) }
            default: try reader.skipValue()
            }
        }
        place = nil
        try reader.end()
    }

    private static func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

    /// 0, 1, true, false, or one of these as a string.
    private static func label(_ reader: inout JSONReader) throws(JSONError) -> Bool? {
        let start = reader.offset
        guard let text = try reader.scalar() else { return nil }
        if let number = Double(text), number == 0 || number == 1 { return number == 1 }
        switch ColumnMapping.plain(text) {
        case "true", "yes", "positive": return true
        case "false", "no", "negative": return false
        default: throw JSONError(.wrongKind(expected: .bool, found: .string), at: start)
        }
    }

    private mutating func readMessage(_ reader: inout JSONReader) throws(JSONError) {
        let start = reader.offset
        var message = LabelledConversation.Line(
            id: "m\(messages.count + 1)", from: "", time: LabelledConversation.undatedStart, text: "")
        var time: Timestamp?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": if let id = try reader.scalar() { message.id = id }
            case "from": message.from = try reader.scalar() ?? ""
            case "to": message.to = Self.filled(try reader.scalar())
            case "channel": message.channel = try Self.channel(&reader)
            case "time": time = try readTime(&reader)
            case "text": message.text = try reader.optionalString() ?? ""
            case "acts": message.acts = try Self.strings(&reader)
            default: try reader.skipValue()
            }
        }
        guard !message.from.isEmpty else {
            place = "from"
            throw JSONError(.wrongKind(expected: .string, found: .null), at: start)
        }
        message.time = time ?? messages.last.map { $0.time + .minutes(1) } ?? LabelledConversation.undatedStart
        messages.append(message)
    }

    /// The name of a channel, or of the kind that an object names.
    private static func channel(_ reader: inout JSONReader) throws(JSONError) -> String? {
        guard try reader.peek() == .object else { return filled(try reader.scalar()) }
        var name: String?
        var isDirect = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": name = try reader.scalar()
            case "kind": isDirect = try reader.scalar() == "direct"
            default: try reader.skipValue()
            }
        }
        return isDirect ? "direct" : filled(name)
    }

    private static func strings(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        guard try !reader.takeNull() else { return [] }
        var strings: [String] = []
        try reader.beginArray()
        while try reader.nextElement() { strings.append(try reader.string()) }
        return strings
    }

    private mutating func readTime(_ reader: inout JSONReader) throws(JSONError) -> Timestamp? {
        let start = reader.offset
        guard let text = try reader.scalar() else { return nil }
        if let time = Timestamp(loosely: text) { return time }
        unreadableTimes.append(start)
        return nil
    }

    private mutating func readContexts(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "actor": actorContext = try readContext(&reader)
            case "target": targetContext = try readContext(&reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readContext(_ reader: inout JSONReader) throws(JSONError) -> LabelledConversation.Context {
        var context = LabelledConversation.Context()
        guard try !reader.takeNull() else { return context }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "staff": context.staff = try reader.takeNull() ? nil : try reader.bool()
            case "joinedAt": context.joinedAt = try readTime(&reader)
            case "createdAt": context.createdAt = try readTime(&reader)
            default: try reader.skipValue()
            }
        }
        return context
    }
}

extension Timestamp {
    /// RFC 3339, and what is nearly it: a space for the T, or no offset, which is taken for UTC.
    init?(loosely text: String) {
        if let time = Timestamp(rfc3339: text) {
            self = time
            return
        }
        let joined = String(text.map { $0 == " " ? "T" : $0 })
        guard let time = Timestamp(rfc3339: joined) ?? Timestamp(rfc3339: joined + "Z") else { return nil }
        self = time
    }
}
