import Foundation
import Testing

@testable import Commands

@Suite("vigie.yaml")
struct ConfigurationTests {
    @Test("gives `serve` its options, files beside it, and lets the environment and the command line go before")
    func options() async throws {
        try await withVigie { vigie in
            let path = try vigie.write(
                "vigie.yaml",
                """
                listen: 127.0.0.1:9000
                behind-tls: true
                database:
                  path: data/vigie.db
                  context-days: 20
                cues: [one.yaml, /srv/two.yaml]
                """)
            let file = ConfigurationFile(path: path, environment: ["VIGIE_DATABASE_CONTEXT_DAYS": "10", "HOME": "/"])
            #expect(file.problems == [])
            let arguments = file.arguments(without: ["--listen", "127.0.0.1:1"])
            let data = vigie.folder.appendingPathComponent("data/vigie.db").standardizedFileURL.path
            let one = vigie.folder.appendingPathComponent("one.yaml").standardizedFileURL.path
            #expect(
                Set(arguments) == [
                    "--behind-tls", "--db=\(data)", "--context-days=10", "--cues=\(one)", "--cues=/srv/two.yaml",
                ])
        }
    }

    @Test("every setting stands for an option that `serve` has")
    func everySetting() throws {
        for setting in Setting.all {
            let value =
                switch setting.kind {
                case .flag: [setting.option]
                case .number(let range): ["\(setting.option)=\(range.lowerBound)"]
                default: ["\(setting.option)=x:1"]
                }
            #expect(throws: Never.self, "\(setting.name)") { try Serve.parse(value) }
        }
    }

    @Test("an empty variable takes back what the file says")
    func emptyVariable() async throws {
        try await withVigie { vigie in
            let path = try vigie.write("vigie.yaml", "listen: 127.0.0.1:9000\n")
            #expect(ConfigurationFile(path: path, environment: ["VIGIE_LISTEN": ""]).given == [])
        }
    }

    @Test("what Kubernetes makes for a service named vigie is passed over with a warning; a mistyped name is refused")
    func kubernetes() {
        let made = [
            "VIGIE_PORT": "tcp://10.0.0.7:8080", "VIGIE_SERVICE_HOST": "10.0.0.7", "VIGIE_SERVICE_PORT": "8080",
            "VIGIE_SERVICE_PORT_HTTP": "8080", "VIGIE_PORT_8080_TCP": "tcp://10.0.0.7:8080",
            "VIGIE_PORT_8080_TCP_PROTO": "tcp", "VIGIE_PORT_8080_TCP_PORT": "8080",
            "VIGIE_PORT_8080_TCP_ADDR": "10.0.0.7", "VIGIE_MAIL_PORT": "tcp://10.0.0.8:25",
        ]
        let file = ConfigurationFile(path: nil, environment: made)
        #expect(file.problems == [] && file.given == [])
        #expect(file.warnings.count == 1)
        for name in made.keys { #expect(file.warnings.first?.contains(name) == true, "\(name)") }
        let wrong = ConfigurationFile(path: nil, environment: ["VIGIE_LISTN": "x", "VIGIE_PORT": "8080"])
        #expect(wrong.problems.count == 2 && wrong.problems[0].contains("VIGIE_LISTEN"), "\(wrong.problems)")
        #expect(wrong.warnings == [])
    }

    @Test("all mistakes are told at once, with place and what to do")
    func mistakes() async throws {
        try await withVigie { vigie in
            try vigie.write(
                "vigie.yaml",
                """
                lisen: 127.0.0.1:9000
                behind-tls: perhaps
                token: abcdefghijklmnopq
                database:
                  context-days: 0
                rules: nowhere
                reporting:
                  helplines: missing.yaml
                """)
            let outcome = try vigie.run("config", "check", "vigie.yaml")
            #expect(outcome.status == 3)
            for part in [
                "vigie.yaml:1:1", "listen", "vigie.yaml:2", "true or false", "vigie.yaml:3:1", "token-file",
                "1 to 3650", "no directory", "no file", "6 mistakes",
            ] {
                #expect(outcome.errors.contains(part), "\(part) in \(outcome.errors)")
            }
        }
    }

    @Test("one mistake hides no other, and each is called as the file calls it, with its place")
    func together() async throws {
        try await withVigie { vigie in
            try vigie.write("none.db", "no database at all")
            try vigie.write("short", "abc")
            try vigie.write(
                "hooks.yaml", "webhooks:\n  - {name: a, url: 'https://a.example/', secret_file: s, audience: boss}\n")
            try vigie.write(
                "vigie.yaml",
                """
                lisen: 127.0.0.1:9000
                listen: nowhere
                database: {path: none.db, key-file: short}
                token-file: short
                reporting: yes
                mail:
                  host: mail.example.org
                  security: sometimes
                webhooks: hooks.yaml
                public-url: ftp://x
                taxonomy: 5
                """)
            let said = try vigie.run("config", "check", "vigie.yaml").errors.split(separator: "\n")
            for (place, words) in [
                ("vigie.yaml:1:", "did you mean “listen”"), ("vigie.yaml:2:", "listen takes host:port"),
                ("vigie.yaml:3:", "no database of Vigie"), ("vigie.yaml:3:", "32 bytes"),
                ("vigie.yaml:4:", "shorter than 16"), ("vigie.yaml:5:", "keys community, helplines, refuse-hashes"),
                ("vigie.yaml:7:", "mail.host needs mail.from"), ("vigie.yaml:8:", "mail.security is tls"),
                ("hooks.yaml:2:", "audience is one of"), ("vigie.yaml:10:", "public-url takes an https address"),
                ("vigie.yaml:11:", "not 5"),
            ] {
                #expect(said.contains { $0.contains(place) && $0.contains(words) }, "\(place) \(words) in \(said)")
            }
            #expect(!said.contains { $0.contains("--") }, "\(said)")
        }
    }

    @Test("what was given wrongly is told once, and what would follow from it is not")
    func noFollowing() async throws {
        try await withVigie { vigie in
            let file = try vigie.write(
                "vigie.yaml",
                """
                database: {path: vigie.db}
                mail: {host: mail.example.org, from: v@h.example, user: a, password-file: missing, port: 99999}
                """)
            let check = ConfigurationCheck(ConfigurationFile(path: file, environment: [:]))
            #expect(check.problems.count == 2, "\(check.problems)")
        }
    }

    @Test("one address cannot be listened on for people and for the homeserver")
    func oneAddress() async throws {
        try await withVigie { vigie in
            _ = try vigie.run("connect", "matrix", "--generate-registration", "--out", "registration.yaml")
            let matrix =
                "homeserver: http://127.0.0.1:1\nserver: example.org\nregistration: registration.yaml\nlisten: 127.0.0.1:8009\n"
            try vigie.write("matrix.yaml", matrix)
            try vigie.write("vigie.yaml", "listen: 0.0.0.0:8009\nmatrix: matrix.yaml\n")
            #expect(try vigie.run("config", "check").errors.contains("are one address"))
            try vigie.write("vigie.yaml", "listen: 0.0.0.0:8010\nmatrix: matrix.yaml\n")
            let fine = try vigie.run("config", "check")
            #expect(fine.status == 0, "\(fine.errors)")
        }
    }

    @Test("every file with a secret that others may read is named")
    func openSecrets() async throws {
        try await withVigie { vigie in
            let secret = "whsec_\(Data(repeating: 7, count: 32).base64EncodedString())\n"
            for name in ["hook", "step", "sender"] { try vigie.write(name, secret) }
            try vigie.write("password", "secret\n")
            try vigie.write("discord.token", "abc.def.ghi\n")
            try vigie.write("admin", "an-administrators-token\n")
            _ = try vigie.run("connect", "matrix", "--generate-registration", "--out", "registration.yaml")
            try vigie.write(
                "hooks.yaml",
                "webhooks:\n  - {name: a, url: 'https://a.example/', secret_file: hook, audience: lead}\n")
            try vigie.write(
                "chain.yaml",
                "steps:\n  - {body: lead, name: A, webhook: 'https://a.example/', secret_file: step}\n")
            try vigie.write("discord.yaml", "token_file: discord.token\napplication: '1'\nguilds: ['2']\n")
            try vigie.write(
                "matrix.yaml",
                """
                homeserver: http://127.0.0.1:1
                server: example.org
                registration: registration.yaml
                admin_token_file: admin
                listen: 127.0.0.1:8009
                """)
            let path = try vigie.write(
                "vigie.yaml",
                """
                database: {path: vigie.db}
                mail: {host: mail.example, user: a, password-file: password, from: v@h.example}
                webhooks: hooks.yaml
                escalation: {chain: chain.yaml}
                event-secret-file: sender
                discord: discord.yaml
                matrix: matrix.yaml
                """)
            let names = ["hook", "step", "sender", "password", "discord.token", "admin", "registration.yaml"]
            let set = { (mode: Int) in
                for name in names {
                    try FileManager.default.setAttributes(
                        [.posixPermissions: mode], ofItemAtPath: vigie.folder.appendingPathComponent(name).path)
                }
            }
            let file = ConfigurationFile(path: path, environment: [:])
            try set(0o644)
            let said = ConfigurationCheck(file).openSecrets
            for name in names {
                #expect(said.contains { $0.contains("/\(name); close it: chmod 6") }, "\(name) in \(said)")
            }
            try set(0o600)
            #expect(ConfigurationCheck(file).openSecrets == [])
        }
    }

    @Test("what stands in a file that the settings name is checked too, and nothing is made")
    func namedFiles() async throws {
        try await withVigie { vigie in
            try vigie.write("chain.yaml", "steps:\n  - body: nobody\n    name: A\n")
            try vigie.write("vigie.yaml", "escalation:\n  chain: chain.yaml\ndatabase:\n  path: vigie.db\n")
            let outcome = try vigie.run("config", "check")
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("chain.yaml:2"), "\(outcome.errors)")
            #expect(!vigie.exists("vigie.db"))
        }
    }

    @Test("a key that others may read is a mistake")
    func openKey() async throws {
        try await withVigie { vigie in
            let key = try vigie.write("key", Data(repeating: 7, count: 32))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
            try vigie.write("vigie.yaml", "database:\n  path: vigie.db\n  key-file: key\n")
            let outcome = try vigie.run("config", "check")
            #expect(outcome.errors.contains("chmod 600"), "\(outcome.errors)")
        }
    }

    @Test(
        "what is no file of settings is refused with a sentence",
        arguments: ["", "- a\n- b\n", "listen: [1, 2]\n", "listen: \u{0}", "a: &x {b: c}\nd: *x\n", "\u{FEFF}{"])
    func hostile(text: String) async throws {
        try await withVigie { vigie in
            try vigie.write("vigie.yaml", text)
            let outcome = try vigie.run("serve", "--config", "vigie.yaml")
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("vigie.yaml"), "\(outcome.errors)")
        }
    }

    @Test("the schema names every setting and is JSON")
    func schema() async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run("config", "schema")
            #expect(outcome.status == 0)
            let properties = try #require(outcome.json["properties"] as? [String: Any])
            #expect(Set(properties.keys) == Set(Setting.all.map { $0.path[0] }))
        }
    }
}
