import SafetyModel

/// Reads labelled conversations from the bytes of a JSONL file, given in chunks of any size: one conversation a line.
/// What cannot be read is noted with its place and left out; nothing it is given makes it trap.
public struct LabelledConversationReader: Sendable {
    /// Bytes of a conversation that are taken at most: 16 MiB.
    public static let longestLine = 1 << 24

    /// What was wrong so far.
    public private(set) var problems: DatasetProblems
    /// Conversations given so far.
    public private(set) var count = 0

    /// The name of the file, as it was given.
    public let file: String
    private let problemsBefore: Int
    private var start = DatasetStart()
    private var splitter = LineSplitter(maximumLength: Self.longestLine)
    private var isRefused = false

    /// - Parameters:
    ///   - file: its name, for problems.
    ///   - problems: those of files read before, so that ids are compared with theirs.
    public init(file: String, problems: DatasetProblems = .init()) {
        self.file = file
        self.problems = problems
        problemsBefore = problems.count
    }

    /// Takes the next chunk and gives the conversations that end in it, in order.
    public mutating func push(
        _ chunk: UnsafeBufferPointer<UInt8>, _ body: (LabelledConversation) throws -> Void
    ) rethrows {
        guard start.isWaiting else { return try feed(chunk, body) }
        guard let bytes = start.take(chunk) else { return }
        begin(bytes)
        try bytes.withUnsafeBufferPointer { try feed($0, body) }
    }

    /// Takes the next chunk and gives the conversations that end in it, in order.
    public mutating func push(_ chunk: [UInt8], _ body: (LabelledConversation) throws -> Void) rethrows {
        try chunk.withUnsafeBufferPointer { try push($0, body) }
    }

    /// Gives the last conversation, where the file did not end with a line break. No more chunks may follow.
    public mutating func finish(_ body: (LabelledConversation) throws -> Void) rethrows {
        if start.isWaiting {
            let bytes = start.finish()
            begin(bytes)
            try bytes.withUnsafeBufferPointer { try feed($0, body) }
        }
        var last = splitter
        if !isRefused { try last.finish { try take($0, body) } }
        if count == 0, problems.count == problemsBefore {
            note(0, 0, .empty, "it holds no conversations; is it the right file?")
        }
    }

    private mutating func begin(_ bytes: [UInt8]) {
        if let refusal = DatasetStart.refusal(bytes) {
            note(0, 0, .wrongEncoding, refusal)
            isRefused = true
        } else if DatasetStart.firstByte(bytes) == UInt8(ascii: "[") {
            note(1, 1, .notJSON, DatasetStart.arrayRefusal)
            isRefused = true
        }
    }

    private mutating func feed(
        _ chunk: UnsafeBufferPointer<UInt8>, _ body: (LabelledConversation) throws -> Void
    ) rethrows {
        guard !isRefused else { return }
        var working = splitter
        splitter = LineSplitter(maximumLength: Self.longestLine)
        try working.push(chunk) { try take($0, body) }
        splitter = working
    }

    private mutating func note(_ line: Int, _ column: Int, _ reason: DatasetProblem.Reason, _ message: String) {
        problems.add(DatasetProblem(file: file, line: line, column: column, reason: reason, message: message))
    }

    private mutating func take(
        _ line: LineSplitter.Line, _ body: (LabelledConversation) throws -> Void
    ) rethrows {
        guard !line.isTooLong else {
            return note(line.number, 1, .tooLong, "the line is longer than \(Self.longestLine >> 20) MiB")
        }
        let parser: ConversationParser
        do throws(LineFault) {
            parser = try ConversationParser(line.bytes, number: line.number)
        } catch {
            return note(line.number, error.column(in: line.bytes), error.reason, error.message)
        }
        guard let conversation = parser.conversation else { return }
        for offset in parser.unreadableTimes {
            let fault = LineFault(
                .unreadableTime, "the time is not RFC 3339 (2026-01-05T20:11:00Z); taken as unknown", at: offset)
            note(line.number, fault.column(in: line.bytes), fault.reason, fault.message)
        }
        if !problems.note(id: conversation.id) {
            note(line.number, 1, .duplicateID, "the id was seen before; both conversations are kept")
        }
        count += 1
        try body(conversation)
    }
}
