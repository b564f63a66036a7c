import Archives

/// Archives that come with a report. Each file in one is unpacked piece by piece, looked at as if it had been sent by
/// itself, and forgotten; the first that would be refused refuses the archive, by name.
enum ZIPFile {
    /// The most that an archive may hold once unpacked, in bytes, and the most times its own size.
    static let largestUnpacked = 200 << 20
    static let highestRatio = 100
    static let mostEntries = 5_000
    /// How deep folders may lie in each other.
    static let deepestFolder = 32
    /// How many locked files are named.
    private static let namedEntries = 3

    /// Whether a reader of archives would take the file for one: they look for the directory from the end.
    static func endsAsArchive(_ bytes: [UInt8]) -> Bool {
        let endLength = 22
        guard bytes.count >= endLength else { return false }
        let earliest = max(0, bytes.count - endLength - 0xFFFF)
        for at in stride(from: bytes.count - endLength, through: earliest, by: -1)
        where bytes[at] == 0x50 && bytes[at + 1] == 0x4B && bytes[at + 2] == 5 && bytes[at + 3] == 6 {
            // Chance writes these four bytes too; the figures after them must fit.
            guard let size = bytes.little32(at: at + 12), let offset = bytes.little32(at: at + 16) else { continue }
            if size <= at, offset <= at { return true }
        }
        return false
    }

    static func check(_ bytes: [UInt8], isKnown: ([UInt8]) -> Bool) throws(AttachmentRefusal) {
        let limits = ZipLimits(entries: mostEntries, ratio: highestRatio, ratioFloor: 1 << 20)
        let archive = try ZipArchive(ArchiveBytes(bytes: bytes), limits: limits)
        try checkList(archive.entries, packed: bytes.count)
        guard try archive.isGapless() else { throw .twoFilesInOne(.zip) }
        for entry in archive.entries where !entry.isFolder {
            do throws(AttachmentRefusal) {
                try look(at: entry, in: archive, isKnown: isKnown)
            } catch {
                if error == .intimate { throw error }
                throw .inArchive(name: shown(entry.name), error)
            }
        }
    }

    /// What the list of contents says, before a byte is unpacked.
    private static func checkList(_ entries: [ZipEntry], packed: Int) throws(AttachmentRefusal) {
        guard !entries.isEmpty else { throw .empty }
        let locked = entries.filter { $0.refusal?.reason == .encrypted }.map { shown($0.name) }
        if !locked.isEmpty {
            let more = locked.count > namedEntries ? " (+\(locked.count - namedEntries))" : ""
            throw .inArchive(name: locked.prefix(namedEntries).joined(separator: ", ") + more, .locked)
        }
        var unpacked = 0
        for entry in entries {
            if let refusal = entry.refusal { throw .inArchive(name: shown(entry.name), ArchiveBytes.fault(refusal)) }
            if isDeceptive(entry.name) { throw .inArchive(name: shown(entry.name), .unsafeName) }
            if entry.isFolder, entry.size > 0 { throw .inArchive(name: shown(entry.name), .damaged(.zip)) }
            unpacked += entry.size
            if unpacked > largestUnpacked { throw .bomb }
        }
        if unpacked > max(highestRatio * packed, 1 << 20) { throw .bomb }
    }

    private static func look(
        at entry: ZipEntry, in archive: ZipArchive<ArchiveBytes>, isKnown: ([UInt8]) -> Bool
    ) throws(AttachmentRefusal) {
        // An empty file proves its check sum and says nothing.
        let head = try archive.head(of: entry, count: 12)
        guard let kind = AttachmentCheck.kindByStart(head) else {
            var text = TextScan()
            try archive.unpack(entry) { (piece: UnsafeRawBufferPointer) throws(AttachmentRefusal) in
                try text.take(piece)
                return true
            }
            return try text.finish()
        }
        if kind == .zip { throw .nested }
        guard entry.size <= AttachmentCheck.largest else { throw .tooLarge(limit: AttachmentCheck.largest) }
        var file: [UInt8] = []
        file.reserveCapacity(entry.size)
        try archive.unpack(entry) { (piece: UnsafeRawBufferPointer) throws(AttachmentRefusal) in
            file.append(contentsOf: piece)
            return true
        }
        if isKnown(file) { throw .intimate }
        _ = try AttachmentCheck.examine(file, as: kind)
    }

    /// Names with controls, or with signs that turn the direction of writing so that an ending is read as another.
    private static func isDeceptive(_ name: String) -> Bool {
        name.utf8.count > 1024 || name.split(separator: "/").count > deepestFolder
            || name.unicodeScalars.contains {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
                    || (0x2066...0x2069).contains($0.value)
            }
    }

    /// A name as it may be shown: one short line.
    private static func shown(_ name: String) -> String {
        let line = String(String.UnicodeScalarView(name.unicodeScalars.prefix(80).map { $0.value < 0x20 ? "·" : $0 }))
        return name.unicodeScalars.count > 80 ? line + "…" : line
    }
}

/// An archive in memory.
private struct ArchiveBytes: ByteSource {
    let bytes: [UInt8]
    var size: Int { bytes.count }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(AttachmentRefusal) -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let count = min(buffer.count, bytes.count - offset)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
        return count
    }

    static func fault(_ fault: ZipFault) -> AttachmentRefusal {
        switch fault.reason {
        case .broken, .truncated, .checkSum: .damaged(.zip)
        case .bomb, .overlap, .tooManyEntries: .bomb
        case .unsafeName, .symlink: .unsafeName
        case .encrypted: .locked
        case .unsupported: .unusualArchive
        }
    }
}
