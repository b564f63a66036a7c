import ArgumentParser
import Casework
import Foundation
import Ledger
import SQLiteStorage
import SafetyModel

/// `vigie known`
struct KnownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "known",
        abstract: "Tell other instances which accounts are known, without content, and hear it from them.",
        discussion: """
            An exchange is of instances on one platform that share a secret: accounts stand in its files as keyed hashes.
            What that protects and what not: docs/provenance.md.

            vigie known secret harbour-watch --out exchange.secret         once, for all members, over a safe channel
            vigie known export --secret exchange.secret --out ours.known   signed with the ledger's key
            vigie known import theirs.known --key THEIR.ledger.pub --secret exchange.secret
            """,
        subcommands: [Secret.self, Export.self, Import.self, Forget.self])

    /// `vigie known secret`
    struct Secret: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make the secret of a new exchange.")

        @Argument(help: "Name of the exchange: a–z, 0–9, - . /")
        var name: String
        @Option(help: ArgumentHelp("Where to write it; an existing file is not overwritten.", valueName: "file"))
        var out: String

        func run() async throws {
            guard let secret = try? ExchangeSecret(name: name, bytes: ServerAssembly.random(32)) else {
                throw CommandFailure.usage("a name of an exchange has 1 to 100 of a–z, 0–9, -, . and /")
            }
            guard !FileManager.default.fileExists(atPath: out),
                FileManager.default.createFile(
                    atPath: out, contents: Data(secret.text.utf8), attributes: [.posixPermissions: 0o600])
            else { throw CommandFailure.usage("cannot write \(out), or it exists; choose another name") }
            try Terminal.output("wrote \(out); hand it to the other members, and to nobody else")
        }
    }

    /// `vigie known export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a signed file of accounts about which people decided that something happened.",
            discussion: """
                A file is whole: who had a decision reversed, or is older than --days, is not in the next one, and so
                withdrawn wherever that is imported. What is about staff is marked for guardians alone.
                """)

        @OptionGroup var database: StoredDatabase
        @Option(help: ArgumentHelp("The secret of the exchange.", valueName: "file"), completion: .file())
        var secret: String
        @Option(help: ArgumentHelp("Where to write; - for standard output.", valueName: "file"), completion: .file())
        var out: String
        @Option(help: "The mildest severity that is told, 1 to 4.")
        var severity = 2
        @Option(help: "Cases whose last event is older are left out.")
        var days = 365
        @Option(help: "For how many days the file holds, at most 366.")
        var valid = 90
        @Option(help: ArgumentHelp("One community alone; may be repeated.", valueName: "id"))
        var community: [String] = []
        @Flag(help: "Tell of cases that nobody has decided yet, too. They are leads of machines.")
        var withUnreviewed = false

        func validate() throws {
            if !(1...4).contains(severity) { throw ValidationError("--severity takes 1 to 4") }
            if !(1...3650).contains(days) { throw ValidationError("--days takes 1 to 3650") }
            if !(1...366).contains(valid) { throw ValidationError("--valid takes 1 to 366") }
        }

        func run() async throws {
            let secret = try KnownFiles.secret(secret)
            let store = try database.open()
            let now = Clock.now()
            var selection = SQLiteStore.KnownSelection(since: now - .days(days))
            (selection.severity, selection.communities, selection.withUnreviewed) = (
                severity, community, withUnreviewed
            )
            let file = try await KnownFiles.told {
                try await store.exportKnown(selection, secret: secret, until: now + .days(valid), at: now)
            }
            let note = try await store.signedNote(file.text)
            guard note.bytes.count <= SignedNote.largest else {
                throw CommandFailure.input("\(KnownFileError.tooMany)")
            }
            try OutputFile(out).write(note.bytes)
            if out != "-" {
                try Terminal.output("wrote \(out): \(file.entries.count) accounts, until \(file.until.rfc3339)")
            }
        }
    }

    /// `vigie known import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take what another instance tells, in the place of what it told before.",
            discussion: "Its leads are on the pages of members and cases. Status 3 when the file is not taken.")

        @Argument(help: "The file.", completion: .file())
        var file: String
        @OptionGroup var database: StoredDatabase
        @Option(help: ArgumentHelp("The issuer's public key: a file, or as it is written.", valueName: "key"))
        var key: KeyArgument
        @Option(help: ArgumentHelp("The secret of the exchange.", valueName: "file"), completion: .file())
        var secret: String

        func run() async throws {
            let secret = try KnownFiles.secret(secret)
            let key = try key.key()
            let bytes = try WholeFile.read(file, limit: SignedNote.largest)
            let note: SignedNote
            do throws(SignedNoteError) {
                note = try SignedNote(bytes)
                try note.verify(with: key)
            } catch {
                throw CommandFailure.input("\(file) is not taken: \(error)")
            }
            let store = try database.open()
            if try await store.ledgerKey() == key {
                throw CommandFailure.input("\(file) is not taken: \(KnownFileError.own)")
            }
            let told = try await KnownFiles.told(file) {
                try await store.importKnown(
                    try KnownFile(text: note.text), issuer: key.name, secret: secret, at: Clock.now())
            }
            try Terminal.output("\(told.entries) entries of \(key.name), \(told.withdrawn) withdrawn")
        }
    }

    /// `vigie known forget`
    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget an exchange with all that was told in it.")

        @Argument(help: "Its name.")
        var exchange: String
        @OptionGroup var database: StoredDatabase

        func run() async throws {
            guard try await database.open().forgetExchange(exchange, at: Clock.now()) else {
                throw CommandFailure.input("there is no exchange \(exchange)")
            }
            try Terminal.output("forgot \(exchange)")
        }
    }
}

/// Files of exchanges.
enum KnownFiles {
    /// - Throws: ``CommandFailure``
    static func secret(_ path: String) throws(CommandFailure) -> ExchangeSecret {
        let bytes = try WholeFile.read(path, limit: 1024)
        do throws(KnownFileError) {
            return try ExchangeSecret(text: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .input("\(path): \(error)")
        }
    }

    /// Maps what is wrong with a file to a sentence with its name.
    static func told<Value>(_ file: String? = nil, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as KnownFileError {
            throw CommandFailure.input(file.map { "\($0) is not taken: \(error)" } ?? "\(error)")
        }
    }
}
