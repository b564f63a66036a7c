import Expression
import Testing

@Suite struct LimitTests {
    private let environment: Environment
    private let activation = ValueList([
        .string(String(repeating: "a", count: 100_000)), .list((0..<10_000).map { .int($0) }),
    ])

    init() throws {
        environment = try Environment(variables: [.init("text", .string), .init("list", .list(.int))])
    }

    @Test(arguments: [
        "list.all(a, list.all(b, list.all(c, a + b + c >= 0)))", "list.map(a, list.map(b, list)).size() > 0",
        "text.matches('(((a{10}){10}){10})x')", "list.exists(x, text.matches('(a*)*b'))",
        "text.replace('', text) == ''",
        "cel.bind(a, [list, list], cel.bind(b, [a, a], cel.bind(c, [b, b], cel.bind(d, [c, c], [d, d] == [[c, c], d]))))",
        "cel.bind(a, text + text, cel.bind(b, a + a, cel.bind(c, b + b, c + c == '')))", "text.contains(text + 'b')",
        "lists.range(1000000000).size() == 0", "list.distinct().size() == 0",
        "list.map(x, '%.1000f'.format([1.0 / double(x + 1)])).size() == 0",
    ])
    func aHostileExpressionHitsTheCostLimit(text: String) throws {
        let program = try environment.compileUnchecked(text)
        do throws(EvaluationError) {
            _ = try program.evaluate(activation)
            Issue.record("it was not stopped")
        } catch {
            guard case .costLimit = error.kind else {
                Issue.record("it failed with \(error)")
                return
            }
        }
    }

    @Test func nothingAbsorbsTheCostLimit() throws {
        let program = try environment.compile("list.all(x, list.all(y, y >= 0)) || true")
        #expect(throws: EvaluationError.self) { try program.evaluate(activation) }
    }

    @Test(arguments: [
        String(repeating: "(", count: 40_000), String(repeating: "[", count: 90_000),
        String(repeating: "!", count: 90_000),
        String(repeating: "1+", count: 45_000) + "1", String(repeating: "a.", count: 45_000) + "b",
        String(repeating: "true ? 1 : ", count: 9_000) + "1", String(repeating: "-", count: 90_000) + "x",
        String(repeating: "{1:", count: 30_000), String(repeating: "f(", count: 45_000),
        String(repeating: "a[", count: 45_000),
        String(repeating: "x", count: 1_000_000),
    ])
    func aDeepOrLongTextIsRefusedAndDoesNotExhaustTheStack(text: String) {
        #expect(issues(of: text, environment).count == 1)
    }

    @Test func valuesBoundOneInAnotherCountTogetherTowardsTheDepth() {
        let nested = String(repeating: "[", count: 60) + "x" + String(repeating: "]", count: 60)
        let text = (0..<40).map { _ in "cel.bind(x, \(nested), " }.joined() + "x" + String(repeating: ")", count: 40)
        #expect(issues(of: "cel.bind(x, 1, \(text))", environment).count == 1)
    }

    @Test func manyConditionsInARowAreNotDeep() throws {
        let text = Array(repeating: "true", count: 5_000).joined(separator: " && ")
        #expect(try value(of: text) == .bool(true))
    }

    @Test func theStepsOfARegularExpressionGrowWithTheTextAndNotBeyond() throws {
        for pattern in ["(a*)*b", "(a|aa)+$", "(.*)(.*)(.*)[^a]", "^(a+)+x"] {
            let expression = try RegularExpression(pattern)
            func steps(_ count: Int) -> Int {
                expression.search(in: String(repeating: "a", count: count), stepLimit: .max, wantsRange: false).steps
            }
            #expect(steps(4_000) <= 2 * steps(2_000) + 100)
            #expect(steps(4_000) <= 2 * (expression.size + 1) * 4_001)
        }
    }

    @Test func aPatternWithoutEndIsRefused() {
        #expect(throws: PatternError.self) { try RegularExpression("((a{1000}){1000}){1000}") }
        #expect(throws: PatternError.self) { try RegularExpression(String(repeating: "(", count: 5_000)) }
    }

    @Test func theEstimateHoldsWhatIsSpent() throws {
        let sizes = SizeHints { path in path == "list" ? 10...10 : path == "text" ? 0...1000 : nil }
        for text in [
            "list.all(x, x > 3)", "list.map(x, x * 2).exists(y, y == 4)", "text.matches('a+b') || size(list) > 3",
            "text + text == 'aa'", "3 in list ? text.size() : 1", "list.filter(x, x in list).size()",
        ] {
            let program = try environment.compile(text)
            let estimate = program.estimatedCost(sizes: sizes)
            var meter = Meter(limit: 1_000_000)
            _ = try program.evaluate(
                ValueList([.string(String(repeating: "a", count: 1000)), .list((0..<10).map { .int($0) })]), &meter)
            #expect(
                estimate.minimum <= meter.spent && meter.spent <= estimate.maximum,
                "\(text): \(meter.spent), \(estimate)")
        }
    }

    @Test func anEstimateBeyondCountingIsTheLargestNumber() throws {
        let text = (0..<12).map { "list.all(x\($0), " }.joined() + "true" + String(repeating: ")", count: 12)
        let huge = SizeHints(usual: 0...1_000_000)
        #expect(try environment.compile(text).estimatedCost(sizes: huge).maximum == .max)
    }
}
