import SafetyModel
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
    @Test("Commas stand where they belong, in every combination of objects, arrays and values")
    func commas() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.integer(1)
        writer.beginObject()
        writer.endObject()
        writer.strings(["x", "y"])
        writer.null()
        writer.endArray()
        writer.key("b")
        writer.bool(false)
        writer.key("c")
        writer.raw("{\n\"d\":[]}")
        writer.key("e")
        writer.timestamp(Timestamp(milliseconds: 0))
        writer.endObject()
        #expect(
            writer.text
                == #"{"a":[1,{},["x","y"],null],"b":false,"c":{ "d":[]},"e":"1970-01-01T00:00:00.000Z"}"#)
    }

    @Test("Only what must be escaped is, at every place of an eight-byte step")
    func escapes() {
        var writer = JSONWriter()
        writer.string("\"\\\n\r\t\u{0}\u{1F}\u{7F}/é😀\u{2028}")
        #expect(writer.text == "\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\u{7F}/é😀\u{2028}\"")
        for before in 0...20 {
            let text = String(repeating: "a", count: before) + "\"" + String(repeating: "b", count: 20 - before)
            var writer = JSONWriter()
            writer.string(text)
            let back = reading(writer.bytes) { reader in try reader.string() }
            #expect(back == .success(text))
        }
    }

    @Test("Keys that need it are escaped")
    func keys() {
        var writer = JSONWriter()
        writer.beginObject()
        let fixed: StaticString = "a\"b"
        writer.key(fixed)
        writer.integer(1)
        writer.key("c\nd")
        writer.integer(2)
        writer.endObject()
        #expect(writer.text == #"{"a\"b":1,"c\nd":2}"#)
    }

    @Test("Numbers read back as they were; what JSON cannot say becomes null")
    func numbers() {
        for value in [0, 0.1, -1.5e300, 2.5e-308, Double.greatestFiniteMagnitude, 1e20, 123456789.123] {
            var writer = JSONWriter()
            writer.double(value)
            #expect(reading(writer.bytes) { reader in try reader.double() } == .success(value))
        }
        for value in [Int64.min, -1, 0, Int64.max] {
            var writer = JSONWriter()
            writer.integer(value)
            #expect(reading(writer.bytes) { reader in try reader.int64() } == .success(value))
        }
        var writer = JSONWriter()
        writer.beginArray()
        writer.double(.nan)
        writer.double(.infinity)
        writer.endArray()
        #expect(writer.text == "[null,null]")
    }

    @Test("Random texts survive writing and reading")
    func random() {
        var events = RandomEvents(seed: 5)
        for _ in 0..<2000 {
            let text = events.text(0...30)
            var writer = JSONWriter()
            writer.string(text)
            let back = reading(writer.bytes) { reader in try reader.string() }
            if back != .success(text) { Issue.record("\(text.debugDescription) became \(back)") }
        }
    }
}
