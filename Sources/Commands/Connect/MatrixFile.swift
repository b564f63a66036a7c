import Casework
import Foundation
import LiveConnectors
import TextAnalysis

/// The file of `vigie serve --matrix`, and the registration that it names.
///
///     homeserver: http://127.0.0.1:8008
///     server: example.org
///     registration: vigie-registration.yaml
///     listen: 127.0.0.1:8009
struct MatrixFile {
    let settings: MatrixSettings
    /// Where the homeserver's events are awaited.
    let listen: ListenAddress
    /// How members' reports are taken; `nil` in a field for what the service as a whole has.
    let dialogue: MatrixDialoguePart

    /// - Throws: ``CommandFailure`` with every problem of both files.
    init(_ path: String) throws {
        var yaml = YAMLFile(file: path)
        var found: MatrixSettings?
        var place: ListenAddress?
        var dialogue = MatrixDialoguePart()
        var further: [String] = []
        if let root = yaml.root(of: try Texts.text(of: path)),
            let top = yaml.entries(
                of: root, "the file", required: ["homeserver", "server", "registration", "listen"],
                optional: [
                    "admin_token_file", "private_chats", "poll_seconds", "history_days", "carry_out", "commands",
                    "reports", "policy_lists",
                ]),
            let homeserver = top["homeserver"].flatMap({ yaml.text($0, "homeserver") }),
            let server = top["server"].flatMap({ yaml.text($0, "server") }),
            let name = top["registration"].flatMap({ yaml.text($0, "registration") }),
            let listen = top["listen"].flatMap({ yaml.text($0, "listen") })
        {
            if URL(string: homeserver)?.host == nil || !homeserver.hasPrefix("http") {
                yaml.report("homeserver is an address, as http://127.0.0.1:8008", at: top["homeserver"] ?? root)
            }
            if server.contains("/") || server.contains("@") {
                yaml.report("server is the name in its members' ids, as example.org", at: top["server"] ?? root)
            }
            do {
                place = try ListenAddress(listen, option: "listen in \(path)")
            } catch {
                yaml.report("listen takes host:port, as 127.0.0.1:8009, not '\(listen)'", at: top["listen"] ?? root)
            }
            var registration = MatrixRegistration(url: "", asToken: "", hsToken: "", mode: .consent)
            do {
                registration = try Self.registration(Texts.path(name, beside: path))
            } catch let failure as CommandFailure {
                further.append(failure.sentence)
            }
            var settings = MatrixSettings(
                homeserver: homeserver, server: server, registration: registration, host: place?.host ?? "",
                port: place?.port ?? 0)
            if let node = top["poll_seconds"], let seconds = yaml.integer(node, "poll_seconds", in: 1...86_400) {
                settings.pollInterval = .seconds(seconds)
            }
            if let node = top["history_days"], let days = yaml.integer(node, "history_days", in: 0...36_500) {
                settings.historyDays = days == 0 ? nil : days
            }
            if let node = top["carry_out"] { settings.carriesOut = yaml.flag(node, "carry_out") ?? false }
            if let node = top["admin_token_file"], let file = yaml.text(node, "admin_token_file") {
                do {
                    let token = try Texts.text(of: Texts.path(file, beside: path))
                        .trimmingCharacters(in: .whitespacesAndNewlines)
                    if token.isEmpty { yaml.report("the file with the administrator's token is empty", at: node) }
                    settings.adminToken = token
                } catch {
                    further.append(error.sentence)
                }
            }
            if let node = top["private_chats"],
                let entries = yaml.entries(of: node, "private_chats", required: ["legal_ground"]),
                let ground = entries["legal_ground"].flatMap({ yaml.text($0, "legal_ground") })
            {
                if ground.count < 10 {
                    yaml.report("legal_ground says in a sentence why private chats may be read", at: node)
                }
                settings.privateGround = ground
            }
            if let node = top["commands"] { settings.commands = yaml.commandRoom(node) }
            if let node = top["reports"] {
                dialogue = yaml.dialogue(node)
                settings.takesReports = dialogue.isOpen
            }
            if let node = top["policy_lists"] { settings.policies = yaml.policyLists(node) }
            found = settings
        }
        let problems = yaml.problems.map(\.description) + further
        guard problems.isEmpty, let found, let place else {
            throw CommandFailure.input("the connection to Matrix does not load:\n\(problems.joined(separator: "\n"))")
        }
        settings = found
        self.listen = place
        self.dialogue = dialogue
    }

    /// The connection, as a service.
    /// - Parameter helplines: the operator's; `nil` for those shipped.
    func service(_ setting: Assembly, helplines: Helplines?) throws -> MatrixService {
        let manner = MatrixFrontDesk.Manner(
            language: dialogue.language ?? .english, helplines: try helplines ?? Helplines.shipped(),
            country: dialogue.country, page: dialogue.page)
        return MatrixService(settings, setting, manner: manner)
    }

    /// The files with secrets that a file names; none where it cannot be read.
    static func secretFiles(_ path: String) -> [SecretFile] {
        var yaml = YAMLFile(file: path)
        let root = (try? Texts.text(of: path)).flatMap { yaml.root(of: $0) }
        func file(_ key: String) -> String? {
            (root?.mapping?[key]?.scalar?.string).map { Texts.path($0, beside: path) }
        }
        // The homeserver's account reads the registration through its group.
        let registration = file("registration").map { SecretFile(setting: "matrix", path: $0, isShared: true) }
        return [registration, file("admin_token_file").map { SecretFile(setting: "matrix", path: $0) }]
            .compactMap(\.self)
    }

    /// The registration as the homeserver reads it too.
    /// - Throws: ``CommandFailure`` with every problem.
    static func registration(_ path: String) throws -> MatrixRegistration {
        var yaml = YAMLFile(file: path)
        let root = yaml.root(of: try Texts.text(of: path))
        let required = ["id", "url", "as_token", "hs_token", "sender_localpart", "namespaces"]
        let top = root.flatMap {
            yaml.entries(
                of: $0, "the registration", required: required,
                optional: ["rate_limited", "protocols", "de.sorunome.msc2409.push_ephemeral", "receive_ephemeral"])
        }
        func value(_ key: String) -> String { top?[key].flatMap { yaml.text($0, key) } ?? "" }
        let rooms = top?["namespaces"]?.mapping?["rooms"]?.sequence.map(Array.init) ?? []
        let registration = MatrixRegistration(
            id: value("id"), url: value("url"), asToken: value("as_token"), hsToken: value("hs_token"),
            sender: value("sender_localpart"), mode: rooms.isEmpty ? .consent : .all)
        for (key, token) in [("as_token", registration.asToken), ("hs_token", registration.hsToken)]
        where token.utf8.count < 16 && yaml.problems.isEmpty {
            yaml.report("\(key) is shorter than 16 characters; make a new registration")
        }
        let users = top?["namespaces"]?.mapping?["users"]?.sequence.map(Array.init) ?? []
        for user in users {
            let pattern = user.mapping?["regex"]?.scalar?.string ?? ""
            if !pattern.hasPrefix("@vigie") {
                yaml.report(
                    "the namespace of users “\(pattern)” is wide: with it Vigie could speak as anybody; write @vigie_.*",
                    at: user)
            }
        }
        guard yaml.problems.isEmpty else {
            throw CommandFailure.input(yaml.problems.map(\.description).joined(separator: "\n"))
        }
        return registration
    }
}
