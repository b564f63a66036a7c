import Foundation
import Testing

@Suite("vigie rules and vigie replay")
struct RulesCommandTests {
    private static let rule = """
        rules:
          - name: asks_for_a_picture
            policy: minor.solicitation
            on: [message.posted]
            when: channel.kind == 'direct' && event.text.contains('picture')
            score: 0.7
            why: "{actor.name} asked for a picture"
            then: [signal]
            tests:
              - events: [{type: message.posted, actor: a, target: b, channel: direct, text: send me a picture}]
                expect: [signal]
              - events: [{type: message.posted, actor: a, target: b, channel: direct, text: good night}]
                expect: []

        """

    private static func event(_ id: String, _ minute: Int, _ text: String) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"test:x","type":"message.posted",\
        "time":"2026-01-05T20:\(10 + minute):00Z","data":{"community":"c","channel":{"id":"d","kind":"direct"},\
        "actor":{"id":"a1","name":"Ash"},"target":{"id":"b7"},"text":"\(text)"}}
        """
    }

    private static let events =
        [
            event("e1", 0, "hello there"), event("e2", 1, "send me a picture, just for me"),
            event("e3", 2, "a picture please"),
        ].joined(separator: "\n") + "\n"

    private static let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rules").path

    private func make(_ vigie: VigieProcess, _ folder: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            at: vigie.folder.appendingPathComponent(folder), withIntermediateDirectories: true)
        try vigie.write("\(folder)/one.yaml", text)
    }

    @Test("the starter rules load, and all their tests pass")
    func starter() async throws {
        try await withVigie { vigie in
            let checked = try vigie.run("rules", "check", Self.shipped)
            #expect(checked.status == 0, "\(checked.errors)")
            let tested = try vigie.run("rules", "test", Self.shipped, "--json")
            #expect(tested.status == 0, "\(tested.output)")
            #expect(tested.json["failed"] as? Int == 0)
            let passed = try #require(tested.json["passed"] as? Int)
            #expect(passed > 20)
            #expect((tested.json["untested"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("a rule that is wrong is refused with file, line and column, and what may have been meant")
    func wrong() async throws {
        try await withVigie { vigie in
            let text = Self.rule.replacingOccurrences(of: "channel.kind", with: "chanel.kind")
                .replacingOccurrences(of: "minor.solicitation", with: "minor.solicitaton")
            try make(vigie, "bad", text)
            let outcome = try vigie.run("rules", "check", "bad")
            #expect(outcome.status == 3)
            #expect(
                outcome.errors.contains("one.yaml:3:") && outcome.errors.contains("one.yaml:5:"), "\(outcome.errors)")
            #expect(outcome.errors.contains("did you mean"), "\(outcome.errors)")
            let nowhere = try vigie.run("rules", "check", "nowhere")
            #expect(nowhere.status == 3 && nowhere.errors.contains("nowhere"))
        }
    }

    @Test("a test that does not hold is told, with status 1")
    func failing() async throws {
        try await withVigie { vigie in
            try make(vigie, "r", Self.rule.replacingOccurrences(of: "contains('picture')", with: "contains('song')"))
            let outcome = try vigie.run("rules", "test", "r")
            #expect(outcome.status == 1, "\(outcome.errors)")
            #expect(
                outcome.output.contains("one.yaml:") && outcome.output.contains("1 of 2 tests passed"),
                "\(outcome.output)")
        }
    }

    @Test("a replay over files and over the log of a database finds the same, and compares with other rules")
    func replays() async throws {
        try await withVigie { vigie in
            try make(vigie, "r", Self.rule)
            try make(
                vigie, "old", Self.rule.replacingOccurrences(of: "contains('picture')", with: "contains('please')"))
            try vigie.write("events.ndjson", Self.events)
            let files = try vigie.run("replay", "--rules", "r", "--events", "events.ndjson", "--json")
            #expect(files.status == 0, "\(files.errors)")
            let ingested = try vigie.run("ingest", "events.ndjson", "--db", "v.db")
            #expect(ingested.status == 0, "\(ingested.errors)")
            let log = try vigie.run("replay", "--rules", "r", "--db", "v.db", "--json")
            #expect(log.output == files.output, "\(log.errors)")
            let rules = try #require(files.json["rules"] as? [[String: Any]])
            #expect(rules.first?["found"] as? Int == 2)
            #expect(rules.first?["examples"] as? [String] == ["e2", "e3"])
            let compared = try vigie.run(
                "replay", "--rules", "r", "--against", "old", "--events", "events.ndjson", "--json")
            let entry = try #require((compared.json["rules"] as? [[String: Any]])?.first)
            #expect(entry["new"] as? Int == 1 && entry["lost"] as? Int == 0)
            let later = try vigie.run(
                "replay", "--rules", "r", "--events", "events.ndjson", "--from", "2026-01-05T20:12:00Z", "--json")
            #expect((later.json["rules"] as? [[String: Any]])?.first?["found"] as? Int == 1)
            let wrong = try vigie.run("replay", "--rules", "r", "--events", "events.ndjson", "--from", "yesterday")
            #expect(wrong.status == 2 && wrong.errors.contains("yesterday"))
        }
    }

    @Test("an explanation shows the parts of a condition with their values")
    func explains() async throws {
        try await withVigie { vigie in
            try make(vigie, "r", Self.rule)
            try vigie.write("events.ndjson", Self.events)
            let outcome = try vigie.run(
                "rules", "explain", "asks_for_a_picture", "r", "--events", "events.ndjson", "--event", "e2")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                outcome.output.contains("channel.kind == \"direct\"") && outcome.output.contains("→  true"),
                "\(outcome.output)")
            #expect(outcome.output.contains("why: Ash asked for a picture"), "\(outcome.output)")
            let none = try vigie.run(
                "rules", "explain", "asks_for_a_picture", "r", "--events", "events.ndjson", "--event", "e9")
            #expect(none.status == 3 && none.errors.contains("e9"))
            let unknown = try vigie.run("rules", "explain", "other", "r", "--events", "events.ndjson", "--event", "e2")
            #expect(unknown.status == 3 && unknown.errors.contains("asks_for_a_picture"))
        }
    }

    // MARK: In force

    private func signals(_ vigie: VigieProcess) throws -> [String: Int] {
        let outcome = try vigie.run("replay", "--rules", "r", "--db", "vigie.db", "--against", "live", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let rules = try #require(outcome.json["rules"] as? [[String: Any]])
        return Dictionary(
            rules.compactMap { rule in (rule["name"] as? String).map { ($0, rule["found"] as? Int ?? -1) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("ingest takes a directory in force; replay against it finds neither more nor less")
    func live() async throws {
        try await withVigie { vigie in
            try make(vigie, "r", Self.rule)
            try vigie.write("events.ndjson", Self.events)
            let first = try vigie.run("ingest", "events.ndjson", "--rules", "r", "--json")
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.json["signals"] as? Int ?? 0 >= 2)
            #expect(first.errors.contains("+ asks_for_a_picture"), "\(first.errors)")
            let outcome = try vigie.run("replay", "--rules", "r", "--db", "vigie.db", "--against", "live", "--json")
            let rule = try #require((outcome.json["rules"] as? [[String: Any]])?.first)
            #expect(rule["found"] as? Int == 2 && rule["new"] as? Int == 0 && rule["lost"] as? Int == 0)
            // The same directory again is nothing new.
            try vigie.write("more.ndjson", Self.event("e9", 9, "one more picture") + "\n")
            let second = try vigie.run("ingest", "more.ndjson", "--rules", "r", "--json")
            #expect(!second.errors.contains("rules:"), "\(second.errors)")
            #expect(second.json["signals"] as? Int ?? 0 >= 1)
            // What was taken in stays in force without the option.
            try vigie.write("last.ndjson", Self.event("e10", 10, "and another picture") + "\n")
            #expect(try vigie.run("ingest", "last.ndjson", "--json").json["signals"] as? Int ?? 0 >= 1)
        }
    }

    @Test("a query sees the labels that rules had put on a member when something happened")
    func labels() async throws {
        try await withVigie { vigie in
            let rule = Self.rule.replacingOccurrences(
                of: "then: [signal]", with: "then: [signal, label: {name: asks, for: 1m}]")
            try make(vigie, "r", rule)
            try vigie.write("events.ndjson", Self.events + Self.event("e4", 7, "good night") + "\n")
            _ = try vigie.run("ingest", "events.ndjson", "--rules", "r")
            // e2 sets the label, which holds for e3 a minute later no more, and e3 sets it again; e4 comes too late.
            let set = "actor.labels.exists(l, l == 'asks')"
            let none = try vigie.run("query", set, "--db", "vigie.db", "--format", "ndjson")
            #expect(none.status == 0 && !none.output.contains("\"e3\"") && !none.output.contains("\"e4\""))
            let longer = rule.replacingOccurrences(of: "1m}", with: "2m}")
            try vigie.write("r/one.yaml", longer.replacingOccurrences(of: "asks_for", with: "asks_again_for"))
            try vigie.write(
                "more.ndjson", Self.event("e5", 10, "one picture") + "\n" + Self.event("e6", 11, "good night") + "\n")
            _ = try vigie.run("ingest", "more.ndjson", "--rules", "r")
            let found = try vigie.run("query", set, "--db", "vigie.db", "--format", "ndjson")
            #expect(found.status == 0, "\(found.errors)")
            #expect(found.output.contains("e6") && !found.output.contains("e5"), "\(found.output)")
        }
    }

    @Test("a directory with a mistake is refused as a whole, and the rules before stay in force")
    func refused() async throws {
        try await withVigie { vigie in
            try make(vigie, "r", Self.rule)
            try vigie.write("events.ndjson", Self.events)
            _ = try vigie.run("ingest", "events.ndjson", "--rules", "r")
            try vigie.write("r/two.yaml", "rules:\n  - name: broken\n")
            let outcome = try vigie.run("ingest", "events.ndjson", "--rules", "r")
            #expect(outcome.status == 3 && outcome.errors.contains("r/two.yaml:2:"), "\(outcome.errors)")
            try FileManager.default.removeItem(at: vigie.folder.appendingPathComponent("r/two.yaml"))
            #expect(try signals(vigie) == ["asks_for_a_picture": 2])
        }
    }

    @Test("rules in force are written out again as they were, and without any there is a clear word")
    func exported() async throws {
        try await withVigie { vigie in
            try make(vigie, "r", Self.rule)
            try vigie.write("events.ndjson", Self.events)
            _ = try vigie.run("ingest", "events.ndjson")
            let none = try vigie.run("rules", "export", "out")
            #expect(none.status == 3 && none.errors.contains("no rules are in force"), "\(none.errors)")
            let against = try vigie.run("replay", "--rules", "r", "--against", "live")
            #expect(against.status == 3 && against.errors.contains("no rules are in force"), "\(against.errors)")
            _ = try vigie.run("ingest", "events.ndjson", "--rules", "r")
            #expect(try vigie.run("rules", "export", "out").status == 0)
            let text = try String(
                contentsOf: vigie.folder.appendingPathComponent("out/one.yaml"), encoding: .utf8)
            #expect(text == Self.rule)
        }
    }
}
