import Expression
import Testing

@Suite struct IssueTests {
    private let environment: Environment

    init() throws {
        environment = try Environment(variables: [
            .init("channel", .map(.string, .string)), .init("count", .int),
            .init("person", .object(Person.objectType)),
        ])
    }

    @Test func anUndeclaredNameIsReportedWithItsPlaceAndTheNameThatWasMeant() {
        let found = issues(of: "count > 1 &&\n  chanel.kind == 'x'", environment)
        #expect(
            found.map(\.description) == [
                "ERROR: <input>:2:3: undeclared reference to 'chanel' (did you mean 'channel'?)"
            ])
    }

    @Test func allIssuesAreReportedAtOnceInTheOrderOfTheText() {
        let found = issues(of: "coutn + 'a'.charat(1) + person.agee + (1 + 'a')", environment)
        #expect(found.map(\.suggestion) == ["count", "charAt", "age", nil])
        #expect(found.map(\.column) == [1, 13, 31, 42])
    }

    @Test func theCaretStandsBelowTheCodePointAlsoAfterTabsAndWideCharacters() throws {
        let text = "\t'é🐱' + zz"
        let issue = try #require(issues(of: text, environment).first)
        #expect(issue.column == 9)
        #expect(
            issue.rendered(in: text)
                == "ERROR: <input>:1:9: undeclared reference to 'zz'\n | \t'é🐱' + zz\n | \t       ^")
    }

    @Test(arguments: [
        ("1 +", "1:4"), ("(1", "1:3"), ("[1, 2", "1:6"), ("'abc", "1:1"), ("a = b", "1:3"), ("1 ?? 2", "1:4"),
        ("'\\z'", "1:2"), ("99999999999999999999", "1:1"), ("let + 1", "1:1"), ("has(count)", "1:5"),
        ("[1].all(x.y, true)", "1:10"), ("a.\n\n  1", "3:3"), ("", "1:1"),
    ])
    func aTextThatIsNotOfTheGrammarIsRefusedAtItsPlace(text: String, place: String) {
        #expect(issues(of: text, environment).map { "\($0.line):\($0.column)" } == [place])
    }

    @Test func aRegularExpressionIsCheckedBeforeTheEvaluation() {
        #expect(issues(of: "'a'.matches('(')", environment).map(\.column) == [13])
        #expect(issues(of: "'a'.matches('(?=a)')", environment).count == 1)
    }

    @Test func anErrorOfTheEvaluationKnowsItsPlace() throws {
        let error = try #require(try failure(of: "1 +\n 2 / 0"))
        #expect(error.message == "division by zero")
        #expect(error.rendered(in: "1 +\n 2 / 0") == "ERROR: <input>:2:4: division by zero\n |  2 / 0\n |    ^")
    }

    @Test func aWrongTypeOfTheResultIsAnIssue() {
        #expect(throws: ExpressionIssues.self) { try environment.compile("count + 1", resultType: .bool) }
    }
}
