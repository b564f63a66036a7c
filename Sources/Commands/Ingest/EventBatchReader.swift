import SafetyModel

/// Reads events from a file in batches: lines are split and decoded while the batch before is being stored.
struct EventBatchReader: ~Copyable {
    private let file: InputFile
    private var splitter = LineSplitter()
    private let decoder: EventDecoder
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)
    private var atEnd = false
    private(set) var bytesRead = 0
    private let batchSize: Int

    init(_ path: String, now: Timestamp, batchSize: Int = 16_384) throws(CommandFailure) {
        file = try InputFile(path)
        decoder = EventDecoder(now: now)
        self.batchSize = batchSize
    }

    var name: String { file.name }
    var size: Int? { file.size }

    /// - Returns: the next batch; `nil` at the end.
    /// - Throws: ``CommandFailure`` where the file cannot be read or is no text at all.
    mutating func next() throws(CommandFailure) -> EventBatch? {
        guard !atEnd else { return nil }
        var batch = EventBatch()
        while batch.events.count < batchSize, batch.rejected.count < batchSize {
            let count = try readChunk()
            if bytesRead == 0 { try FileKind.refuse(buffer.prefix(count), name: file.name) }
            bytesRead += count
            if count == 0 {
                atEnd = true
                splitter.finish { batch.take($0, decoder, input: file.name) }
                break
            }
            buffer.withUnsafeBufferPointer { bytes in
                splitter.push(UnsafeBufferPointer(rebasing: bytes.prefix(count))) { line in
                    batch.take(line, decoder, input: file.name)
                }
            }
        }
        return batch
    }

    private mutating func readChunk() throws(CommandFailure) -> Int {
        var result: Result<Int, CommandFailure> = .success(0)
        buffer.withUnsafeMutableBytes { bytes in
            result = Result { () throws(CommandFailure) in try file.read(into: bytes) }
        }
        return try result.get()
    }
}
