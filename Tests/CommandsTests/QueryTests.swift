import Foundation
import Testing

@Suite("vigie query")
struct QueryCommandTests {
    private static func event(_ number: Int, _ type: String, _ actor: String, _ kind: String) -> String {
        """
        {"specversion":"1.0","id":"e\(number)","source":"test:x","type":"\(type)",\
        "time":"2026-01-05T20:\(10 + number):00Z","data":{"community":"c","channel":{"id":"d","kind":"\(kind)"},\
        "actor":{"id":"\(actor)","name":"=\(actor)\\u001b[31m","staff":\(actor == "s1")},"target":{"id":"b7"},"text":"the words"}}
        """
    }

    private static let events =
        [
            event(1, "message.posted", "a1", "text"), event(2, "gift.offered", "a1", "text"),
            event(3, "gift.offered", "s1", "direct"), event(4, "gift.offered", "a1", "text"),
        ].joined(separator: "\n") + "\n"

    private func withDatabase(_ body: (VigieProcess) async throws -> Void) async throws {
        try await withVigie { vigie in
            try vigie.write("events.ndjson", Self.events)
            let ingest = try vigie.run("ingest", "events.ndjson", "--db", "v.db")
            #expect(ingest.status == 0, "\(ingest.errors)")
            try await body(vigie)
        }
    }

    @Test("the operator finds everything, newest first, without texts, and what came most")
    func finds() async throws {
        try await withDatabase { vigie in
            let table = try vigie.run("query", "type == 'gift.offered'", "--db", "v.db", "--top", "actor.id")
            #expect(table.status == 0, "\(table.errors)")
            #expect(table.errors.contains("3 of 4 events match"))
            #expect(table.output.contains("by actor.id (exact):\n  2  a1\n  1  s1\n"), "\(table.output)")
            #expect(!table.output.contains("words") && !table.output.contains("\u{1b}"))
            let json = try vigie.run("query", "true", "--db", "v.db", "--format", "ndjson", "--limit", "3")
            #expect(
                json.output.split(separator: "\n").count == 3 && json.output.hasPrefix("{\"time\":\"2026-01-05T20:14"))
            #expect(json.errors.contains("4 of 4 events match; 3 written"))
            let csv = try vigie.run(
                "query", "true", "--db", "v.db", "--format", "csv", "--from", "2026-01-05T20:13:00Z", "--to",
                "2026-01-05T20:14:00Z")
            #expect(csv.output.split(separator: "\r\n").count == 2, "\(csv.output)")
            #expect(csv.output.contains("\"'=s1"))
            let signals = try vigie.run("query", "--signals", "score > 0.5", "--db", "v.db")
            #expect(signals.status == 0 && signals.errors.contains("signals match"), "\(signals.errors)")
        }
    }

    @Test("a wrong expression is told with a caret and status 3, a wrong option with status 2")
    func wrong() async throws {
        try await withDatabase { vigie in
            for (arguments, words) in [
                (["typ == 'x'"], "did you mean 'type'?"), (["true", "--top", "actor."], "--top: "),
                (["actor.count('x', duration('1h')) > 1"], "within a window"),
                (["--signals", "subjct == 'x'"], "subject"),
            ] {
                let outcome = try vigie.run(["query"] + arguments + ["--db", "v.db"])
                #expect(outcome.status == 3, "\(arguments)")
                #expect(outcome.errors.contains(words) && outcome.errors.contains("^"), "\(outcome.errors)")
                #expect(outcome.output.isEmpty)
            }
            for arguments in [
                ["true", "--limit", "-1"], ["true", "--limit", "9999999"], ["true", "--from", "yesterday"],
                ["true", "--format", "xml"], [],
            ] {
                #expect(try vigie.run(["query"] + arguments + ["--db", "v.db"]).status == 2, "\(arguments)")
            }
            let absent = try vigie.run("query", "true", "--db", "absent.db")
            #expect(absent.status != 0 && !vigie.exists("absent.db"))
        }
    }
}
