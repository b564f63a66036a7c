import Foundation
import Testing

@Suite("vigie cel")
struct CelTests {
    @Test(
        "an expression is evaluated over variables, and its value printed as JSON",
        arguments: [
            ("user.age < 18 && tags.exists(t, t == 'new')", "true"), ("user.name + '!'", "\"Zoé!\""),
            ("tags.map(t, size(t))", "[3,3]"), ("{'a': 1u, 'b': [1.5, null]}", "{\"a\":1,\"b\":[1.5,null]}"),
            ("b'vigie'", "\"dmlnaWU=\""), ("type(big)", "\"uint\""), ("half * 3.0", "1.5"),
            ("1.0 / 0.0", "\"Infinity\""),
            ("timestamp('2026-01-05T20:11:00Z').getHours('Europe/Paris')", "21"), ("optional.none()", "null"),
            ("duration('90m')", "\"5400s\""),
        ])
    func evaluates(expression: String, answer: String) async throws {
        try await withVigie { vigie in
            try vigie.write(
                "vars.json",
                """
                {"user":{"age":15,"name":"Zoé"},"tags":["new","old"],"big":18446744073709551615,"half":0.5}
                """)
            let outcome = try vigie.run("cel", expression, "--vars", "vars.json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output == answer + "\n")
        }
    }

    @Test(
        "what is wrong is told with a caret under its place, and status 3",
        arguments: [
            ("user.agee + usr", "usr", "did you mean 'user'?"), ("1 +", "^", "error: "),
            ("1 / 0", "^", "division by zero"), ("user.colour", "^", "colour"),
            ("'a'.matches('(')", "^", "error: "), ("9223372036854775807 + 1", "^", "overflow"),
        ])
    func refuses(expression: String, mark: String, words: String) async throws {
        try await withVigie { vigie in
            try vigie.write("vars.json", "{\"user\":{\"age\":15}}")
            let outcome = try vigie.run("cel", expression, "--vars", "vars.json")
            #expect(outcome.status == 3, "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
            #expect(outcome.errors.contains("^") && outcome.errors.contains(mark), "\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("an expression that begins with a minus comes after --, and who forgets it is told so")
    func minus() async throws {
        try await withVigie { vigie in
            let told = try vigie.run("cel", "-5 / 2")
            #expect(told.status == 2 && told.errors.contains("after --"), "\(told.errors)")
            let outcome = try vigie.run("cel", "--", "-5 / 2")
            #expect(outcome.output == "-2\n", "\(outcome.errors)")
        }
    }

    @Test("--check tells the type and evaluates nothing")
    func checks() async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run("cel", "[1, 2].map(x, x / 0)", "--check")
            #expect(outcome.status == 0 && outcome.output == "{\"type\":\"list(int)\"}\n", "\(outcome.output)")
            let wrong = try vigie.run("cel", "1 + 'a'", "--check")
            #expect(wrong.status == 3)
        }
    }

    @Test(
        "variables that are no JSON object are refused with what is asked for",
        arguments: ["", "[1]", "{\"a\":1", "{\"a\":1,}", "{\"a\":1}{", "7", "{\"a\":NaN}"])
    func variables(json: String) async throws {
        try await withVigie { vigie in
            try vigie.write("vars.json", json)
            let outcome = try vigie.run("cel", "1", "--vars", "vars.json")
            #expect(outcome.status == 3 && outcome.errors.contains("--vars takes one JSON object"), "\(outcome.errors)")
        }
    }

    @Test("a hostile expression ends with the cost limit or the limit of nesting, not with the machine's patience")
    func hostile() async throws {
        try await withVigie { vigie in
            let numbers = "[" + (0..<200).map(String.init).joined(separator: ",") + "]"
            let nested =
                "\(numbers).all(a, \(numbers).all(b, \(numbers).all(c, \(numbers).all(d, a + b + c + d >= 0))))"
            let costly = try vigie.run("cel", nested)
            #expect(costly.errors.contains("takes more than"))
            let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
            let refused = try vigie.run("cel", deep)
            #expect(refused.status == 3)
            let pattern = "('a' + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!').matches('^(a+)+$')"
            let linear = try vigie.run("cel", pattern)
            #expect(linear.output == "false\n")
        }
    }

    private static let basic = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared/conformance/cel/basic.textproto").path

    @Test(
        "files of the conformance suite are run, one line of JSON each",
        .enabled(if: FileManager.default.fileExists(atPath: basic), "../shared is not here"))
    func conformance() async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run("cel", "--conformance", Self.basic, "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.json["failed"] as? Int == 0)
            let passed = try #require(outcome.json["passed"] as? Int)
            #expect(passed > 40)
            #expect((outcome.json["failures"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("a file that is none of the suite is refused")
    func notOfTheSuite() async throws {
        try await withVigie { vigie in
            try vigie.write("x.textproto", "section { name: \"a\"")
            let outcome = try vigie.run("cel", "--conformance", "x.textproto")
            #expect(outcome.status == 3 && outcome.errors.contains("x.textproto"), "\(outcome.errors)")
        }
    }
}
