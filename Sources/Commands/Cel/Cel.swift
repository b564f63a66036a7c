import ArgumentParser
import Expression
import ExpressionConformance
import Foundation
import SafetyModel

/// `vigie cel`
struct Cel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Evaluate one expression in CEL, the language of rules; or run files of its conformance suite.",
        discussion: """
            vigie cel 'user.age < 18 && tags.exists(t, t == "new")' --vars vars.json
            vigie cel 'size(name) > 3' --vars vars.json --check       the type alone
            vigie cel --vars vars.json -- '-n > 3'                    one that begins with -
            vigie cel --conformance FILE.textproto… --json            one line of JSON for each file

            The answer is printed as JSON: bytes as base64, timestamps (RFC 3339) and durations as text. With --vars, names
            that the file does not have are errors. Status 3 when the expression is wrong or gives an error; 1 when a
            conformance test failed.
            """)

    @Argument(help: "The expression.")
    var expression: String?

    @Option(
        help: ArgumentHelp("Variables, one JSON object (- for the standard input).", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var vars: String?

    @Flag(help: "Check the expression and print its type; nothing is evaluated.")
    var check = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Files of the CEL conformance suite.", valueName: "file"),
        completion: .file(extensions: ["textproto"]))
    var conformance: [String] = []

    @Flag(help: "With --conformance: JSON, one line for each file.")
    var json = false

    func validate() throws {
        guard (expression == nil) != conformance.isEmpty else {
            throw ValidationError(
                "give one expression, or files with --conformance; one that begins with - comes after --: vigie cel -- '-1 + n'"
            )
        }
        if !conformance.isEmpty, vars != nil || check {
            throw ValidationError("--vars and --check go with an expression, not with --conformance")
        }
    }

    func run() async throws {
        if let expression { try evaluate(expression) } else { try runSuite() }
    }

    // MARK: One expression

    private func evaluate(_ text: String) throws {
        let variables = try self.variables()
        let environment = try Environment(
            variables: variables.map { Variable($0.name, Self.declared($0.value)) }, timeZones: Self.timeZones)
        do {
            var writer = JSONWriter()
            if check {
                let type = try environment.check(text).type
                writer.beginObject()
                writer.key("type")
                writer.string("\(type)")
                writer.endObject()
            } else {
                let program = try environment.compile(text)
                CelValues.write(try program.evaluate(ValueList(variables.map(\.value))), to: &writer)
            }
            try Terminal.output(writer.bytes)
        } catch let issues as ExpressionIssues {
            throw CommandFailure.input(issues.rendered(in: text))
        } catch let error as EvaluationError {
            throw CommandFailure.input(error.rendered(in: text))
        }
    }

    private func variables() throws -> [(name: String, value: Value)] {
        guard let vars else { return [] }
        let text = vars == "-" ? try Self.standardInput() : try Texts.text(of: vars)
        do {
            return try CelValues.variables(text)
        } catch let error as JSONError {
            throw CommandFailure.input("\(vars): \(error); --vars takes one JSON object, as {\"age\": 15}")
        } catch let error as EvaluationError {
            throw CommandFailure.input("\(vars): \(error.message)")
        }
    }

    private static func standardInput() throws(CommandFailure) -> String {
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .input("the standard input is not UTF-8")
        }
        return text
    }

    /// What a variable of the file is declared as: JSON says no more than the kind of a plain value.
    private static func declared(_ value: Value) -> ValueType {
        switch value {
        case .bool: .bool
        case .string: .string
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .list: .list(.dynamic)
        case .map: .map(.string, .dynamic)
        default: .dynamic
        }
    }

    /// The system's time zones; a name is never a path.
    private static let timeZones = TimeZoneFiles { name in
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else { return nil }
        return FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)").map { Array($0) }
    }

    // MARK: The suite

    private func runSuite() throws {
        var failed = 0
        for path in conformance {
            let text = try Texts.text(of: path)
            let report: ConformanceReport
            do {
                report = try ConformanceRunner(timeZones: Self.timeZones).run(text)
            } catch {
                throw CommandFailure.input("\(path) is no file of the conformance suite: \(error)")
            }
            failed += report.failed
            if json {
                try Terminal.output(Self.line(report, path))
            } else {
                try Terminal.output(
                    "\(path): \(report.passed) passed, \(report.failed) failed, \(report.skipped.count) skipped")
                for failure in report.failures {
                    try Terminal.output("  failed \(failure.name): expected \(failure.expected), got \(failure.got)")
                }
                for skip in report.skipped { try Terminal.output("  skipped \(skip.name): \(skip.reason)") }
            }
        }
        if failed > 0 { throw ExitStatus.findings }
    }

    private static func line(_ report: ConformanceReport, _ path: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("file")
        writer.string(path)
        for (name, count) in [
            ("passed", report.passed), ("failed", report.failed), ("skipped", report.skipped.count),
        ] {
            writer.key(name)
            writer.integer(count)
        }
        writer.key("failures")
        writer.beginArray()
        for failure in report.failures {
            writer.beginObject()
            for (name, text) in [("name", failure.name), ("expected", failure.expected), ("got", failure.got)] {
                writer.key(name)
                writer.string(text)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.key("skips")
        writer.beginArray()
        for skip in report.skipped {
            writer.beginObject()
            writer.key("name")
            writer.string(skip.name)
            writer.key("reason")
            writer.string(skip.reason)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
