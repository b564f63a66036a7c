import ArgumentParser
import Foundation
import Rules
import SafetyModel
import TextAnalysis

/// A directory of rules and lists, as commands name it.
struct RuleDirectory: ParsableArguments {
    @Argument(help: "The directory with rules (.yaml) and lists.", completion: .directory)
    var directory = "rules"

    @Option(help: "Policies that extend or replace those shipped (YAML).", completion: .file())
    var taxonomy: String?

    /// - Throws: ``CommandFailure`` with every problem of every file, each with file, line and column.
    func load() throws -> (set: RuleSet, taxonomy: Taxonomy) {
        let taxonomy = try Texts.taxonomy(taxonomy)
        return (try Self.load(directory, taxonomy: taxonomy), taxonomy)
    }

    static func load(_ directory: String, taxonomy: Taxonomy) throws -> RuleSet {
        let prefix = directory.hasSuffix("/") ? directory : directory + "/"
        var files: [RuleFileText] = []
        for file in try self.files(in: directory) {
            files.append(RuleFileText(name: prefix + file.name, text: file.text))
        }
        do {
            return try RuleSet.parse(texts: files, taxonomy: taxonomy)
        } catch let problems as RuleProblems {
            throw failure(problems)
        }
    }

    static func failure(_ problems: RuleProblems) -> CommandFailure {
        let count = problems.problems.count
        return .input("\(count) \(count == 1 ? "problem" : "problems")\n\(problems)")
    }

    /// The files of rules and lists, by their names without the directory.
    static func files(in directory: String) throws(CommandFailure) -> [RuleSet.File] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw .input(
                "cannot read the directory \(directory): is the path right, and may you read it?")
        }
        var files: [RuleSet.File] = []
        for name in names.sorted() where RuleSet.reads(file: name) {
            let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
            let text = try Texts.text(of: path)
            files.append((name: name, text: text))
        }
        guard !files.isEmpty else {
            throw .input("there is no rule in \(directory): rules are files that end in .yaml")
        }
        return files
    }
}
