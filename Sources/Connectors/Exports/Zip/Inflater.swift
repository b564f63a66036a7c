import CZlib

/// Raw inflation (RFC 1951) through zlib, piece by piece.
final class Inflater {
    /// zlib keeps a pointer to it, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isFinished = false

    init() throws(ExportFault) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
            throw ExportFault(.zipBroken, detail: "zlib")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Inflates `input` and hands out what comes of it.
    func inflate(
        _ input: UnsafeRawBufferPointer, room: Buffer,
        _ body: (UnsafeRawBufferPointer) throws(ExportFault) -> Void
    ) throws(ExportFault) {
        // zlib's header takes a mutable pointer for input that it does not change.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = room.raw.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(room.raw.count)
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            let produced = room.raw.count - Int(stream.pointee.avail_out)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw ExportFault(.zipBroken, detail: "compressed data")
            }
            if produced > 0 { try body(UnsafeRawBufferPointer(rebasing: room.raw[..<produced])) }
            if status == Z_STREAM_END {
                isFinished = true
                return
            }
            if status == Z_BUF_ERROR && produced == 0 { return }
        } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    }
}

/// The check sum of zip entries (CRC-32, ISO 3309).
struct CheckSum {
    private(set) var value: UInt = crc32(0, nil, 0)

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        value = crc32(value, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count))
    }
}
