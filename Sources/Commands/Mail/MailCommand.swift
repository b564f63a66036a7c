import Casework
import Foundation
import SafetyModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A program that takes an e-mail as sendmail does: `PROGRAM -i -- ADDRESS`, the message on standard input. No shell is
/// in between.
struct MailCommand: MailWay {
    let path: String
    /// How long it may take.
    var limit = Duration.seconds(60)

    /// What fits into a pipe that nobody reads yet, so that a program which does not read cannot hold us up.
    private static let largest = 32 * 1024

    /// - Throws: ``CommandFailure`` where there is no such program.
    init(_ path: String) throws(CommandFailure) {
        guard path.hasPrefix("/"), access(path, X_OK) == 0 else {
            throw .usage("--mail-command takes the full path of a program, as /usr/sbin/sendmail, not '\(path)'")
        }
        self.path = path
    }

    func send(_ message: String, to address: String) async -> DeliveryOutcome {
        guard message.utf8.count <= Self.largest else { return .refused("the message is too long") }
        let run = MailRun(path: path, arguments: ["-i", "--", address], input: Data(message.utf8), limit: limit)
        switch await run.status() {
        case 0?: return .sent
        case let status?: return .failed("the mail command ended with status \(status)")
        case nil: return .failed("the mail command did not start")
        }
    }
}

/// One run of a program. It is given its input before it starts and is touched by the one who waits and by the timer
/// alone, whose calls `Process` allows from any thread.
private final class MailRun: @unchecked Sendable {
    private let process = Process()
    private let input: Data
    private let limit: Duration

    init(path: String, arguments: [String], input: Data, limit: Duration) {
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        self.input = input
        self.limit = limit
    }

    /// The exit status, or 128 and the signal's number; `nil` where it did not start.
    func status() async -> Int32? {
        let pipe = Pipe()
        do {
            try pipe.fileHandleForWriting.write(contentsOf: input)
            try pipe.fileHandleForWriting.close()
        } catch { return nil }
        process.standardInput = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            process.terminationHandler = { process in
                let status = process.terminationStatus
                continuation.resume(returning: process.terminationReason == .exit ? status : 128 + status)
            }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(returning: nil)
                return
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(limit.milliseconds))) {
                [weak self] in
                if let self, self.process.isRunning { kill(self.process.processIdentifier, SIGKILL) }
            }
        }
    }
}
