import Casework
import Testing

@Suite("Archives that come with a report")
struct ArchiveAttachmentTests {
    private func refusal(
        _ bytes: [UInt8], isKnown: ([UInt8]) -> Bool = { _ in false }
    ) -> AttachmentRefusal? {
        do throws(AttachmentRefusal) {
            _ = try AttachmentCheck.examine(bytes, isKnown: isKnown)
            return nil
        } catch {
            return error
        }
    }

    private func archive(_ build: (inout SampleArchive) -> Void) -> [UInt8] {
        var archive = SampleArchive()
        build(&archive)
        return archive.bytes
    }

    @Test("a chat export with folders, texts, pictures and a recording is taken, packed or not")
    func export() throws {
        let bytes = archive {
            $0.add("chat/", []) { $0.mode = 0o040755 }
            $0.add("chat/messages.json", Array(#"{"messages":["été"]}"#.utf8)) { $0.method = 8 }
            $0.add("chat/été.txt", Array(repeating: Array("12:01 Noa: hé 🙂\n".utf8), count: 40_000).flatMap(\.self)) {
                $0.method = 8
                $0.flags = 0x800
            }
            $0.add("chat/picture.png", SampleFile.png()) { $0.method = 8 }
            $0.add("chat/voice.ogg", SampleFile.ogg)
            $0.add("chat/empty.txt", [])
        }
        let checked = try AttachmentCheck.examine(bytes)
        #expect(checked == CheckedAttachment(kind: .zip, copy: nil))
    }

    @Test("archives that would grow beyond measure, whatever they declare, are refused")
    func bombs() {
        #expect(refusal(SampleFile.zip([("a", [1, 2, 3])], unpacked: 1 << 30)) != nil)
        let overlapping = SampleFile.zip([("a", [1]), ("b", [2])], offset: 0)
        #expect(refusal(overlapping)?.cause == .bomb)
        let many = (0..<5_001).map { (name: "f\($0)", body: [UInt8]()) }
        #expect(refusal(SampleFile.zip(many)) == .bomb)
        let zeros = [UInt8](repeating: 0x61, count: 4 << 20)
        let dense = archive { $0.add("a.txt", zeros) { $0.method = 8 } }
        #expect(refusal(dense) == .inArchive(name: "a.txt", .bomb))
        // It says less than comes out.
        let liar = archive {
            $0.add("a.txt", zeros) {
                $0.method = 8
                $0.unpacked = 100
            }
        }
        #expect(refusal(liar) == .inArchive(name: "a.txt", .bomb))
        // Many files that are each below the bound, and together above it.
        let sum = archive { archive in
            for number in 0..<4 { archive.add("\(number).txt", []) { $0.unpacked = 60 << 20 } }
        }
        #expect(refusal(sum) != nil)
    }

    @Test("an archive in an archive is told by its content, whatever its name")
    func nested() {
        let inner = SampleFile.zip()
        #expect(refusal(SampleFile.zip([("notes.txt", inner)])) == .inArchive(name: "notes.txt", .nested))
        // The rest that is no plain text is no kind that is taken.
        for head in [[0x1F, 0x8B, 8], [0x37, 0x7A, 0xBC, 0xAF], [0x52, 0x61, 0x72, 0x21, 0x1A, 7]] as [[UInt8]] {
            #expect(refusal(SampleFile.zip([("x.txt", head)])) == .inArchive(name: "x.txt", .unknownKind))
        }
    }

    @Test("locked files are named, the first three of them")
    func locked() {
        let files = ["a.txt", "b.txt", "c.txt", "d.txt"].map { (name: $0, body: [UInt8(65)]) }
        #expect(refusal(SampleFile.zip(files, flags: 1)) == .inArchive(name: "a.txt, b.txt, c.txt (+1)", .locked))
        let one = archive {
            $0.add("open.txt", [65])
            $0.add("shut.txt", [65]) { $0.flags = 1 }
        }
        #expect(refusal(one)?.description.hasPrefix("shut.txt, in the archive: files behind a password") == true)
    }

    @Test(
        "names that lead elsewhere or deceive are refused",
        arguments: [
            "../a.txt", "a/../../b.txt", "/etc/passwd", "C:\\a.txt", "a\\..\\b.txt", "a\u{0}.txt", "a\nb.txt",
            "a\u{202E}gpj.txt", "", String(repeating: "d/", count: 40) + "a.txt",
        ])
    func names(_ name: String) {
        #expect(refusal(SampleFile.zip([(name, [65])]))?.cause == .unsafeName)
    }

    @Test("names are refused that only some programs read as leading elsewhere")
    func encodings() {
        // An overlong full stop where UTF-8 is promised; a second name behind a harmless one; a link.
        let overlong = archive {
            $0.add("", [65]) {
                $0.name = [0xC0, 0xAE, 0xC0, 0xAE, 0x2F, 0x61]
                $0.flags = 0x800
            }
        }
        #expect(refusal(overlong)?.cause == .unsafeName)
        let second = archive {
            $0.add("a.txt", [65]) { $0.extra = [0x75, 0x70, 9, 0, 1, 0, 0, 0, 0] + Array("../a".utf8) }
        }
        #expect(refusal(second)?.cause == .unsafeName)
        let link = archive { $0.add("a.txt", Array("/etc/passwd".utf8)) { $0.mode = 0o120777 } }
        #expect(refusal(link)?.cause == .unsafeName)
        // Letters of an old code page are nothing bad.
        let old = archive { $0.add("", [65]) { $0.name = [0x82, 0x74, 0x82, 0x2E, 0x74, 0x78, 0x74] } }
        #expect(refusal(old) == nil)
    }

    @Test("each file of an archive is looked at as if it had been sent by itself")
    func contents() {
        let cases: [(name: String, body: [UInt8], reason: AttachmentRefusal)] = [
            ("page.txt", Array("<html><body>".utf8), .markup), ("tool.png", [0x4D, 0x5A, 0x90, 0], .unknownKind),
            ("lib.txt", [0x7F, 0x45, 0x4C, 0x46, 2], .unknownKind),
            ("cut.png", Array(SampleFile.png().dropLast(5)), .damaged(.png)),
            ("two.png", SampleFile.png() + Array("<script>1</script>".utf8), .twoFilesInOne(.png)),
            ("vast.png", SampleFile.png(width: 100_000, height: 100_000), .bomb),
            ("broken.txt", [0x61, 0xC3], .unknownKind),
        ]
        for one in cases {
            let bytes = SampleFile.zip([("ok.txt", [65]), (one.name, one.body)])
            #expect(refusal(bytes) == .inArchive(name: one.name, one.reason))
        }
    }

    @Test("a known file in an archive refuses the archive, packed or not, and is not named")
    func known() {
        let picture = SampleFile.png()
        for method in [0, 8] {
            let bytes = archive { $0.add("p.png", picture) { $0.method = method } }
            #expect(refusal(bytes) { $0 == picture } == .intimate)
        }
    }

    @Test("what hides in front of, between or behind the files is refused")
    func gaps() {
        for place in 0..<3 {
            let bytes = archive {
                let page = Array("<script>alert(1)</script>".utf8)
                $0.add("a.txt", [65])
                $0.add("b.txt", [66])
                // A file that the list of contents does not have.
                if place == 0 { $0.front = Array(SampleFile.zip().prefix(36)) }
                if place == 1 { $0.between = page }
                if place == 2 { $0.behind = page }
            }
            #expect(refusal(bytes) == .twoFilesInOne(.zip), "place \(place)")
        }
    }

    @Test("a changed byte in a file of an archive is noticed")
    func checkSums() {
        let bytes = archive { $0.add("a.txt", Array("hey".utf8)) { $0.checkSum = 7 } }
        #expect(refusal(bytes) == .inArchive(name: "a.txt", .damaged(.zip)))
    }

    @Test("a page or a document inside a picture is refused, wherever it stands")
    func pagesInPictures() {
        let page = Array("<HTML><script>alert(1)</script>".utf8)
        #expect(refusal(SampleFile.png(extra: SampleFile.chunk("tEXt", page))) == .twoFilesInOne(.png))
        #expect(refusal(SampleFile.jpeg(extra: SampleFile.segment(0xFE, page))) == .twoFilesInOne(.jpeg))
        #expect(refusal(SampleFile.gif(extra: [0x21, 0xFE, UInt8(page.count)] + page + [0])) == .twoFilesInOne(.gif))
        let document = SampleFile.png(extra: SampleFile.chunk("tEXt", SampleFile.pdf))
        #expect(refusal(document) == .twoFilesInOne(.png))
        // What cameras and editors write there is nothing bad.
        let editor = Array("<?xpacket?><x:xmpmeta><rdf:RDF><scripts>a</scripts></rdf:RDF></x:xmpmeta>".utf8)
        #expect(refusal(SampleFile.jpeg(extra: SampleFile.segment(0xE1, editor))) == nil)
    }

    @Test("archives with bytes changed or cut off are refused or taken, and trap nowhere")
    func changed() {
        let whole = archive {
            $0.add("chat/a.txt", Array("hello, hello, hello".utf8)) { $0.method = 8 }
            $0.add("b.png", SampleFile.png())
        }
        // The first two letters alone are a text.
        for length in 3..<whole.count { #expect(refusal(Array(whole.prefix(length))) != nil) }
        var state: UInt64 = 7
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        for _ in 0..<3000 {
            var bytes = whole
            for _ in 0...(next() % 3) { bytes[next() % bytes.count] = UInt8(next() & 0xFF) }
            _ = refusal(bytes)
        }
    }
}
