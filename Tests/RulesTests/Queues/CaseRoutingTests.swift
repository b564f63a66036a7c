import Rules
import SafetyModel
import Testing

@Suite("Sorting cases into queues")
struct CaseRoutingTests {
    private static let taxonomy = Taxonomy([policy("sextortion", 1), policy("spam", 4)])

    private static func policy(_ code: PolicyCode, _ severity: Int) -> Policy {
        Policy(
            code: code, severity: Severity(severity), title: LocalizedText(fr: "", en: ""),
            meaning: LocalizedText(fr: "", en: ""), deadlineHours: 24, threshold: 0.5)
    }

    private static let opened = Timestamp(milliseconds: 1_781_640_000_000)

    private static func facts(
        _ policy: PolicyCode = "spam", severity: Int = 4, voices: Int = 0, danger: Bool = false,
        kinds: [String] = [], languages: [String] = []
    ) -> CaseFacts {
        CaseFacts(
            id: 1, policy: policy, severity: Severity(severity), score: 0.7, imminence: 0, community: "harbour",
            isAboutStaff: false, state: "open", openedAt: opened, signals: 2, voices: voices, hasDanger: danger,
            kinds: kinds, languages: languages)
    }

    private static func routing(_ conditions: [String]) throws -> CaseRouting {
        let queues = conditions.enumerated().map { index, condition in
            "  - id: q\(index)\n    name: {en: \"Queue \(index)\", fr: \"File \(index)\"}\n    when: |\n      \(condition)\n"
        }
        return try CaseRouting(
            yaml: "queues:\n" + queues.joined(), file: "queues.yaml", taxonomy: taxonomy)
    }

    private func queue(
        _ facts: CaseFacts, after hours: Int = 0, _ conditions: String...
    ) throws -> String {
        try Self.routing(conditions).queue(of: facts, at: Self.opened + .hours(hours))
    }

    @Test("the first condition that holds decides, and a case that none takes stays in the general queue")
    func first() throws {
        let grave = Self.facts("sextortion", severity: 1)
        #expect(try queue(grave, "severity <= 2", "severity == 1") == "q0")
        #expect(try queue(grave, "severity == 3", "policy == 'sextortion'") == "q1")
        #expect(try queue(Self.facts(), "severity == 1") == CaseRouting.general)
        #expect(CaseRouting().queue(of: grave, at: Self.opened) == CaseRouting.general)
    }

    @Test(
        "conditions look at every fact of a case",
        arguments: [
            "voices >= 3", "danger", "kind == 'pictures'", "'pictures' in kinds", "language == 'fr'",
            "'fr' in languages", "community == 'harbour'", "score > 0.6", "imminence < 0.5", "signals == 2", "!staff",
            "state == 'open'", "age < duration('1h')",
        ])
    func everyFact(_ condition: String) throws {
        let facts = Self.facts(voices: 3, danger: true, kinds: ["pictures"], languages: ["fr"])
        #expect(try queue(facts, condition) == "q0")
        #expect(try queue(facts, "!(\(condition))") == CaseRouting.general)
    }

    @Test("a case in several languages is in none of them alone, and a case moves on as it grows old")
    func languagesAndAge() throws {
        let both = Self.facts(languages: ["en", "fr"])
        #expect(try queue(both, "language == 'fr'", "language == ''") == "q1")
        #expect(try queue(both, after: 5, "age > duration('4h')") == "q0")
        #expect(try queue(both, after: 3, "age > duration('4h')") == CaseRouting.general)
        // A clock that was set back, or far ahead.
        #expect(try queue(both, after: -9, "age == duration('0s')") == "q0")
    }

    @Test("a condition that fails on a case takes it nowhere, so that it is not lost")
    func failing() throws {
        #expect(try queue(Self.facts(), "kinds[3] == 'x'", "true") == "q1")
        #expect(try queue(Self.facts(), "1 / voices > 0") == CaseRouting.general)
    }

    @Test("every problem of a file is told with its line and column")
    func problems() throws {
        let file = """
            queues:
              - id: urgent
                name: {en: Urgent, fr: Urgent}
                when: severity == "1"
              - id: urgent
                name: {en: Other}
                when: colour == 2
              - id: general
                name: {en: A, fr: B}
                when: policy == 'sextorsion' && voices
                skills: [Very Good]
                languages: [french]
                who: [everybody]
              - id: x
                name: {en: A, fr: B}
                when: severity
                what: now
            """
        let problems = #expect(throws: RuleProblems.self) {
            try CaseRouting(yaml: file, file: "q.yaml", taxonomy: Self.taxonomy)
        }
        let lines = try #require(problems).problems.map { "\($0.line):\($0.column) \($0.message)" }
        #expect(lines.contains { $0.hasPrefix("4:20 ") }, "\(lines)")
        for word in ["“fr”", "general", "a skill is", "a language is", "who lists", "“what”", "must be bool"] {
            #expect(lines.contains { $0.contains(word) }, "\(word): \(lines)")
        }
    }

    @Test(
        "files that are no queues are refused with a sentence",
        arguments: ["", "queues", "- a", "queues: 4", "queues: [{id: a}]", "queues:\n  - &a [1]\n  - *a", "\0"])
    func garbage(_ text: String) {
        #expect(throws: RuleProblems.self) {
            try CaseRouting(yaml: text, file: "q.yaml", taxonomy: Self.taxonomy)
        }
    }

    @Test("a policy that does not exist is told with what was meant")
    func policies() throws {
        let problems = #expect(throws: RuleProblems.self) { try Self.routing(["severity == 1 && policy == 'spma'"]) }
        #expect(try #require(problems).description.contains("did you mean “spam”"))
        #expect(try #require(problems).problems.first?.line == 5)
    }

    @Test("a queue suits who has all its skills and languages, and whom it names")
    func suits() throws {
        let routing = try CaseRouting(
            yaml: """
                queues:
                  - id: a
                    name: {en: A, fr: A}
                    when: "true"
                    skills: [sextortion, gaming]
                    languages: [fr]
                    who: [lead, "account:Rina"]
                """, file: "q.yaml", taxonomy: Self.taxonomy)
        let queue = try #require(routing.queues.first)
        let able: Set<String> = ["gaming", "sextortion", "other"]
        #expect(queue.suits(skills: able, languages: ["fr", "en"], roles: ["lead"], name: "leo"))
        #expect(queue.suits(skills: able, languages: ["fr"], roles: ["reviewer"], name: "RINA"))
        #expect(!queue.suits(skills: able, languages: ["fr"], roles: ["reviewer"], name: "paul"))
        #expect(!queue.suits(skills: ["gaming"], languages: ["fr"], roles: ["lead"], name: "leo"))
        #expect(!queue.suits(skills: able, languages: [], roles: ["lead"], name: "leo"))
    }
}
