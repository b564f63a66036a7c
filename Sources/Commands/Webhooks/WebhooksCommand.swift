import ArgumentParser
import Casework
import SQLiteStorage
import SafetyModel

/// `vigie webhooks`
struct WebhooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks", abstract: "Work with what other programs are told.",
        discussion: "How to write the file, and what is sent: docs/webhooks.md.",
        subcommands: [Check.self, List.self, Resend.self])

    /// `vigie webhooks check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a file of webhooks and its secrets; all problems at once, with file, line and column.",
            discussion: "Nothing is sent. Status 3 when there is a problem.")

        @Argument(help: "The file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        func run() async throws {
            let hooks = try WebhookFile(file).hooks
            for hook in hooks {
                let events = WebhookEvent.Kind.allCases.filter { hook.events.contains($0) }.map(\.rawValue)
                try Terminal.output(
                    "\(hook.name) (\(hook.audience.rawValue)): \(hook.address): \(events.joined(separator: ", "))")
            }
            try Terminal.output("\(hooks.count) webhooks, no problem")
        }
    }

    /// `vigie webhooks list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List messages that were given up; with --all those that wait or were taken too.",
            discussion: "For the operator: it lists messages about staff cases as well.")

        @OptionGroup var database: StoredDatabase

        @Option(help: ArgumentHelp("Only those of one webhook.", valueName: "name"))
        var hook: String?

        @Flag(help: "Messages that wait, were taken or were withheld, too.")
        var all = false

        @Flag(help: "Print JSON, one line for each message.")
        var json = false

        func run() async throws {
            let states: Set<WebhookMessage.State> = all ? Set(WebhookMessage.State.allCases) : [.failed]
            let messages = try await database.open().webhookMessages(in: states, hook: hook)
            for message in messages { try Terminal.output(json ? Self.json(message) : Array(Self.line(message).utf8)) }
            if !json { try Terminal.output("\(messages.count) messages") }
        }

        private static func line(_ message: WebhookMessage) -> String {
            let why = message.fault.map { ": \($0)" } ?? ""
            return "\(message.id)  \(message.hook)  \(message.kind)  \(message.madeAt.rfc3339)  "
                + "\(message.state.rawValue) after \(message.tries) tries\(why)"
        }

        private static func json(_ message: WebhookMessage) -> [UInt8] {
            var writer = JSONWriter()
            writer.beginObject()
            let texts: [(String, String?)] = [
                ("id", message.id), ("hook", message.hook), ("type", message.kind), ("state", message.state.rawValue),
                ("made_at", message.madeAt.rfc3339), ("next_try", message.nextTry?.rfc3339), ("fault", message.fault),
                ("body", message.body),
            ]
            for (key, text) in texts {
                guard let text else { continue }
                writer.key(key)
                writer.string(text)
            }
            writer.key("tries")
            writer.integer(Int64(message.tries))
            writer.endObject()
            return writer.bytes
        }
    }

    /// `vigie webhooks resend`
    struct Resend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have messages sent again, under the ids they have.",
            discussion: "A running `vigie serve` sends them within seconds; otherwise they wait for the next start.")

        @Argument(help: "Ids of messages, as `list` prints them.")
        var ids: [String] = []

        @OptionGroup var database: StoredDatabase

        @Option(help: ArgumentHelp("With --failed: only those of one webhook.", valueName: "name"))
        var hook: String?

        @Flag(help: "All that were given up.")
        var failed = false

        func validate() throws {
            guard failed != !ids.isEmpty else { throw ValidationError("name messages, or say --failed") }
            if hook != nil, !failed { throw ValidationError("--hook goes with --failed") }
        }

        func run() async throws {
            let count = try await database.open().resendWebhookMessages(
                failed ? nil : ids, hook: hook, at: Clock.now())
            try Terminal.output("\(count) to be sent again")
            if count < ids.count { throw CommandFailure.input("of \(ids.count) messages \(ids.count - count) are not there") }
        }
    }
}
