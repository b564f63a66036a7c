import SafetyModel

/// What a data package says of one channel (`channel.json`, and its line in `index.json`).
struct PackageChannel {
    var id: String
    var type = ""
    var name: String?
    var guild = ""
    var recipients: [String] = []

    /// - Parameters:
    ///   - json: `channel.json`; may be missing.
    ///   - folder: the folder's name, as `c123`.
    ///   - listed: the channel's line in `index.json`.
    init(json: [UInt8]?, folder: String, listed: [String: String]) {
        id = folder.hasPrefix("c") ? String(folder.dropFirst()) : folder
        json?.withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            try? reader.members { (reader, key) throws(JSONError) in try read(&reader, key) }
        }
        name = name ?? listed[id].map(Self.shortName)
        if type.isEmpty && listed[id]?.hasPrefix("Direct Message with ") == true { type = "DM" }
    }

    private mutating func read(_ reader: inout JSONReader, _ key: JSONKey) throws(JSONError) {
        switch key {
        case "id": id = try reader.identifier() ?? id
        case "type": type = try reader.identifier() ?? ""
        case "name": name = try reader.stringIfAny()?.ifAny
        case "guild":
            var guild = ""
            try reader.members { (reader, key) throws(JSONError) in
                if key == "id" { guild = try reader.identifier() ?? "" } else { try reader.skip() }
            }
            self.guild = guild
        case "recipients":
            var recipients: [String] = []
            try reader.elements { (reader) throws(JSONError) in
                if let id = try reader.identifier() { recipients.append(id) }
            }
            self.recipients = recipients
        default: try reader.skip()
        }
    }

    var isDirect: Bool { DiscordExportReader.kind(type) == .direct || (guild.isEmpty && !recipients.isEmpty) }

    /// `Direct Message with noor#0` is the chat with `noor`; `général in Une guilde` is the channel `général`.
    private static func shortName(_ listed: String) -> String {
        let prefix = "Direct Message with "
        if listed.hasPrefix(prefix) {
            let person = listed.dropFirst(prefix.count)
            return String(person.hasSuffix("#0") ? person.dropLast(2) : person)
        }
        let words = listed.split(separator: " ", omittingEmptySubsequences: false)
        guard let place = words.lastIndex(of: "in"), place > 0 else { return listed }
        return words[..<place].joined(separator: " ")
    }

    /// Reads `index.json`: channel ids and what Discord calls them.
    static func list(_ json: [UInt8]) -> [String: String] {
        var names: [String: String] = [:]
        json.withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            try? reader.members { (reader, key) throws(JSONError) in
                let id = key.string
                if let name = try reader.stringIfAny() { names[id] = name }
            }
        }
        return names
    }

    /// Reads `user.json`: whose package it is.
    static func account(_ json: [UInt8]) -> Member? {
        var member = Member(id: "")
        json.withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            try? reader.members { (reader, key) throws(JSONError) in
                switch key {
                case "id": member.id = try reader.identifier() ?? ""
                case "username":
                    member.name =
                        try member.name == nil ? reader.stringIfAny()?.ifAny : Self.passed(&reader, member.name)
                case "global_name": member.name = try reader.stringIfAny()?.ifAny ?? member.name
                default: try reader.skip()
                }
            }
        }
        guard !member.id.isEmpty else { return nil }
        member.createdAt = Snowflake.time(of: member.id)
        return member
    }

    private static func passed(_ reader: inout JSONReader, _ name: String?) throws(JSONError) -> String? {
        try reader.skip()
        return name
    }
}

/// Reads Discord's own data package: for each channel the messages of the one who asked for it, and of nobody else.
final class DiscordPackageReader: FormatReader {
    let format = ExportFormat.discordPackage
    private let limits: ExportLimits
    private var channels: [Int: (channel: PackageChannel, owner: Member?)] = [:]
    private var columns: [Int: Columns] = [:]
    /// In how many private chats each account takes part: the owner of the package is in all of them.
    private var directChats: [String: Int] = [:]

    /// Where the columns of `messages.csv` stand.
    private struct Columns {
        var id = 0
        var time = 1
        var contents = 2
        var attachments = 3
    }

    /// One line of `messages.json` or `messages.csv`.
    private struct Line {
        var id = ""
        var time = ""
        var contents = ""
        var attachments = ""
    }

    init(limits: ExportLimits) {
        self.limits = limits
    }

    /// Says to which channel and to whom a source's messages belong; before it is looked through.
    func prepare(source: Int, channel: PackageChannel, owner: Member?, isCSV: Bool) {
        channels[source] = (channel, owner)
        if channel.isDirect { for id in Set(channel.recipients) { directChats[id, default: 0] += 1 } }
        if isCSV { columns[source] = Columns() }
    }

    // MARK: The first look

    func look(through feed: ByteFeed, into index: SourceIndex) throws(ExportFault) {
        if columns[index.source] != nil { return try lookThroughCSV(feed, into: index) }
        var pieces = JSONPieces(feed)
        while let piece = try pieces.next() {
            guard case .message(let range, let bytes) = piece else { continue }
            guard let bytes else {
                index.refuse(.messageTooLarge, at: range.lowerBound)
                continue
            }
            do throws(JSONError) {
                note(try Self.line(bytes, head: true), range, into: index)
            } catch {
                index.refuse(error, in: range)
            }
        }
        guard pieces.sawMessages else { throw ExportFault(.unknownJSON) }
    }

    private func lookThroughCSV(_ feed: ByteFeed, into index: SourceIndex) throws(ExportFault) {
        var pieces = CSVPieces(feed)
        var isHeader = true
        while let (range, bytes) = try pieces.next() {
            guard let bytes else {
                index.refuse(.messageTooLarge, at: range.lowerBound)
                continue
            }
            if isHeader {
                isHeader = false
                columns[index.source] = try Self.columns(CSVPieces.fields(bytes))
                continue
            }
            if bytes.allSatisfy({ $0 == 0x0D }) { continue }
            guard String(validating: bytes, as: UTF8.self) != nil else {
                index.refuse(.notUTF8, at: range.lowerBound)
                continue
            }
            note(line(CSVPieces.fields(bytes), source: index.source), range, into: index)
        }
    }

    private static func columns(_ header: [String]) throws(ExportFault) -> Columns {
        let names = header.map { $0.lowercased() }
        guard let id = names.firstIndex(of: "id"), let time = names.firstIndex(of: "timestamp"),
            let contents = names.firstIndex(of: "contents")
        else { throw ExportFault(.csvExport) }
        return Columns(id: id, time: time, contents: contents, attachments: names.firstIndex(of: "attachments") ?? .max)
    }

    private func note(_ line: Line, _ range: Range<Int>, into index: SourceIndex) {
        guard !line.id.isEmpty, let time = Self.time(line.time) else {
            return index.refuse(.messagesUnreadable, at: range.lowerBound)
        }
        index.add(time: time, order: UInt64(line.id) ?? UInt64(range.lowerBound), range: range)
    }

    /// The package writes `2023-05-04 19:57:28`, with or without fraction and offset; without one it is UTC.
    static func time(_ text: String) -> Timestamp? {
        var text = text
        if let space = text.firstIndex(of: " ") { text.replaceSubrange(space...space, with: "T") }
        return Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "Z")
    }

    // MARK: One by one

    func event(_ record: MessageRecord, _ bytes: UnsafeBufferPointer<UInt8>) -> Event? {
        let source = Int(record.source)
        guard let (channel, owner) = channels[source] else { return nil }
        let line: Line
        if columns[source] != nil {
            line = self.line(CSVPieces.fields(bytes), source: source)
        } else {
            guard let read = try? Self.line(bytes, head: false) else { return nil }
            line = read
        }
        let kind: Channel.Kind = channel.isDirect ? .direct : DiscordExportReader.kind(channel.type)
        let actor = owner ?? likelyOwner ?? Member(id: "discord:package/owner")
        var event = Event(
            id: line.id,
            source: channel.guild.isEmpty ? "discord:channel/\(channel.id)" : "discord:guild/\(channel.guild)",
            type: .messagePosted, time: Timestamp(milliseconds: record.time), community: channel.guild,
            channel: Channel(id: channel.id, kind: kind, name: channel.name), actor: actor)
        if kind == .direct { event.target = Self.target(channel, actor) }
        event.body = .message(
            Message(
                id: line.id, text: line.contents.cut(toBytes: limits.textBytes),
                attachments: Self.attachments(line.attachments)))
        return event
    }

    /// Who takes part in more private chats than anybody else, where no `user.json` says whose package it is.
    private var likelyOwner: Member? {
        guard let most = directChats.values.max(), most > 1 else { return nil }
        let candidates = directChats.filter { $0.value == most }
        guard candidates.count == 1, let id = candidates.first?.key else { return nil }
        return Member(id: id, createdAt: Snowflake.time(of: id))
    }

    private static func target(_ channel: PackageChannel, _ owner: Member) -> Member? {
        let others = channel.recipients.filter { $0 != owner.id }
        if others.count == 1 {
            return Member(id: others[0], name: channel.name, createdAt: Snowflake.time(of: others[0]))
        }
        // Two that are both unknown: one of them is the owner, and the chat's name is the other's.
        let isBetweenTwo = others.isEmpty || (others.count == 2 && owner.id == "discord:package/owner")
        return isBetweenTwo ? Member(id: "discord:channel/\(channel.id)/other", name: channel.name) : nil
    }

    private static func attachments(_ text: String) -> [Attachment] {
        text.split { $0 == " " || $0 == "," || $0 == "\n" }.map { url in
            let path = url.split(separator: "?", maxSplits: 1)[0]
            let parts = path.split(separator: "/")
            let name = parts.last.map(String.init) ?? ""
            // …/attachments/<channel>/<attachment>/<name>
            return Attachment(
                id: parts.count >= 2 ? String(parts[parts.count - 2]) : name, kind: attachmentKind(name), name: name)
        }
    }

    private func line(_ fields: [String], source: Int) -> Line {
        let columns = columns[source] ?? Columns()
        func field(_ index: Int) -> String { fields.indices.contains(index) ? fields[index] : "" }
        return Line(
            id: field(columns.id), time: field(columns.time), contents: field(columns.contents),
            attachments: field(columns.attachments))
    }

    private static func line(_ bytes: UnsafeBufferPointer<UInt8>, head: Bool) throws(JSONError) -> Line {
        var reader = JSONReader(bytes)
        var line = Line()
        try reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "ID": line.id = try reader.identifier() ?? ""
            case "Timestamp": line.time = try reader.stringIfAny() ?? ""
            case "Contents" where !head: line.contents = try reader.stringIfAny() ?? ""
            case "Attachments" where !head: line.attachments = try reader.stringIfAny() ?? ""
            default: try reader.skip()
            }
        }
        try reader.end()
        return line
    }
}
