import SafetyModel

/// A text: UTF-8 without control characters, and no web page or program.
enum TextFile {
    /// How a document begins that a browser or an interpreter would run (WHATWG MIME Sniffing, 7.1, and a few more).
    private static let markup = [
        "<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<svg", "<?xml", "<?php", "<!--", "<h1", "<div",
        "<font", "<table", "<a ", "<style", "<title", "<b>", "<p>", "<br", "<img", "#!", "%!ps", "{\\rtf",
    ]

    static func kind(of bytes: [UInt8]) throws(AttachmentRefusal) -> AttachmentKind {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let content = hasMark ? bytes[3...] : bytes[...]
        let isPlain = bytes.withUnsafeBufferPointer { buffer in
            buffer.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        }
        guard isPlain, String(validating: content, as: UTF8.self) != nil else { throw .unknownKind }
        guard let start = content.firstIndex(where: { $0 > 0x20 }) else { throw .empty }
        let beginning = String(decoding: content[start...].prefix(16), as: UTF8.self).lowercased()
        if markup.contains(where: { beginning.hasPrefix($0) }) { throw .markup }
        let first = content[start]
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return .text }
        return isJSON(bytes, from: start) ? .json : .text
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
