import Casework
import Foundation
import SafetyModel
import Testing

@Suite("The file of a chain")
struct EscalationChainTests {
    private func problems(_ yaml: String) -> [String] {
        do {
            _ = try EscalationChain(yaml: yaml, file: "chain.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test("the example of the documentation loads, in its order and with its days off")
    func example() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/examples/escalation.yaml").standardizedFileURL
        let chain = try EscalationChain(
            yaml: try String(contentsOf: file, encoding: .utf8), file: "escalation.yaml")
        #expect(chain.steps.map(\.body) == [.lead, .guardian, .platform, .trustedFlagger])
        #expect(chain.steps.map(\.after) == [.zero, .hours(4), .days(1), .days(3)])
        #expect(chain.sender?.text == "vigie@harbour.example" && chain.sendsMail)
        #expect(chain.steps[1].language == .french && chain.steps[1].secretFile == "trustees.whsec")
        #expect(chain.calendar.weekdaysOff == [5, 6] && chain.calendar.offset == .hours(1))
        #expect(chain.calendar.datesOff.count == 2)
    }

    @Test("all problems are told at once, each with its line")
    func collected() {
        let found = problems(
            """
            steps:
              - body: leed
                name: Team
              - body: guardian
                name: Trustees
                after: 4 weeks
                webhook: http://trustees.example/hook
              - body: guardian
                name: Again
                mail: "a@b.example\\r\\nBcc: c@d.example"
            calendar:
              utc_offset: "+25:00"
              days_off: [sundey]
              dates_off: ["2026-02-30"]
            """)
        for part in [
            "chain.yaml:2:11: body is one of", "did you mean “lead”?", "chain.yaml:6:12: after is a time",
            "chain.yaml:7:14: webhook is an https", "needs “secret_file”", "chain.yaml:8:11: guardian stands twice",
            "mail is one plain address", "chain.yaml:12", "did you mean “sunday”?", "a date is written 2026-12-25",
        ] {
            #expect(found.contains { $0.contains(part) }, "\(part) in \(found)")
        }
    }

    @Test(
        "what could carry a second header, a second recipient or an option is no address",
        arguments: [
            "a@b.example, c@d.example", "a b@c.example", "-oQ/tmp@c.example", "a@b@c.example", "a@localhost",
            "@c.example",
            "ä@c.example", "a@c.example;x", "\"a@c.example>\"", "|a@c.example", "a@.example",
        ])
    func addresses(_ address: String) {
        let yaml = "from: v@h.example\nsteps:\n  - body: lead\n    name: T\n    mail: '\(address)'\n"
        #expect(problems(yaml).contains { $0.contains("plain address") }, "\(address)")
    }

    @Test(
        "a webhook is https, without a name in it; plain http is for this machine alone",
        arguments: [
            ("https://h.example/x", true), ("http://127.0.0.1:8081/x", true), ("http://[::1]:80/", true),
            ("http://localhost.evil.example/", false), ("http://127.0.0.1@evil.example/", false),
            ("https://user:word@h.example/", false), ("file:///etc/passwd", false), ("https://", false),
            ("ftp://h.example", false), ("https://h.example/a b", false),
        ])
    func webhooks(_ address: String, isTaken: Bool) {
        let yaml = "steps:\n  - body: lead\n    name: T\n    webhook: '\(address)'\n    secret_file: s\n"
        #expect(problems(yaml).isEmpty == isTaken, "\(address): \(problems(yaml))")
    }

    @Test(
        "hostile files are refused and never bring the program down",
        arguments: [
            "", "steps", "steps: []", "steps: {}", "- 1", "steps: [[[[]]]]", "steps:\n  - body: lead\n    name: \"\"",
            "steps:\n  - body: [lead]\n    name: {}", "\u{0}", "steps: &a [*a]", "steps:\n  - body: lead\n    nmae: x",
            String(repeating: "[", count: 5_000), "calendar: 7", "steps:\n  - {body: lead, name: x, after: 1h}",
            "steps:\n  - {body: lead, name: x, after: 99999999999999999999d}",
            "steps:\n  - {body: lead, name: \"a\\nb\"}",
            "steps:\n  - {body: lead, name: x, mail: a@b.example}",
            "steps:\n  - {body: lead, name: x}\ncalendar: {days_off: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}",
        ])
    func hostile(_ yaml: String) {
        #expect(!problems(yaml).isEmpty)
    }
}
