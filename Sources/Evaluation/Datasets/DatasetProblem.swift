/// Something in a data set that could not be taken as it is: where it stands, and what to do about it. Holds nothing of
/// the texts.
public struct DatasetProblem: Sendable, Hashable, CustomStringConvertible {
    /// What kind of problem it is, as it is counted.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Bytes that are not UTF-8, or a file that is no text at all.
        case wrongEncoding = "wrong_encoding"
        /// The file has no column, or the object no key, of a name that is needed.
        case missingColumn = "missing_column"
        /// A row has more or fewer columns than the header.
        case raggedRow = "ragged_row"
        /// A quotation mark that is never closed.
        case unclosedQuote = "unclosed_quote"
        /// A line that is not a JSON object.
        case notJSON = "not_json"
        /// A value of another kind than is needed there.
        case wrongValue = "wrong_value"
        /// A row or line longer than is taken.
        case tooLong = "too_long"
        /// The file holds no rows.
        case empty
        /// An id that was seen before; the row is kept.
        case duplicateID = "duplicate_id"
        /// A time that could not be read; the message is taken to have come a minute after the one before.
        case unreadableTime = "unreadable_time"

        /// Whether a row, or all of the file, was left out for it.
        public var isLoss: Bool {
            switch self {
            case .duplicateID, .unreadableTime: false
            default: true
            }
        }
    }

    /// The file's name, as it was given.
    public var file: String
    /// From 1; 0 where the problem is of the whole file.
    public var line: Int
    /// From 1, in Unicode scalars; 0 where the problem is of the whole file.
    public var column: Int
    public var reason: Reason
    /// A sentence.
    public var message: String

    public init(file: String, line: Int, column: Int, reason: Reason, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
        self.message = message
    }

    /// `set.csv:12:7: the row has 3 columns and the header 4`
    public var description: String {
        line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)"
    }
}

/// The problems of one or several files: all of them counted, and the first of them kept.
public struct DatasetProblems: Sendable, Hashable {
    /// How many problems are kept with their place.
    public static let mostKept = 200

    /// The first ``mostKept``, in the order in which they were met.
    public private(set) var kept: [DatasetProblem] = []
    /// How many there were of each kind.
    public private(set) var counts: [DatasetProblem.Reason: Int] = [:]
    /// Ids seen so far, over all files.
    private var seen: Set<String> = []

    public init() {}

    /// How many there were.
    public var count: Int { counts.values.reduce(0, +) }
    /// Rows left out, and files that could not be read at all.
    public var lossCount: Int { counts.reduce(0) { $0 + ($1.key.isLoss ? $1.value : 0) } }
    /// Rows whose id was seen before.
    public var duplicateCount: Int { counts[.duplicateID] ?? 0 }
    public var isEmpty: Bool { counts.isEmpty }

    mutating func add(_ problem: DatasetProblem) {
        counts[problem.reason, default: 0] += 1
        if kept.count < Self.mostKept { kept.append(problem) }
    }

    /// Notes an id.
    /// - Returns: whether it is new.
    mutating func note(id: String) -> Bool { seen.insert(id).inserted }
}
