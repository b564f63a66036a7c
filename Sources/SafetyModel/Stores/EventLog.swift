/// The durable, append-only record of events.
public protocol EventLog: Sendable {
    /// Appends a batch and returns once it is durable. Events that the log holds already (same ``EventKey``), or that
    /// stand twice in the batch, are skipped.
    /// - Returns: for each event of the batch its sequence number, or `nil` where it was a duplicate.
    /// - Throws: ``StorageError``
    func append(_ batch: [Event]) async throws -> [Int64?]

    /// Sets lines aside that could not be taken, with line number and reason.
    func reject(_ letters: [DeadLetter]) async throws

    /// Reads events in order, after a sequence number.
    func events(after sequence: Int64, limit: Int) async throws -> [LoggedEvent]

    /// The sequence number of the newest event; 0 when there is none.
    func lastSequence() async throws -> Int64
}

/// An event with its place in the log.
public struct LoggedEvent: Sendable, Hashable {
    public var sequence: Int64
    public var event: Event

    public init(sequence: Int64, event: Event) {
        self.sequence = sequence
        self.event = event
    }
}

/// A line of input that could not be taken. Holds the beginning of the line only where it holds no text of a person.
public struct DeadLetter: Sendable, Hashable {
    /// Name of the input: a file's name, `stdin`, `POST /v1/events`.
    public var input: String
    /// Line number, from 1.
    public var line: Int
    public var reason: RejectionReason
    /// Offset in the line, in bytes, where the fault was seen.
    public var offset: Int?

    public init(input: String, line: Int, reason: RejectionReason, offset: Int? = nil) {
        self.input = input
        self.line = line
        self.reason = reason
        self.offset = offset
    }
}

/// Why a line was not taken. The raw values are stored and shown; they never change.
public enum RejectionReason: String, Sendable, Hashable, Codable, CaseIterable {
    case notJSON = "not_json"
    case notUTF8 = "not_utf8"
    case notAnObject = "not_an_object"
    case unsupportedSpecVersion = "unsupported_specversion"
    case missingID = "missing_id"
    case missingSource = "missing_source"
    case missingType = "missing_type"
    case missingTime = "missing_time"
    case badTime = "bad_time"
    case timeInFuture = "time_in_future"
    case textTooLong = "text_too_long"
    case lineTooLong = "line_too_long"
    case wrongType = "wrong_type"
    case nestingTooDeep = "nesting_too_deep"

    /// The reason in a sentence, and what to do about it.
    public var sentence: String {
        switch self {
        case .notJSON: "the line is not JSON; write one JSON object per line"
        case .notUTF8: "the line is not UTF-8; convert the file to UTF-8"
        case .notAnObject: "the line is JSON but not an object; write one CloudEvents object per line"
        case .unsupportedSpecVersion: "specversion is not \"1.0\""
        case .missingID: "the attribute id is missing or empty"
        case .missingSource: "the attribute source is missing or empty"
        case .missingType: "the attribute type is missing or empty"
        case .missingTime: "the attribute time is missing"
        case .badTime: "the attribute time is not an RFC 3339 timestamp, as 2026-06-16T20:14:03.120Z"
        case .timeInFuture: "the time lies more than a day in the future; check the sender's clock"
        case .textTooLong: "data.text is longer than 64 KiB"
        case .lineTooLong: "the line is longer than 1 MiB"
        case .wrongType: "an attribute has the wrong JSON type, as a number where text belongs"
        case .nestingTooDeep: "the JSON is nested more than 64 levels deep"
        }
    }
}

/// What can go wrong in a store, said so that a person can act on it.
public enum StorageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The database was made by a newer version of Vigie.
    case madeByNewerVersion(found: String)
    /// The disk is full; nothing of the batch was taken.
    case diskFull(path: String)
    /// The file is not a Vigie database, or is damaged.
    case damaged(path: String, detail: String)
    /// The file cannot be opened or written.
    case cannotOpen(path: String, detail: String)
    /// Another process holds the database.
    case busy(path: String)
    /// Anything else that the engine reported.
    case engine(detail: String)

    public var description: String {
        switch self {
        case .madeByNewerVersion(let found):
            "this database was made by a newer version of Vigie (schema \(found)); use that version, or restore a backup"
        case .diskFull(let path):
            "the disk that holds \(path) is full; free some space: a Vigie that runs goes on by itself, a command that ended is run again; what was acknowledged is kept"
        case .damaged(let path, let detail):
            "\(path) is not a readable Vigie database (\(detail)); run `vigie db check`, or restore a backup"
        case .cannotOpen(let path, let detail):
            "cannot open \(path): \(detail)"
        case .busy(let path):
            "another process is writing to \(path); stop it, or use another database"
        case .engine(let detail):
            "the database reported: \(detail)"
        }
    }
}
