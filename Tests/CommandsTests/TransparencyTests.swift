import Casework
import Foundation
import SQLiteStorage
import SafetyModel
import Testing
import TextAnalysis

@Suite("vigie transparency")
struct TransparencyTests {
    /// A database in which seven cases were decided, two of them about staff.
    private func prepare(_ vigie: VigieProcess) async throws {
        let store = try SQLiteStore.open(
            path: vigie.folder.appendingPathComponent("vigie.db").path, taxonomy: try ShippedTaxonomy.load(),
            clock: { Timestamp(milliseconds: 1_781_640_000_000) })
        let now = Timestamp(milliseconds: 1_781_640_000_000)
        let gus = try await store.create(
            name: "gus", passwordHash: "x", roles: [.guardian], language: "fr", by: nil, at: now)
        let eve = try await store.create(
            name: "eve", passwordHash: "x", roles: [.guardian], language: "fr", by: nil, at: now)
        let signals = (0..<7).map { index in
            Signal(
                policy: "spam", score: 0.9, community: "c", subject: "s\(index)", subjectIsStaff: index < 2, time: now,
                event: EventKey(source: "t", id: "e\(index)"), detector: Detector(name: "x", version: 1))
        }
        _ = try await store.record(signals, upTo: 0)
        let staff = Visibility.firstNumberAboutStaff
        for id in Array(Int64(1)...5) + [staff, staff + 1] {
            let claimed = try await store.perform(.claim, on: id, version: 1, by: gus, at: now)
            let decided = try await store.perform(
                .decide(.timeOut, reason: "secret reason"), on: id, version: claimed.version, by: gus,
                at: now + .hours(3))
            guard decided.state != .decided else { continue }
            try await store.perform(
                .decide(.timeOut, reason: "secret reason"), on: id, version: decided.version, by: eve,
                at: now + .hours(3))
        }
        try store.close()
    }

    @Test("figures come as JSON and as CSV, and say nothing of anybody")
    func figures() async throws {
        try await withVigie { vigie in
            try await prepare(vigie)
            let json = try vigie.run("transparency", "--from", "2026-06", "--to", "2026-06", "--output", "out")
            #expect(json.status == 0, "\(json.errors)")
            let text = try String(contentsOf: vigie.folder.appendingPathComponent("out/figures.json"), encoding: .utf8)
            #expect(text.contains(#""taken":7"#))
            #expect(text.contains(#""aboutStaff":"<5""#))
            #expect(text.contains(#""hours":{"median":3.0,"ninetieth":3.0}"#))
            for word in ["secret", "gus", "s1"] { #expect(!text.contains(word)) }
            let csv = try vigie.run(
                "transparency", "--from", "2026-06", "--to", "2026-07", "--format", "csv", "--output", "csv",
                "--provider", "Example", "--service", "Chat")
            #expect(csv.status == 0, "\(csv.errors)")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: vigie.folder.appendingPathComponent("csv").path)
            #expect(names.count == 11)
            let rules = try String(
                contentsOf: vigie.folder.appendingPathComponent("csv/Part_6_own_initiative_TC.csv"), encoding: .utf8)
            #expect(rules.contains("All,Chat,2026-06-01/2026-07-31,TOTAL,,7,7,"))
        }
    }

    @Test("bad usage ends with 2, a database that is not there with 3")
    func wrong() async throws {
        try await withVigie { vigie in
            for wrong in [
                ["--from", "2026-6", "--to", "2026-07"], ["--from", "2026-08", "--to", "2026-07"],
                ["--from", "1990-01", "--to", "2026-07"], ["--from", "2026-13", "--to", "2026-14"],
                ["--from", "2026-01", "--to", "2026-07", "--previous", "soon"],
                ["--from", "2026-01", "--to", "2026-07", "--format", "xml"],
            ] {
                let outcome = try vigie.run(["transparency", "--output", "out"] + wrong)
                #expect(outcome.status == 2, "\(wrong)")
            }
            let missing = try vigie.run("transparency", "--from", "2026-01", "--to", "2026-02", "--output", "out")
            #expect(missing.status == 3)
            #expect(!vigie.exists("out"))
        }
    }
}
