import Foundation
import Testing

@Suite("vigie escalation")
struct EscalationCommandTests {
    private static let chain = """
        from: v@h.example
        steps:
          - body: lead
            name: Team
            mail: leads@h.example
          - body: guardian
            name: Trustees
            after: 30min
            webhook: https://t.example/hook
            secret_file: t.whsec
        """

    @Test("check says each step and where it goes, and reads the secret that lies beside the file")
    func check() async throws {
        try await withVigie { vigie in
            try FileManager.default.createDirectory(
                at: vigie.folder.appendingPathComponent("etc"), withIntermediateDirectories: false)
            try vigie.write("etc/chain.yaml", Self.chain)
            let without = try vigie.run("escalation", "check", "etc/chain.yaml")
            #expect(without.status == 3 && without.errors.contains("t.whsec: this is no secret"), "\(without.errors)")
            try vigie.write("etc/t.whsec", "whsec_\(Data(repeating: 7, count: 32).base64EncodedString())\n")
            let fine = try vigie.run("escalation", "check", "etc/chain.yaml")
            #expect(fine.status == 0, "\(fine.errors)")
            #expect(fine.output.contains("1. lead, at once: mail leads@h.example"))
            #expect(fine.output.contains("2. guardian, after 30 min: webhook https://t.example/hook"))
            #expect(!fine.output.contains("whsec_"))
        }
    }

    @Test("what is wrong is told with its line, and serve does not start with it, nor without a way to send e-mail")
    func refused() async throws {
        try await withVigie { vigie in
            try vigie.write("bad.yaml", "steps:\n  - body: leed\n    name: x\n")
            let check = try vigie.run("escalation", "check", "bad.yaml")
            #expect(check.status == 3 && check.errors.contains("bad.yaml:2:11"), "\(check.errors)")
            let serve = try vigie.run(
                "serve", "--db", "a.db", "--escalation", "bad.yaml", "--listen", "127.0.0.1:0")
            #expect(serve.status == 3 && serve.errors.contains("bad.yaml:2:11"), "\(serve.errors)")
            try vigie.write("mail.yaml", "from: a@b.example\nsteps:\n  - {body: lead, name: x, mail: c@d.example}\n")
            let mail = try vigie.run("serve", "--db", "a.db", "--escalation", "mail.yaml", "--listen", "127.0.0.1:0")
            #expect(mail.status == 2 && mail.errors.contains("--mail-command"), "\(mail.errors)")
            #expect(!vigie.exists("a.db"))
            let missing = try vigie.run("escalation", "check", "none.yaml")
            #expect(missing.status == 3)
        }
    }
}
