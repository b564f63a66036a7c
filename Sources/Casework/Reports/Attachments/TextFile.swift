import SafetyModel

/// A text: UTF-8 without control characters, and no web page or program.
enum TextFile {
    static func kind(of bytes: [UInt8]) throws(AttachmentRefusal) -> AttachmentKind {
        var scan = TextScan()
        let refusal = bytes.withUnsafeBytes { (all: UnsafeRawBufferPointer) -> AttachmentRefusal? in
            do throws(AttachmentRefusal) {
                try scan.take(all)
                try scan.finish()
                return nil
            } catch {
                return error
            }
        }
        if let refusal { throw refusal }
        let start = bytes.starts(with: TextScan.mark) ? TextScan.mark.count : 0
        guard let first = bytes[start...].firstIndex(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[") else { return .text }
        return isJSON(bytes, from: first) ? .json : .text
    }

    /// One JSON value, or one a line.
    private static func isJSON(_ bytes: [UInt8], from start: Int) -> Bool {
        bytes[start...].withUnsafeBufferPointer { buffer in
            if isOneValue(buffer) { return true }
            let lines = buffer.split(separator: 0x0A).prefix(3)
            return lines.allSatisfy { isOneValue(UnsafeBufferPointer(rebasing: $0)) }
        }
    }

    private static func isOneValue(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        var reader = JSONReader(buffer)
        do {
            _ = try reader.skipValue()
            try reader.end()
            return true
        } catch {
            return false
        }
    }
}

/// Looks whether bytes are such a text, as they come.
struct TextScan {
    /// U+FEFF, which some programs write before a text.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// How a document begins that a browser or an interpreter would run (WHATWG MIME Sniffing, 7.1, and a few more).
    private static let markup = [
        "<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<svg", "<?xml", "<?php", "<!--", "<h1", "<div",
        "<font", "<table", "<a ", "<style", "<title", "<b>", "<p>", "<br", "<img", "#!", "%!ps", "{\\rtf",
    ]
    private static let beginningLength = 16

    private var isFirst = true
    /// From the first letter on.
    private var beginning: [UInt8] = []
    /// The bytes of a letter that the last piece cut in two.
    private var begun: [UInt8] = []

    mutating func take(_ piece: UnsafeRawBufferPointer) throws(AttachmentRefusal) {
        guard piece.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
            throw .unknownKind
        }
        var bytes = begun + piece
        if isFirst, bytes.starts(with: Self.mark) { bytes.removeFirst(Self.mark.count) }
        isFirst = false
        noteBeginning(bytes)
        begun = Array(bytes[Self.endOfWholeLetters(bytes)...])
        bytes.removeLast(begun.count)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .unknownKind }
    }

    func finish() throws(AttachmentRefusal) {
        guard begun.isEmpty else { throw .unknownKind }
        let text = String(decoding: beginning, as: UTF8.self).lowercased()
        if Self.markup.contains(where: { text.hasPrefix($0) }) { throw .markup }
    }

    private mutating func noteBeginning(_ bytes: [UInt8]) {
        guard beginning.count < Self.beginningLength else { return }
        let rest = beginning.isEmpty ? bytes.drop { $0 <= 0x20 } : bytes[...]
        beginning.append(contentsOf: rest.prefix(Self.beginningLength - beginning.count))
    }

    /// Where a letter begins that the end of the bytes cuts in two; else the end.
    private static func endOfWholeLetters(_ bytes: [UInt8]) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return length > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }
}
