import SafetyModel

/// Where a message stands: enough to put all of them in the order of time and to read each when its turn comes.
struct MessageRecord: Sendable {
    /// Milliseconds since 1970.
    var time: Int64
    /// Decides between records of the same millisecond: the platform's number, or the place in the file.
    var order: UInt64
    var offset: Int
    var length: Int32
    /// The place in the scan's list of sources.
    var source: Int32
    /// Which of the events that one record stands for: 0 the message, 1 its edit.
    var part: UInt8

    static func < (left: MessageRecord, right: MessageRecord) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.order != right.order { return left.order < right.order }
        if left.part != right.part { return left.part < right.part }
        if left.source != right.source { return left.source < right.source }
        return left.offset < right.offset
    }
}

/// What the first look through one source has found.
final class SourceIndex {
    let source: Int
    private(set) var records: [MessageRecord] = []
    private(set) var messages = 0
    private(set) var leftOut: [String: Int] = [:]
    private var tallies: [SkipReason: (count: Int, offset: Int, detail: String?)] = [:]

    init(source: Int) {
        self.source = source
    }

    /// Times that can be: from 1970 to 2100. Others would be nonsense, and would overflow what is reckoned from them.
    static let possibleTimes = Timestamp(milliseconds: 0)...Timestamp(milliseconds: 4_102_444_800_000)

    /// Notes an event to come; `part` 1 and above don't count as messages of their own.
    func add(time: Timestamp, order: UInt64, range: Range<Int>, part: UInt8 = 0) {
        guard Self.possibleTimes.contains(time) else {
            if part == 0 { refuse(.messagesUnreadable, at: range.lowerBound) }
            return
        }
        records.append(
            MessageRecord(
                time: time.milliseconds, order: order, offset: range.lowerBound, length: Int32(range.count),
                source: Int32(source), part: part))
        if part == 0 { messages += 1 }
    }

    /// Notes something that was understood and is no event.
    func leave(_ kind: String) { leftOut[kind, default: 0] += 1 }

    /// Notes something that could not be read.
    func refuse(_ reason: SkipReason, at offset: Int, detail: String? = nil) {
        if let known = tallies[reason] {
            tallies[reason] = (known.count + 1, known.offset, known.detail)
        } else {
            tallies[reason] = (1, offset, detail)
        }
    }

    /// Notes a message that JSON's rules refuse.
    func refuse(_ error: JSONError, in range: Range<Int>) {
        let reason: SkipReason = error.reason == .invalidUTF8 ? .notUTF8 : .messagesUnreadable
        refuse(reason, at: range.lowerBound + error.offset)
    }

    func skipped(_ path: String) -> [SkippedInput] {
        tallies.sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, tally in
            SkippedInput(path: path, reason: reason, offset: tally.offset, count: tally.count, detail: tally.detail)
        }
    }
}

/// Reads one format: first it looks through each source and notes where the messages are, then it reads them one
/// by one in the order of time.
protocol FormatReader: AnyObject {
    var format: ExportFormat { get }
    /// The first look. What was noted before a fault stays.
    func look(through feed: ByteFeed, into index: SourceIndex) throws(ExportFault)
    /// The event that a record stands for; `nil` where it stands for none after all.
    func event(_ record: MessageRecord, _ bytes: UnsafeBufferPointer<UInt8>) -> Event?
}

/// Remembers who wrote which message, so that a reply can say whom it answers.
struct AuthorTable {
    private var numbers: [UInt64: Int32] = [:]
    private var names: [String: Int32] = [:]
    private var places: [String: Int32] = [:]
    private var authors: [String] = []

    mutating func note(message: String, by author: String) {
        let place = place(of: author)
        if let number = UInt64(message) { numbers[number] = place } else { names[message] = place }
    }

    func author(of message: String) -> String? {
        let place = UInt64(message).map { numbers[$0] } ?? names[message]
        return place.map { authors[Int($0)] }
    }

    private mutating func place(of author: String) -> Int32 {
        if let known = places[author] { return known }
        let place = Int32(authors.count)
        authors.append(author)
        places[author] = place
        return place
    }
}

/// The people of one private chat, as far as the export shows them.
struct Parties {
    private(set) var members: [(id: String, name: String?)] = []
    /// Somebody known to take part who may have written nothing: the owner of a data package, the chat's name.
    var silent: (id: String, name: String?)?

    mutating func note(_ id: String, name: String?) {
        guard members.count <= 2, !members.contains(where: { $0.id == id }) else { return }
        members.append((id, name))
    }

    /// Whom `author` writes to, where the chat is between two.
    func other(than author: String) -> (id: String, name: String?)? {
        switch members.count {
        case 1: silent.flatMap { $0.id == author ? nil : $0 }
        case 2: members.first { $0.id != author }
        default: nil
        }
    }
}
