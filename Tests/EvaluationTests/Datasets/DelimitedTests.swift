import Evaluation
import Testing

/// What a reader gives of a file, and what it notes.
func readTexts(
    _ bytes: [UInt8], file: String = "set.csv", columns: ColumnMapping = ColumnMapping(), chunk: Int = .max
) -> (texts: [LabelledText], problems: DatasetProblems) {
    var reader = LabelledTextReader(file: file, columns: columns)
    var texts: [LabelledText] = []
    var start = 0
    while start < bytes.count {
        let end = start + min(chunk, bytes.count - start)
        reader.push(Array(bytes[start..<end])) { texts.append($0) }
        start = end
    }
    reader.finish { texts.append($0) }
    return (texts, reader.problems)
}

func readTexts(
    _ text: String, file: String = "set.csv", columns: ColumnMapping = ColumnMapping()
) -> (texts: [LabelledText], problems: DatasetProblems) {
    readTexts(Array(text.utf8), file: file, columns: columns)
}

@Suite("Labelled messages from CSV and TSV")
struct DelimitedTests {
    @Test("quotes, doubled quotes, separators and line breaks inside fields are taken as RFC 4180 says")
    func quoting() {
        let (texts, problems) = readTexts(
            "id,text,label\n1,\"hello, \"\"you\"\"\",1\n2,\"two\nlines\r\nthree\",0\n3,\"\",0\n4,plain \"quotes\" inside,1\n"
        )
        #expect(problems.isEmpty)
        #expect(texts.map(\.text) == ["hello, \"you\"", "two\nlines\r\nthree", "", "plain \"quotes\" inside"])
        #expect(texts.map(\.label) == [true, false, false, true])
    }

    @Test("a byte order mark, CRLF, empty lines and a missing last line break change nothing")
    func lineEnds() {
        let plain = readTexts("id,text,label\na,x,1\nb,y,0\n").texts
        #expect(plain.count == 2)
        #expect(readTexts("\u{FEFF}id,text,label\r\na,x,1\r\n\r\nb,y,0").texts == plain)
        #expect(readTexts("id,text,label\ra,x,1\rb,y,0\r").texts == plain)
    }

    @Test("where a chunk ends makes no difference")
    func chunks() {
        let bytes = Array("\u{FEFF}id;text;label\r\n1;\"é;\"\"à\"\"\r\nb\";1\r\n2;x;0;9\r\n3;\"open;1\n4;z;true".utf8)
        let whole = readTexts(bytes)
        #expect(whole.texts.map(\.id) == ["1", "4"])
        for size in 1..<bytes.count {
            let pieces = readTexts(bytes, chunk: size)
            #expect(pieces.texts == whole.texts)
            #expect(pieces.problems == whole.problems)
        }
    }

    @Test("semicolons and tabs are told by the header, and .tsv is separated by tabs whatever it holds")
    func separators() {
        #expect(readTexts("id;text;label\n1;a,b;1\n").texts.first?.text == "a,b")
        #expect(readTexts("id\ttext\tlabel\n1\ta,b;c\t1\n").texts.first?.text == "a,b;c")
        #expect(readTexts("id\ttext\tlabel\n1\ta,b\t1\n", file: "set.tsv").texts.first?.text == "a,b")
    }

    @Test("a ragged row is left out and told with its line and column; those around it are kept")
    func ragged() {
        let (texts, problems) = readTexts("id,text,label\n1,a,1\n2,b\n3,c,0,x\n4,d,0\n")
        #expect(texts.map(\.id) == ["1", "4"])
        #expect(problems.lossCount == 2)
        #expect(problems.counts[.raggedRow] == 2)
        #expect(problems.kept.map(\.line) == [3, 4])
        #expect(problems.kept.map(\.column) == [1, 7])
        #expect(
            problems.kept.first?.description.hasPrefix("set.csv:3:1: the row has 2 columns and the header 3") == true)
    }

    @Test("a quotation mark that is never closed costs its own line only, at the end of the file and in its middle")
    func openQuotes() {
        let atEnd = readTexts("id,text,label\n1,\"open,1\n2,b,0\n3,c,1\n")
        #expect(atEnd.texts.map(\.id) == ["2", "3"])
        #expect(atEnd.problems.kept.map(\.description).first?.hasPrefix("set.csv:2:3: the quotation mark") == true)
        let inMiddle = readTexts("id,text,label\n1,\"open,1\n2,\"fine\",0\n3,c,1\n")
        #expect(inMiddle.texts.map(\.id) == ["2", "3"])
        #expect(inMiddle.problems.counts == [.unclosedQuote: 1])
    }

    @Test("letters after a closing quote on the same line belong to the field")
    func lettersAfterQuotes() {
        #expect(readTexts("id,text,label\n1,\"well\" she said,1\n").texts.first?.text == "well she said")
    }

    @Test("a row that is too long is left out, and does not cost the next")
    func tooLong() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: LabelledTextReader.longestRow + 10)
        let bytes = Array("id,text,label\n1,".utf8) + long + Array(",1\n2,b,0\n".utf8)
        let (texts, problems) = readTexts(bytes, chunk: 1 << 16)
        #expect(texts.map(\.id) == ["2"])
        #expect(problems.kept.map(\.reason) == [.tooLong])
        #expect(problems.kept.map(\.line) == [2])
    }

    @Test("a field that is not UTF-8 is told with its place, and how to convert the file")
    func latin1() {
        let bytes = Array("id,text,label\n1,a,1\n2,caf".utf8) + [0xE9] + Array(",0\n3,c,0\n".utf8)
        let (texts, problems) = readTexts(bytes)
        #expect(texts.map(\.id) == ["1", "3"])
        #expect(problems.kept.first?.reason == .wrongEncoding)
        #expect(problems.kept.first?.line == 3)
        #expect(problems.kept.first?.column == 3)
        #expect(problems.kept.first?.message.contains("iconv") == true)
    }

    @Test(
        "files that are no text in UTF-8 are refused whole with what to do",
        arguments: [
            ([0xFF, 0xFE, 0x69, 0x00], "UTF-16"), ([0x1F, 0x8B, 0x08, 0x00], "gunzip"),
            ([0x50, 0x4B, 3, 4], "spreadsheet"),
            ([0x69, 0x64, 0x00, 0x01], "not a text file"),
        ] as [([UInt8], String)])
    func notText(bytes: [UInt8], word: String) {
        let (texts, problems) = readTexts(bytes + Array("\n1,a,1\n".utf8))
        #expect(texts.isEmpty)
        #expect(problems.kept.map(\.reason) == [.wrongEncoding])
        #expect(problems.kept.first?.message.contains(word) == true)
    }

    @Test("a missing column is told with what was probably meant, and what there is")
    func missingColumn() {
        let near = readTexts("id,texte,label\n1,a,1\n").problems
        #expect(near.kept.first?.reason == .missingColumn)
        #expect(near.kept.first?.message.contains("did you mean “texte”?") == true)
        let far = readTexts("id,message,label\n1,a,1\n").problems
        #expect(far.kept.first?.message.contains("it has id, message, label") == true)
        #expect(readTexts("id,Text , LABEL\n1,a,1\n").texts.first?.label == true)
    }

    @Test("words of a file without a header are not shown")
    func noHeader() {
        let problems = readTexts("1,somebody's own words,1\n2,more of them,0\n").problems
        #expect(problems.kept.allSatisfy { $0.reason == .missingColumn })
        #expect(!problems.kept.contains { $0.message.contains("own") || $0.message.contains("words") })
    }

    @Test("columns are mapped, further ones kept, rows chosen, and positive values named")
    func mapping() {
        let columns = ColumnMapping(
            id: "nr", text: "body", label: "class", positive: ["Hateful", "2"], others: ["functionality"],
            only: [.init(column: "split", value: "test")])
        let (texts, problems) = readTexts(
            "nr,body,class,functionality,split\n1,a,hateful,negation,test\n2,b,2.0,quote,test\n3,c,1,quote,train\n4,d,no,quote,test\n",
            columns: columns)
        #expect(problems.isEmpty)
        #expect(texts.map(\.id) == ["1", "2", "4"])
        #expect(texts.map(\.label) == [true, true, false])
        #expect(texts.map(\.columns) == [["negation"], ["quote"], ["quote"]])
    }

    @Test("rows without ids are numbered; duplicate ids are noted and kept; an empty label is a problem")
    func ids() {
        #expect(readTexts("text,label\na,1\nb,0\n").texts.map(\.id) == ["1", "2"])
        let twice = readTexts("id,text,label\n1,a,1\n1,b,0\n2,c,\n")
        #expect(twice.texts.count == 2)
        #expect(twice.problems.duplicateCount == 1)
        #expect(twice.problems.lossCount == 1)
        #expect(twice.problems.kept.map(\.reason) == [.duplicateID, .wrongValue])
    }

    @Test("an empty file, and one with a header alone, are told as empty")
    func empty() {
        for text in ["", "\n\n", "id,text,label\n", "\u{FEFF}"] {
            let (texts, problems) = readTexts(text)
            #expect(texts.isEmpty)
            #expect(problems.kept.map(\.reason) == [.empty], "\(text.utf8.count)")
        }
    }

    @Test("no bytes make it trap")
    func noise() {
        var state: UInt64 = 1
        let alphabet = Array("\"\",;\t\r\n a1é{}[]:\\".utf8) + [0, 0xFF, 0xC3, 0xEF, 0xBB, 0xBF]
        for round in 0..<400 {
            var bytes: [UInt8] = round % 3 == 0 ? [] : Array("id,text,label\n".utf8)
            for _ in 0..<200 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            for file in ["a.csv", "a.tsv", "a.jsonl", "a"] {
                #expect(readTexts(bytes, file: file, chunk: 7).texts == readTexts(bytes, file: file).texts)
            }
        }
    }
}
