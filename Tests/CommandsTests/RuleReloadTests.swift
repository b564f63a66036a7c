import Foundation
import SafetyModel
import Testing

@testable import Commands

@Suite("A directory of rules while the service runs")
struct RuleReloadTests {
    private static func rule(_ name: String, when: String = "true") -> String {
        """
          - name: \(name)
            policy: spam
            on: [message.posted]
            when: \(when)

        """
    }

    @Test("what changes comes into force as a whole or not at all; what the console wrote stays")
    func reloads() async throws {
        try await withVigie { vigie in
            let folder = vigie.folder.path
            try FileManager.default.createDirectory(atPath: folder + "/r", withIntermediateDirectories: true)
            try vigie.write("r/a.yaml", "rules:\n" + Self.rule("one"))
            let setting = try Assembly.open(try DatabaseOptions.parse(["--db", folder + "/vigie.db"]))
            try await RuleOptions.parse(["--rules", folder + "/r"]).takeIn(setting)
            let reload = RuleReload(
                intake: RuleImport(directory: folder + "/r", store: setting.store, taxonomy: setting.taxonomy),
                pipeline: setting.pipeline)
            let names = { try await setting.store.rulesInForce().files.map(\.name) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await setting.pipeline.run() }
                while await !setting.pipeline.figures().ready { await Task.yield() }
                let unchanged = try await reload.reload()
                #expect(unchanged == nil)

                try vigie.write("r/b.yaml", "rules:\n" + Self.rule("two"))
                let taken = try await reload.reload()
                #expect(taken == "2 in force (+ two)")

                // The same name twice: neither file is taken.
                try vigie.write("r/a.yaml", "rules:\n" + Self.rule("one", when: "false"))
                try vigie.write("r/c.yaml", "rules:\n" + Self.rule("two"))
                await #expect(throws: CommandFailure.self) { try await reload.reload() }
                let texts = try await setting.store.rulesInForce().files
                #expect(texts.map(\.name) == ["a.yaml", "b.yaml"] && texts.first?.text.contains("true") == true)

                // Somebody adds a file in the console; the directory changes elsewhere.
                try FileManager.default.removeItem(atPath: folder + "/r/c.yaml")
                let gus = try await setting.store.create(
                    name: "gus", passwordHash: "hash", roles: [.guardian], language: "en", by: nil, at: Clock.now())
                _ = try await setting.store.enter(
                    .init(
                        files: texts + [RuleFileText(name: "console.yaml", text: "rules:\n" + Self.rule("three"))],
                        changes: .init(added: ["three"]), base: try await setting.store.rulesInForce().revision,
                        reason: "tried"), after: 0, by: gus, at: Clock.now())
                let changed = try await reload.reload()
                #expect(changed == "3 in force (~ one)")
                let all = try await names()
                #expect(all == ["a.yaml", "b.yaml", "console.yaml"])

                // A file that goes from the directory goes.
                try FileManager.default.removeItem(atPath: folder + "/r/b.yaml")
                let gone = try await reload.reload()
                #expect(gone == "2 in force (− two)")
                await setting.pipeline.finish()
                try await group.waitForAll()
            }
        }
    }
}
