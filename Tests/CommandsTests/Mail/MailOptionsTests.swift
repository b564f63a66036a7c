import Foundation
import Testing

@testable import Commands

@Suite("Settings of e-mail")
struct MailOptionsTests {
    @Test("what does not go together is said, with what to do, and nothing is made")
    func wrong() async throws {
        try await withVigie { vigie in
            try vigie.write("password", "secret\n")
            try vigie.write("empty", "\n")
            let host = ["--mail-host", "mail.example", "--mail-from", "v@h.example"]
            for (arguments, words) in [
                (["--mail-from", "v@h.example"], "--mail-host"), (["--mail-host", "mail.example"], "--mail-from"),
                (host + ["--mail-command", "/bin/true"], "keep one"),
                (host + ["--mail-user", "a"], "--mail-password-file"),
                (host + ["--mail-password-file", "password"], "--mail-user"),
                (host + ["--mail-user", "a", "--mail-password-file", "empty"], "on one line"),
                (host + ["--mail-security", "ssl"], "tls, starttls or none"),
                (host + ["--mail-security", "none"], "unprotected"), (host + ["--mail-port", "0"], "1 to 65535"),
                (host + ["--mail-trust", "password"], "no certificates"),
                (["--mail-host", "a b", "--mail-from", "v@h.example"], "name of a mail server"),
                (["--mail-host", "m.example", "--mail-from", "v@h.example\nBcc: x@y.example"], "--mail-from"),
            ] {
                let outcome = try vigie.run(["mail", "g@t.example"] + arguments)
                #expect(
                    [2, 3].contains(outcome.status) && outcome.errors.contains(words), "\(arguments): \(outcome.errors)"
                )
            }
            let address = try vigie.run(["mail", "g@t.example\nBcc: x@y.example"] + host)
            #expect(address.status == 2 && address.errors.contains("plain address"))
        }
    }

    @Test("vigie.yaml has them too, and config check tells what is wrong with them")
    func configuration() async throws {
        try await withVigie { vigie in
            let password = try vigie.write("password", "secret\n")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: password)
            try vigie.write(
                "vigie.yaml",
                "mail: {host: mail.example, port: 465, user: a, password-file: password, from: v@h.example}\n"
                    + "public-url: https://vigie.example\n")
            let fine = try vigie.run("config", "check", "vigie.yaml")
            #expect(fine.status == 0, "\(fine.errors)")
            try vigie.write("bad.yaml", "mail: {host: mail.example, password: secret}\npublic-url: vigie.example\n")
            let bad = try vigie.run("config", "check", "bad.yaml")
            #expect(bad.status == 3 && bad.errors.contains("a secret does not belong"), "\(bad.errors)")
            try vigie.write("url.yaml", "public-url: http://vigie.example\n")
            let said = try vigie.run("config", "check", "url.yaml").errors
            #expect(said.contains("url.yaml:1:13: public-url takes an https address"), "\(said)")
        }
    }
}
