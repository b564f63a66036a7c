/// How a data set is written.
public enum DatasetFormat: String, Sendable, Hashable, CaseIterable {
    /// Separated by commas, or by the semicolons that spreadsheets use where the comma is the decimal sign.
    case csv
    /// Separated by tabs.
    case tsv
    /// One JSON object a line.
    case jsonLines = "jsonl"

    /// By the ending of a file's name; `nil` where it says nothing, and the first bytes have to.
    public init?(fileName: String) {
        let name = fileName.lowercased()
        if name.hasSuffix(".csv") {
            self = .csv
        } else if name.hasSuffix(".tsv") || name.hasSuffix(".tab") {
            self = .tsv
        } else if [".jsonl", ".ndjson", ".json"].contains(where: name.hasSuffix) {
            self = .jsonLines
        } else {
            return nil
        }
    }
}

/// Holds the first bytes of a file back until its first line is there, so that the way it is written can be told.
struct DatasetStart: Sendable {
    private static let most = 1 << 16
    private var held: [UInt8] = []
    private var isOver = false

    /// Takes a chunk.
    /// - Returns: the bytes to go on with, the first time with all that was held; `nil` while the first line lasts.
    mutating func take(_ chunk: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        held.append(contentsOf: chunk)
        guard held.count >= Self.most || Self.firstLine(held).endIndex < held.count else { return nil }
        return finish()
    }

    /// What was held, where the file ended within its first line.
    mutating func finish() -> [UInt8] {
        isOver = true
        defer { held = [] }
        return held
    }

    var isWaiting: Bool { !isOver }

    /// The first line that is not empty, without the space before it; of a very long one the beginning. What is told of a
    /// file is told from it alone, wherever the chunks end.
    private static func firstLine(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let known = bytes.prefix(most)
        let text = known.starts(with: [0xEF, 0xBB, 0xBF]) ? known.dropFirst(3) : known
        let line = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        return line.prefix { $0 != 0x0A && $0 != 0x0D }
    }

    /// Why a file that begins so is no text in UTF-8; `nil` where it may be one.
    static func refusal(_ start: [UInt8]) -> String? {
        func begins(_ mark: [UInt8]) -> Bool { start.starts(with: mark) }
        if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) {
            return "it is written in UTF-16; convert it: iconv -f UTF-16 -t UTF-8"
        }
        if begins([0x1F, 0x8B]) { return "it is compressed; unpack it first: gunzip" }
        if begins([0x50, 0x4B, 0x03, 0x04]) {
            return "it is a zip archive or a spreadsheet; unpack it, or save the sheet as CSV in UTF-8"
        }
        if firstLine(start).contains(0) { return "it is not a text file; export it as CSV or JSONL in UTF-8" }
        return nil
    }

    /// What to say of a file of JSON that is one array.
    static let arrayRefusal = "it is a JSON array, and one object a line is needed: jq -c '.[]' FILE > FILE.jsonl"

    /// The first byte that is no space.
    static func firstByte(_ start: [UInt8]) -> UInt8? { firstLine(start).first }

    /// What separates the columns of a header: of comma, semicolon and tab that which stands most often outside quotes.
    static func delimiter(_ start: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in firstLine(start) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        var best = UInt8(ascii: ",")
        for candidate in [UInt8(ascii: ";"), 0x09] where (counts[candidate] ?? 0) > (counts[best] ?? 0) {
            best = candidate
        }
        return best
    }
}
