import Connectors
import Foundation
import SafetyModel
import Testing

@Suite("What cannot be read is named, with a reason and something to do")
struct BadInputTests {
    private let good = discordExport((1...3).map { discordMessage($0, "71", "m\($0)", at: minute($0)) })

    /// Scans one file of that name and those bytes.
    private func scanFile(
        _ name: String, _ bytes: some Sequence<UInt8>, format: ExportFormat = .auto,
        limits: ExportLimits = ExportLimits()
    ) throws -> Scanned {
        try withTemporaryFolder { try scan(try $0.write(name, bytes), format: format, limits: limits) }
    }

    @Test("Every reason has a sentence and an advice in both languages, without loose ends")
    func sentences() {
        for reason in SkipReason.allCases {
            let skipped = SkippedInput(path: "p", reason: reason, offset: 4, count: 2, detail: "d")
            for text in [skipped.message.fr, skipped.message.en, skipped.advice.fr, skipped.advice.en] {
                #expect(text.hasSuffix(".") || text.hasSuffix(")."), "\(reason): \(text)")
                #expect(!text.contains("{") && text.count > 10, "\(reason): \(text)")
            }
        }
    }

    @Test("Sentences count as people do")
    func plurals() {
        func message(_ count: Int) -> LocalizedText {
            SkippedInput(path: "p", reason: .lineTooLong, offset: 4, count: count).message
        }
        #expect(message(1).en == "1 line is longer than an event may be (at byte 4) and was left out.")
        #expect(message(2).en == "2 lines are longer than an event may be (the first at byte 4) and were left out.")
        #expect(message(1).fr == "1 ligne trop longue pour un événement a été écartée (à l'octet 4).")
        #expect(SkippedInput(path: "p", reason: .truncated, offset: 4, count: 0).message.fr.hasSuffix("(0 message)."))
    }

    @Test("An empty file, and one of white space only")
    func empty() throws {
        #expect(try scanFile("e.json", []).reasons == [.emptyFile])
        #expect(try scanFile("e.json", "\n  \r\n".utf8).reasons == [.emptyFile])
    }

    @Test("A path that is missing")
    func missing() throws {
        let scanned = try scan("/nowhere/at/all.json")
        #expect(scanned.reasons == [.missingPath])
        #expect(scanned.summary.inputs.isEmpty)
    }

    @Test("A truncated export gives what stood before the break, and says where it breaks")
    func truncated() throws {
        let whole = Array(good.utf8)
        let marker = Array(#"{"id": "3""#.utf8)
        let third = try #require((0..<whole.count).first { whole[$0...].starts(with: marker) })
        let scanned = try scanFile("t.json", whole[..<(third + 40)])
        #expect(scanned.texts == ["m1", "m2"])
        let skip = try #require(scanned.skip(.truncated))
        #expect(skip.offset == third + 40)
        #expect(skip.count == 2)
        #expect(skip.message.en.contains("2 messages"))
        #expect(scanned.summary.inputs.count == 1)
    }

    @Test("Truncation at any byte never loses a whole message, and is always told")
    func truncatedAnywhere() throws {
        let whole = Array(good.utf8)
        let ends = (1...3).compactMap { number -> Int? in
            let marker = Array("\"m\(number)\"".utf8)
            guard let start = (0..<whole.count).first(where: { whole[$0...].starts(with: marker) }) else { return nil }
            let close = Array(#""mentions": []}"#.utf8)
            return (start..<whole.count).first { whole[$0...].starts(with: close) }.map { $0 + close.count }
        }
        #expect(ends.count == 3)
        try withTemporaryFolder { folder in
            for length in 0..<whole.count {
                let scanned = try scan(try folder.write("t\(length).json", whole[..<length]))
                // Before the head tells what it is, the file is refused as a whole.
                if !scanned.summary.inputs.isEmpty {
                    #expect(scanned.events.count == ends.filter { $0 <= length }.count, "cut at \(length)")
                }
                #expect(!scanned.summary.skipped.isEmpty, "cut at \(length)")
            }
        }
    }

    @Test("A file damaged in the middle gives what stood before, with the offset")
    func damaged() throws {
        let text = good.replacing(#",{"id": "3""#, with: #";{"id": "3""#)
        let scanned = try scanFile("d.json", text.utf8)
        #expect(scanned.texts == ["m1", "m2"])
        #expect(scanned.skip(.brokenJSON)?.offset == Array(text.utf8).firstIndex(of: UInt8(ascii: ";")))
    }

    @Test("One message that is not as it should be does not cost the others")
    func oneBadMessage() throws {
        let text = good.replacing(#""timestamp": "\#(minute(2))""#, with: #""timestamp": "yesterday""#)
        let scanned = try scanFile("o.json", text.utf8)
        #expect(scanned.texts == ["m1", "m3"])
        #expect(scanned.skip(.messagesUnreadable)?.count == 1)
    }

    @Test("A file that says it holds more messages than it does is told of")
    func countDiffers() throws {
        let text = discordExport([discordMessage(1, "71", "m1", at: minute(1))], count: 7)
        let scanned = try scanFile("c.json", text.utf8)
        #expect(scanned.texts == ["m1"])
        #expect(scanned.skip(.countDiffers)?.detail == "7")
    }

    @Test("One huge string is let go in constant memory, and the other messages are read")
    func hugeString() throws {
        let huge = String(repeating: "a", count: 3_000_000)
        let messages = [
            discordMessage(1, "71", "avant", at: minute(1)), discordMessage(2, "71", huge, at: minute(2)),
            discordMessage(3, "71", "après", at: minute(3)),
        ]
        let scanned = try scanFile("h.json", discordExport(messages).utf8, limits: ExportLimits(messageBytes: 1 << 20))
        #expect(scanned.texts == ["avant", "après"])
        #expect(scanned.skip(.messageTooLarge)?.count == 1)
    }

    @Test("A text longer than an event may carry is cut between characters")
    func longText() throws {
        let text = discordExport([discordMessage(1, "71", String(repeating: "é", count: 50_000), at: minute(1))])
        let event = try #require(try scanFile("l.json", text.utf8).events.first)
        #expect(event.text?.utf8.count == 65_536)
        #expect(event.text?.allSatisfy { $0 == "é" } == true)
    }

    @Test("UTF-16 is recognised, with and without a byte order mark")
    func utf16() throws {
        let wide = good.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let scanned = try scanFile("u.json", [0xFF, 0xFE] + wide)
        #expect(scanned.reasons == [.utf16])
        #expect(scanned.summary.skipped[0].advice.en.contains("iconv"))
        #expect(try scanFile("u.json", wide).reasons == [.utf16])
    }

    @Test("Latin-1 is told apart from UTF-8, with the byte; messages in plain ASCII are still read")
    func latin1() throws {
        let text = discordExport([
            discordMessage(1, "71", "plain", at: minute(1)), discordMessage(2, "71", "caf#", at: minute(2)),
        ])
        var bytes = Array(text.utf8)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "#")))
        bytes[place] = 0xE9
        let scanned = try scanFile("l.json", bytes)
        #expect(scanned.texts == ["plain"])
        #expect(scanned.skip(.notUTF8)?.offset == place)
    }

    @Test(
        "Files of other kinds that are named .json are recognised by their first bytes",
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46] as [UInt8], "JPEG"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG"), (Array("%PDF-1.7\n".utf8), "PDF"),
            (Array("GIF89a....".utf8), "GIF"), ([0, 0, 0, 24] + Array("ftypisom".utf8), "MP4/HEIC"),
        ])
    func otherKinds(bytes: [UInt8], name: String) throws {
        let scanned = try scanFile("photo.json", bytes)
        #expect(scanned.reasons == [.binaryFile])
        #expect(scanned.summary.skipped[0].message.en.contains(name))
    }

    @Test("A gzip file is to be unpacked first")
    func gzip() throws {
        #expect(try scanFile("a.json.gz", [0x1F, 0x8B, 8, 0]).reasons == [.compressedFile])
    }

    @Test("HTML, CSV and text exports say how to export JSON instead")
    func otherExports() throws {
        let html = try scanFile("a.html", "<!DOCTYPE html>\n<html><head><title>general</title>".utf8)
        #expect(html.reasons == [.htmlExport])
        #expect(html.summary.skipped[0].advice.en.contains("--format Json"))
        #expect(html.summary.skipped[0].advice.fr.contains("--format Json"))
        #expect(
            try scanFile("a.csv", "AuthorID,Author,Date,Content,Attachments,Reactions\n".utf8).reasons == [.csvExport])
        let text = "==============\nGuild: Une guilde\nChannel: general\n======\n"
        #expect(try scanFile("a.txt", text.utf8).reasons == [.textExport])
    }

    @Test("JSON that is no export, text that is no JSON, and an export without messages")
    func notExports() throws {
        #expect(try scanFile("a.json", #"{"name": "vigie", "version": 2}"#.utf8).reasons == [.unknownJSON])
        #expect(try scanFile("a.json", "Dear diary".utf8).reasons == [.notJSON])
        #expect(try scanFile("a.json", discordExport([]).utf8).reasons == [.noMessages])
        #expect(try scanFile("a.json", "[]".utf8).reasons == [.noMessages])
    }

    @Test("A format that was asked for and is not there")
    func wrongFormat() throws {
        let scanned = try scanFile("a.json", good.utf8, format: .matrixExport)
        #expect(scanned.reasons == [.wrongFormat])
        #expect(scanned.summary.skipped[0].detail == "discord-export")
    }

    @Test("The same file given twice, or copied, is read once")
    func twice() throws {
        try withTemporaryFolder { folder in
            let first = try folder.write("a.json", good)
            let copy = try folder.write("b.json", good)
            let scanned = try scan(first, first, copy)
            #expect(scanned.texts == ["m1", "m2", "m3"])
            #expect(scanned.reasons == [.duplicateInput, .duplicateInput])
            #expect(scanned.summary.skipped.allSatisfy { $0.detail == first && !$0.reason.isLoss })
            #expect(scanned.summary.inputs.count == 1)
        }
    }

    @Test("A file that may not be read", .disabled(if: geteuid() == 0, "the superuser may read everything"))
    func unreadable() throws {
        try withTemporaryFolder { folder in
            let path = try folder.write("a.json", good)
            chmod(path, 0)
            #expect(try scan(path).reasons == [.unreadableFile])
        }
    }

    @Test("A folder without an export, and one with pictures only")
    func noExport() throws {
        try withTemporaryFolder { folder in
            #expect(try scan(folder.path).reasons == [.noExportFound])
            _ = try folder.write("a.png", [0x89, 0x50, 0x4E, 0x47])
            _ = try folder.write("settings.json", #"{"theme": "dark"}"#)
            let scanned = try scan(folder.path)
            #expect(Set(scanned.reasons) == [.otherFiles, .noExportFound])
            #expect(scanned.skip(.otherFiles)?.count == 2)
        }
    }

    @Test("Pictures beside an export are left alone and counted; a broken export beside a good one is told of")
    func mixedFolder() throws {
        try withTemporaryFolder { folder in
            _ = try folder.write("a.json", good)
            _ = try folder.write("a.json_Files/1.jpg", [0xFF, 0xD8, 0xFF])
            _ = try folder.write("a.html", "<!DOCTYPE html><html>")
            _ = try folder.write("b.html", "<!DOCTYPE html><html>")
            _ = try folder.write("c.json", [0xFF, 0xD8, 0xFF, 0xE0])
            let scanned = try scan(folder.path)
            #expect(scanned.texts.count == 3)
            #expect(Set(scanned.reasons) == [.otherFiles, .htmlExport, .binaryFile])
            #expect(scanned.skip(.otherFiles)?.count == 2)
        }
    }

    @Test("Symbolic links in folders are not followed, loops end, and pipes are never opened")
    func specialFiles() throws {
        try withTemporaryFolder { folder in
            _ = try folder.write("a.json", good)
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/loop", withDestinationPath: folder.path)
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/self", withDestinationPath: "self")
            mkfifo("\(folder.path)/pipe.json", 0o600)
            let scanned = try scan(folder.path)
            #expect(scanned.texts.count == 3)
            #expect(scanned.skip(.symlink)?.count == 2)
            #expect(scanned.skip(.notAFile)?.detail == "pipe")
            #expect(try scan("\(folder.path)/self").reasons == [.symlinkLoop])
            #expect(try scan("\(folder.path)/pipe.json").reasons == [.notAFile])
            #expect(try scan("/dev/null").reasons == [.notAFile])
        }
    }

    @Test("A file that changes between the first look and the reading is told of")
    func changed() throws {
        try withTemporaryFolder { folder in
            let path = try folder.write("a.json", good)
            let other = try folder.write(
                "b.json", discordExport(channel: "601", [discordMessage(9, "72", "m9", at: minute(9))]))
            let opened = try ExportScan(paths: [path, other], now: scanTime) { AddingHasher() }.open()
            _ = try folder.write("a.json", "{}")
            var texts: [String] = []
            try opened.forEachEvent { event, _ in texts.append(event.text ?? "") }
            #expect(texts == ["m9"])
            #expect(opened.summary.skipped.map(\.reason) == [.changedWhileReading])
        }
    }

    @Test("JSON nested a hundred thousand deep is refused as one message, not as a crash")
    func deep() throws {
        let nest = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let bad = discordMessage(2, "71", "x", at: minute(2), extra: #", "more": \#(nest)"#)
        let scanned = try scanFile("d.json", discordExport([discordMessage(1, "71", "m1", at: minute(1)), bad]).utf8)
        #expect(scanned.texts == ["m1"])
        #expect(scanned.skip(.messagesUnreadable)?.count == 1)
    }

    @Test("What the receiver of events throws stops the scan and comes through")
    func stopping() throws {
        struct Enough: Error {}
        try withTemporaryFolder { folder in
            let path = try folder.write("a.json", good)
            let scan = ExportScan(paths: [path], now: scanTime) { AddingHasher() }
            #expect(throws: Enough.self) { try scan.run { if case .event = $0 { throw Enough() } } }
            #expect(throws: Enough.self) { try scan.run { if case .progress = $0 { throw Enough() } } }
        }
    }
}
