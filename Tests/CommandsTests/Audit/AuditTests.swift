import Foundation
import Simulation
import Testing

@Suite("vigie audit")
struct AuditTests {
    private func ids(_ outcome: VigieProcess.Outcome) -> Set<String> {
        Set((outcome.json["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
    }

    private func events(_ community: AuditedCommunity) -> Data { Data(community.eventLines) }

    static let examples: [(String, AuditedCommunity)] = [
        ("guild-well-run", .wellRun), ("guild-story", .story), ("guild-family", .family),
    ]

    private static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/examples")
    }

    /// `VIGIE_WRITE_EXAMPLES=1` writes them anew; `VIGIE_WRITE_EVENTS=FOLDER` writes their events there, from which the
    /// pictures in docs/screenshots were made.
    @Test("the examples in docs/examples are those that the simulation makes", arguments: examples.map(\.0))
    func examplesAreFresh(_ name: String) throws {
        let community = try #require(Self.examples.first { $0.0 == name }?.1)
        let file = Self.folder.appendingPathComponent("\(name).json")
        if ProcessInfo.processInfo.environment["VIGIE_WRITE_EXAMPLES"] == "1" {
            try Data(community.discordJSON).write(to: file)
        }
        if let folder = ProcessInfo.processInfo.environment["VIGIE_WRITE_EVENTS"] {
            try events(community).write(to: URL(fileURLWithPath: folder).appendingPathComponent("\(name).ndjson"))
        }
        #expect(try Data(contentsOf: file) == Data(community.discordJSON))
    }

    @Test("names exactly the planted faults from snapshot and events together", arguments: examples.map(\.0))
    func planted(_ name: String) async throws {
        let community = try #require(Self.examples.first { $0.0 == name }?.1)
        try await withVigie { vigie in
            try vigie.write("guild.json", Data(community.discordJSON))
            try vigie.write("events.ndjson", events(community))
            let outcome = try vigie.run("audit", "guild.json", "--events", "events.ndjson", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors == "")
            #expect(ids(outcome) == community.planted)
        }
    }

    @Test("reads the events of a database, keeps the report there, and ends with 1 from the severity that is named")
    func database() async throws {
        try await withVigie { vigie in
            let community = AuditedCommunity.story
            let id = community.snapshot.id
            try vigie.write("guild.json", Data(community.discordJSON))
            try vigie.write("events.ndjson", events(community))
            #expect(try vigie.run("ingest", "events.ndjson", "--db", "v.db").status == 0)
            let outcome = try vigie.run(
                "audit", "--db", "v.db", "--community", id, "--snapshot", "guild.json", "--json", "--keep")
            #expect(outcome.status == 0 && ids(outcome) == community.planted, "\(outcome.errors)")
            let alone = try vigie.run("audit", "--db", "v.db", "--community", id, "--json", "--fail-on", "high")
            #expect(alone.status == 1 && ids(alone).contains("audit.slow_response"))
            let paris = try vigie.run(
                "audit", "--db", "v.db", "--community", id, "--json", "--time-zone", "Europe/Paris")
            #expect((paris.json["hours"] as? [String: Any])?["zone"] as? String == "Europe/Paris")
            let wrong = try vigie.run("audit", "--db", "v.db", "--community", id, "--time-zone", "Europe/Pari")
            #expect(wrong.status == 2 && wrong.errors.contains("did you mean “Europe/Paris”?"), "\(wrong.errors)")
            let other = try vigie.run("audit", "--db", "v.db", "--community", "elsewhere")
            #expect(other.status == 3 && other.errors.contains("nothing to audit"))
        }
    }

    @Test(
        "--fail-on goes by the gravest finding: the family's is high",
        arguments: [("critical", 0), ("high", 1), ("low", 1)])
    func failOn(_ severity: String, _ status: Int32) async throws {
        try await withVigie { vigie in
            try vigie.write("guild.json", Data(AuditedCommunity.family.discordJSON))
            #expect(try vigie.run("audit", "guild.json", "--fail-on", severity).status == status)
        }
    }

    @Test("a report to print opens offline: it loads nothing, runs nothing, and escapes every name")
    func page() async throws {
        try await withVigie { vigie in
            var community = AuditedCommunity.story
            community.snapshot.name = "<script>x</script>"
            try vigie.write("guild.json", Data(community.discordJSON))
            let outcome = try vigie.run("audit", "guild.json", "--out", "report", "--lang", "fr")
            #expect(outcome.status == 0 && outcome.output.contains("report/index.html"))
            let page = try String(
                contentsOf: vigie.folder.appendingPathComponent("report/index.html"), encoding: .utf8)
            #expect(
                page.contains("Notes par domaine") && page.contains("default-src &#39;none&#39;")
                    || page.contains("default-src 'none'"))
            #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
            #expect(page.contains("&lt;script&gt;x"))
            #expect(vigie.exists("report/report.json"))
        }
    }

    @Test(
        "a Matrix space is audited room by room: a level that everybody has is found, and rules about roles do not apply"
    )
    func matrix() async throws {
        try await withVigie { vigie in
            func state(_ type: String, _ content: String, key: String = "") -> String {
                #"{"type":"\#(type)","state_key":"\#(key)","sender":"@a:h.org","content":\#(content)}"#
            }
            let create = state("m.room.create", #"{"room_version":"10","type":"m.space"}"#)
            let joined = ["@a:h.org", "@b:h.org"].map { state("m.room.member", #"{"membership":"join"}"#, key: $0) }
            let space = [create, state("m.room.power_levels", #"{"users":{"@a:h.org":100}}"#)] + joined
            let room =
                [create, state("m.room.power_levels", #"{"users":{"@a:h.org":100},"users_default":50}"#)] + joined
            let rooms = [("!s:h.org", space), ("!r:h.org", room)].map {
                #"{"room_id":"\#($0)","state":[\#($1.joined(separator: ","))]}"#
            }
            try vigie.write("space.json", #"{"space":"!s:h.org","rooms":[\#(rooms.joined(separator: ","))]}"#)
            let outcome = try vigie.run("audit", "space.json", "--json")
            #expect(outcome.status == 0 && !ids(outcome).isEmpty, "\(outcome.errors)")
            #expect(ids(outcome).allSatisfy { $0.hasPrefix("audit.everyone_can_") }, "\(ids(outcome))")
            #expect(outcome.output.contains("!r:h.org"))
        }
    }

    // MARK: Bad snapshots

    @Test(
        "a file that is no snapshot is refused with what to do",
        arguments: ["", "{", "[1,2]", "null", "{\"a\":1}", "PK\u{3}\u{4}"])
    func refused(_ text: String) async throws {
        try await withVigie { vigie in
            try vigie.write("guild.json", text)
            let outcome = try vigie.run("audit", "guild.json")
            #expect(outcome.status == 3 && outcome.errors.hasPrefix("error: guild.json: "), "\(outcome.errors)")
        }
    }

    /// What is wrong, and a word of the remark about it.
    static let faulty: [(String, String)] = [
        // Categories that hang on each other.
        (
            #"{"id":"1","owner_id":"5","roles":[{"id":"1","permissions":"8"}],"channels":[{"id":"2","type":4,"parent_id":"3"},{"id":"3","type":4,"parent_id":"2"},{"id":"4","type":0,"parent_id":"4"}],"members":[{"user":{"id":"5"},"roles":[]}]}"#,
            "note: "
        ),
        // Roles that are missing.
        (
            #"{"id":"1","owner_id":"5","roles":[{"id":"1","permissions":"8"}],"channels":[{"id":"2","type":0,"permission_overwrites":[{"id":"77","type":0,"allow":"8","deny":"0"}]}],"members":[{"user":{"id":"5"},"roles":["99","98"]}]}"#,
            "99"
        ),
        // Ids that are none.
        (
            #"{"id":"1","owner_id":"","roles":[{"id":"1","permissions":"8"},{"id":"x y"},{"name":"no id"},7],"channels":[],"members":[{"user":{"id":12},"roles":[]},{"user":{}}]}"#,
            "note: "
        ),
        // Permissions beyond 64 bits, negative, and as an old number.
        (
            #"{"id":"1","owner_id":"5","roles":[{"id":"1","permissions":"340282366920938463463374607431768211455"},{"id":"2","permissions":-8},{"id":"3","permissions":2147483647}],"channels":[],"members":[{"user":{"id":"5"},"roles":["2"]}]}"#,
            "64"
        ),
        // An old API: numbers, and overwrites with their kinds as words.
        (
            #"{"id":"1","owner_id":"5","roles":[{"id":"1","permissions":8}],"channels":[{"id":"2","type":0,"permission_overwrites":[{"id":"1","type":"role","allow":8192,"deny":0}]}],"members":[{"user":{"id":"5"},"roles":[]}]}"#,
            "note: "
        ),
    ]

    @Test("what is wrong in a snapshot is named, and the rest is audited", arguments: faulty.indices)
    func faultySnapshot(_ number: Int) async throws {
        let (text, word) = Self.faulty[number]
        try await withVigie { vigie in
            try vigie.write("guild.json", text)
            let outcome = try vigie.run("audit", "guild.json", "--json", "--lang", "en")
            #expect(outcome.status == 0 && outcome.errors.contains(word), "\(outcome.errors)")
            #expect((outcome.json["problems"] as? [Any])?.isEmpty == false)
            if number != 3 { #expect(ids(outcome).contains("audit.everyone_can_administrator"), "\(ids(outcome))") }
        }
    }

    @Test("10,000 overwrites in one channel are audited like two")
    func manyOverwrites() async throws {
        try await withVigie { vigie in
            let overwrites = (0..<10_000).map { #"{"id":"\#(1000 + $0)","type":\#($0 % 2),"allow":"1024","deny":"0"}"# }
            try vigie.write(
                "guild.json",
                #"{"id":"1","owner_id":"5","roles":[{"id":"1","permissions":"131072"}],"channels":[{"id":"2","type":0,"permission_overwrites":[\#(overwrites.joined(separator: ","))]}],"members":[{"user":{"id":"5"},"roles":[]}],"approximate_member_count":900}"#
            )
            let outcome = try vigie.run("audit", "guild.json", "--json")
            #expect(
                outcome.status == 0 && ids(outcome).contains("audit.everyone_can_mention_everyone"), "\(outcome.errors)"
            )
        }
    }

    @Test(
        "nothing to audit is bad input",
        arguments: [#"{"id":"1","roles":[],"channels":[],"members":[]}"#, #"{"guild":7}"#])
    func nothing(_ text: String) async throws {
        try await withVigie { vigie in
            try vigie.write("guild.json", text)
            let outcome = try vigie.run("audit", "guild.json")
            #expect(outcome.status == 3 && outcome.errors.contains("nothing to audit"), "\(outcome.errors)")
        }
    }

    @Test(
        "bad usage is told",
        arguments: [
            ["audit"], ["audit", "a.json", "--keep"], ["audit", "a.json", "--snapshot", "b.json"],
            ["audit", "--db", "v.db"], ["audit", "a.json", "--set", "most-role=1"],
            ["audit", "a.json", "--set", "most-roles=-1"], ["audit", "a.json", "--fail-on", "grave"],
        ])
    func usage(_ arguments: [String]) async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run(arguments)
            #expect(outcome.status == 2 && outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
            if arguments.contains("most-role=1") { #expect(outcome.errors.contains("most-roles")) }
        }
    }
}
