import Foundation
import Testing

@testable import Commands

@Suite("Settings taken anew")
struct ReloadingTests {
    /// A socket that listens on a free port of this machine, for as long as it lives.
    private final class Taken {
        let port: Int
        private let descriptor: Int32

        init() throws {
            #if canImport(Glibc)
            let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            #else
            let number = socket(AF_INET, SOCK_STREAM, 0)
            #endif
            descriptor = number
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(number, $0, length) + listen(number, 1) + getsockname(number, $0, &length)
                }
            }
            try #require(bound == 0)
            port = Int(UInt16(bigEndian: address.sin_port))
        }

        deinit { close(descriptor) }
    }

    private func refusals(_ arguments: [String], beside held: Held) throws -> [String] {
        try Serve.parse(arguments).refusals(beside: held).map(\.failure.sentence)
    }

    @Test("an address that another holds, a host that nobody knows and a foreign address are told before anything ends")
    func addresses() async throws {
        try await withVigie { vigie in
            let path = vigie.folder.path + "/vigie.db"
            let taken = try Taken()
            let held = Held(addresses: [try ListenAddress("127.0.0.1:1")], database: path)
            for (address, words) in [
                ("127.0.0.1:\(taken.port)", "in use by another program"),
                ("host.invalid:8080", "nobody knows the host"),
                ("192.0.2.1:8080", "no address of this machine"),
            ] {
                let said = try refusals(["--db", path, "--listen", address], beside: held)
                #expect(said.count == 1 && said.first?.contains(words) == true, "\(said)")
                #expect(said.first?.contains("\n") == false && said.first?.contains("bind(") == false)
            }
            #expect(try refusals(["--db", path, "--listen", "127.0.0.1:0"], beside: held) == [])
        }
    }

    @Test("the own address is free once the process ends, by whatever name")
    func ownAddress() async throws {
        try await withVigie { vigie in
            let path = vigie.folder.path + "/vigie.db"
            let taken = try Taken()
            let held = Held(addresses: [try ListenAddress("127.0.0.1:\(taken.port)")], database: path)
            for host in ["127.0.0.1", "localhost", "0.0.0.0"] {
                let said = try refusals(["--db", path, "--listen", "\(host):\(taken.port)"], beside: held)
                #expect(said == [], "\(host)")
            }
        }
    }

    @Test("a database that is none, is held by another, or has another key is told")
    func databases() async throws {
        try await withVigie { vigie in
            let path = vigie.folder.path + "/vigie.db"
            let options = try DatabaseOptions.parse(["--db", path])
            let setting = try Assembly.open(options)
            let other = Held(addresses: [], database: vigie.folder.path + "/own.db")
            let arguments = ["--db", path, "--listen", "127.0.0.1:0"]
            #expect(try refusals(arguments, beside: other).first?.contains("in use by another vigie") == true)
            // The own one is held by nobody else.
            let own = Held(addresses: [], database: path)
            #expect(try refusals(arguments, beside: own) == [])
            let key = try vigie.write("key", Data(repeating: 9, count: 32))
            #expect(
                try refusals(arguments + ["--key-file", key], beside: own).first?.contains("does not belong") == true)
            let none = try vigie.write("none.db", String(repeating: "no database\n", count: 1000))
            #expect(try refusals(["--db", none, "--listen", "127.0.0.1:0"], beside: own).count == 1)
            withExtendedLifetime(setting) {}
        }
    }

    @Test("a taxonomy without a policy that rules in force name is told, and what the directory mends is not")
    func rulesInForce() async throws {
        try await withVigie { vigie in
            let path = vigie.folder.path + "/vigie.db"
            let policy = """
                policies:
                  - code: my.policy
                    severity: 3
                    title: { fr: "La mienne", en: "Mine" }
                    meaning: { fr: "À lire.", en: "To be read." }
                    deadline_hours: 100
                    threshold: 0.7

                """
            let taxonomy = try vigie.write("taxonomy.yaml", policy)
            let rules = vigie.folder.path + "/rules"
            try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
            let rule = """
                rules:
                  - name: one
                    policy: my.policy
                    on: [message.posted]
                    when: true

                """
            try vigie.write("rules/a.yaml", rule)
            let setting = try Assembly.open(try DatabaseOptions.parse(["--db", path, "--taxonomy", taxonomy]))
            try await RuleOptions.parse(["--rules", rules]).takeIn(setting)
            let held = Held(addresses: [], database: path)
            let arguments = ["--db", path, "--listen", "127.0.0.1:0", "--taxonomy", taxonomy]
            let reloading = Reloading(arguments: arguments, held: held, store: setting.store)
            func problems(_ further: [String] = []) async -> [String] {
                let file = ConfigurationFile(path: nil, environment: [:])
                return await reloading.problems(ConfigurationCheck(file, own: arguments + further, beside: held))
            }
            #expect(await problems() == [])
            #expect(await problems(["--rules", rules]) == [])

            try vigie.write("taxonomy.yaml", policy.replacing("my.policy", with: "other.policy"))
            let said = await problems()
            #expect(said.count == 1 && said.first?.contains("my.policy") == true, "\(said)")
            #expect(said.first?.contains("a.yaml:") == true && said.first?.contains("in force") == true)

            // Mended in the directory, the rule in force is not the one that would run.
            try vigie.write("rules/a.yaml", rule.replacing("my.policy", with: "other.policy"))
            #expect(await problems(["--rules", rules]) == [])
            withExtendedLifetime(setting) {}
        }
    }

    @Test("what tells a program that it begins anew is no setting to an earlier one, nor is that of an earlier one")
    func variables() {
        // Every version takes what begins so for a setting.
        #expect(!BeginningAnew.variable.hasPrefix("VIGIE_"))
        for name in [BeginningAnew.variable, "VIGIE_BEGUN_ANEW"] {
            #expect(ConfigurationFile(path: nil, environment: [name: "1"]).problems == [], "\(name)")
        }
    }

    @Test("files of the command line are checked as those of the file are, and its options go before")
    func commandLine() async throws {
        try await withVigie { vigie in
            let chain = try vigie.write("chain.yaml", "steps:\n  - body: nobody\n    name: A\n")
            let file = try vigie.write("vigie.yaml", "listen: nowhere\n")
            let configuration = ConfigurationFile(path: file, environment: [:])
            let database = ["--db", vigie.folder.path + "/vigie.db"]
            let check = ConfigurationCheck(
                configuration, own: ["--listen", "127.0.0.1:0", "--escalation", chain] + database)
            #expect(check.problems.contains { $0.contains("chain.yaml:2") }, "\(check.problems)")
            #expect(!check.problems.contains { $0.contains("nowhere") })
        }
    }
}
