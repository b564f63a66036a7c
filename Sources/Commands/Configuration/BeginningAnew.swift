import Foundation
import Synchronization

/// Whether this start follows on SIGHUP and has not come through yet, so that its failure can be called what it is.
enum BeginningAnew {
    /// Set for the program that begins in this process, which may be an earlier one, put back: it takes what begins with
    /// `VIGIE_` for a setting, and does not start with one that it does not know.
    static let variable = "BEGUN_ANEW_BY_VIGIE"
    /// What it was called before. A program of then, that still runs, sets it for this one.
    static let formerVariable = "VIGIE_BEGUN_ANEW"

    private static let isPending = Mutex(
        [variable, formerVariable].contains { ProcessInfo.processInfo.environment[$0] != nil })

    /// The service answers: what fails from now on has nothing to do with it.
    static func hasCome() { isPending.withLock { $0 = false } }

    /// What to say before the reason why the program ends.
    static var sentence: String? {
        guard CommandLine.arguments.dropFirst().first == "serve", isPending.withLock({ $0 }) else { return nil }
        return "vigie does not run any more: after SIGHUP it could not begin anew; mend what follows, and start it"
    }
}
