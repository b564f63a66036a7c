import SafetyModel
import Testing

/// What a splitter gives, as text; `nil` for a line that is too long.
private struct Given: Equatable {
    var number: Int
    var text: String?
}

private func split(_ chunks: [[UInt8]], maximum: Int = LineSplitter.defaultMaximumLength) -> [Given] {
    var splitter = LineSplitter(maximumLength: maximum)
    var lines: [Given] = []
    let take = { (line: LineSplitter.Line) in
        lines.append(
            Given(number: line.number, text: line.isTooLong ? nil : String(decoding: line.bytes, as: UTF8.self)))
    }
    for chunk in chunks { splitter.push(chunk, take) }
    splitter.finish(take)
    return lines
}

private func split(_ text: String, maximum: Int = LineSplitter.defaultMaximumLength) -> [Given] {
    split([Array(text.utf8)], maximum: maximum)
}

@Suite("Cutting a stream into lines")
struct LineSplitterTests {
    @Test("CRLF, a byte order mark, empty lines and a last line without an end are all understood")
    func forms() {
        let text = "\u{FEFF}one\r\n\n  \t\r\ntwo two two two\nthree"
        let expected = [
            Given(number: 1, text: "one"), Given(number: 4, text: "two two two two"), Given(number: 5, text: "three"),
        ]
        #expect(split(text) == expected)
        #expect(split(text + "\n") == expected)
    }

    @Test("Where a chunk ends makes no difference, at every byte and for every chunk size")
    func boundaries() {
        let bytes = Array("\u{FEFF}{\"a\":\"é\"}\r\n\r\n0123456789abcdef\n\u{FEFF}x\n{\"z\":1}".utf8)
        let whole = split([bytes], maximum: 14)
        #expect(whole.map(\.number) == [1, 3, 4, 5])
        #expect(whole[1].text == nil)
        // A mark that is not at the beginning of the stream belongs to its line.
        #expect(whole[2].text?.utf8.count == 4)
        for cut in 0...bytes.count {
            #expect(split([Array(bytes[..<cut]), Array(bytes[cut...])], maximum: 14) == whole)
        }
        for size in 1...bytes.count {
            let chunks = stride(from: 0, to: bytes.count, by: size).map {
                Array(bytes[$0..<min($0 + size, bytes.count)])
            }
            #expect(split(chunks, maximum: 14) == whole)
        }
    }

    @Test("A line of 3 MB in chunks is reported as too long, and the next ones are taken")
    func tooLong() {
        let long = [UInt8](repeating: 0x61, count: 3_000_000)
        var bytes = Array("one\n".utf8) + long + Array("\ntwo\n".utf8)
        let chunks = stride(from: 0, to: bytes.count, by: 65_536).map {
            Array(bytes[$0..<min($0 + 65_536, bytes.count)])
        }
        let expected = [
            Given(number: 1, text: "one"), Given(number: 2, text: nil), Given(number: 3, text: "two"),
        ]
        #expect(split(chunks) == expected)
        #expect(split([bytes]) == expected)
        bytes = long
        #expect(split([bytes]) == [Given(number: 1, text: nil)])
    }

    @Test("However long a line is, little of it is held")
    func memory() {
        var splitter = LineSplitter(maximumLength: 1000)
        var tooLong = 0
        for _ in 0..<200 {
            splitter.push([UInt8](repeating: 0x61, count: 300)) { _ in Issue.record("a line without an end") }
            #expect(splitter.heldCount <= 1004)
        }
        splitter.push([0x0A]) { tooLong += $0.isTooLong ? 1 : 0 }
        #expect(tooLong == 1)
    }

    @Test("The limit counts what is in the line, not its end nor the mark before it")
    func exactLimit() {
        #expect(split("12345\r\n", maximum: 5) == [Given(number: 1, text: "12345")])
        #expect(split("\u{FEFF}12345\r\n", maximum: 5) == [Given(number: 1, text: "12345")])
        #expect(split("123456\n", maximum: 5) == [Given(number: 1, text: nil)])
        #expect(split("123456", maximum: 5) == [Given(number: 1, text: nil)])
        let megabyte = String(repeating: "a", count: LineSplitter.defaultMaximumLength)
        #expect(split(megabyte).first?.text?.utf8.count == 1_048_576)
        #expect(split(megabyte + "a").first?.text == nil)
    }

    @Test("Nothing, or nothing but ends, gives no line")
    func nothing() {
        #expect(split([]) == [])
        #expect(split([[], []]) == [])
        #expect(split("\n\r\n\u{FEFF}".replacing("\u{FEFF}", with: "")) == [])
        #expect(split("\u{FEFF}") == [])
    }

    @Test("After its end a splitter takes another stream, with its own mark and numbers")
    func again() {
        var splitter = LineSplitter()
        var numbers: [Int] = []
        for _ in 0..<2 {
            splitter.push(Array("\u{FEFF}a\nb".utf8)) { line in
                numbers.append(line.number)
                #expect(line.bytes.count == 1)
            }
            splitter.finish { numbers.append($0.number) }
        }
        #expect(numbers == [1, 2, 1, 2])
    }

    @Test("An error of the one who takes the lines comes out")
    func errors() {
        struct Stop: Error {}
        var splitter = LineSplitter()
        #expect(throws: Stop.self) { try splitter.push(Array("a\nb\n".utf8)) { _ in throw Stop() } }
    }
}
