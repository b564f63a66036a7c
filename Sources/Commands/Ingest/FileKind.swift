import SafetyModel

/// Tells from its first bytes what a file is, where it is plainly not NDJSON.
enum FileKind {
    private static let magic: [(bytes: [UInt8], what: String)] = [
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0x47, 0x49, 0x46, 0x38], "a GIF image"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20, 0x66], "an SQLite database"),
    ]

    /// - Throws: ``CommandFailure`` naming what the file is and what to do.
    static func refuse(_ head: ArraySlice<UInt8>, name: String) throws(CommandFailure) {
        if head.isEmpty { throw .input("\(name) is empty: there are no events in it") }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw .input(
                "\(name) is a zip archive; `vigie scan \(name)` reads zipped exports, `vigie ingest` takes NDJSON")
        }
        if head.starts(with: [0x1F, 0x8B]) {
            throw .input("\(name) is gzip; run: gunzip -c \(name) | vigie ingest -")
        }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw .input("\(name) is UTF-16; convert it: iconv -f UTF-16 -t UTF-8 \(name) | vigie ingest -")
        }
        for (bytes, what) in magic where head.starts(with: bytes) {
            throw .input("\(name) is \(what), not NDJSON events")
        }
        let start = head.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.prefix(16)
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
            throw .input(
                "\(name) is an HTML page; export the chat again as JSON (DiscordChatExporter: --format Json), then run `vigie scan`"
            )
        }
    }
}
