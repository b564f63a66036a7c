import ArgumentParser
import Foundation
import SafetyModel

/// `vigie config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Work with vigie.yaml, the settings of `vigie serve`.",
        discussion: "The settings, and how environment and command line go before them: docs/configuration.md.",
        subcommands: [Check.self, Schema.self], defaultSubcommand: Check.self)

    /// `vigie config check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the settings, and all files they name; every mistake at once, with what to do.",
            discussion: "Nothing is made, changed or started. Status 3 when there is a mistake.")

        @Argument(help: "The file.", completion: .file(extensions: ["yaml", "yml"]))
        var file = "vigie.yaml"

        func run() async throws {
            let configuration = ConfigurationFile(path: file, environment: ProcessInfo.processInfo.environment)
            for warning in configuration.warnings { Terminal.error("warning: \(warning)") }
            let problems = ConfigurationCheck(configuration).problems
            guard problems.isEmpty else {
                throw CommandFailure.input(
                    "\(problems.count) \(problems.count == 1 ? "mistake" : "mistakes"):\n"
                        + problems.joined(separator: "\n"))
            }
            for given in configuration.given {
                try Terminal.output("\(given.setting) = \(given.values.joined(separator: ", "))  (\(given.place))")
            }
            try Terminal.output("\(configuration.given.count) settings, no mistake")
        }
    }

    /// `vigie config schema`
    struct Schema: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the JSON schema of vigie.yaml, or of discord.yaml, for editors.")

        enum File: String, ExpressibleByArgument, CaseIterable { case vigie, discord }

        @Option(help: "Whose schema: vigie or discord.")
        var of = File.vigie

        func run() async throws {
            try Terminal.output(of == .vigie ? ConfigurationSchema.json : DiscordFileSchema.json)
        }
    }
}

/// Looks for what would keep `vigie serve` from running with a configuration, and changes nothing.
struct ConfigurationCheck {
    private(set) var problems: [String]

    init(_ configuration: ConfigurationFile) {
        problems = configuration.problems
        for given in configuration.given {
            guard let setting = Setting.named(given.setting) else { continue }
            for value in given.values { checkPath(value, setting, given.place) }
        }
        // What is no setting, or names no file, would only be told twice.
        guard problems.isEmpty else { return }
        do {
            let serve = try Serve.parse(configuration.arguments())
            problems += serve.problems()
        } catch {
            problems.append(Serve.message(for: error))
        }
    }

    private mutating func checkPath(_ path: String, _ setting: Setting, _ place: String) {
        let files = FileManager.default
        var isDirectory: ObjCBool = false
        let exists = files.fileExists(atPath: path, isDirectory: &isDirectory)
        switch setting.kind {
        case .file, .files:
            if !exists {
                problems.append("\(place): \(setting.name): there is no file \(path)")
            } else if isDirectory.boolValue || !files.isReadableFile(atPath: path) {
                problems.append("\(place): \(setting.name): \(path) is not a file that this account may read")
            }
        case .directory:
            if !exists || !isDirectory.boolValue {
                problems.append("\(place): \(setting.name): there is no directory \(path)")
            }
        case .newFile:
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            if exists
                ? !files.isReadableFile(atPath: path) || isDirectory.boolValue : !files.isWritableFile(atPath: folder)
            {
                problems.append(
                    exists
                        ? "\(place): \(setting.name): \(path) is not a file that this account may read"
                        : "\(place): \(setting.name): \(path) cannot be made, since \(folder) is missing or this account may not write there"
                )
            }
            if exists, setting.name != "database.path", Self.isOpenToOthers(path) {
                problems.append(
                    "\(place): \(setting.name): others may read \(path); close it: chmod 600 \(path)")
            }
        case .text, .flag, .number: break
        }
    }

    private static func isOpenToOthers(_ path: String) -> Bool {
        let mode = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
        return (mode ?? 0) & 0o077 != 0
    }
}

extension Serve {
    /// What would keep it from running, as far as can be seen without starting it.
    func problems() -> [String] {
        var problems: [String] = []
        func attempt(_ check: () throws -> Void) {
            do {
                try check()
            } catch {
                problems.append((error as? CommandFailure)?.sentence ?? "\(error)")
            }
        }
        attempt { _ = try ListenAddress(listen) }
        attempt { _ = try reporting.settings() }
        attempt { _ = try escalation.setting(try mail.way()) }
        attempt { _ = try hooks.file() }
        attempt { _ = try hooks.eventKeys() }
        attempt { _ = try publicUrl.map { try PublicURL($0) } }
        attempt { _ = try programmes.programmes() }
        attempt { _ = try matrix.map { try MatrixFile($0) } }
        attempt { _ = try discord.map { try DiscordFile($0) } }
        attempt {
            let taxonomy = try Texts.taxonomy(database.taxonomy)
            attempt { _ = try Texts.packs(extra: database.cues, taxonomy: taxonomy) }
            attempt {
                if let directory = rules.directory { _ = try RuleDirectory.load(directory, taxonomy: taxonomy) }
            }
            attempt { if let queues { _ = try QueueFile.load(queues, taxonomy: taxonomy) } }
            attempt { if let retention { _ = try RetentionFile.load(retention, taxonomy: taxonomy) } }
        }
        return problems
    }
}
