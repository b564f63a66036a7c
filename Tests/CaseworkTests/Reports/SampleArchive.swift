import CZlib

/// A zip archive, made byte by byte; each of its files can be made to lie.
struct SampleArchive {
    struct File {
        var name: [UInt8]
        var body: [UInt8]
        /// 0 stored, 8 deflated.
        var method = 0
        var flags = 0
        /// What the archive says it unpacks to; the truth where it is `nil`.
        var unpacked: Int?
        var checkSum: UInt?
        /// Unix type and permissions.
        var mode = 0o100644
        var extra: [UInt8] = []
    }

    private(set) var files: [File] = []
    /// Where the directory says that every file begins.
    var offset: Int?
    /// In front of the first file, between files, and behind the directory.
    var front: [UInt8] = []
    var between: [UInt8] = []
    var behind: [UInt8] = []

    mutating func add(_ name: String, _ body: [UInt8], _ change: (inout File) -> Void = { _ in }) {
        var file = File(name: Array(name.utf8), body: body)
        change(&file)
        files.append(file)
    }

    var bytes: [UInt8] {
        var bytes = front
        var directory: [UInt8] = []
        for file in files {
            let start = offset ?? bytes.count
            let packed = file.method == 8 ? Self.deflated(file.body) : file.body
            let sum = file.checkSum ?? file.body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
            let head =
                SampleFile.little16(file.flags) + SampleFile.little16(file.method) + [0, 0, 0, 0]
                + SampleFile.little32(Int(sum)) + SampleFile.little32(packed.count)
                + SampleFile.little32(file.unpacked ?? file.body.count) + SampleFile.little16(file.name.count)
            bytes += [0x50, 0x4B, 3, 4, 20, 0] + head + [0, 0] + file.name + packed + between
            directory += [0x50, 0x4B, 1, 2, 20, 3, 20, 0] + head + SampleFile.little16(file.extra.count)
            directory += [0, 0, 0, 0, 0, 0] + SampleFile.little32(file.mode << 16) + SampleFile.little32(start)
            directory += file.name + file.extra
        }
        let count = SampleFile.little16(files.count)
        return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
            + SampleFile.little32(directory.count) + SampleFile.little32(bytes.count) + [0, 0] + behind
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return []
        }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: bytes.count + 64)
        var input = bytes
        let produced = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                (stream.next_in, stream.avail_in) = (from.baseAddress, UInt32(from.count))
                (stream.next_out, stream.avail_out) = (to.baseAddress, UInt32(to.count))
                _ = CZlib.deflate(&stream, Z_FINISH)
                return to.count - Int(stream.avail_out)
            }
        }
        return Array(output.prefix(produced))
    }
}
