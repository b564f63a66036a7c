import Foundation
import SafetyModel
import SQLiteStorage
import Testing
import TextAnalysis

@Suite("vigie programme")
struct ProgrammeTests {
    private static let programme = """
        badge: partner
        title: {fr: Partenaires, en: Partners}
        criteria:
          - {figure: messages_per_day, at_least: 0}
          - {figure: upheld_severity_1_staff, at_most: 0}
          - {figure: upheld_severity_1, at_most: 100}
        """

    /// A database in which a case about a member, and where asked one about a colleague, was upheld.
    private func prepare(_ vigie: VigieProcess, _ name: String, aboutStaff: Bool) async throws {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) - .days(3)
        let store = try SQLiteStore.open(
            path: vigie.folder.appendingPathComponent(name).path, taxonomy: try ShippedTaxonomy.load(), clock: { now })
        _ = try await store.append([
            Event(
                id: "1", source: "discord:guild", type: .badgeGranted, time: now, community: "c",
                body: .badge(Badge(kind: "partner")))
        ])
        let gus = try await store.create(
            name: "gus", passwordHash: "x", roles: [.guardian], language: "fr", by: nil, at: now)
        let eve = try await store.create(
            name: "eve", passwordHash: "x", roles: [.guardian], language: "fr", by: nil, at: now)
        var signals = [
            Signal(
                policy: "minor.solicitation", score: 0.9, community: "c", subject: "m", time: now,
                event: EventKey(source: "discord:guild", id: "1"), detector: Detector(name: "x", version: 1))
        ]
        if aboutStaff {
            signals.append(
                Signal(
                    policy: "staff.coercion", score: 0.9, community: "c", subject: "s", subjectIsStaff: true, time: now,
                    event: EventKey(source: "discord:guild", id: "1"), detector: Detector(name: "x", version: 1)))
        }
        _ = try await store.record(signals, upTo: 0)
        for item in try await store.queue(.init(), for: gus).cases {
            var item = try await store.perform(.claim, on: item.id, version: item.version, by: gus, at: now)
            item = try await store.perform(
                .decide(.timeOut, reason: "clear"), on: item.id, version: item.version, by: gus, at: now)
            if item.state != .decided {
                _ = try await store.perform(
                    .decide(.timeOut, reason: "clear"), on: item.id, version: item.version, by: eve, at: now)
            }
        }
        try store.close()
    }

    @Test("the shipped example has no problem")
    func example() async throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/examples/programme.yaml").path
        try await withVigie { vigie in
            let run = try vigie.run("programme", "check", path)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("14 criteria"))
        }
    }

    @Test(
        "what staff is told is the same, byte for byte, whether a colleague's case was upheld or not; guardians see it")
    func secrecy() async throws {
        try await withVigie { vigie in
            try vigie.write("p.yaml", Self.programme)
            try await prepare(vigie, "with.db", aboutStaff: true)
            try await prepare(vigie, "without.db", aboutStaff: false)
            for format in [[], ["--json"]] {
                let runs = try ["with.db", "without.db"].map {
                    try vigie.run(["programme", "evaluate", "p.yaml", "--db", $0] + format)
                }
                #expect(runs[0].status == 0, "\(runs[0].errors)")
                #expect(runs[0].output == runs[1].output && runs[0].errors == runs[1].errors)
                #expect(runs[0].output.contains(format.isEmpty ? "judged by the guardians" : "judged_by_guardians"))
            }
            let guardians = try ["with.db", "without.db"].map {
                try vigie.run("programme", "evaluate", "p.yaml", "--db", $0, "--for", "guardians")
            }
            #expect(guardians[0].output.contains("would not earn it today, since"))
            #expect(guardians[0].output.contains("upheld_severity_1_staff at most 0: NOT met (1)"))
            #expect(guardians[1].output.contains("would earn it today"))
        }
    }

    @Test("problems of a file are told with line and column, and wrong options are usage")
    func wrong() async throws {
        try await withVigie { vigie in
            try vigie.write(
                "bad.yaml", "badge: a\ntitle: {fr: a, en: b}\ncriteria:\n  - {figure: audit_scor, at_least: 1}\n")
            let bad = try vigie.run("programme", "check", "bad.yaml")
            #expect(bad.status == 3 && bad.errors.contains("bad.yaml:4:14"))
            #expect(bad.errors.contains("did you mean “audit_score”?"))
            try vigie.write("p.yaml", Self.programme)
            #expect(try vigie.run("programme", "evaluate", "p.yaml", "--db", "none.db").status == 3)
            try await prepare(vigie, "v.db", aboutStaff: false)
            for given in ["c/messages_per_day=1", "audit_score=1", "c/audit_score=2", "c/audit_score=x"] {
                let run = try vigie.run("programme", "evaluate", "p.yaml", "--db", "v.db", "--given", given)
                #expect(run.status == 2, "\(given): \(run.errors)")
            }
            #expect(
                try vigie.run("programme", "evaluate", "p.yaml", "--db", "v.db", "--community", "zzz").status == 3)
        }
    }
}
