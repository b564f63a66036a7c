import SafetyModel

extension JSONReader {
    /// An id: a string, or a number kept as its digits (never through a floating-point number, which would change
    /// the last digits of long ones). `nil` for anything else.
    mutating func identifier() throws(JSONError) -> String? {
        switch try peek() {
        case .string: return try string()
        case .number: return try numberText()
        default:
            _ = try skipValue()
            return nil
        }
    }

    /// A string, or `nil` for anything else.
    mutating func stringIfAny() throws(JSONError) -> String? {
        guard try peek() == .string else {
            _ = try skipValue()
            return nil
        }
        return try string()
    }

    /// A truth value, or `nil` for anything else.
    mutating func boolIfAny() throws(JSONError) -> Bool? {
        guard try peek() == .bool else {
            _ = try skipValue()
            return nil
        }
        return try bool()
    }

    /// A whole number, or `nil` for anything else, too large ones included.
    mutating func integerIfAny() throws(JSONError) -> Int64? {
        guard try peek() == .number else {
            _ = try skipValue()
            return nil
        }
        return Int64(try numberText())
    }

    /// Goes through an object's members; anything else is skipped. `body` must read or skip the value.
    mutating func members(
        _ body: (inout JSONReader, JSONKey) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard try peek() == .object else {
            _ = try skipValue()
            return
        }
        try beginObject()
        while let key = try nextKey() { try body(&self, key) }
    }

    /// Goes through an array's elements; anything else is skipped. `body` must read or skip the element.
    mutating func elements(_ body: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        guard try peek() == .array else {
            _ = try skipValue()
            return
        }
        try beginArray()
        while try nextElement() { try body(&self) }
    }

    mutating func skip() throws(JSONError) { _ = try skipValue() }
}

extension String {
    /// At most `bytes` bytes of UTF-8, cut between characters.
    func cut(toBytes bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: bytes)
        while end > startIndex && end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }

    /// `nil` where empty.
    var ifAny: String? { isEmpty ? nil : self }
}

/// What a file is, by the end of its name: `image`, `video`, `audio` or `file`.
func attachmentKind(_ name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "file" }
    switch name[name.index(after: dot)...].lowercased() {
    case "png", "jpg", "jpeg", "gif", "webp", "heic", "avif", "bmp", "jfif": return "image"
    case "mp4", "mov", "webm", "mkv", "avi", "m4v": return "video"
    case "mp3", "ogg", "wav", "m4a", "flac", "opus": return "audio"
    default: return "file"
    }
}
