import Foundation
import Testing

@Suite("vigie scan")
struct ScanTests {
    @Test("finds a solicitation in a private chat, and prints it in the shape that is promised")
    func findings() async throws {
        try await withVigie { vigie in
            try vigie.write("story.json", Exports.discord(Exports.story))
            let outcome = try vigie.run("scan", "story.json", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(Set(outcome.json.keys) == ["inputs", "findings", "skipped"])
            let findings = try #require(outcome.json["findings"] as? [[String: Any]])
            let finding = try #require(findings.first { $0["policy"] as? String == "minor.solicitation" })
            #expect(
                Set(finding.keys) == [
                    "policy", "score", "subject", "counterpart", "first", "last", "stages", "messages", "why",
                ])
            #expect(finding["subject"] as? String == Exports.elder)
            #expect(finding["counterpart"] as? String == Exports.younger)
            #expect((finding["score"] as? Double ?? 0) > 0.9)
            #expect((finding["stages"] as? [String: Double])?["request"] ?? 0 > 0)
            let messages = try #require(finding["messages"] as? [[String: Any]])
            #expect(messages.allSatisfy { Set($0.keys) == ["id", "time", "cues"] })
            #expect(!vigie.exists("dossier"))
        }
    }

    @Test("finds nothing in an innocent chat, with status 0 even with --fail-on any")
    func innocent() async throws {
        try await withVigie { vigie in
            try vigie.write("chat.json", Exports.discord(Exports.innocent))
            let outcome = try vigie.run("scan", "chat.json", "--json", "--fail-on", "any")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect((outcome.json["findings"] as? [Any])?.isEmpty == true)
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test("writes a dossier whose manifest has the right sums, and ends with 1 with --fail-on")
    func dossier() async throws {
        try await withVigie { vigie in
            let input = try vigie.write("story.json", Exports.discord(Exports.story))
            let outcome = try vigie.run("scan", "story.json", "--out", "out/dossier", "--fail-on", "1")
            #expect(outcome.status == 1, "\(outcome.errors)")
            let folder = vigie.folder.appendingPathComponent("out/dossier")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                    == ["findings.json", "index.html", "manifest.json"])
            let manifest = try JSONSerialization.jsonObject(
                with: Data(contentsOf: folder.appendingPathComponent("manifest.json")))
            let parts = try #require(manifest as? [String: Any])
            let inputs = try #require(parts["inputs"] as? [[String: Any]])
            #expect(inputs.first?["sha256"] as? String == Exports.sha256(input))
            let outputs = try #require(parts["outputs"] as? [[String: Any]])
            #expect(outputs.count == 2)
            for output in outputs {
                let name = try #require(output["path"] as? String)
                #expect(output["sha256"] as? String == Exports.sha256(folder.appendingPathComponent(name).path))
            }
        }
    }

    @Test(
        "finds the story in each format",
        arguments: ["element.json", "story.ndjson", "package", "parts", "zipped.zip"])
    func formats(name: String) async throws {
        try await withVigie { vigie in
            try Exports.write(name, in: vigie)
            let outcome = try vigie.run("scan", name, "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let findings = outcome.json["findings"] as? [[String: Any]] ?? []
            #expect(findings.contains { $0["policy"] as? String == "minor.solicitation" }, "\(outcome.output)")
        }
    }

    @Test(
        "says what is wrong with an input and what to do, with status 3, and prints only JSON",
        arguments: [
            ("empty.json", Data(), "empty"),
            ("photo.json", Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46]), "JPEG"),
            ("chat.html", Data("<!DOCTYPE html><html></html>".utf8), "--format Json"),
            ("wide.json", Data([0xFF, 0xFE] + "{\"messages\":[]}".utf8.flatMap { [$0, 0] }), "iconv"),
            ("half.json", Data(Exports.discord(Exports.story).utf8.prefix(900)), "ends in the middle"),
            ("latin.json", Data(Exports.discord(Exports.story).unicodeScalars.map { UInt8($0.value) }), "UTF-8"),
            ("other.json", Data("{\"a\": 1}".utf8), "--format"),
            ("prose.txt", Data("hello there".utf8), "not JSON"),
            ("half.zip", Data([0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0]), "Download or copy"),
            ("out.zip", Exports.zip([("../out.json", Exports.discord(Exports.story))]), "leads outside"),
            ("nested.zip", Exports.zip([("inner.zip", "PK\u{03}\u{04} and more")]), "inside the archive"),
        ])
    func badInputs(name: String, data: Data, words: String) async throws {
        try await withVigie { vigie in
            try vigie.write(name, data)
            let outcome = try vigie.run("scan", name, "--json")
            #expect(outcome.status == 3)
            #expect(outcome.errors.hasPrefix("error: "))
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect((outcome.json["skipped"] as? [Any])?.isEmpty == false)
            #expect(!FileManager.default.fileExists(atPath: vigie.folder.path + "/../out.json"))
        }
    }

    @Test("reads the good inputs beside a bad one, and still ends with 3")
    func mixed() async throws {
        try await withVigie { vigie in
            try vigie.write("story.json", Exports.discord(Exports.story))
            let outcome = try vigie.run("scan", "story.json", "missing.json", "--json")
            #expect(outcome.status == 3)
            #expect((outcome.json["findings"] as? [Any])?.isEmpty == false)
            #expect(outcome.errors.contains("missing.json"))
        }
    }

    @Test("bad usage ends with 2 before anything is read or written")
    func usage() async throws {
        try await withVigie { vigie in
            let input = try vigie.write("story.json", Exports.discord(Exports.story))
            for wrong in [
                ["scan"], ["scan", input, "--nope"], ["scan", input, "--format", "html"],
                ["scan", input, "--lang", "de"], ["scan", input, "--fail-on", "0"], ["scan", input, "--out", input],
            ] {
                let outcome = try vigie.run(wrong)
                #expect(outcome.status == 2, "\(wrong)")
                #expect(outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
                #expect(outcome.output.isEmpty)
            }
            #expect(!vigie.exists("dossier"))
        }
    }
}
