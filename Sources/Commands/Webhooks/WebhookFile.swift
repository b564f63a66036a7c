import ArgumentParser
import Casework
import Foundation
import SafetyModel
import Webhooks

/// A file of secrets that sign webhooks.
enum WebhookSecretFile {
    /// - Throws: ``CommandFailure`` where it holds none.
    static func load(_ path: String) throws(CommandFailure) -> WebhookKeys {
        guard let data = FileManager.default.contents(atPath: path),
            let keys = WebhookKeys(String(decoding: data.prefix(1000), as: UTF8.self))
        else {
            throw .input(
                "\(path): this is no secret of a webhook; write whsec_ and base64 of 24 to 64 random bytes: "
                    + "echo whsec_$(head -c 32 /dev/urandom | base64)")
        }
        return keys
    }
}

/// The webhooks of a file, with the secrets that it names.
struct WebhookFile {
    var hooks: [Webhook] = []
    var keys: [String: WebhookKeys] = [:]

    init() {}

    /// - Throws: ``CommandFailure`` with every problem of the file, or of the secrets it names.
    init(_ path: String) throws {
        do {
            hooks = try Webhook.list(yaml: try Texts.text(of: path), file: path)
        } catch let problems as WebhookProblems {
            throw CommandFailure.input("the webhooks do not load:\n\(problems)")
        }
        var problems: [String] = []
        for hook in hooks {
            do throws(CommandFailure) {
                keys[hook.name] = try WebhookSecretFile.load(Texts.path(hook.secretFile, beside: path))
            } catch {
                problems.append(error.sentence)
            }
        }
        if !problems.isEmpty { throw CommandFailure.input(problems.joined(separator: "\n")) }
    }
}

extension WebhookFile {
    /// The files of secrets that a file names; none where it cannot be read.
    static func secretFiles(_ path: String) -> [String] {
        let hooks = (try? Webhook.list(yaml: try Texts.text(of: path), file: path)) ?? []
        return hooks.map { Texts.path($0.secretFile, beside: path) }
    }
}

/// Which programs `vigie serve` tells what happens, and whose signed posts it takes.
struct WebhookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Programs that are told what happens (YAML, docs/webhooks.md).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var webhooks: String?

    @Option(
        help: ArgumentHelp(
            "Secrets of senders that sign their posts to /v1/events (docs/webhooks.md), one a line.", valueName: "file")
    )
    var eventSecretFile: String?

    func file() throws -> WebhookFile { try webhooks.map { try WebhookFile($0) } ?? WebhookFile() }

    func eventKeys() throws -> WebhookKeys? { try eventSecretFile.map { try WebhookSecretFile.load($0) } }
}
