import ArgumentParser
import Casework
import SafetyModel

/// `vigie statement check`
struct CheckStatements: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check statements of reasons before they are sent.",
        discussion: """
            Says whether the DSA Transparency Database (API v2) takes a statement, and where it does not, which field is
            wrong and what to write. A file holds one statement or a list of them. Nothing is sent anywhere.

            With --json: {"valid":…,"errors":[{"field","problem","advice"}]} for a file with one statement, a list of
            these for a file with a list, and for several files a list of {"file":…,"result":…}.

            Exit status: 0 all are valid, 1 some are not, 2 bad usage, 3 a file could not be read.
            """)

    /// What a file may hold, in bytes. The database takes at most 100 statements a time, of some 10 KB each.
    static let sizeLimit = 32 << 20

    @Argument(help: "JSON files; - is standard input.", completion: .file(extensions: ["json"]))
    var files: [String]

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        var results: [Checked] = []
        for file in files { results.append(Checked(file)) }
        if json {
            var writer = JSONWriter()
            if results.count == 1 {
                results[0].write(&writer)
            } else {
                Checked.write(results, &writer)
            }
            try Terminal.output(writer.bytes)
        } else {
            for line in results.flatMap(\.lines) { try Terminal.output(line) }
        }
        for case .unreadable(let sentence) in results.map(\.outcome) { Terminal.error("error: \(sentence)") }
        if results.contains(where: { !$0.isRead }) { throw ExitStatus.badInput }
        if results.contains(where: { !$0.isValid }) { throw ExitStatus.findings }
    }
}

/// A file, and what was found in it.
private struct Checked {
    enum Outcome {
        case verdict(StatementCheck.Verdict)
        case unreadable(String)
    }

    let name: String
    let outcome: Outcome

    init(_ path: String) {
        name = path
        do throws(CommandFailure) {
            let file = try InputFile(path)
            let bytes = try file.whole(limit: CheckStatements.sizeLimit)
            outcome = try Self.check(bytes, file.name)
        } catch {
            outcome = .unreadable(error.sentence)
        }
    }

    private static func check(_ bytes: [UInt8], _ name: String) throws(CommandFailure) -> Outcome {
        guard !bytes.isEmpty else { throw .input("\(name) is empty; write the statement as a JSON object") }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw .input("\(name) is UTF-16, and JSON is UTF-8; convert it: iconv -f UTF-16 -t UTF-8")
        }
        do throws(JSONError) {
            return .verdict(try StatementCheck.check(json: bytes))
        } catch {
            throw .input("\(name): \(error); write one JSON object, or a list of them, in UTF-8")
        }
    }

    var isRead: Bool { if case .verdict = outcome { true } else { false } }
    var isValid: Bool { if case .verdict(let verdict) = outcome { verdict.isValid } else { false } }

    var lines: [String] {
        switch outcome {
        case .unreadable: []
        case .verdict(.one(let problems)): Self.lines(name, problems)
        case .verdict(.many(let statements)):
            statements.enumerated().flatMap { Self.lines("\(name)[\($0.offset)]", $0.element) }
                + ["\(name): \(statements.filter(\.isEmpty).count) of \(statements.count) statements are valid"]
        }
    }

    private static func lines(_ name: String, _ problems: [StatementProblem]) -> [String] {
        problems.isEmpty ? ["\(name): valid"] : problems.map { "\(name): \($0)" }
    }

    static func write(_ results: [Checked], _ writer: inout JSONWriter) {
        writer.beginArray()
        for result in results {
            writer.beginObject()
            writer.key("file")
            writer.string(result.name)
            writer.key("result")
            result.write(&writer)
            writer.endObject()
        }
        writer.endArray()
    }

    func write(_ writer: inout JSONWriter) {
        switch outcome {
        case .verdict(.one(let problems)): Self.write(problems, &writer)
        case .verdict(.many(let statements)):
            writer.beginArray()
            for problems in statements { Self.write(problems, &writer) }
            writer.endArray()
        case .unreadable(let sentence):
            writer.beginObject()
            writer.key("valid")
            writer.bool(false)
            writer.key("errors")
            writer.beginArray()
            writer.beginObject()
            writer.key("problem")
            writer.string(sentence)
            writer.endObject()
            writer.endArray()
            writer.endObject()
        }
    }

    private static func write(_ problems: [StatementProblem], _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("valid")
        writer.bool(problems.isEmpty)
        writer.key("errors")
        writer.beginArray()
        for problem in problems {
            writer.beginObject()
            writer.key("field")
            writer.string(problem.path)
            writer.key("problem")
            writer.string(problem.message)
            writer.key("advice")
            writer.string(problem.advice)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}

extension InputFile {
    /// All bytes of the file.
    /// - Throws: ``CommandFailure`` where there are more than `limit`.
    func whole(limit: Int) throws(CommandFailure) -> [UInt8] {
        func tooLarge() -> CommandFailure {
            .input("\(name) is larger than \(limit >> 20) MiB; split it, the database takes 100 statements a time")
        }
        if let size, size > limit { throw tooLarge() }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var failure: CommandFailure?
            let count = piece.withUnsafeMutableBytes { buffer in
                do throws(CommandFailure) {
                    return try read(into: buffer)
                } catch {
                    failure = error
                    return 0
                }
            }
            if let failure { throw failure }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw tooLarge() }
            bytes += piece[..<count]
        }
    }
}
