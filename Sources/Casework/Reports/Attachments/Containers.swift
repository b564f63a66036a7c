/// PDF (ISO 32000): from `%PDF-` to `%%EOF`.
enum PDFFile {
    static func check(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        var end = bytes.count
        while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
        guard bytes.hasName("%%EOF", at: end - 5) else {
            let start = max(0, end - 65_536)
            let isThere = (start..<max(start, end - 5)).contains { bytes.hasName("%%EOF", at: $0) }
            throw isThere ? .twoFilesInOne(.pdf) : .damaged(.pdf)
        }
    }
}

/// MP4 and its kin (ISO/IEC 14496-12): boxes that cover the file exactly, of known names.
enum MP4File {
    private static let known: Set<String> = [
        "ftyp", "moov", "mdat", "free", "skip", "wide", "moof", "mfra", "sidx", "ssix", "styp", "prft", "meta", "pdin",
        "udta", "uuid", "emsg",
    ]

    static func check(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        var at = 0
        var hasMovie = false
        while at < bytes.count {
            guard var size = bytes.big32(at: at), at + 8 <= bytes.count else { throw .twoFilesInOne(.mp4) }
            let name = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
            guard known.contains(name) else { throw at == 0 ? .damaged(.mp4) : .twoFilesInOne(.mp4) }
            if name == "moov" || name == "moof" { hasMovie = true }
            switch size {
            case 0: size = bytes.count - at
            case 1:
                // A 64-bit size; no file of ours needs its upper half.
                guard bytes.big32(at: at + 8) == 0, let low = bytes.big32(at: at + 12) else { throw .damaged(.mp4) }
                size = low
            default: break
            }
            guard size >= 8, size <= bytes.count - at else { throw .damaged(.mp4) }
            at += size
        }
        // Photographs of some telephones (HEIC) lie in the same boxes.
        guard hasMovie else { throw .unknownKind }
    }
}

/// Ogg (RFC 3533): pages that cover the file exactly.
enum OggFile {
    static func check(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        var at = 0
        while at < bytes.count {
            guard bytes.hasName("OggS", at: at) else { throw .twoFilesInOne(.ogg) }
            guard at + 27 <= bytes.count else { throw .damaged(.ogg) }
            let segments = Int(bytes[at + 26])
            guard at + 27 + segments <= bytes.count else { throw .damaged(.ogg) }
            let body = bytes[at + 27..<at + 27 + segments].reduce(0) { $0 + Int($1) }
            at += 27 + segments + body
            guard at <= bytes.count else { throw .damaged(.ogg) }
        }
    }
}

/// ZIP (PKWARE APPNOTE 6.3): local files one after the other, the directory, its end; nothing between, before or
/// after. Sizes are checked as the archive declares them, for nothing is unpacked here.
enum ZIPFile {
    /// The most that an archive may hold once unpacked, in bytes, and the most times its own size.
    static let largestUnpacked = 200 << 20
    static let highestRatio = 100
    static let mostEntries = 5_000

    private static let endLength = 22

    /// Whether a reader of archives would take the file for one: they look for the directory from the end.
    static func endsAsArchive(_ bytes: [UInt8]) -> Bool { end(of: bytes) != nil }

    /// Where the record of the directory's end stands: its own figures must fit.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= endLength else { return nil }
        let earliest = max(0, bytes.count - endLength - 0xFFFF)
        for at in stride(from: bytes.count - endLength, through: earliest, by: -1)
        where bytes[at] == 0x50 && bytes[at + 1] == 0x4B && bytes[at + 2] == 5 && bytes[at + 3] == 6 {
            guard let size = bytes.little32(at: at + 12), let offset = bytes.little32(at: at + 16) else { continue }
            if size <= at, offset <= at { return at }
        }
        return nil
    }

    static func check(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        guard let end = end(of: bytes), let count = bytes.little16(at: end + 10),
            let size = bytes.little32(at: end + 12), let directory = bytes.little32(at: end + 16),
            let comment = bytes.little16(at: end + 20)
        else { throw .damaged(.zip) }
        guard comment == 0, end + endLength == bytes.count, directory + size == end else {
            throw .twoFilesInOne(.zip)
        }
        guard count <= mostEntries else { throw .bomb }
        var spans: [(start: Int, end: Int)] = []
        var unpacked = 0
        var at = directory
        for _ in 0..<count {
            guard let entry = Entry(bytes, at: at) else { throw .damaged(.zip) }
            if entry.isLocked || entry.isArchive { throw .sealedArchive }
            if entry.unpacked > highestRatio * max(entry.packed, 1), entry.unpacked > 1 << 20 { throw .bomb }
            unpacked += entry.unpacked
            if unpacked > largestUnpacked { throw .bomb }
            guard let span = localSpan(bytes, of: entry, directory: directory) else { throw .damaged(.zip) }
            spans.append(span)
            at = entry.next
        }
        guard at == end else { throw .damaged(.zip) }
        if unpacked > highestRatio * bytes.count { throw .bomb }
        try checkRow(spans, directory: directory)
    }

    /// Files that overlap are how a small archive holds petabytes (D. Fifield, "A better zip bomb", 2019); gaps are
    /// where something else hides.
    private static func checkRow(_ spans: [(start: Int, end: Int)], directory: Int) throws(AttachmentRefusal) {
        var reached = 0
        for span in spans.sorted(by: { $0.start < $1.start }) {
            if span.start < reached { throw .bomb }
            // A data descriptor of up to 24 bytes may follow a file.
            if span.start - reached > (reached == 0 ? 0 : 24) { throw .twoFilesInOne(.zip) }
            reached = span.end
        }
        if directory - reached > 24 { throw .twoFilesInOne(.zip) }
    }

    private static func localSpan(_ bytes: [UInt8], of entry: Entry, directory: Int) -> (start: Int, end: Int)? {
        let at = entry.offset
        guard bytes.little32(at: at) == 0x0403_4B50, let name = bytes.little16(at: at + 26),
            let extra = bytes.little16(at: at + 28)
        else { return nil }
        let end = at + 30 + name + extra + entry.packed
        return end <= directory ? (at, end) : nil
    }

    /// One line of the directory.
    private struct Entry {
        var isLocked: Bool
        var isArchive: Bool
        var packed: Int
        var unpacked: Int
        var offset: Int
        var next: Int

        init?(_ bytes: [UInt8], at: Int) {
            guard bytes.little32(at: at) == 0x0201_4B50, let flags = bytes.little16(at: at + 8),
                let packed = bytes.little32(at: at + 20), let unpacked = bytes.little32(at: at + 24),
                let name = bytes.little16(at: at + 28), let extra = bytes.little16(at: at + 30),
                let comment = bytes.little16(at: at + 32), let offset = bytes.little32(at: at + 42),
                at + 46 + name <= bytes.count
            else { return nil }
            // 0xFFFFFFFF points to ZIP64, which an archive of 10 MiB does not need.
            guard packed != 0xFFFF_FFFF, unpacked != 0xFFFF_FFFF, offset != 0xFFFF_FFFF else { return nil }
            let text = String(decoding: bytes[at + 46..<at + 46 + name], as: UTF8.self).lowercased()
            isLocked = flags & 1 == 1
            isArchive = [".zip", ".7z", ".rar", ".gz", ".xz", ".bz2", ".tar", ".jar", ".zst"].contains {
                text.hasSuffix($0)
            }
            self.packed = packed
            self.unpacked = unpacked
            self.offset = offset
            next = at + 46 + name + extra + comment
        }
    }
}
