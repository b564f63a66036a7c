import Foundation
import Testing

@Suite("The file of a connection to Matrix")
struct MatrixFileTests {
    /// Tries a connection to nowhere; what is wrong with the file is told before anything is asked.
    private func check(_ further: String) throws -> VigieProcess.Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-matrix-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let vigie = VigieProcess(folder: folder)
        _ = try vigie.run("connect", "matrix", "--generate-registration", "--out", "registration.yaml")
        let file = """
            homeserver: http://127.0.0.1:1
            server: example.org
            registration: registration.yaml
            listen: 127.0.0.1:0

            """
        try Data((file + further).utf8).write(to: folder.appendingPathComponent("matrix.yaml"))
        return try vigie.run("connect", "matrix", "--check", "matrix.yaml")
    }

    @Test(
        "What docs/connect-matrix.md shows is taken",
        arguments: [
            "commands: {room: \"!abc:example.org\", language: fr}\n",
            "commands: {room: \"!abc\", level: 100, members: [\"@odile:example.org\"], community: \"!s\"}\n",
            "reports: {language: fr, country: FR, page: \"https://vigie.example.org/report\"}\n", "reports: false\n",
            "policy_lists: {watch: [\"!a:example.org\", \"#bans:example.org\"], listed: propose, publish: true}\n",
            "policy_lists: {publish: \"!room:example.org\"}\n",
        ])
    func taken(further: String) throws {
        let outcome = try check(further)
        #expect(outcome.status == 1 && outcome.output.contains("does not answer"))
    }

    @Test("Every mistake is told with its place")
    func mistakes() throws {
        let outcome = try check(
            """
            commands: {room: "#mods:example.org", language: de, level: high, members: ["odile"], romm: x}
            reports: {country: fr, page: "here"}
            policy_lists: {watch: ["bans"], listed: kick, publish: maybe}

            """)
        #expect(outcome.status == 3 && outcome.output.isEmpty)
        for (line, words) in [
            (5, "did you mean “room”"), (5, "a room's id"), (5, "fr or en"), (5, "whole number"), (5, "@somebody"),
            (6, "two capital letters"), (6, "as https://"), (7, "id or alias"), (7, "propose or ban"),
            (7, "true, false"),
        ] {
            #expect(outcome.errors.split(separator: "\n").contains { $0.contains(":\(line):") && $0.contains(words) })
        }
    }
}
