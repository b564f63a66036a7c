import Foundation
import SQLiteStorage
import SafetyModel

/// What a running service holds, and lets go when it ends.
struct Held: Sendable {
    var addresses: [ListenAddress]
    /// The path of its database.
    var database: String

    func isSame(database path: String) -> Bool { Self.place(path) == Self.place(database) }

    private static func place(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
}

extension Serve {
    /// Where the token of those who send events is.
    var tokenPath: String { tokenFile ?? database.path + ".token" }

    /// What would keep it from running, as far as can be seen without making or starting anything; all of it.
    /// - Parameter held: what this process holds already.
    func problems(beside held: Held? = nil) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        func attempt(_ setting: String, needs: Set<String> = [], _ check: () throws -> Void) {
            do {
                try check()
            } catch {
                problems.append(SettingProblem(setting: setting, failure: CommandFailure(error), needs: needs))
            }
        }
        attempt("listen") { _ = try ListenAddress(listen) }
        attempt("database.path") { try examineDatabase(beside: held) }
        attempt("database.key-file", needs: ["database.path"]) { try examineKey() }
        attempt("token-file", needs: ["database.path"]) { try TokenFile.examine(tokenPath) }
        attempt("reporting.helplines") {
            var part = reporting
            part.refuseHashes = nil
            _ = try part.settings()
        }
        attempt("reporting.refuse-hashes") {
            var part = reporting
            part.helplines = nil
            _ = try part.settings()
        }
        let ofMail = mail.problems()
        problems += ofMail
        attempt("escalation.chain", needs: ["mail.host", "escalation.mail-command"]) {
            let chain = try escalation.escalation.map { try EscalationSetting(file: $0) }
            if chain != nil, ofMail.isEmpty { _ = try escalation.setting(try mail.way()) }
        }
        attempt("webhooks") { _ = try hooks.file() }
        attempt("event-secret-file") { _ = try hooks.eventKeys() }
        attempt("public-url") { _ = try publicUrl.map { try PublicURL($0) } }
        for file in programmes.programme { attempt("programmes") { _ = try ProgrammeFile.read(file) } }
        attempt("matrix") {
            guard let homeserver = try matrix.map({ try MatrixFile($0) }) else { return }
            try refuseOneAddress(homeserver.listen)
        }
        attempt("discord") { _ = try discord.map { try DiscordFile($0) } }
        attempt("taxonomy") {
            let taxonomy = try Texts.taxonomy(database.taxonomy)
            for file in database.cues { attempt("cues") { _ = try Texts.packs(extra: [file], taxonomy: taxonomy) } }
            attempt("rules") {
                if let directory = rules.directory { _ = try RuleDirectory.load(directory, taxonomy: taxonomy) }
            }
            attempt("queues") { if let queues { _ = try QueueFile.load(queues, taxonomy: taxonomy) } }
            attempt("retention") { if let retention { _ = try RetentionFile.load(retention, taxonomy: taxonomy) } }
        }
        return problems
    }

    private func refuseOneAddress(_ other: ListenAddress) throws {
        guard let address = try? ListenAddress(listen), address.meets(other) else { return }
        throw CommandFailure.input(
            "--listen \(listen) and \(other.option), \(other.host):\(other.port), are one address; change one of the ports"
        )
    }

    private func examineDatabase(beside held: Held?) throws {
        // To open and close the file beside SQLite, in the same process, takes SQLite's locks from it.
        if let held, held.isSame(database: database.path) { return }
        guard let file = FileHandle(forReadingAtPath: database.path) else { return }
        defer { try? file.close() }
        let start = try file.read(upToCount: 16) ?? Data()
        guard start.isEmpty || start == Data("SQLite format 3\0".utf8) else {
            throw CommandFailure.input(
                "\(database.path) is no database of Vigie; name another file, or restore a backup")
        }
    }

    private func examineKey() throws {
        let files = FileManager.default
        if files.fileExists(atPath: database.keyPath) {
            _ = try OperatorKey.read(from: database.keyPath)
            return
        }
        let size = (try? files.attributesOfItem(atPath: database.path))?[.size] as? Int ?? 0
        if size > 0 {
            throw CommandFailure.input(
                "the key file \(database.keyPath) of \(database.path) is missing; put it back, without it the kept texts cannot be read"
            )
        }
    }

    /// What would keep it from starting and is seen only by trying: addresses, the database, its key.
    /// - Parameter held: what this process holds, and lets go before it starts anew.
    func refusals(beside held: Held) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        func attempt(_ setting: String, _ check: () throws -> Void) {
            do {
                try check()
            } catch {
                problems.append(SettingProblem(setting: setting, failure: CommandFailure(error)))
            }
        }
        attempt("listen") { try ListenAddress(listen).tryListening(beside: held.addresses) }
        attempt("matrix") {
            if let matrix { try MatrixFile(matrix).listen.tryListening(beside: held.addresses) }
        }
        attempt("database.path") {
            try SQLiteStore.tryOpening(path: database.path, keyPath: database.keyPath)
            // Let go at once; this process ends before the new one takes it.
            if !held.isSame(database: database.path) { _ = try WatchLock(database: database.path) }
        }
        return problems
    }
}

extension CommandFailure {
    /// Any error as a sentence.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as StorageError: self.init(status: failure.exitStatus, sentence: "\(failure)")
        default: self = .failed("\(error)")
        }
    }
}
