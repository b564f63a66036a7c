/// Tells from the first bytes of a file what it is.
struct FormatGuess {
    /// How many bytes are looked at.
    static let headBytes = 64 << 10

    private let head: [UInt8]

    /// - Parameter head: the first ``headBytes`` of the file, or all of it.
    init(head: [UInt8]) {
        self.head = head
    }

    /// The format of the text, as ``ExportFormat`` or as CSV of a data package.
    enum Answer: Equatable {
        case format(ExportFormat)
        /// `messages.csv` of a Discord data package.
        case packageCSV
        /// JSON with no message in it (`[]`).
        case emptyJSON
    }

    /// - Throws: a fault that names what the file is instead.
    func answer() throws(ExportFault) -> Answer {
        try refuseOtherKinds()
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
        guard let first = text.first(where: { !Self.isSpace($0) }) else { throw ExportFault(.emptyFile) }
        switch first {
        case UInt8(ascii: "{"): return .format(try objectFormat())
        case UInt8(ascii: "["):
            if hasKey("specversion") { return .format(.ndjson) }
            if hasKey("event_id") { return .format(.matrixExport) }
            if hasKey("Contents") && (hasKey("ID") || hasKey("Timestamp")) { return .format(.discordPackage) }
            if text.filter({ !Self.isSpace($0) }).elementsEqual(Array("[]".utf8)) { return .emptyJSON }
            throw ExportFault(.unknownJSON)
        default: return try textFormat(text)
        }
    }

    private func objectFormat() throws(ExportFault) -> ExportFormat {
        if hasKey("specversion") { return .ndjson }
        if hasKey("guild") && hasKey("channel") { return .discordExport }
        if hasKey("room_name") || hasKey("event_id") { return .matrixExport }
        if hasKey("messages") && hasKey("author") { return .discordExport }
        throw ExportFault(.unknownJSON)
    }

    private func textFormat(_ text: ArraySlice<UInt8>) throws(ExportFault) -> Answer {
        let start = String(decoding: text.prefix(4096), as: UTF8.self).lowercased()
        let trimmed = start.drop { $0.isWhitespace }
        if trimmed.hasPrefix("<!doctype html") || trimmed.hasPrefix("<html") || trimmed.hasPrefix("<!--") {
            throw ExportFault(.htmlExport)
        }
        if trimmed.hasPrefix("id,timestamp,contents") { return .packageCSV }
        if trimmed.hasPrefix("authorid,author,date") || trimmed.hasPrefix("\"authorid\",") {
            throw ExportFault(.csvExport)
        }
        if trimmed.hasPrefix("====") && (trimmed.contains("guild:") || trimmed.contains("channel:")) {
            throw ExportFault(.textExport)
        }
        // A first line that is no event does not make the others less so.
        if hasKey("specversion") { return .format(.ndjson) }
        throw ExportFault(.notJSON)
    }

    /// Whether the head holds `"name"` followed by a colon. Inside a string the quotes would be escaped, so that
    /// what people wrote cannot pass for a key.
    func hasKey(_ name: String) -> Bool {
        let pattern = Array("\"\(name)\"".utf8)
        guard head.count > pattern.count else { return false }
        var index = 0
        while index + pattern.count < head.count {
            if head[index] == pattern[0] && head[index..<index + pattern.count].elementsEqual(pattern) {
                var after = index + pattern.count
                while after < head.count && Self.isSpace(head[after]) { after += 1 }
                if after < head.count && head[after] == UInt8(ascii: ":") { return true }
            }
            index += 1
        }
        return false
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private func refuseOtherKinds() throws(ExportFault) {
        if head.isEmpty { throw ExportFault(.emptyFile) }
        if let encoding = Self.wideEncoding(head) { throw ExportFault(.utf16, detail: encoding) }
        for (magic, offset, name) in Self.archives where has(magic, at: offset) {
            throw ExportFault(.compressedFile, detail: name)
        }
        for (magic, offset, name) in Self.binaries where has(magic, at: offset) {
            throw ExportFault(.binaryFile, detail: name)
        }
        // Text has no NUL bytes; a page of the disk that was lost in a crash reads as many of them.
        if head.prefix(512).contains(0) { throw ExportFault(.binaryFile, detail: "binary file") }
    }

    private func has(_ magic: [UInt8], at offset: Int) -> Bool {
        head.count >= offset + magic.count && head[offset..<offset + magic.count].elementsEqual(magic)
    }

    /// UTF-16 or UTF-32, by its byte order mark or by the NULs between ASCII letters.
    private static func wideEncoding(_ head: [UInt8]) -> String? {
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        let opening: [UInt8] = [UInt8(ascii: "{"), UInt8(ascii: "[")]
        guard head.count >= 4 else { return nil }
        if opening.contains(head[0]) && head[1] == 0 && head[2] != 0 && head[3] == 0 { return "UTF-16" }
        if head[0] == 0 && opening.contains(head[1]) && head[2] == 0 { return "UTF-16" }
        return nil
    }

    private static let archives: [([UInt8], Int, String)] = [
        ([0x1F, 0x8B], 0, "gzip"), (Array("7z\u{BC}".utf8.prefix(2)) + [0xBC, 0xAF, 0x27, 0x1C], 0, "7z"),
        (Array("Rar!".utf8), 0, "RAR"), ([0xFD] + Array("7zXZ".utf8), 0, "xz"), ([0x28, 0xB5, 0x2F, 0xFD], 0, "zstd"),
        (Array("BZh".utf8), 0, "bzip2"), (Array("ustar".utf8), 257, "tar"),
    ]

    private static let binaries: [([UInt8], Int, String)] = [
        ([0xFF, 0xD8, 0xFF], 0, "JPEG"), ([0x89] + Array("PNG".utf8), 0, "PNG"), (Array("GIF8".utf8), 0, "GIF"),
        (Array("%PDF".utf8), 0, "PDF"), (Array("WEBP".utf8), 8, "WebP"), (Array("ftyp".utf8), 4, "MP4/HEIC"),
        (Array("OggS".utf8), 0, "Ogg"), (Array("ID3".utf8), 0, "MP3"), (Array("WAVE".utf8), 8, "WAV"),
        (Array("SQLite format 3".utf8), 0, "SQLite"), ([0x7F] + Array("ELF".utf8), 0, "ELF"),
        (Array("MZ".utf8), 0, "EXE"), ([0x1A, 0x45, 0xDF, 0xA3], 0, "Matroska/WebM"), (Array("BM".utf8), 0, "BMP"),
        ([0xD0, 0xCF, 0x11, 0xE0], 0, "Office"),
    ]
}
