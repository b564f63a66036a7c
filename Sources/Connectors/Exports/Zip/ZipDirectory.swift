/// Where an archive's list of contents is (end of central directory, zip64 or not).
struct ZipDirectory {
    var offset: Int
    var size: Int
    var count: Int

    private static let endLength = 22
    private static let largestComment = 65_535
    private static let largestDirectory = 256 << 20

    /// Looks for the end record backwards from the archive's end.
    static func find(in content: Content) throws(ExportFault) -> ZipDirectory {
        let tailSize = min(content.size, endLength + largestComment)
        let tailStart = content.size - tailSize
        let tail = try content.bytes(at: tailStart, count: tailSize)
        guard tail.count >= endLength else { throw ExportFault(.zipTruncated) }
        let fields = ZipFields(tail)
        for place in stride(from: tail.count - endLength, through: 0, by: -1) where tail[place] == 0x50 {
            guard fields.u32(place) == 0x0605_4B50, let comment = fields.u16(place + 20),
                place + endLength + Int(comment) <= tail.count
            else { continue }
            return try read(fields, at: place, absolute: tailStart + place, content: content)
        }
        throw ExportFault(.zipTruncated)
    }

    private static func read(
        _ fields: ZipFields, at place: Int, absolute: Int, content: Content
    ) throws(ExportFault) -> ZipDirectory {
        guard let disk = fields.u16(place + 4), let directoryDisk = fields.u16(place + 6),
            let count = fields.u16(place + 10), let size = fields.u32(place + 12), let offset = fields.u32(place + 16)
        else { throw ExportFault(.zipBroken, detail: "end record") }
        var directory = ZipDirectory(offset: Int(offset), size: Int(size), count: Int(count))
        if count == .max || size == .max || offset == .max, let wide = try readZip64(before: absolute, content) {
            directory = wide
        } else if disk != directoryDisk || disk != 0 {
            throw ExportFault(.zipUnsupported, detail: "several volumes")
        }
        guard directory.size <= absolute, directory.offset <= absolute - directory.size else {
            throw ExportFault(.zipBroken, detail: "place of the list of contents")
        }
        guard directory.size <= largestDirectory else {
            throw ExportFault(.zipTooManyEntries, detail: "\(directory.count)")
        }
        return directory
    }

    private static func readZip64(before end: Int, _ content: Content) throws(ExportFault) -> ZipDirectory? {
        let locator = ZipFields(try content.bytes(at: max(0, end - 20), count: 20))
        guard locator.u32(0) == 0x0706_4B50, let place = locator.int64(8) else { return nil }
        let record = ZipFields(try content.bytes(at: place, count: 56))
        guard record.u32(0) == 0x0606_4B50, let count = record.int64(32), let size = record.int64(40),
            let offset = record.int64(48)
        else { throw ExportFault(.zipBroken, detail: "zip64 end record") }
        return ZipDirectory(offset: offset, size: size, count: count)
    }

    /// The entries, each with its own refusal where it has one.
    func entries(of content: Content, limits: ExportLimits) throws(ExportFault) -> [ZipEntry] {
        guard count <= limits.zipEntries else { throw ExportFault(.zipTooManyEntries, detail: "\(count)") }
        let bytes = try content.bytes(at: offset, count: size)
        guard bytes.count == size else { throw ExportFault(.zipTruncated) }
        let fields = ZipFields(bytes)
        var entries: [ZipEntry] = []
        var place = 0
        while place < bytes.count && entries.count < count {
            guard let (entry, length) = Self.entry(fields, at: place) else {
                throw ExportFault(.zipBroken, detail: "list of contents")
            }
            entries.append(entry)
            place += length
        }
        guard entries.count == count else { throw ExportFault(.zipBroken, detail: "list of contents") }
        Self.refuse(&entries, directoryStart: offset, limits: limits)
        return entries
    }

    private static func entry(_ fields: ZipFields, at place: Int) -> (ZipEntry, Int)? {
        guard fields.u32(place) == 0x0201_4B50, let flags = fields.u16(place + 8), let method = fields.u16(place + 10),
            let checkSum = fields.u32(place + 16), let compressed = fields.u32(place + 20),
            let size = fields.u32(place + 24), let nameLength = fields.u16(place + 28),
            let extraLength = fields.u16(place + 30), let commentLength = fields.u16(place + 32),
            let attributes = fields.u32(place + 38), let header = fields.u32(place + 42),
            let name = fields.slice(place + 46, Int(nameLength)),
            let extra = fields.slice(place + 46 + Int(nameLength), Int(extraLength))
        else { return nil }
        var entry = ZipEntry(
            name: String(decoding: name, as: UTF8.self), rawName: Array(name), method: method, flags: flags,
            checkSum: checkSum, compressedSize: Int(compressed), size: Int(size), headerOffset: Int(header),
            unixMode: attributes >> 16)
        guard widen(&entry, ZipFields(extra), size: size, compressed: compressed, header: header) else { return nil }
        return (entry, 46 + Int(nameLength) + Int(extraLength) + Int(commentLength))
    }

    /// Puts the 64-bit sizes of the zip64 extra field (4.5.3) where the 32-bit ones say that they don't fit.
    private static func widen(
        _ entry: inout ZipEntry, _ extra: ZipFields, size: UInt32, compressed: UInt32, header: UInt32
    ) -> Bool {
        guard size == .max || compressed == .max || header == .max else { return true }
        var place = 0
        while let id = extra.u16(place), let length = extra.u16(place + 2) {
            if id == 1 {
                var at = place + 4
                func next() -> Int? {
                    defer { at += 8 }
                    return at + 8 <= place + 4 + Int(length) ? extra.int64(at) : nil
                }
                if size == .max { guard let wide = next() else { return false }; entry.size = wide }
                if compressed == .max { guard let wide = next() else { return false }; entry.compressedSize = wide }
                if header == .max { guard let wide = next() else { return false }; entry.headerOffset = wide }
                return true
            }
            place += 4 + Int(length)
        }
        return false
    }

    /// Marks what must not be opened: unsafe names, locked entries, bombs, and entries whose bytes overlap
    /// (https://www.bamsoftware.com/hacks/zipbomb/).
    private static func refuse(_ entries: inout [ZipEntry], directoryStart: Int, limits: ExportLimits) {
        for index in entries.indices where entries[index].headerOffset > directoryStart {
            entries[index].headerOffset = directoryStart
            entries[index].refusal = ExportFault(.zipBroken, detail: "place of an entry")
        }
        let order = entries.indices.sorted { entries[$0].headerOffset < entries[$1].headerOffset }
        for (position, index) in order.enumerated() {
            let isLast = position + 1 == order.count
            let next = isLast ? directoryStart : min(entries[order[position + 1]].headerOffset, directoryStart)
            entries[index].limit = next
            entries[index].refusal = entries[index].refusal ?? entries[index].ownFault(limits)
            let (end, overflow) = (entries[index].headerOffset + 30 + entries[index].rawName.count)
                .addingReportingOverflow(entries[index].compressedSize)
            if overflow || end > next {
                entries[index].refusal = entries[index].refusal ?? ExportFault(.zipOverlap)
                if !isLast && entries[index].headerOffset == entries[order[position + 1]].headerOffset {
                    entries[order[position + 1]].refusal = ExportFault(.zipOverlap)
                }
            }
        }
        var names: Set<[UInt8]> = []
        for index in entries.indices where !names.insert(entries[index].rawName).inserted {
            entries[index].refusal = entries[index].refusal ?? ExportFault(.zipBroken, detail: "two files of one name")
        }
    }
}
