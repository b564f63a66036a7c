import Casework
import SafetyModel
import Testing

@testable import Mail

@Suite("E-mail through a mail server")
struct MailServerTests {
    private static let now = Timestamp(milliseconds: 1_781_640_060_000)

    private func server(_ port: Int, user: String? = nil, limit: Duration = .seconds(20)) throws -> MailServer {
        var settings = MailServer.Settings(
            host: "127.0.0.1", port: port, security: .none, user: user, password: user.map { "\($0)-secret" },
            from: try #require(MailAddress("vigie@h.example")))
        settings.limit = limit
        return try MailServer(settings)
    }

    private func send(
        _ text: String = "Subject: x\n\nhello\n", through server: PlainServer, user: String? = nil,
        limit: Duration = .seconds(20)
    ) async throws -> DeliveryOutcome {
        let address = try #require(MailAddress("g@t.example"))
        var outcome = DeliveryOutcome.failed("never tried")
        try await server.run { port in
            outcome = await (try self.server(port, user: user, limit: limit)).send(text, to: address)
        }
        return outcome
    }

    @Test("a message arrives whole, lines that begin with a full stop included, and the envelope is right")
    func delivery() async throws {
        let honest = PlainServer.honest()
        #expect(try await send("Subject: x\n\n.hidden\n..\n.\nend\n", through: honest) == .sent)
        #expect(honest.lines.contains("MAIL FROM:<vigie@h.example>") && honest.lines.contains("RCPT TO:<g@t.example>"))
        let start = try #require(honest.lines.firstIndex(of: "DATA"))
        #expect(
            honest.lines[(start + 1)...].prefix(7) == ["Subject: x", "", "..hidden", "...", "..", "end", "."])
    }

    @Test("it signs in by PLAIN, or by LOGIN where that is all there is; a refusal says neither name nor password")
    func signIn() async throws {
        let plain = PlainServer.honest()
        #expect(try await send(through: plain, user: "ada") == .sent)
        #expect(plain.lines.contains("AUTH PLAIN AGFkYQBhZGEtc2VjcmV0"))
        let login = PlainServer.honest { line in
            if line.hasPrefix("EHLO") { return "250-t.example\r\n250 AUTH LOGIN\r\n" }
            if line == "AUTH LOGIN" || line == "YWRh" { return "334 VXNlcm5hbWU6\r\n" }
            return line == "YWRhLXNlY3JldA==" ? "235 fine\r\n" : nil
        }
        #expect(try await send(through: login, user: "ada") == .sent)
        let refusing = PlainServer.honest { $0.hasPrefix("AUTH") ? "535 no\r\n" : nil }
        #expect(
            try await send(through: refusing, user: "ada")
                == .failed("the mail server refused mail.user or its password (535)"))
        let none = PlainServer.honest { $0.hasPrefix("EHLO") ? "250 t.example\r\n" : nil }
        #expect(
            try await send(through: none, user: "ada")
                == .failed("the mail server takes neither AUTH PLAIN nor AUTH LOGIN"))
    }

    @Test(
        "what the server does not take for now is tried again, and what it never takes is not",
        arguments: [
            ("RCPT", "451 later\r\n", DeliveryOutcome.failed("the mail server answered 451 to RCPT")),
            ("RCPT", "550 nobody\r\n", .refused("the mail server answered 550 to RCPT")),
            ("MAIL", "552 no\r\n", .refused("the mail server answered 552 to MAIL")),
            ("EHLO", "502 what\r\n", .failed("the mail server answered 502 to EHLO")),
            (".", "554 no\r\n", .refused("the mail server answered 554 to DATA")),
            ("DATA", "hello\r\n", .failed("what answers there is no mail server")),
        ])
    func refusals(_ command: String, _ answer: String, _ expected: DeliveryOutcome) async throws {
        let server = PlainServer.honest { line in
            (command == "." ? line == "." : line.hasPrefix(command)) ? answer : nil
        }
        #expect(try await send(through: server) == expected)
    }

    @Test("a server that is silent, hangs up, or talks without end is given up")
    func bad() async throws {
        let silent = PlainServer(greeting: "") { _ in "" }
        #expect(
            try await send(through: silent, limit: .milliseconds(100)) == .failed("the mail server took too long"))
        let short = PlainServer { _ in nil }
        #expect(try await send(through: short) == .failed("the mail server ended the connection"))
        let endless = PlainServer.honest { line in
            line.hasPrefix("EHLO") ? String(repeating: "250-x\r\n", count: 5_000) : nil
        }
        #expect(try await send(through: endless) == .failed("what answers there is no mail server"))
        let address = try #require(MailAddress("g@t.example"))
        #expect(
            await (try server(1)).send("x: y\n\nz\n", to: address)
                == .failed("the mail server does not answer; look at mail.host and mail.port"))
    }

    @Test("without STARTTLS nothing is said but hello, and what is said too soon is not taken for the server's")
    func startTLS() async throws {
        let address = try #require(MailAddress("g@t.example"))
        for (answer, expected) in [
            ("250 t.example\r\n", "the mail server offers no STARTTLS; nothing is sent unprotected"),
            (
                "250-t.example\r\n250 STARTTLS\r\n",
                "somebody put words into the mail server's mouth before the line was protected"
            ),
        ] {
            let server = PlainServer.honest { line in
                if line.hasPrefix("EHLO") { return answer }
                return line == "STARTTLS" ? "220 go\r\n250 injected\r\n" : nil
            }
            try await server.run { port in
                let settings = MailServer.Settings(
                    host: "127.0.0.1", port: port, security: .startTLS, user: "ada", password: "secret",
                    from: try #require(MailAddress("vigie@h.example")))
                let outcome = await (try MailServer(settings)).send("x: y\n\nz\n", to: address)
                #expect(outcome == .failed(expected))
            }
            #expect(!server.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
        }
    }

    @Test("an unprotected line leaves this machine never, and a message that would not travel whole is refused")
    func refused() async throws {
        let from = try #require(MailAddress("vigie@h.example"))
        #expect(throws: MailServerProblem.unprotected(host: "mail.example")) {
            try MailServer(MailServer.Settings(host: "mail.example", port: 25, security: .none, from: from))
        }
        for text in ["x: y\n\n\(String(repeating: "a", count: 999))\n", "x: y\n\né\n", "x: y\n\na\rb\n", "x: y\n\n\0\n"] {
            let honest = PlainServer.honest()
            let outcome = try await send(text, through: honest)
            guard case .refused = outcome else {
                Issue.record("taken: \(outcome)")
                continue
            }
            #expect(!honest.lines.contains { $0.hasPrefix("MAIL") })
        }
    }
}
