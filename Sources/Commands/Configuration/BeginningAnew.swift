import Foundation
import Synchronization

/// Whether this start follows on SIGHUP and has not come through yet, so that its failure can be called what it is.
enum BeginningAnew {
    /// Set for the program that begins in this process.
    static let variable = "VIGIE_BEGUN_ANEW"

    private static let isPending = Mutex(ProcessInfo.processInfo.environment[variable] != nil)

    /// The service answers: what fails from now on has nothing to do with it.
    static func hasCome() { isPending.withLock { $0 = false } }

    /// What to say before the reason why the program ends.
    static var sentence: String? {
        guard CommandLine.arguments.dropFirst().first == "serve", isPending.withLock({ $0 }) else { return nil }
        return "vigie does not run any more: after SIGHUP it could not begin anew; mend what follows, and start it"
    }
}
