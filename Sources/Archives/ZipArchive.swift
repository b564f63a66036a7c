/// A zip archive (PKWARE APPNOTE 6.3.10), read by its list of contents: stored and deflated entries, zip64, with
/// guards against archives that are made to harm.
public struct ZipArchive<Source: ByteSource> {
    private let source: Source
    private let directory: ZipDirectory<Source>
    /// In the order of the list of contents; those that must not be opened say why.
    public let entries: [ZipEntry]

    /// - Throws: the source's own error where the list of contents cannot be read.
    public init(_ source: Source, limits: ZipLimits) throws(Source.Fault) {
        self.source = source
        directory = try ZipDirectory.find(in: source)
        entries = try directory.entries(of: source, limits: limits)
    }

    /// Whether the archive is nothing but one entry after the other, the list of contents and its end: no room for
    /// something else in front, between or behind.
    public func isGapless() throws(Source.Fault) -> Bool {
        guard directory.isLast(of: source.size) else { return false }
        var reached = 0
        for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
            guard entry.headerOffset == reached else { return false }
            let end = try dataStart(of: entry) + entry.compressedSize
            // Where sizes were not known beforehand a descriptor of 12 to 24 bytes follows the data (4.3.9).
            let gap = entry.limit - end
            guard entry.hasDescriptor ? [0, 12, 16, 20, 24].contains(gap) : gap == 0 else { return false }
            reached = entry.limit
        }
        return reached == directory.offset
    }

    /// The first bytes of an entry, without the check sum: for telling its format.
    public func head(of entry: ZipEntry, count: Int) throws(Source.Fault) -> [UInt8] {
        var head: [UInt8] = []
        try unpack(entry) { (piece: UnsafeRawBufferPointer) throws(Source.Fault) in
            head.append(contentsOf: piece.prefix(count - head.count))
            return head.count < count
        }
        return head
    }

    /// Hands out an entry's content piece by piece. Its size and check sum are proved when all of it was handed out.
    /// - Parameter body: gives back whether it wants more.
    /// - Throws: what `body` throws, and the source's own error where the entry is not what it says.
    public func unpack(
        _ entry: ZipEntry, _ body: (UnsafeRawBufferPointer) throws(Source.Fault) -> Bool
    ) throws(Source.Fault) {
        if let refusal = entry.refusal { throw Source.fault(refusal) }
        var place = try dataStart(of: entry)
        let end = place + entry.compressedSize
        guard end <= entry.limit else { throw Source.fault(ZipFault(.overlap)) }
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer {
            input.deallocate()
            room.deallocate()
        }
        var inflater: Inflater?
        if entry.method == 8 {
            guard let made = Inflater() else { throw Source.fault(ZipFault(.broken, detail: "zlib")) }
            inflater = made
        }
        var output = Output(entry: entry)
        while place < end && inflater?.isFinished != true {
            let wanted = UnsafeMutableRawBufferPointer(rebasing: input[..<min(input.count, end - place)])
            let count = try source.read(at: place, into: wanted)
            guard count > 0 else { throw Source.fault(ZipFault(.truncated)) }
            place += count
            let piece = UnsafeRawBufferPointer(rebasing: wanted[..<count])
            if let inflater {
                let outcome = try inflater.inflate(piece, room: room) {
                    (bytes: UnsafeRawBufferPointer) throws(Source.Fault) in
                    try output.give(bytes, body)
                }
                switch outcome {
                case .stopped: return
                case .broken: throw Source.fault(ZipFault(.broken, detail: "compressed data"))
                case .more, .finished: break
                }
            } else if try !output.give(piece, body) {
                return
            }
        }
        guard output.count == entry.size, inflater?.isFinished != false || entry.size == 0 else {
            throw Source.fault(ZipFault(.broken, detail: "sizes"))
        }
        guard output.checkSum.value == UInt(entry.checkSum) else { throw Source.fault(ZipFault(.checkSum)) }
    }

    /// What was handed out of an entry.
    private struct Output {
        let entry: ZipEntry
        var count = 0
        var checkSum = CheckSum()

        mutating func give(
            _ piece: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(Source.Fault) -> Bool
        ) throws(Source.Fault) -> Bool {
            count += piece.count
            guard count <= entry.size else {
                throw Source.fault(ZipFault(.bomb, detail: "more than its \(entry.size) bytes"))
            }
            checkSum.update(piece)
            return try body(piece)
        }
    }

    /// Where the data of an entry begins: after its local header, which must name the same file.
    private func dataStart(of entry: ZipEntry) throws(Source.Fault) -> Int {
        let header = ZipFields(try source.bytes(at: entry.headerOffset, count: 30 + entry.rawName.count))
        guard header.u32(0) == 0x0403_4B50, let nameLength = header.u16(26), let extraLength = header.u16(28),
            let name = header.slice(30, Int(nameLength)), name.elementsEqual(entry.rawName)
        else { throw Source.fault(ZipFault(.broken, detail: "local header")) }
        return entry.headerOffset + 30 + Int(nameLength) + Int(extraLength)
    }
}

/// The first bytes of archives.
public enum ZipSignature {
    /// Whether bytes begin as a zip archive does (with an entry, or with the end of an empty list).
    public static func begins(_ head: [UInt8]) -> Bool {
        head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }
}
