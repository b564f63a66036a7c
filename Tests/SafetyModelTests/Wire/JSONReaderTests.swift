import SafetyModel
import Testing

/// Reads bytes with a reader, and gives the error where there is one.
func reading<Value>(
    _ bytes: [UInt8], depth: Int = 64, _ body: (inout JSONReader) throws -> Value
) -> Result<Value, JSONError> {
    bytes.withUnsafeBufferPointer { buffer in
        var reader = JSONReader(buffer, maximumDepth: depth)
        do {
            return .success(try body(&reader))
        } catch let error as JSONError {
            return .failure(error)
        } catch {
            Issue.record("the reader threw \(error), which is not its error")
            return .failure(JSONError(.unexpectedByte, at: -1))
        }
    }
}

func reading<Value>(
    _ text: String, depth: Int = 64, _ body: (inout JSONReader) throws -> Value
) -> Result<Value, JSONError> {
    reading(Array(text.utf8), depth: depth, body)
}

/// Goes over one value and asks that nothing follows.
private func check(_ bytes: [UInt8], depth: Int = 64) -> JSONError? {
    let result = reading(bytes, depth: depth) { reader in
        try reader.skipValue()
        try reader.end()
    }
    switch result {
    case .success: return nil
    case .failure(let error): return error
    }
}

private func check(_ text: String, depth: Int = 64) -> JSONError? { check(Array(text.utf8), depth: depth) }

private func string(_ text: String) -> Result<String, JSONError> {
    reading(text) { reader in
        let value = try reader.string()
        try reader.end()
        return value
    }
}

@Suite("Reading JSON")
struct JSONReaderTests {
    @Test("An object is read member by member, and what is not wanted is skipped")
    func object() {
        let text = #" { "id" : "a1" , "skip":{"x":[1,{"y":[]}],"z":null}, "size": -12, "on":true,"off":false } "#
        let result = reading(text) { reader in
            var found: [String] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "id": found.append(try reader.string())
                case "size": found.append(String(try reader.int64()))
                case "on", "off": found.append(String(try reader.bool()))
                default:
                    let range = try reader.skipValue()
                    found.append("\(key.string)=\(reader.text(in: range))")
                }
            }
            try reader.end()
            return found
        }
        #expect(result == .success(["a1", #"skip={"x":[1,{"y":[]}],"z":null}"#, "-12", "true", "false"]))
    }

    @Test("A key with escapes equals the name that it spells; one that only begins alike does not")
    func keys() {
        let result = reading(#"{"\u0069d":1,"idx":2,"i":3,"é":4}"#) { reader in
            var names: [String] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                try reader.skipValue()
                if key == "id" { names.append("id!") } else { names.append(key.string) }
            }
            return names
        }
        #expect(result == .success(["id!", "idx", "i", "é"]))
    }

    @Test("Arrays, empty or nested, are gone through to their end")
    func arrays() {
        let result = reading("[ [] , [1, 2],[ 3 ] ]") { reader in
            var sums: [Int64] = []
            try reader.beginArray()
            while try reader.nextElement() {
                var sum: Int64 = 0
                try reader.beginArray()
                while try reader.nextElement() { sum += try reader.int64() }
                sums.append(sum)
            }
            try reader.end()
            return sums
        }
        #expect(result == .success([0, 3, 3]))
    }

    @Test("Every escape of RFC 8259 is resolved, surrogate pairs too")
    func escapes() {
        #expect(string(#""\"\\\/\b\f\n\r\t""#) == .success("\"\\/\u{8}\u{C}\n\r\t"))
        #expect(string(#""caf\u00e9 \uD83D\uDE00 \u20AC \u0000""#) == .success("café 😀 € \0"))
    }

    @Test("A surrogate escape without its partner becomes U+FFFD, so that a message cannot hide behind one")
    func loneSurrogates() {
        #expect(string(#""\ud800""#) == .success("\u{FFFD}"))
        #expect(string(#""\ud800x""#) == .success("\u{FFFD}x"))
        #expect(string(#""\udc00\ud800""#) == .success("\u{FFFD}\u{FFFD}"))
        #expect(string(#""\ud800\ud83d\ude00""#) == .success("\u{FFFD}😀"))
        #expect(string(#""\ud800\u0041""#) == .success("\u{FFFD}A"))
    }

    @Test("Strings of every length around the eight-byte steps come out whole")
    func lengths() {
        for length in 0...40 {
            let plain = String(repeating: "a", count: length)
            #expect(string("\"\(plain)\"") == .success(plain))
            let accented = plain + "é" + plain
            #expect(string("\"\(accented)\"") == .success(accented))
            #expect(string("\"\(plain)\\n\(plain)\"") == .success(plain + "\n" + plain))
        }
    }

    @Test("Bytes that are not UTF-8 are refused at their offset, wherever they stand in a step")
    func invalidUTF8() {
        let wrong: [[UInt8]] = [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0xAF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
            [0xC3, 0x28], [0xE2, 0x28, 0xA1],
        ]
        for sequence in wrong {
            for before in 0...9 {
                let bytes = [0x22] + [UInt8](repeating: 0x61, count: before) + sequence + [0x22]
                #expect(check(bytes) == JSONError(.invalidUTF8, at: 1 + before), "\(sequence) after \(before)")
            }
        }
        #expect(check([0x22, 0xF4, 0x8F, 0xBF, 0xBF, 0xED, 0x9F, 0xBF, 0xE0, 0xA0, 0x80, 0x22]) == nil)
    }

    @Test(
        "What RFC 8259 does not allow is refused",
        arguments: [
            "", " ", "{", "}", "[", "]", "{]", "[}", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
            "{,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{1:1}", "[1]]", "1 2", "nul", "nulll", "True", "tru", "NaN",
            "Infinity", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.e3", "0x10", "1_000", "\"", "\"a",
            "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\", "\"\\u", "\"a\nb\"", "\"\u{1}\"", "\"\t\"",
            "// c\n1", "[1,/**/2]", "\u{00A0}1", "\u{FEFF}\u{FEFF}1", "{\"a\":1 \"b\":2}", "[\"a\" \"b\"]",
        ])
    func refused(text: String) {
        #expect(check(text) != nil)
    }

    @Test(
        "What RFC 8259 allows is taken",
        arguments: [
            "null", " true ", "\t\r\nfalse", "0", "-0", "-0.0e-0", "1E400", "123456789012345678901234567890", "\"\"",
            "[]", "{}", "[[[]]]", "{\"\":{\"\":[]}}", "\"\u{7F}\"", "\u{FEFF}{}", "[1,\"a\",null,true,{}]",
        ])
    func accepted(text: String) {
        #expect(check(text) == nil)
    }

    @Test("An error tells the byte at which the fault was seen")
    func offsets() {
        #expect(check("[1, x]") == JSONError(.unexpectedByte, at: 4))
        #expect(check("[1, 2") == JSONError(.unexpectedEnd, at: 5))
        #expect(check("\"ab\\q\"") == JSONError(.invalidEscape, at: 3))
        #expect(check("\"abcdefghi\u{2}\"") == JSONError(.controlCharacter, at: 10))
        #expect(check("{} {}") == JSONError(.trailingBytes, at: 3))
        #expect(check("[10, 01]") == JSONError(.invalidNumber, at: 5))
    }

    @Test("Nesting is allowed up to the limit and not one deeper, however deep the text goes")
    func depth() {
        let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        #expect(check(deep(64)) == nil)
        #expect(check(deep(65)) == JSONError(.nestingTooDeep, at: 64))
        #expect(check(deep(3), depth: 2) == JSONError(.nestingTooDeep, at: 2))
        #expect(check(String(repeating: "[", count: 1_000_000), depth: .max) == JSONError(.nestingTooDeep, at: 512))
        #expect(check(String(repeating: "{\"a\":", count: 100_000)) == JSONError(.nestingTooDeep, at: 64 * 5))
    }

    @Test("Integers keep every digit, to the edges of 64 bits and not beyond")
    func integers() {
        let read = { (text: String) in reading(text) { reader in try reader.int64() } }
        #expect(read("9223372036854775807") == .success(.max))
        #expect(read("-9223372036854775808") == .success(.min))
        #expect(read("9223372036854775808") == .failure(JSONError(.numberOutOfRange, at: 0)))
        #expect(read("-9223372036854775809") == .failure(JSONError(.numberOutOfRange, at: 0)))
        #expect(read(String(repeating: "9", count: 5000)) == .failure(JSONError(.numberOutOfRange, at: 0)))
        #expect(read("1.0") == .failure(JSONError(.numberOutOfRange, at: 0)))
        #expect(read("1e2") == .failure(JSONError(.numberOutOfRange, at: 0)))
    }

    @Test("Doubles are rounded to the nearest, and never infinite; a number can be had as it is written")
    func doubles() {
        let read = { (text: String) in reading(text) { reader in try reader.double() } }
        #expect(read("0.1") == .success(0.1))
        #expect(read("-1.5E+3") == .success(-1500))
        #expect(read("1e400") == .failure(JSONError(.numberOutOfRange, at: 0)))
        #expect(read("1e-400") == .success(0))
        let written = reading("123456789012345678901") { reader in try reader.numberText() }
        #expect(written == .success("123456789012345678901"))
    }

    @Test("A value of another kind than was asked for is named, and null is absent where that is allowed")
    func wrongKind() {
        let number = reading("12") { reader in try reader.string() }
        #expect(number == .failure(JSONError(.wrongKind(expected: .string, found: .number), at: 0)))
        let text = reading("[\"x\"]") { reader in
            try reader.beginArray()
            _ = try reader.nextElement()
            return try reader.int64()
        }
        #expect(text == .failure(JSONError(.wrongKind(expected: .number, found: .string), at: 1)))
        let array = reading("[]") { reader in try reader.beginObject() }
        if case .failure(let error) = array {
            #expect(error == JSONError(.wrongKind(expected: .object, found: .array), at: 0))
        } else {
            Issue.record("an array was opened as an object")
        }
        let absent = reading(" null ") { reader in try reader.optionalString() }
        #expect(absent == .success(nil))
    }

    @Test("Calls in the wrong order are errors, not traps")
    func misuse() {
        let attempts: [(inout JSONReader) throws -> Void] = [
            { reader in _ = try reader.nextKey() },
            { reader in while try reader.nextElement() {} },
            { reader in
                try reader.beginObject()
                while try reader.nextKey() != nil {}
            },
            { reader in
                try reader.beginObject()
                while try reader.nextElement() {}
            },
        ]
        for text in ["{\"a\":1}", "}", "]", "", "[1]", "{\"a\":{}}"] {
            for (index, attempt) in attempts.enumerated() {
                if case .success = reading(text, attempt) { Issue.record("\(text) passed attempt \(index)") }
            }
        }
    }

    @Test("A copy of a reader goes back to where it was taken")
    func copies() {
        let result = reading("[1,2,3]") { reader in
            try reader.beginArray()
            _ = try reader.nextElement()
            var copy = reader
            try reader.skipValue()
            let rest = try reader.nextElement() ? try reader.int64() : 0
            return [try copy.int64(), rest]
        }
        #expect(result == .success([1, 2]))
    }
}
