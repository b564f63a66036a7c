import Testing

@Suite("vigie")
struct HelpTests {
    @Test("shows help with status 0, for itself and for each command")
    func help() async throws {
        try await withVigie { vigie in
            let top = try vigie.run("--help")
            #expect(top.status == 0)
            for command in [
                "demo", "scan", "serve", "ingest", "simulate", "evaluate", "cues", "export", "statement",
                "transparency", "db", "query", "ledger", "escalation",
            ] {
                #expect(top.output.contains(command))
                let own = try vigie.run(command, "--help")
                #expect(own.status == 0)
                #expect(own.output.contains("USAGE"))
            }
            #expect(try vigie.run("--version").output.contains("."))
        }
    }

    @Test("the shipped cue packs hold their own examples")
    func cues() async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run("cues", "check")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("fr"))
            #expect(outcome.output.contains("en"))
        }
    }

    @Test("a broken cue pack is refused with file, line and column")
    func brokenPack() async throws {
        try await withVigie { vigie in
            let path = try vigie.write(
                "mine.yaml",
                """
                pack: mine
                language: fr
                version: 1
                cues:
                  - id: one
                    stage: reqest
                    policy: minor.solicitation
                    weight: 1
                    patterns: ["bonjour"]
                    matches: ["bonjour", "eh bonjour"]
                    misses: ["salut", "bonsoir"]
                """)
            let outcome = try vigie.run("cues", "check", path)
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("mine.yaml:6"), "\(outcome.errors)")
            #expect(outcome.errors.contains("request"))
        }
    }
}
