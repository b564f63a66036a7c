import Evaluation
import SafetyModel
import Testing

@Suite("Labelled messages from JSONL")
struct JSONLinesTests {
    @Test("strings, numbers and booleans are taken for ids and labels; other keys are passed over")
    func values() {
        let (texts, problems) = readTexts(
            """
            {"id":"a","text":"x","label":1,"more":{"deep":[1]}}
            {"id":9007199254740993,"text":"y","label":false}
            {"text":"z","label":"true"}
            """, file: "set.jsonl")
        #expect(problems.isEmpty)
        #expect(texts.map(\.id) == ["a", "9007199254740993", "3"])
        #expect(texts.map(\.label) == [true, false, true])
    }

    @Test("lines that are not JSON, not whole, not UTF-8 or lack a key are told with line and column; the rest is kept")
    func faults() {
        let good = #"{"id":"1","text":"x","label":1}"#
        let lines: [[UInt8]] = [
            Array(good.utf8), Array(#"{"id":"2","text":"x","lab"#.utf8), Array("no json".utf8),
            Array(#"{"id":"3","txt":"x","label":1}"#.utf8), Array(#"{"id":"4","text":["x"],"label":1}"#.utf8),
            Array(#"{"id":"5","text":""#.utf8) + [0xE9] + Array(#"","label":1}"#.utf8),
            Array(#"{"id":"6","text":"x","label":null}"#.utf8),
        ]
        let (texts, problems) = readTexts(Array(lines.joined(separator: [0x0A])), file: "set.jsonl")
        #expect(texts.map(\.id) == ["1"])
        #expect(problems.kept.map(\.line) == [2, 3, 4, 5, 6, 7])
        #expect(
            problems.kept.map(\.reason) == [
                .notJSON, .notJSON, .missingColumn, .wrongValue, .wrongEncoding, .wrongValue,
            ])
        #expect(problems.kept[2].message.contains("did you mean “txt”?"))
        #expect(problems.kept[3].message == "expected string in “text” and found array")
        #expect(problems.kept[3].column == 18)
    }

    @Test("a JSON array is refused with how to turn it into lines")
    func array() {
        let (texts, problems) = readTexts("[\n{\"id\":\"1\",\"text\":\"x\",\"label\":1}\n]\n", file: "set.json")
        #expect(texts.isEmpty)
        #expect(problems.kept.map(\.reason) == [.notJSON])
        #expect(problems.kept.first?.message.contains("jq") == true)
    }

    @Test("a file of no telling name is told by its first byte")
    func unnamed() {
        #expect(readTexts("\n{\"id\":\"1\",\"text\":\"x\",\"label\":1}\n", file: "-").texts.count == 1)
        #expect(readTexts("id,text,label\n1,x,1\n", file: "-").texts.count == 1)
    }

    @Test("a very long line is left out and the next one read")
    func longLine() {
        let long = String(repeating: "x", count: LabelledTextReader.longestRow)
        let (texts, problems) = readTexts(
            "{\"id\":\"1\",\"text\":\"\(long)\",\"label\":1}\n{\"id\":\"2\",\"text\":\"x\",\"label\":1}\n",
            file: "a.jsonl")
        #expect(texts.map(\.id) == ["2"])
        #expect(problems.kept.map(\.reason) == [.tooLong])
    }
}
