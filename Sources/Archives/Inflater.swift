import CZlib

/// Raw inflation (RFC 1951) through zlib, piece by piece.
final class Inflater {
    enum Outcome {
        /// All input was taken.
        case more
        /// The data is at its end.
        case finished
        /// Whoever took the output wants no more of it.
        case stopped
        case broken
    }

    /// zlib keeps a pointer to it, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isFinished = false

    /// - Returns: `nil` where zlib has no memory.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return nil }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Inflates `input` and hands out what comes of it.
    /// - Parameter body: gives back whether it wants more.
    func inflate<Fault: Error>(
        _ input: UnsafeRawBufferPointer, room: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws(Fault) -> Bool
    ) throws(Fault) -> Outcome {
        // zlib's header takes a mutable pointer for input that it does not change.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = room.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(room.count)
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            let produced = room.count - Int(stream.pointee.avail_out)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return .broken }
            if produced > 0, try !body(UnsafeRawBufferPointer(rebasing: room[..<produced])) { return .stopped }
            if status == Z_STREAM_END {
                isFinished = true
                return .finished
            }
            if status == Z_BUF_ERROR && produced == 0 { return .more }
        } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
        return .more
    }
}

/// The check sum of zip entries (CRC-32, ISO 3309).
struct CheckSum {
    private(set) var value: UInt = crc32(0, nil, 0)

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        value = crc32(value, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count))
    }
}
