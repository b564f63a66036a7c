import Governance
import Testing

@Suite("Programme files")
struct ProgrammeFileTests {
    private static let head = "badge: partner\ntitle: {fr: Partenaires, en: Partners}\ncriteria:\n"

    @Test("a file is read with its bounds and spans")
    func good() throws {
        let programme = try Programme(
            yaml: Self.head + """
                  - {figure: messages_per_day, at_least: 50, over: 30d, for: 14d}
                  - {figure: upheld_severity_1_staff, at_most: 0}
                """, file: "p.yaml")
        #expect(programme.badge == "partner" && programme.title.fr == "Partenaires")
        #expect(programme.criteria.map(\.figure) == [.messagesPerDay, .upheldSevereStaff])
        #expect(programme.criteria[0].bound == .atLeast(50) && programme.criteria[0].holding == 14)
        #expect(programme.criteria[1].over == 365 && programme.isForGuardians)
    }

    @Test(
        "what is wrong is told with line, column and what was meant",
        arguments: [
            ("  - {figure: mesages_per_day, at_least: 1}", "p.yaml:4:14: there is no figure", "messages_per_day"),
            ("  - {figure: audit_score, at_least: 2}", "p.yaml:4:", "from 0.0 to 1.0"),
            ("  - {figure: audit_score, at_lest: 1}", "unknown key “at_lest”", "did you mean “at_least”?"),
            ("  - {figure: active_members, at_least: 1, at_most: 2}", "one of “at_least” and “at_most”", "write two"),
            ("  - {figure: active_members}", "one of “at_least” and “at_most”", ""),
            ("  - {figure: active_members, at_least: 1, over: 900d}", "over is a number of days", "365d"),
            ("  - {figure: active_members, at_least: 1, for: 2w}", "for is a number of days", "60d"),
            ("  - {figure: audit_score, at_least: 1, over: 3d}", "a figure of one moment", ""),
            ("  - {figure: active_members, at_least: 1}\n  - {figure: active_members, at_least: 2}", ":5:", "twice"),
            ("  - {figure: active_members, at_least: nan}", "at_least must be a number", ""),
            ("  []", "p.yaml", "criteria is empty"),
        ])
    func wrong(_ criteria: String, _ place: String, _ hint: String) {
        #expect {
            try Programme(yaml: Self.head + criteria, file: "p.yaml")
        } throws: { error in
            let text = "\(error)"
            return text.contains(place) && (hint.isEmpty || text.contains(hint))
        }
    }

    @Test(
        "what is no such file is refused",
        arguments: ["", "x", "- 1", "badge: a", "badge: {a: 1}\ntitle: 3\ncriteria: 2", "\u{0}"])
    func garbage(_ text: String) {
        #expect(throws: ProgrammeProblems.self) { try Programme(yaml: text, file: "p.yaml") }
    }

    @Test("all problems of a file are told at once")
    func all() throws {
        let error = #expect(throws: ProgrammeProblems.self) {
            try Programme(
                yaml: Self.head + "  - {figure: nothing, at_least: 1}\n  - {figure: active_members}\n", file: "p.yaml")
        }
        #expect(error?.problems.count == 2)
    }
}
