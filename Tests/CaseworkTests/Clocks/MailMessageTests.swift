import Casework
import SafetyModel
import Testing

@Suite("E-mails as they travel")
struct MailMessageTests {
    private func message(_ subject: String, _ lines: [String], id: String = "msg_1") throws -> String {
        MailMessage(
            from: try #require(MailAddress("v@h.example")), to: try #require(MailAddress("g@t.example")),
            subject: subject, lines: lines, date: Timestamp(milliseconds: 1_781_640_060_000), id: id
        ).text
    }

    @Test("letters beyond ASCII stand in encoded words and quoted-printable, in lines of at most 76 characters")
    func encodings() throws {
        let long = String(repeating: "é🙂 ", count: 60)
        let text = try message("délai dépassé \(long)", ["déjà = vu ", long, "", "plain"])
        #expect(text.utf8.allSatisfy { $0 < 0x7F })
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(text.contains("Subject: =?utf-8?Q?d=C3=A9lai_d=C3=A9pass=C3=A9_"))
        #expect(text.contains("\nd=C3=A9j=C3=A0 =3D vu=20\n"))
        #expect(text.contains("\n\nplain\n"))
    }

    @Test("a plain subject stays as it is, and one that looks encoded does not")
    func plain() throws {
        #expect(try message("Vigie: case 12", []).contains("\nSubject: Vigie: case 12\n"))
        #expect(try message("=?utf-8?Q?x?=", []).contains("\nSubject: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=\n"))
    }

    @Test(
        "nothing begins another field, whatever stands in a field",
        arguments: ["x\nBcc: y@z.example", "x\r\nBcc: y@z.example", "x\u{0B}Bcc: y", "x\u{85}Bcc: y", "x\u{2028}Bcc: y"])
    func injection(_ text: String) throws {
        let mail = try message(text, ["body"], id: "msg\n\(text)")
        let head = mail.split(separator: "\n\n", maxSplits: 1)[0].split(separator: "\n")
        #expect(!head.contains { $0.hasPrefix("Bcc") } && mail.utf8.allSatisfy { $0 < 0x7F })
    }

    @Test(
        "what is no plain address is none",
        arguments: [
            "a@b.example\nBcc: x@y.example", "a@b.example\r\n", "<a@b.example>", "a b@c.example", "a@b", "@b.example",
            "-f@b.example", "a@b@c.example", "é@b.example", "a@b.example>", "a@.b.example", "\"a\"@b.example",
            String(repeating: "a", count: 65) + "@b.example",
        ])
    func addresses(_ text: String) { #expect(MailAddress(text) == nil) }
}
