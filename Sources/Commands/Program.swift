import ArgumentParser
import SQLiteStorage
import SafetyModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The command `vigie`.
struct Vigie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigie",
        abstract: "A lookout for large chat communities, that protects the children in them.",
        discussion: """
            Vigie watches events of a community (messages, joins, bans, gifts …), raises signals with their reasons, and
            brings them to people as cases to review. A signal is a lead, never a verdict.

            New here?   vigie demo                       a simulated community, in your browser
                        vigie scan EXPORT --out dossier  a chat export, read on this machine, nothing sent anywhere

            Exit status: 0 fine, 1 findings with --fail-on, 2 bad usage, 3 bad input, 4 internal.
            """,
        version: Release.version,
        subcommands: [
            Demo.self, Scan.self, Serve.self, Connect.self, Ingest.self, Simulate.self, Evaluate.self, Train.self,
            Cues.self,
            Cel.self, RulesCommand.self, Replay.self, QueryCommand.self, Export.self, Statement.self,
            Transparency.self, SnapshotCommand.self, AuditCommand.self, PermissionsCommand.self,
            LedgerCommand.self, EscalationCommand.self,
            WebhooksCommand.self, MailTest.self,
            QueuesCommand.self, ProgrammeCommand.self, IdentitiesCommand.self, KnownCommand.self, ConfigCommand.self,
            Database.self,
        ])
}

/// What this release is called.
public enum Release {
    public static let version = "0.1.0"
}

/// Runs the command, and turns what went wrong into a sentence and an exit status. The one place where that is done.
public enum Program {
    public static func run(_ arguments: [String]? = nil) async {
        do {
            let given = arguments ?? Array(CommandLine.arguments.dropFirst())
            var command = try Vigie.parseAsRoot(ConfiguredArguments.complete(given))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            leave(.fine)
        } catch {
            if let sentence = BeginningAnew.sentence { say("error: \(sentence)") }
            leave(status(of: error))
        }
    }

    private static func status(of error: any Error) -> ExitStatus {
        switch error {
        case let outcome as ExitStatus:
            return outcome
        case let failure as CommandFailure:
            say("error: \(failure.sentence)")
            return failure.status
        case let failure as StorageError:
            say("error: \(failure)")
            return failure.exitStatus
        case let failure as LedgerError:
            say("error: \(failure)")
            return .badInput
        default:
            return parserStatus(of: error)
        }
    }

    private static func parserStatus(of error: any Error) -> ExitStatus {
        let code = Vigie.exitCode(for: error)
        if code == .success {
            print(Vigie.fullMessage(for: error))
            return .fine
        }
        if code == .validationFailure {
            say(Vigie.fullMessage(for: error).replacingPrefix("Error: ", with: "error: "))
            return .badUsage
        }
        say("error: \(error)")
        return .internal
    }

    private static func say(_ sentence: String) {
        Terminal.error(sentence)
    }

    private static func leave(_ status: ExitStatus) -> Never {
        fflush(nil)
        exit(status.rawValue)
    }
}

/// How a command ends.
enum ExitStatus: Int32, Error {
    case fine = 0
    case findings = 1
    case badUsage = 2
    case badInput = 3
    case `internal` = 4
}

/// What went wrong, said so that a person can act on it.
struct CommandFailure: Error {
    var status: ExitStatus
    var sentence: String

    static func usage(_ sentence: String) -> CommandFailure { CommandFailure(status: .badUsage, sentence: sentence) }
    static func input(_ sentence: String) -> CommandFailure { CommandFailure(status: .badInput, sentence: sentence) }
    static func failed(_ sentence: String) -> CommandFailure { CommandFailure(status: .internal, sentence: sentence) }
}

extension StorageError {
    var exitStatus: ExitStatus {
        switch self {
        case .madeByNewerVersion, .damaged, .cannotOpen: .badInput
        case .diskFull, .busy, .engine: .internal
        }
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
