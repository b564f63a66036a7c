import SafetyModel

/// Reads Vigie's own events: one CloudEvents object a line, or an array of them.
final class EventLinesReader: FormatReader {
    let format = ExportFormat.ndjson
    private let decoder: EventDecoder

    init(now: Timestamp) {
        decoder = EventDecoder(now: now)
    }

    func look(through feed: ByteFeed, into index: SourceIndex) throws(ExportFault) {
        if try feed.peek() == UInt8(ascii: "[") { return try lookThroughArray(feed, into: index) }
        var lines = LinePieces(feed)
        while let (range, bytes) = try lines.next() {
            guard let bytes else {
                index.refuse(.lineTooLong, at: range.lowerBound)
                continue
            }
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            note(bytes, range, into: index)
        }
    }

    private func lookThroughArray(_ feed: ByteFeed, into index: SourceIndex) throws(ExportFault) {
        var pieces = JSONPieces(feed)
        while let piece = try pieces.next() {
            guard case .message(let range, let bytes) = piece else { continue }
            if let bytes { note(bytes, range, into: index) } else { index.refuse(.lineTooLong, at: range.lowerBound) }
        }
    }

    private func note(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into index: SourceIndex) {
        switch decoder.decode(bytes) {
        case .success(let event): index.add(time: event.time, order: UInt64(range.lowerBound), range: range)
        case .failure(let rejection):
            index.refuse(.linesUnreadable, at: range.lowerBound, detail: "\(rejection.reason)")
        }
    }

    func event(_ record: MessageRecord, _ bytes: UnsafeBufferPointer<UInt8>) -> Event? {
        try? decoder.decode(bytes).get()
    }
}
