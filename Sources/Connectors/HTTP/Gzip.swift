import CZlib

/// Inflates gzip (RFC 1952) through zlib, in memory and within a limit.
public enum Gzip {
    /// - Parameter limit: how many bytes may come out.
    /// - Throws: ``GzipError``
    public static func inflate(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        // 16 more than the window: gzip's header and check sum.
        guard inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .malformed
        }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 256 << 10)
        var input = bytes
        var status = Z_OK
        var tooLarge = false
        input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            while status == Z_OK, !tooLarge {
                status = room.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                let produced = room.count - Int(stream.avail_out)
                if output.count + produced > limit { tooLarge = true }
                if !tooLarge { output.append(contentsOf: room.prefix(produced)) }
            }
        }
        if tooLarge { throw .tooLarge }
        guard status == Z_STREAM_END, stream.avail_in == 0 else { throw .malformed }
        return output
    }
}

/// Why gzip could not be inflated.
public enum GzipError: Error, Sendable, Hashable {
    /// More would come out than the limit allows.
    case tooLarge
    /// It is no gzip, it is cut off, or its check sum is wrong.
    case malformed
}
