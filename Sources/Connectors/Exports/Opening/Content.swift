/// The bytes of one input: a file, or an entry of an archive, read at any place.
final class Content {
    private enum Bytes {
        case file(ReadableFile)
        case spooled(Spool, Range<Int>)
        case memory([UInt8])
    }

    private let bytes: Bytes
    let size: Int

    init(file: ReadableFile) {
        bytes = .file(file)
        size = file.size
    }

    init(_ place: Place, spool: Spool) throws(ExportFault) {
        switch place {
        case .memory(let array):
            bytes = .memory(array)
            size = array.count
        case .spooled(let range):
            bytes = .spooled(spool, range)
            size = range.count
        case .path(let path, let identity):
            let file = try ReadableFile(path: path)
            guard file.identity == identity else { throw ExportFault(.changedWhileReading) }
            bytes = .file(file)
            size = file.size
        }
    }

    /// Reads up to the buffer's size from `offset` on; less only at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ExportFault) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, size - offset)])
        switch bytes {
        case .file(let file):
            return try file.read(at: offset, into: wanted)
        case .spooled(let spool, let range):
            return try spool.read(at: range.lowerBound + offset, into: wanted)
        case .memory(let array):
            array.withUnsafeBytes {
                wanted.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset...].prefix(wanted.count)))
            }
            return wanted.count
        }
    }
}

/// A buffer of raw bytes that gives itself back.
final class Buffer {
    private(set) var base: UnsafeMutableRawPointer
    private(set) var count: Int
    var raw: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(start: base, count: count) }

    init(count: Int) {
        self.count = max(count, 64)
        base = .allocate(byteCount: self.count, alignment: 16)
    }

    deinit { base.deallocate() }

    /// Makes room for at least `wanted` bytes and keeps what is there.
    func grow(to wanted: Int) {
        guard wanted > count else { return }
        let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
        count = wanted
    }
}
