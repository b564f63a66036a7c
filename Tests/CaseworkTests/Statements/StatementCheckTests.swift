import Casework
import SafetyModel
import Testing

@Suite("Checking statements of reasons")
struct StatementCheckTests {
    static let good = [
        "decision_visibility": #"["DECISION_VISIBILITY_CONTENT_REMOVED"]"#,
        "decision_ground": #""DECISION_GROUND_INCOMPATIBLE_CONTENT""#,
        "incompatible_content_ground": #""Rule 4""#, "incompatible_content_explanation": #""It breaks rule 4.""#,
        "content_type": #"["CONTENT_TYPE_TEXT"]"#, "category": #""STATEMENT_CATEGORY_PROTECTION_OF_MINORS""#,
        "content_date": #""2026-06-01""#, "application_date": #""2026-06-02""#, "decision_facts": #""Reviewed.""#,
        "source_type": #""SOURCE_VOLUNTARY""#, "automated_detection": #""No""#,
        "automated_decision": #""AUTOMATED_DECISION_NOT_AUTOMATED""#, "puid": #""sor-1""#,
    ]

    static func json(_ fields: [String: String]) -> [UInt8] {
        Array("{\(fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))}".utf8)
    }

    private func problems(_ field: String, _ json: String?) throws -> [StatementProblem] {
        var fields = Self.good
        fields[field] = json
        guard case .one(let problems) = try StatementCheck.check(json: Self.json(fields)) else { return [] }
        return problems
    }

    @Test("the good one is valid")
    func valid() throws {
        #expect(try StatementCheck.check(json: Self.json(Self.good)).isValid)
    }

    @Test(
        "what is wrong is told with the field",
        arguments: [
            ("puid", #""a b""#, "puid"), ("puid", nil, "puid"),
            ("category", #""STATEMENT_CATEGORY_VIOLENSE""#, "category"),
            ("category_addition", "null", "category_addition"),
            ("content_type", #"["CONTENT_TYPE_TEXT","CONTENT_TYPE_TEXT"]"#, "content_type[1]"),
            ("content_type", #"["CONTENT_TYPE_OTHER"]"#, "content_type_other"),
            ("automated_detection", "false", "automated_detection"), ("content_language", #""fr""#, "content_language"),
            ("territorial_scope", #"["EL"]"#, "territorial_scope[0]"),
            ("content_date", #""2026-06-01T10:00:00Z""#, "content_date"),
            ("content_date", #""2026-02-30""#, "content_date"),
            ("end_date_account_restriction", #""2027-01-01""#, "end_date_account_restriction"),
            ("illegal_content_legal_ground", #""A law""#, "illegal_content_legal_ground"),
            ("source_identity", #""somebody""#, "source_identity"), ("decision_visibility", nil, "statement"),
            ("decision_fact", #""x""#, "decision_fact"), ("decision_facts", "\"\u{A0} \"", "decision_facts"),
            ("decision_ground_reference_url", #""http://localhost/rules""#, "decision_ground_reference_url"),
        ])
    func wrong(field: String, json: String?, place: String) throws {
        let found = try problems(field, json)
        #expect(found.map(\.path) == [place], "\(found)")
        #expect(found.allSatisfy { !$0.message.isEmpty && !$0.advice.isEmpty })
    }

    @Test("a misspelt code is answered with the one that was meant")
    func hint() throws {
        let found = try problems("category", #""STATEMENT_CATEGORY_VIOLENSE""#)
        #expect(found.first?.advice.contains("STATEMENT_CATEGORY_VIOLENCE") == true)
        #expect(try problems("decision_fact", #""x""#).first?.advice.contains("decision_facts") == true)
    }

    @Test("a name that stands twice is told, for nobody knows which of the two is read")
    func repeated() throws {
        let text = String(decoding: Self.json(Self.good), as: UTF8.self).dropLast() + #","puid":"sor-2"}"#
        guard case .one(let found) = try StatementCheck.check(json: Array(text.utf8)) else { return }
        #expect(found.map(\.description) == ["puid stands there twice; keep one"])
    }

    @Test("lengths are counted in Unicode scalars, not in bytes or in what looks like one character")
    func lengths() throws {
        #expect(try problems("incompatible_content_ground", "\"\(String(repeating: "é", count: 500))\"").isEmpty)
        #expect(try !problems("incompatible_content_ground", "\"\(String(repeating: "é", count: 501))\"").isEmpty)
        #expect(
            try !problems("incompatible_content_ground", "\"\(String(repeating: "e\u{301}", count: 251))\"").isEmpty)
    }

    @Test("every list entry is judged alone, and nothing of the content stands in what is said")
    func list() throws {
        let one = String(decoding: Self.json(Self.good), as: UTF8.self)
        let secret = one.replacing("Rule 4", with: "").replacing("sor-1", with: "secret word")
        guard case .many(let statements) = try StatementCheck.check(json: Array("[\(one),\(secret),7]".utf8)) else {
            Issue.record("a list is told as a list")
            return
        }
        #expect(statements.map(\.count) == [0, 2, 1])
        #expect(!statements.flatMap { $0 }.map(\.description).joined().contains("secret"))
    }

    @Test(
        "what is not JSON is told with its place",
        arguments: ["", "{", "{\"puid\": \"\u{1}\"}", "{}{}", "[{},]", String(repeating: "[", count: 100_000)])
    func notJSON(text: String) {
        #expect(throws: JSONError.self) { try StatementCheck.check(json: Array(text.utf8)) }
    }

    @Test("lists and objects of a million members are read and told in few words")
    func huge() throws {
        let long = "[" + String(repeating: "\"x\",", count: 1_000_000) + "\"x\"]"
        #expect(try problems("category_addition", long).count <= 100)
        let many = (0..<100_000).map { "\"k\($0)\":1" }.joined(separator: ",")
        guard case .one(let found) = try StatementCheck.check(json: Array("{\(many)}".utf8)) else { return }
        #expect(found.count == 100)
    }
}
