import Foundation
import Logging
import Rules
import SQLiteStorage
import SafetyModel
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Waits for SIGHUP; then, if nothing would keep the service from starting as it is set now, ends, and with it the service
/// group. With a mistake it is told, and everything runs on as before.
struct Reloading: ServiceLifecycle.Service {
    /// The command line, without what file and environment add.
    let arguments: [String]
    /// What this process holds, and lets go before it begins anew.
    let held: Held
    let store: SQLiteStore
    private let wanted = Wanted()

    /// Whether the service ended in order to begin anew.
    var isWanted: Bool { get async { await wanted.isSo } }

    init(arguments: [String], held: Held, store: SQLiteStore) {
        self.arguments = arguments
        self.held = held
        self.store = store
    }

    func run() async throws {
        let logger = Logger(label: "vigie.configuration")
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() {
            let environment = ProcessInfo.processInfo.environment
            let file = ConfigurationFile(
                path: ConfiguredArguments.path(arguments) ?? environment["VIGIE_CONFIG"], environment: environment)
            let check = ConfigurationCheck(file, own: arguments, beside: held)
            let problems = await self.problems(check)
            guard problems.isEmpty else {
                // One line, whatever the sentences have in them.
                let line = problems.joined(separator: "; ").split(whereSeparator: \.isNewline).joined(separator: " ")
                logger.error("the configuration is not taken, the settings before stay in force: \(line)")
                continue
            }
            for secret in check.openSecrets { logger.warning("\(secret)") }
            logger.notice("beginning anew with the settings as they are now")
            await wanted.set()
            return
        }
    }

    /// Everything that a start would refuse, as far as it can be tried while this process runs.
    func problems(_ check: ConfigurationCheck) async -> [String] {
        guard check.problems.isEmpty, let serve = check.serve else { return check.problems }
        var problems = serve.refusals(beside: held).map(\.failure.sentence)
        if held.isSame(database: serve.database.path) {
            do {
                try await tryRules(of: serve)
            } catch {
                problems.append(CommandFailure(error).sentence)
            }
        }
        return problems
    }

    /// Reads the rules that would be in force: with another taxonomy, those before may name policies that are gone, and
    /// a watch that cannot read them runs without.
    private func tryRules(of serve: Serve) async throws {
        let taxonomy = try Texts.taxonomy(serve.database.taxonomy)
        if let directory = serve.rules.directory {
            let intake = RuleImport(directory: directory, store: store, taxonomy: taxonomy)
            // What the directory changes was read with all the rest.
            if try await intake.order() != nil { return }
        }
        let live = try await store.rulesInForce()
        do throws(RuleProblems) {
            _ = try RuleSet.parse(texts: live.files, taxonomy: taxonomy)
        } catch {
            throw CommandFailure.input("the rules in force do not load with these settings: \(error)")
        }
    }

    /// Begins the program anew in this process: same number, same command line. What was acknowledged is durable, and
    /// whoever is refused a connection meanwhile sends again.
    /// - Returns: only where that failed.
    func beginAnew() -> CommandFailure {
        fflush(nil)
        setenv(BeginningAnew.variable, "1", 1)
        unsetenv(BeginningAnew.formerVariable)
        let program = Self.program
        var words: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
        execv(program, &words)
        let reason = String(cString: strerror(errno))
        for word in words { free(word) }
        return .failed("cannot begin \(program) anew: \(reason); start it again")
    }

    /// The program's file, also where a newer one took its place.
    private static var program: String {
        let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let path = link.hasSuffix(" (deleted)") ? String(link.dropLast(" (deleted)".count)) : link
        return path.isEmpty ? CommandLine.arguments[0] : path
    }

    private actor Wanted {
        private(set) var isSo = false
        func set() { isSo = true }
    }
}
