public import Expression

/// Runs files of the official conformance suite of the language (`tests/simple/testdata` of cel-spec).
public struct ConformanceRunner: Sendable {
    private let timeZones: any TimeZones

    public init(timeZones: any TimeZones = NoTimeZones()) {
        self.timeZones = timeZones
    }

    /// - Throws: When the text is not a file of the suite.
    public func run(_ text: String) throws(TextFormatError) -> ConformanceReport {
        let file = try TextFormatReader.read(text)
        var report = ConformanceReport(file: file.text("name") ?? "")
        for section in file.messages("section") {
            let sectionName = section.text("name") ?? ""
            for message in section.messages("test") {
                do throws(Unsupported) {
                    let test = try ConformanceTest(message, section: sectionName)
                    if let got = try outcome(of: test) {
                        report.failures.append(
                            .init(name: test.name, expected: test.expectation.description, got: got))
                    } else {
                        report.passed += 1
                    }
                } catch {
                    let name = "\(sectionName)/\(message.text("name") ?? "")"
                    report.skipped.append(.init(name: name, reason: error.reason))
                }
            }
        }
        return report
    }

    /// What the test gave instead of what it expects; nil when it passed.
    private func outcome(of test: ConformanceTest) throws(Unsupported) -> String? {
        guard
            let environment = try? Environment(
                variables: test.variables, functions: test.functions, container: test.container, timeZones: timeZones)
        else { throw Unsupported(reason: "the declarations contradict each other") }
        let syntax: Syntax
        do throws(ExpressionIssues) {
            syntax = try environment.parse(test.expression)
        } catch {
            return test.expectation.acceptsError ? nil : error.description
        }
        try MessageSearch(container: test.container).refuse(syntax)
        return result(of: test, environment)
    }

    private func result(of test: ConformanceTest, _ environment: Environment) -> String? {
        do throws(ExpressionIssues) {
            var foundType = ValueType.dynamic
            if test.isChecked { foundType = try environment.check(test.expression).type }
            if case .typed(let value, let type) = test.expectation {
                if foundType != type { return "the type \(foundType)" }
                if value == nil || test.isOnlyChecked { return nil }
            }
            let program =
                test.isChecked
                ? try environment.compile(test.expression) : try environment.compileUnchecked(test.expression)
            return result(of: program, test)
        } catch {
            return test.expectation.acceptsError ? nil : error.description
        }
    }

    private func result(of program: Program, _ test: ConformanceTest) -> String? {
        let activation = ValueList(test.variables.map { test.bindings[$0.name] })
        do throws(EvaluationError) {
            let value = try program.evaluate(activation)
            return test.expectation.accepts(value) ? nil : value.description
        } catch {
            return test.expectation.acceptsError ? nil : "the error '\(error.message)'"
        }
    }
}

extension ConformanceTest.Expectation: CustomStringConvertible {
    var acceptsError: Bool {
        if case .error = self { true } else { false }
    }

    func accepts(_ value: Value) -> Bool {
        switch self {
        case .error: false
        case .value(let expected): value.isIdentical(to: expected)
        case .typed(let expected, _): expected.map(value.isIdentical) ?? true
        }
    }

    var description: String {
        switch self {
        case .error: "an error"
        case .value(let value): value.description
        case .typed(let value, let type): "\(value?.description ?? "any value") of type \(type)"
        }
    }
}

extension Value {
    /// The same value of the same type; NaN is NaN.
    fileprivate func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.double(let left), .double(let right)): return left.isNaN && right.isNaN || left == right
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
        case (.map(let left), .map(let right)):
            return left.count == right.count
                && zip(left.keys, left.values).allSatisfy { key, value in
                    zip(right.keys, right.values).contains { key.isIdentical(to: $0) && value.isIdentical(to: $1) }
                }
        default: return type == other.type && self == other
        }
    }
}
