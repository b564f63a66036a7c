import Foundation
import Testing

@Suite("vigie simulate")
struct SimulateTests {
    @Test("the same seed gives the same bytes, another seed others")
    func deterministic() async throws {
        try await withVigie { vigie in
            for (name, seed) in [("a", "1"), ("b", "1"), ("c", "2")] {
                let outcome = try vigie.run(
                    "simulate", "--members", "400", "--events", "4000", "--seed", seed, "--out", "\(name).ndjson",
                    "--truth", "\(name).json")
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            func bytes(_ name: String) throws -> Data {
                try Data(contentsOf: vigie.folder.appendingPathComponent(name))
            }
            #expect(try bytes("a.ndjson") == bytes("b.ndjson"))
            #expect(try bytes("a.json") == bytes("b.json"))
            #expect(try bytes("a.ndjson") != bytes("c.ndjson"))
        }
    }

    @Test("what it plants is found, and held against its truth file")
    func truth() async throws {
        try await withVigie { vigie in
            _ = try vigie.run(
                "simulate", "--members", "5000", "--events", "60000", "--seed", "9", "--out", "events.ndjson",
                "--truth",
                "truth.json")
            _ = try vigie.run("ingest", "events.ndjson")
            let outcome = try vigie.run("evaluate", "--truth", "truth.json", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let planted = try #require(outcome.json["planted"] as? Int)
            let found = try #require(outcome.json["found"] as? Int)
            #expect(planted >= 10)
            #expect(Double(found) >= 0.8 * Double(planted), "\(outcome.output)")
        }
    }

    @Test("settings that cannot be simulated are refused with what to change")
    func wrongSettings() async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run("simulate", "--members", "0", "--events", "10", "--out", "x.ndjson")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("members"))
            #expect(try vigie.run("simulate", "--members", "-5", "--events", "10", "--out", "x").status == 2)
            #expect(try vigie.run("simulate", "--members", "100", "--out", "/no/such/folder/x").status == 2)
        }
    }
}
