import ArgumentParser
import Foundation

/// What is wrong with one of the settings.
struct SettingProblem: Error {
    /// As ``Setting/name``.
    var setting: String
    var failure: CommandFailure
    /// Settings whose absence it is; where one of them was given wrongly, that is told instead.
    var needs: Set<String> = []
}

/// Looks for what would keep `vigie serve` from running with a configuration, all of it, and changes nothing.
struct ConfigurationCheck {
    private(set) var problems: [String]
    /// Files of secrets that others may read, each in a sentence: mistakes that keep nothing from running.
    private(set) var openSecrets: [String] = []
    /// What file, environment and command line give together; nil where that cannot be told.
    private(set) var serve: Serve?

    /// - Parameters:
    ///   - own: the command line of `vigie serve`; what it gives goes before.
    ///   - held: what this process holds already.
    init(_ configuration: ConfigurationFile, own: [String] = [], beside held: Held? = nil) {
        problems = configuration.problems
        guard configuration.isRead else { return }
        let overridden = ConfigurationFile.options(in: own)
        var broken = configuration.refused
        var places: [String: String] = [:]
        for given in configuration.given {
            guard let setting = Setting.named(given.setting), !overridden.contains(setting.option) else { continue }
            places[setting.name] = given.place
            for problem in given.values.compactMap({ Self.problem(with: $0, setting) }) {
                problems.append("\(given.place): \(setting.name): \(problem)")
                broken.insert(setting.name)
            }
        }
        let left = broken.compactMap { Setting.named($0)?.option }
        do {
            let serve = try Serve.parse(configuration.arguments(without: own + left) + own)
            for problem in serve.problems(beside: held) {
                guard !broken.contains(problem.setting), problem.needs.isDisjoint(with: broken) else { continue }
                problems += Self.lines(of: problem.failure.sentence, at: places[problem.setting])
            }
            for secret in serve.secretFiles() where secret.isOpen {
                openSecrets += Self.lines(of: secret.sentence, at: places[secret.setting])
            }
            self.serve = serve
        } catch {
            problems.append(Serve.message(for: error))
        }
    }

    /// Each mistake in a line of its own, with its place, and with settings called as the file calls them.
    /// - Parameter place: where the setting was given; nil where that was the command line, or nowhere.
    static func lines(of sentence: String, at place: String?) -> [String] {
        var lines = sentence.split(separator: "\n").map(String.init)
        // A heading says nothing that the lines below do not.
        let headings = [":", "problem", "problems"]
        if let first = lines.first, lines.count > 1, headings.contains(where: { first.hasSuffix($0) }) {
            lines.removeFirst()
        }
        guard let place else { return lines }
        return lines.map { line in
            let hasPlace = line.prefixMatch(of: #/[^ ]+:[0-9]+(:[0-9]+)?: /#) != nil
            return hasPlace ? line : "\(place): \(inTermsOfFile(line))"
        }
    }

    private static func inTermsOfFile(_ line: String) -> String {
        line.replacing(#/--[a-z][a-z-]*/#) { match -> String in
            let option = String(match.output)
            return Setting.all.first { $0.option == option }?.name ?? option
        }
    }

    private static func problem(with path: String, _ setting: Setting) -> String? {
        let files = FileManager.default
        var isDirectory: ObjCBool = false
        let exists = files.fileExists(atPath: path, isDirectory: &isDirectory)
        let isReadable = !isDirectory.boolValue && files.isReadableFile(atPath: path)
        switch setting.kind {
        case .file, .files:
            if !exists { return "there is no file \(path)" }
            return isReadable ? nil : "\(path) is not a file that this account may read"
        case .directory:
            return exists && isDirectory.boolValue ? nil : "there is no directory \(path)"
        case .newFile:
            if exists { return isReadable ? nil : "\(path) is not a file that this account may read" }
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            return files.isWritableFile(atPath: folder)
                ? nil : "\(path) cannot be made, since \(folder) is missing or this account may not write there"
        case .text, .flag, .number: return nil
        }
    }
}
