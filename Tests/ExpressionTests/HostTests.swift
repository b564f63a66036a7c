import Expression
import Testing

/// What a program that uses the library builds on.
@Suite struct HostTests {
    private let environment: Environment
    private let activation = ValueList([.object(Person(name: "Ada", age: nil)), .list(["a", "b"])])

    init() throws {
        let greeting = Function(
            "greeting",
            [
                .member([.object(Person.objectType), .string], .string) { arguments throws(EvaluationError) in
                    guard case .object(let object) = arguments[0], let person = object as? Person,
                        case .string(let word) = arguments[1]
                    else { throw EvaluationError(.host("no person")) }
                    return .string("\(word), \(person.name)")
                },
                .global([.string], .string) { arguments throws(EvaluationError) in
                    throw EvaluationError(.host("nobody to greet"))
                },
            ])
        environment = try Environment(
            variables: [.init("person", .object(Person.objectType)), .init("tags", .list(.string))],
            functions: [greeting], types: [Person.objectType])
    }

    private func value(_ text: String) throws -> Value { try environment.compile(text).evaluate(activation) }

    @Test func fieldsOfObjectsAreReadWhenTheyAreNeeded() throws {
        #expect(try value("person.name == 'Ada'") == true)
        #expect(try value("has(person.name) && !has(person.age)") == true)
        #expect(try value("person.?age.orValue(7)") == 7)
        #expect(try value("dyn(person).name") == "Ada")
        #expect(try value("type(person) == Person") == true)
        #expect(throws: EvaluationError.self) { try value("person.age > 1") }
    }

    @Test func functionsOfTheHostAreCalledByTheirStyle() throws {
        #expect(try value("person.greeting('Hello')") == "Hello, Ada")
        #expect(throws: EvaluationError.self) { try value("greeting('x')") }
        #expect(issues(of: "person.greeting(1)", environment).first?.message.contains("no such overload") == true)
        #expect(issues(of: "'x'.greeting('y')", environment).count == 1)
    }

    @Test func aVariableThatIsNotNeededIsNotAskedFor() throws {
        struct Asked: Activation {
            func value(at slot: Int) -> Value? { slot == 1 ? .list([]) : nil }
        }
        #expect(try environment.compile("tags.size() == 0 || person.name == 'x'").evaluate(Asked()) == true)
    }

    @Test func referencesTellVariablesPathsCallsAndConstantArguments() throws {
        let text =
            "person.name == 'a' && tags.exists(t, t.startsWith('x')) && math.abs(1) == 1 && person.greeting('w') == ''"
        let references = try environment.compile(text).references
        #expect(references.variableNames == ["person", "tags"])
        #expect(references.variables.first?.path == ["name"])
        #expect(references.functionNames == ["greeting", "math.abs", "startsWith"])
        #expect(references.calls.first { $0.name == "greeting" }?.constants == ["w"])
    }

    @Test func aTraceTellsWhatEachPartGave() throws {
        let program = try environment.compile("tags.size() > 1 && person.name == 'Bob' && tags.size() > 9")
        let trace = program.trace(activation)
        let steps = Dictionary(uniqueKeysWithValues: trace.steps.map { ($0.text, try? $0.result.get()) })
        #expect(steps["tags.size() > 1"] == true)
        #expect(steps["person.name"] == "Ada")
        #expect(steps["person.name == \"Bob\""] == false)
        #expect(steps["tags.size() > 9"] == nil)
        #expect(program.syntax.conjuncts.map { trace.step(of: $0) != nil } == [true, true, false])
        #expect(trace.cost > 0)
    }

    @Test(arguments: [
        "a + b * c - (d - e)", "!(a && b) || c", "-(5)", "-x.y", "(-5).foo", "a ? b : c ? d : e", "(a ? b : c) ? d : e",
        "[1, ?a, 2u, 1.5]", "{'k': 1, ?'l': a}", "a.?b[?0].c", "has(a.b)", "x.map(y, y > 1, y)", "x.existsOne(i, v, v)",
        "cel.bind(a, 1, a + a)", "cel.block([1], cel.index(0) + cel.iterVar(0, 1))", "a.`b-c`", "b'\\x00a\\\\'",
        "'it\\'s\\n'",
        "a.b.C{d: 1}", ".a.b(c)", "x in [1]", "a - (b + c)", "a - b + c", "!!a", "a == (b == c)", "(a || b) && c",
        "1e300", "-9223372036854775808", "-(5.oo)", "-(5[0])", "-(1.5.f(a))", "-([5].all(x, x > 0))", "-((-5).oo)",
    ])
    func theCanonicalTextReadsAsTheSameExpression(text: String) throws {
        let environment = try Environment()
        let first = try environment.parse(text).description
        #expect(try environment.parse(first).description == first)
        #expect(
            first.filter { $0 != " " && $0 != "\"" && $0 != "'" }.count >= text.filter {
                $0 != " " && $0 != "\"" && $0 != "'"
            }.count - 2)
    }

    @Test func aMeterMayBeSharedByManyExpressions() throws {
        let program = try environment.compile("tags.exists(t, t == 'b')")
        var meter = Meter(limit: 20)
        _ = try program.evaluate(activation, &meter)
        #expect(meter.spent > 0)
        #expect(throws: EvaluationError.self) {
            for _ in 0..<10 { _ = try program.evaluate(activation, &meter) }
        }
    }

    @Test func oneProgramIsEvaluatedFromManyTasksAtOnce() async throws {
        let program = try environment.compile("tags.map(t, t + person.name).size()")
        let activation = activation
        let results = await withTaskGroup(of: Value?.self) { group in
            for _ in 0..<50 { group.addTask { try? program.evaluate(activation) } }
            return await group.reduce(into: [Value?]()) { $0.append($1) }
        }
        #expect(results == Array(repeating: 2, count: 50))
    }

    @Test func aVariableCannotBeDeclaredTwice() {
        #expect(throws: DeclarationError.self) { try Environment(variables: [.init("a", .int), .init("a", .bool)]) }
    }
}
