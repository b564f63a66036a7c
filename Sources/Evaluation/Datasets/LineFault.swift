import SafetyModel

/// Why a line of JSON cannot be used, and at which byte.
struct LineFault: Error {
    var reason: DatasetProblem.Reason
    var message: String
    var offset: Int

    init(_ reason: DatasetProblem.Reason, _ message: String, at offset: Int = 0) {
        self.reason = reason
        self.message = message
        self.offset = offset
    }

    /// - Parameter what: the place where it was met, as `messages`.
    init(_ error: JSONError, in what: String? = nil) {
        let place = what.map { " in “\($0)”" } ?? ""
        switch error.reason {
        case .invalidUTF8:
            self.init(
                .wrongEncoding, "the line is not UTF-8; convert the file: iconv -f WINDOWS-1252 -t UTF-8",
                at: error.offset)
        case .wrongKind(.object, _) where what == nil:
            self.init(.notJSON, "the line is not a JSON object", at: error.offset)
        case .wrongKind(let expected, let found):
            self.init(.wrongValue, "expected \(expected)\(place) and found \(found)", at: error.offset)
        case .numberOutOfRange: self.init(.wrongValue, "a number\(place) does not fit", at: error.offset)
        case .nestingTooDeep: self.init(.notJSON, "the JSON is nested too deep", at: error.offset)
        case .unexpectedEnd:
            self.init(.notJSON, "the JSON ends too early; each line must hold one whole object", at: error.offset)
        default: self.init(.notJSON, "the line is not JSON; each line must hold one object", at: error.offset)
        }
    }

    /// From 1, in Unicode scalars.
    func column(in line: UnsafeBufferPointer<UInt8>) -> Int {
        line.prefix(max(0, offset)).count { $0 & 0xC0 != 0x80 } + 1
    }
}

extension JSONReader {
    /// A string, number, `true` or `false` as text; `nil` for `null`.
    mutating func scalar() throws(JSONError) -> String? {
        switch try peek() {
        case .string: return try string()
        case .number: return try numberText()
        case .bool: return try bool() ? "true" : "false"
        case .null:
            try null()
            return nil
        default: throw mismatch()
        }
    }

    /// That something other than text stands there.
    private mutating func mismatch() -> JSONError {
        do throws(JSONError) {
            _ = try string()
            return JSONError(.unexpectedByte, at: offset)
        } catch {
            return error
        }
    }
}
