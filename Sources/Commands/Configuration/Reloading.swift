import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Waits for SIGHUP; then, if the configuration as it is now has no mistake, ends, and with it the service group. With a
/// mistake it is told, and everything runs on as before.
struct Reloading: ServiceLifecycle.Service {
    /// The command line, without what file and environment add.
    let arguments: [String]
    private let wanted = Wanted()

    /// Whether the service ended in order to begin anew.
    var isWanted: Bool { get async { await wanted.isSo } }

    func run() async throws {
        let logger = Logger(label: "vigie.configuration")
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() {
            let file = ConfigurationFile(
                path: ConfiguredArguments.path(arguments) ?? ProcessInfo.processInfo.environment["VIGIE_CONFIG"],
                environment: ProcessInfo.processInfo.environment)
            let problems = ConfigurationCheck(file).problems
            guard problems.isEmpty else {
                logger.error(
                    "the configuration is not taken, the settings before stay in force: \(problems.joined(separator: "; "))"
                )
                continue
            }
            logger.notice("beginning anew with the settings as they are now")
            await wanted.set()
            return
        }
    }

    /// Begins the program anew in this process: same number, same command line. What was acknowledged is durable, and
    /// whoever is refused a connection meanwhile sends again.
    /// - Returns: only where that failed.
    func beginAnew() -> CommandFailure {
        fflush(nil)
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
