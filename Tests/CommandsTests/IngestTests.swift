import Foundation
import Testing

@Suite("vigie ingest")
struct IngestTests {
    @Test("stores each event once, however often the file is given")
    func idempotent() async throws {
        try await withVigie { vigie in
            _ = try vigie.run(
                "simulate", "--members", "500", "--events", "3000", "--seed", "3", "--out", "events.ndjson")
            let first = try vigie.run("ingest", "events.ndjson", "--json")
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.json["read"] as? Int == 3000)
            #expect(first.json["stored"] as? Int == 3000)
            #expect(first.json["rejected"] as? Int == 0)
            let second = try vigie.run("ingest", "events.ndjson", "--json")
            #expect(second.json["stored"] as? Int == 0)
            #expect(second.json["duplicates"] as? Int == 3000)
            #expect(second.json["signals"] as? Int == 0)
        }
    }

    @Test("reads standard input")
    func standardInput() async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run("ingest", "-", "--json", input: Data(Lines.good(id: "1").utf8))
            #expect(outcome.json["stored"] as? Int == 1, "\(outcome.errors)")
        }
    }

    @Test("sets bad lines aside with number and reason, and goes on")
    func deadLetters() async throws {
        try await withVigie { vigie in
            let text = [
                Lines.good(id: "1"), "{not json}\n", Lines.good(id: "2"),
                #"{"specversion":"1.0","source":"s","type":"message.posted","time":"2026-01-01T00:00:00Z"}"# + "\n",
                Lines.good(id: "3"), #"{"specversion":"1.0","id":"4","source":"s","type":"message.po"#,
            ].joined()
            let path = try vigie.write("events.ndjson", text)
            let outcome = try vigie.run("ingest", path, "--json")
            #expect(outcome.status == 0)
            #expect(outcome.json["read"] as? Int == 6)
            #expect(outcome.json["stored"] as? Int == 3)
            #expect(outcome.json["rejected"] as? Int == 3)
            #expect(outcome.errors.contains("line 2"))
            let check = try vigie.run("db", "check", "--json")
            #expect(check.status == 0)
        }
    }

    @Test("a line of many megabytes is set aside in constant memory, and the stream goes on")
    func hugeLine() async throws {
        try await withVigie { vigie in
            let huge = Data(repeating: UInt8(ascii: "x"), count: 24 << 20)
            let path = try vigie.write(
                "events.ndjson",
                Data(Lines.good(id: "1").utf8) + huge + Data("\n".utf8) + Data(Lines.good(id: "2").utf8))
            let outcome = try vigie.run("ingest", path, "--json")
            #expect(outcome.json["stored"] as? Int == 2, "\(outcome.errors)")
            #expect(outcome.json["rejected"] as? Int == 1)
        }
    }

    @Test(
        "says what a file is that is no NDJSON, and ends with status 3",
        arguments: [
            ("empty.ndjson", Data(), "is empty"),
            ("photo.json", Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 16]), "JPEG"),
            ("chat.html", Data("<!DOCTYPE html><html></html>".utf8), "--format Json"),
            ("wide.ndjson", Data([0xFF, 0xFE, 0x7B, 0]), "UTF-16"),
            ("latin.ndjson", Data([0x7B, 0x22, 0xE9, 0x22, 0x7D, 0x0A]), "UTF-8"),
            ("events.zip", Data([0x50, 0x4B, 3, 4, 0, 0]), "vigie scan"),
            ("events.gz", Data([0x1F, 0x8B, 8, 0]), "gunzip"),
            ("blank.ndjson", Data("\n \n".utf8), "no events"),
            ("prose.txt", Data("hello there\nhow are you\n".utf8), "no line"),
        ])
    func wrongFiles(name: String, data: Data, words: String) async throws {
        try await withVigie { vigie in
            let path = try vigie.write(name, data)
            let outcome = try vigie.run("ingest", path)
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("error: "))
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    @Test("a missing file, a folder and bad usage each have their sentence and status")
    func wrongUsage() async throws {
        try await withVigie { vigie in
            let missing = try vigie.run("ingest", "nowhere.ndjson")
            #expect(missing.status == 3)
            #expect(missing.errors.contains("no such file"))
            let folder = try vigie.run("ingest", vigie.folder.path)
            #expect(folder.status == 3)
            #expect(folder.errors.contains("folder"))
            let usage = try vigie.run("ingest")
            #expect(usage.status == 2)
            let unknown = try vigie.run("fly")
            #expect(unknown.status == 2)
            #expect(!vigie.exists("vigie.db") || missing.status == 3)
        }
    }

    @Test("a full disk ends with its own sentence; what was acknowledged stays")
    func fullDisk() async throws {
        try await withVigie { vigie in
            guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
            let outcome = try vigie.run("simulate", "--members", "500", "--events", "100", "--out", "/dev/full")
            #expect(outcome.status == 4)
            #expect(outcome.errors.contains("disk is full"))
        }
    }

    @Test("refuses a database that a newer version made, and a file that is no database")
    func foreignDatabases() async throws {
        try await withVigie { vigie in
            let events = try vigie.write("events.ndjson", Lines.good(id: "1"))
            let text = try vigie.write(
                "text.db", "this is no database, it only looks long enough to be one, is it not?")
            let outcome = try vigie.run("ingest", events, "--db", text)
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("text.db"))
            #expect(try String(contentsOfFile: text, encoding: .utf8).hasPrefix("this is no database"))
        }
    }

    @Test("a damaged database ends with its sentence, and is not waited for")
    func damagedDatabase() async throws {
        try await withVigie { vigie in
            let events = try vigie.write("events.ndjson", Lines.good(id: "1"))
            #expect(try vigie.run("ingest", events).status == 0)
            let url = vigie.folder.appendingPathComponent("vigie.db")
            var bytes = try Data(contentsOf: url)
            try #require(bytes.count > 24_576)
            // The first pages hold the schema: it still opens, and fails at the first write.
            bytes.replaceSubrange(8192..<24_576, with: Data(repeating: 0xA5, count: 16_384))
            try bytes.write(to: url)
            let more = try vigie.write("more.ndjson", Lines.good(id: "2"))
            let outcome = try vigie.run("ingest", more)
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("backup"), "\(outcome.errors)")
        }
    }

    @Test("db check does not make a sound database of an empty file")
    func emptyDatabase() async throws {
        try await withVigie { vigie in
            try vigie.write("vigie.db", "")
            let outcome = try vigie.run("db", "check")
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("is empty"), "\(outcome.errors)")
            #expect(!vigie.exists("vigie.db.key"))
        }
    }

    @Test("a result that standard output cannot take is no success")
    func outputFull() async throws {
        try await withVigie { vigie in
            guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
            let outcome = try vigie.run("cues", "check", outputTo: "/dev/full")
            #expect(outcome.status == 4)
            #expect(outcome.errors.contains("disk is full"), "\(outcome.errors)")
        }
    }

    @Test("--fail-on ends with status 1 when something that grave was found")
    func failOn() async throws {
        try await withVigie { vigie in
            _ = try vigie.run(
                "simulate", "--members", "2000", "--events", "20000", "--seed", "5", "--out", "events.ndjson")
            let outcome = try vigie.run("ingest", "events.ndjson", "--fail-on", "1", "--json")
            #expect(outcome.status == 1, "\(outcome.output) \(outcome.errors)")
            #expect((outcome.json["signals"] as? Int ?? 0) > 0)
            let quiet = try vigie.run("ingest", "events.ndjson", "--fail-on", "1")
            #expect(quiet.status == 0)
            #expect(try vigie.run("ingest", "events.ndjson", "--fail-on", "grave").status == 2)
        }
    }
}

/// Lines of NDJSON for tests.
enum Lines {
    static func good(id: String, time: String = "2026-06-16T20:14:03.120Z", text: String = "salut tout le monde")
        -> String
    {
        """
        {"specversion":"1.0","id":"\(id)","source":"test:1","type":"message.posted","time":"\(time)","data":{"community":"1","channel":{"id":"c","kind":"text"},"actor":{"id":"a"},"text":"\(text)"}}

        """
    }
}
