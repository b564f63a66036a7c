import CZlib

/// The gateway's transport compression `zlib-stream`: all messages of a connection are one zlib stream, and each ends
/// with a flush, `00 00 FF FF` (https://docs.discord.com/developers/events/gateway#transport-compression).
public final class GatewayInflater {
    /// zlib keeps a pointer to it, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var pieces: [UInt8] = []
    private var room = [UInt8](repeating: 0, count: 64 << 10)

    /// The longest message, in bytes: what is longer is no message but an attack on the memory.
    public static let longest = 64 << 20

    public init() throws(GatewayInflaterError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .malformed
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// - Returns: the message that ends with this piece; nil where more of it is to come.
    /// - Throws: ``GatewayInflaterError``, after which the connection is of no use any more.
    public func take(_ piece: some Collection<UInt8>) throws(GatewayInflaterError) -> [UInt8]? {
        guard pieces.count + piece.count <= Self.longest else { throw .tooLong }
        pieces += piece
        guard pieces.suffix(4).elementsEqual([0, 0, 0xFF, 0xFF]) else { return nil }
        defer { pieces = [] }
        return try inflated()
    }

    private func inflated() throws(GatewayInflaterError) -> [UInt8] {
        var output: [UInt8] = []
        var fault: GatewayInflaterError?
        pieces.withUnsafeMutableBufferPointer { source in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            repeat {
                let status = room.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(target.count)
                    return CZlib.inflate(stream, Z_SYNC_FLUSH)
                }
                let produced = room.count - Int(stream.pointee.avail_out)
                if status != Z_OK, status != Z_BUF_ERROR { fault = .malformed }
                if output.count + produced > Self.longest { fault = .tooLong }
                guard fault == nil else { return }
                output.append(contentsOf: room.prefix(produced))
            } while stream.pointee.avail_out == 0
        }
        if let fault { throw fault }
        return output
    }
}

/// Why a compressed connection cannot go on.
public enum GatewayInflaterError: Error, Sendable, Hashable {
    case malformed
    case tooLong
}
