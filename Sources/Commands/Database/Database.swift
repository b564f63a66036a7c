import ArgumentParser
import Foundation
import SQLiteStorage
import SafetyModel

/// `vigie db`
struct Database: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Look after a database.",
        subcommands: [CheckDatabase.self, BackUpDatabase.self, MigrateDatabase.self, RetentionCommand.self])
}

/// `vigie db check`
struct CheckDatabase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a database whole, and count what is in it. Status 3 when something is wrong.")

    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let store = try database.openExisting()
        let report = try await store.check()
        if json {
            try Terminal.output(try StableJSON.bytes(of: report))
        } else {
            try Terminal.output(Self.lines(report).joined(separator: "\n"))
        }
        guard report.isSound else {
            throw CommandFailure.input(
                "\(database.path) needs attention; keep the file, and restore a backup if it is damaged")
        }
    }

    private static func lines(_ report: CheckReport) -> [String] {
        var lines = ["\(report.path): \(grouped(report.bytes)) bytes, schema \(report.schemaVersion)"]
        for (table, count) in report.counts.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(table): \(grouped(count))")
        }
        lines += report.integrityProblems.map { "problem: \($0)" }
        for (reference, count) in report.brokenReferences.sorted(by: { $0.key < $1.key }) where count > 0 {
            lines.append("problem: \(grouped(count)) rows of \(reference) point to nothing")
        }
        if report.unreadableDays > 0 {
            lines.append("problem: the texts of \(report.unreadableDays) days do not open with this key")
        }
        if report.keyFileIsOpenToOthers == true {
            lines.append("problem: others may read the key file; run: chmod 600 \(report.path).key")
        }
        if report.isSound { lines.append("sound") }
        return lines
    }
}

/// `vigie db backup`
struct BackUpDatabase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy a database while it is in use.",
        discussion:
            "The operator's key is not in the copy: keep it somewhere else, or the sealed texts stay unreadable.")

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "Where to write the copy. An existing file is not overwritten.", completion: .file())
    var copy: String

    func run() async throws {
        let store = try database.openExisting()
        guard !FileManager.default.fileExists(atPath: copy) else {
            throw CommandFailure.usage("\(copy) exists; choose another name")
        }
        let folder = URL(fileURLWithPath: copy).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure.usage("the folder \(folder) does not exist; make it first, or choose another")
        }
        let report = try await store.backup(to: copy)
        try Terminal.output(
            "wrote \(report.path) (\(grouped(report.bytes)) bytes); keep a copy of \(database.keyPath) elsewhere: without it the texts stay sealed"
        )
    }
}

/// `vigie db migrate`
struct MigrateDatabase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring a database to this version's schema. Back it up first.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        _ = try database.openExisting()
        try Terminal.output("\(database.path) has the schema of this version")
    }
}

extension DatabaseOptions {
    /// Opens a database that must be there.
    func openExisting() throws -> SQLiteStore {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure.input(
                "there is no database at \(path); `vigie ingest FILE --db \(path)` makes one")
        }
        // Opening would make a fresh database of an empty file, and a lost one would pass for sound.
        if let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int, size == 0 {
            throw CommandFailure.input("\(path) is empty, there is no database in it; restore a backup")
        }
        return try Assembly.openStore(self, taxonomy: try Texts.taxonomy(taxonomy))
    }
}
