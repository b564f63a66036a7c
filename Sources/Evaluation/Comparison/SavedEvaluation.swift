public import SafetyModel

/// What is read back from the JSON of an earlier evaluation, to hold another against it.
public struct SavedEvaluation: Sendable {
    /// One case of it.
    public struct Entry: Sendable, Hashable {
        public var id: String
        public var score: Double
        /// `nil` where it is not told.
        public var label: Bool?
        /// Of conversations: messages seen when the signal fired.
        public var alarmAt: Int?
        /// Of conversations: messages in all.
        public var of: Int?
    }

    public private(set) var entries: [Entry] = []
    public private(set) var threshold: Double?
    /// Whether it is of conversations rather than of messages.
    public var isOfConversations: Bool { entries.contains { $0.of != nil } }

    /// - Parameter json: what `vigie evaluate --json` printed.
    /// - Throws: ``SavedEvaluationError``
    public init(json: [UInt8]) throws(SavedEvaluationError) {
        let result = json.withUnsafeBufferPointer { bytes -> Result<Void, JSONError> in
            var reader = JSONReader(bytes)
            do throws(JSONError) {
                return .success(try read(&reader))
            } catch {
                return .failure(error)
            }
        }
        if case .failure(let error) = result { throw .notJSON(error) }
        guard !entries.isEmpty else { throw .noEntries }
    }

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "threshold": threshold = try reader.takeNull() ? nil : try reader.double()
            case "by_id":
                try reader.beginArray()
                while try reader.nextElement() {
                    if let entry = try Self.entry(&reader) { entries.append(entry) }
                }
            default: try reader.skipValue()
            }
        }
        try reader.end()
    }

    private static func entry(_ reader: inout JSONReader) throws(JSONError) -> Entry? {
        var id: String?
        var score: Double?
        var entry = Entry(id: "", score: 0)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.scalar()
            case "score": score = try reader.takeNull() ? nil : try reader.double()
            case "label":
                let label = try reader.scalar()
                entry.label = label.map { ["1", "true"].contains(ColumnMapping.plain($0)) }
            case "alarm_at": entry.alarmAt = try reader.takeNull() ? nil : Int(try reader.int64())
            case "of": entry.of = try reader.takeNull() ? nil : Int(try reader.int64())
            default: try reader.skipValue()
            }
        }
        guard let id, let score else { return nil }
        entry.id = id
        entry.score = score
        return entry
    }
}

/// Why a saved evaluation cannot be held against another.
public enum SavedEvaluationError: Error, Sendable, CustomStringConvertible {
    case notJSON(JSONError)
    case noEntries
    case otherKind(isOfConversations: Bool)
    case nothingShared

    public var description: String {
        switch self {
        case .notJSON(let error): "it is not the JSON that `vigie evaluate --json` prints: \(error)"
        case .noEntries: "it has no scores under “by_id”; make it with: vigie evaluate … --json"
        case .otherKind(let isOfConversations):
            isOfConversations
                ? "it is of conversations and this evaluation of messages; compare like with like"
                : "it is of messages and this evaluation of conversations; compare like with like"
        case .nothingShared: "no id is in both evaluations; compare two over the same data"
        }
    }
}
