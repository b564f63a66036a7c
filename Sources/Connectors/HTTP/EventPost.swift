public import SafetyModel

/// The body of a post of events, read: what can be taken, and what cannot.
public struct EventPost: Sendable {
    /// What the body holds.
    public enum Format: Sendable, Hashable {
        /// One CloudEvents object a line.
        case ndjson
        /// One CloudEvents object (structured content mode).
        case single
        /// A JSON array of CloudEvents objects (batched content mode).
        case batch

        /// The format that a `Content-Type` names; `nil` for one that this endpoint does not take.
        public init?(contentType: String?) {
            let type = (contentType ?? "application/x-ndjson").prefix { $0 != ";" }.lowercased()
            switch type.filter({ $0 != " " }) {
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "text/plain": self = .ndjson
            case "application/cloudevents+json", "application/json": self = .single
            case "application/cloudevents-batch+json": self = .batch
            default: return nil
            }
        }
    }

    private var batch = EventBatch()
    public var events: [Event] { batch.events }
    public var rejected: [DeadLetter] { batch.rejected }

    /// How many lines of one post may be set aside. A body of millions of broken lines would fill memory and disk with
    /// nothing but reasons.
    public static let mostRejected = 10_000
    /// Whether more lines than ``mostRejected`` are no events; the body was not read to its end then.
    public var isHopeless: Bool { rejected.count > Self.mostRejected }

    /// The name under which rejected lines are kept.
    public static let input = "POST /v1/events"

    /// - Parameter now: the moment against which a time in the future is told.
    public init(decoding bytes: [UInt8], as format: Format, now: Timestamp) {
        let decoder = EventDecoder(now: now)
        switch format {
        case .ndjson:
            var splitter = LineSplitter()
            splitter.push(bytes) { if !isHopeless { batch.take($0, decoder, input: Self.input) } }
            splitter.finish { if !isHopeless { batch.take($0, decoder, input: Self.input) } }
        case .single:
            batch.take(decoder.decode(bytes), line: 1, input: Self.input)
        case .batch:
            for (index, result) in decoder.decodeBatch(bytes).enumerated() where !isHopeless {
                batch.take(result, line: index + 1, input: Self.input)
            }
        }
    }
}
