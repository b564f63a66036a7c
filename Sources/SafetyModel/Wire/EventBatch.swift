/// What reading some lines gave: events to take, and lines to set aside.
public struct EventBatch: Sendable {
    public private(set) var events: [Event] = []
    public private(set) var rejected: [DeadLetter] = []

    public init() {}

    /// Decodes a line and keeps what comes of it.
    /// - Parameter input: the name of the input, for a line that is set aside.
    public mutating func take(_ line: LineSplitter.Line, _ decoder: EventDecoder, input: String) {
        if line.isTooLong {
            rejected.append(DeadLetter(input: input, line: line.number, reason: .lineTooLong))
        } else {
            take(decoder.decode(line.bytes), line: line.number, input: input)
        }
    }

    /// Keeps what decoding gave.
    public mutating func take(_ result: Result<Event, Rejection>, line: Int, input: String) {
        switch result {
        case .success(let event): events.append(event)
        case .failure(let fault):
            rejected.append(DeadLetter(input: input, line: line, reason: fault.reason, offset: fault.offset))
        }
    }
}
