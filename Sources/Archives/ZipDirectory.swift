/// Where an archive's list of contents is (end of central directory, zip64 or not).
struct ZipDirectory<Source: ByteSource> {
    var offset: Int
    var size: Int
    var count: Int

    private static var endLength: Int { 22 }
    private static var largestComment: Int { 65_535 }
    private static var largestDirectory: Int { 256 << 20 }
    /// Record and locator of zip64 (4.3.14, 4.3.15).
    private static var zip64Length: Int { 56 + 20 }

    /// Whether nothing but the end record stands between the list and the archive's end, or after it.
    func isLast(of length: Int) -> Bool {
        let rest = length - offset - size
        return rest == Self.endLength || rest == Self.endLength + Self.zip64Length
    }

    /// Looks for the end record backwards from the archive's end.
    static func find(in content: Source) throws(Source.Fault) -> ZipDirectory {
        let tailSize = min(content.size, endLength + largestComment)
        let tailStart = content.size - tailSize
        let tail = try content.bytes(at: tailStart, count: tailSize)
        guard tail.count >= endLength else { throw Source.fault(ZipFault(.truncated)) }
        let fields = ZipFields(tail)
        for place in stride(from: tail.count - endLength, through: 0, by: -1) where tail[place] == 0x50 {
            guard fields.u32(place) == 0x0605_4B50, let comment = fields.u16(place + 20),
                place + endLength + Int(comment) <= tail.count
            else { continue }
            return try read(fields, at: place, absolute: tailStart + place, content: content)
        }
        throw Source.fault(ZipFault(.truncated))
    }

    private static func read(
        _ fields: ZipFields, at place: Int, absolute: Int, content: Source
    ) throws(Source.Fault) -> ZipDirectory {
        guard let disk = fields.u16(place + 4), let directoryDisk = fields.u16(place + 6),
            let count = fields.u16(place + 10), let size = fields.u32(place + 12), let offset = fields.u32(place + 16)
        else { throw Source.fault(ZipFault(.broken, detail: "end record")) }
        var directory = ZipDirectory(offset: Int(offset), size: Int(size), count: Int(count))
        if count == .max || size == .max || offset == .max, let wide = try readZip64(before: absolute, content) {
            directory = wide
        } else if disk != directoryDisk || disk != 0 {
            throw Source.fault(ZipFault(.unsupported, detail: "several volumes"))
        }
        guard directory.size <= absolute, directory.offset <= absolute - directory.size else {
            throw Source.fault(ZipFault(.broken, detail: "place of the list of contents"))
        }
        guard directory.size <= largestDirectory else {
            throw Source.fault(ZipFault(.tooManyEntries, detail: "\(directory.count)"))
        }
        return directory
    }

    private static func readZip64(before end: Int, _ content: Source) throws(Source.Fault) -> ZipDirectory? {
        let locator = ZipFields(try content.bytes(at: max(0, end - 20), count: 20))
        guard locator.u32(0) == 0x0706_4B50, let place = locator.int64(8) else { return nil }
        let record = ZipFields(try content.bytes(at: place, count: 56))
        guard record.u32(0) == 0x0606_4B50, let count = record.int64(32), let size = record.int64(40),
            let offset = record.int64(48)
        else { throw Source.fault(ZipFault(.broken, detail: "zip64 end record")) }
        return ZipDirectory(offset: offset, size: size, count: count)
    }

    /// The entries, each with its own refusal where it has one.
    func entries(of content: Source, limits: ZipLimits) throws(Source.Fault) -> [ZipEntry] {
        guard count <= limits.entries else { throw Source.fault(ZipFault(.tooManyEntries, detail: "\(count)")) }
        let bytes = try content.bytes(at: offset, count: size)
        guard bytes.count == size else { throw Source.fault(ZipFault(.truncated)) }
        let fields = ZipFields(bytes)
        var entries: [ZipEntry] = []
        var place = 0
        while place < bytes.count && entries.count < count {
            guard let (entry, length) = Self.entry(fields, at: place) else {
                throw Source.fault(ZipFault(.broken, detail: "list of contents"))
            }
            entries.append(entry)
            place += length
        }
        guard entries.count == count else { throw Source.fault(ZipFault(.broken, detail: "list of contents")) }
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
        entry.unicodeName = unicodeName(ZipFields(extra))
        guard widen(&entry, ZipFields(extra), size: size, compressed: compressed, header: header) else { return nil }
        return (entry, 46 + Int(nameLength) + Int(extraLength) + Int(commentLength))
    }

    /// A second name (Info-ZIP Unicode Path, 4.6.9).
    private static func unicodeName(_ extra: ZipFields) -> [UInt8]? {
        var place = 0
        while let id = extra.u16(place), let length = extra.u16(place + 2) {
            if id == 0x7075, length > 5 { return extra.slice(place + 9, Int(length) - 5).map(Array.init) }
            place += 4 + Int(length)
        }
        return nil
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
    private static func refuse(_ entries: inout [ZipEntry], directoryStart: Int, limits: ZipLimits) {
        for index in entries.indices where entries[index].headerOffset > directoryStart {
            entries[index].headerOffset = directoryStart
            entries[index].refusal = ZipFault(.broken, detail: "place of an entry")
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
                entries[index].refusal = entries[index].refusal ?? ZipFault(.overlap)
                if !isLast && entries[index].headerOffset == entries[order[position + 1]].headerOffset {
                    entries[order[position + 1]].refusal = ZipFault(.overlap)
                }
            }
        }
        var names: Set<[UInt8]> = []
        for index in entries.indices where !names.insert(entries[index].rawName).inserted {
            entries[index].refusal = entries[index].refusal ?? ZipFault(.broken, detail: "two files of one name")
        }
    }
}
