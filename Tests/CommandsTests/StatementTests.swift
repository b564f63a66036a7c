import Foundation
import Testing

@Suite("vigie statement")
struct StatementTests {
    static let good = """
        {"decision_account":"DECISION_ACCOUNT_SUSPENDED","decision_ground":"DECISION_GROUND_INCOMPATIBLE_CONTENT",\
        "incompatible_content_ground":"Rule 4","incompatible_content_explanation":"It breaks rule 4.",\
        "content_type":["CONTENT_TYPE_TEXT"],"category":"STATEMENT_CATEGORY_PROTECTION_OF_MINORS",\
        "content_date":"2026-06-01","application_date":"2026-06-02","decision_facts":"Reviewed by a person.",\
        "source_type":"SOURCE_VOLUNTARY","automated_detection":"No",\
        "automated_decision":"AUTOMATED_DECISION_NOT_AUTOMATED","puid":"sor-1"}
        """

    @Test("a good one is valid, a bad one is not, and a list has an entry for each")
    func verdicts() async throws {
        try await withVigie { vigie in
            try vigie.write("good.json", Self.good)
            try vigie.write("bad.json", Self.good.replacing("sor-1", with: "<script>"))
            try vigie.write("list.json", "[\(Self.good),{}]")
            let good = try vigie.run("statement", "check", "good.json", "--json")
            #expect(good.status == 0)
            #expect(good.json["valid"] as? Bool == true)
            #expect((good.json["errors"] as? [Any])?.isEmpty == true)
            let bad = try vigie.run("statement", "check", "bad.json", "--json")
            #expect(bad.status == 1)
            #expect(bad.json["valid"] as? Bool == false)
            #expect((bad.json["errors"] as? [[String: String]])?.map { $0["field"] } == ["puid"])
            let list = try vigie.run("statement", "check", "list.json", "--json")
            #expect(list.status == 1)
            let entries = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
            #expect(entries?.map { $0["valid"] as? Bool } == [true, false])
            let both = try vigie.run("statement", "check", "good.json", "list.json")
            #expect(both.status == 1)
            #expect(both.output.contains("good.json: valid"))
            #expect(both.output.contains("1 of 2 statements are valid"))
        }
    }

    @Test(
        "what cannot be read ends with 3, a sentence, and JSON where JSON was asked for",
        arguments: [
            ("half.json", Data(StatementTests.good.utf8.prefix(90)), "too early"), ("empty.json", Data(), "empty"),
            ("wide.json", Data([0xFF, 0xFE, 0x7B, 0]), "UTF-16"), ("latin.json", Data([0x22, 0xE9, 0x22]), "UTF-8"),
            ("deep.json", Data(String(repeating: "[", count: 100_000).utf8), "nested"),
            ("huge.json", Data(count: 40 << 20), "larger than 32 MiB"), ("two.json", Data("{}{}".utf8), "follows"),
        ])
    func unreadable(name: String, data: Data, words: String) async throws {
        try await withVigie { vigie in
            try vigie.write(name, data)
            let outcome = try vigie.run("statement", "check", name, "--json")
            #expect(outcome.status == 3)
            #expect(outcome.errors.hasPrefix("error: "))
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.json["valid"] as? Bool == false)
        }
    }

    @Test("a file that is not there ends with 3, no file with 2, and standard input is read")
    func usage() async throws {
        try await withVigie { vigie in
            let missing = try vigie.run("statement", "check", "missing.json")
            #expect(missing.status == 3)
            let none = try vigie.run("statement", "check")
            #expect(none.status == 2)
            let read = try vigie.run(["statement", "check", "-"], input: Data(Self.good.utf8))
            #expect(read.status == 0)
        }
    }
}
