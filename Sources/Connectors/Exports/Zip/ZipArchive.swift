/// A zip archive (PKWARE APPNOTE 6.3.10), read by its list of contents: stored and deflated entries, zip64, with
/// guards against archives that are made to harm.
final class ZipArchive {
    private let content: Content
    private let limits: ExportLimits
    let entries: [ZipEntry]

    init(_ content: Content, limits: ExportLimits) throws(ExportFault) {
        self.content = content
        self.limits = limits
        let directory = try ZipDirectory.find(in: content)
        entries = try directory.entries(of: content, limits: limits)
    }

    /// Whether bytes begin as a zip archive does (with an entry, or with the end of an empty list).
    static func looksLikeZip(_ head: [UInt8]) -> Bool {
        head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// The first bytes of an entry, without the check sum: for telling its format.
    func head(of entry: ZipEntry, count: Int) throws(ExportFault) -> [UInt8] {
        var head: [UInt8] = []
        do throws(ExportFault) {
            try unpack(entry) { (piece: UnsafeRawBufferPointer) throws(ExportFault) in
                head.append(contentsOf: piece.prefix(count - head.count))
                if head.count >= count { throw Self.enough }
            }
        } catch {
            guard error == Self.enough else { throw error }
        }
        return head
    }

    /// A whole entry, checked, in the spool.
    func extract(_ entry: ZipEntry, into spool: Spool) throws(ExportFault) -> Place {
        if let refusal = entry.refusal { throw refusal }
        return try spool.take(size: entry.size) {
            (put: (UnsafeRawBufferPointer) throws(ExportFault) -> Void) throws(ExportFault) in
            var checkSum = CheckSum()
            try self.unpack(entry) { (piece: UnsafeRawBufferPointer) throws(ExportFault) in
                checkSum.update(piece)
                try put(piece)
            }
            guard checkSum.value == UInt(entry.checkSum) else { throw ExportFault(.zipChecksum) }
        }
    }

    /// Ends an unpacking early; never leaves this file.
    private static let enough = ExportFault(.zipBroken, detail: "enough")

    private func unpack(
        _ entry: ZipEntry, _ body: (UnsafeRawBufferPointer) throws(ExportFault) -> Void
    ) throws(ExportFault) {
        if let refusal = entry.refusal { throw refusal }
        var place = try dataStart(of: entry)
        let end = place + entry.compressedSize
        guard end <= entry.limit else { throw ExportFault(.zipOverlap) }
        let inflater = entry.method == 8 ? try Inflater() : nil
        let input = Buffer(count: 64 << 10)
        let room = Buffer(count: 256 << 10)
        var produced = 0
        func give(_ piece: UnsafeRawBufferPointer) throws(ExportFault) {
            produced += piece.count
            guard produced <= entry.size else {
                throw ExportFault(.zipBomb, detail: "more than its \(entry.size) bytes")
            }
            try body(piece)
        }
        while place < end && inflater?.isFinished != true {
            let wanted = UnsafeMutableRawBufferPointer(rebasing: input.raw[..<min(input.raw.count, end - place)])
            let count = try content.read(at: place, into: wanted)
            guard count > 0 else { throw ExportFault(.zipTruncated) }
            place += count
            let piece = UnsafeRawBufferPointer(rebasing: wanted[..<count])
            if let inflater {
                try inflater.inflate(piece, room: room) { (bytes: UnsafeRawBufferPointer) throws(ExportFault) in
                    try give(bytes)
                }
            } else {
                try give(piece)
            }
        }
        guard produced == entry.size, inflater?.isFinished != false || entry.size == 0 else {
            throw ExportFault(.zipBroken, detail: "sizes")
        }
    }

    /// Where the data of an entry begins: after its local header, which must name the same file.
    private func dataStart(of entry: ZipEntry) throws(ExportFault) -> Int {
        let header = ZipFields(try content.bytes(at: entry.headerOffset, count: 30 + entry.rawName.count))
        guard header.u32(0) == 0x0403_4B50, let nameLength = header.u16(26), let extraLength = header.u16(28),
            let name = header.slice(30, Int(nameLength)), name.elementsEqual(entry.rawName)
        else { throw ExportFault(.zipBroken, detail: "local header") }
        return entry.headerOffset + 30 + Int(nameLength) + Int(extraLength)
    }
}
