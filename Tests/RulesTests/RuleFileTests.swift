import Rules
import SafetyModel
import Testing
import TextAnalysis

/// Reading rule files, and what is said of those that are wrong.
@Suite struct RuleFileTests {
    private func problems(_ yaml: String, lists: [NamedList] = []) -> [String] {
        do throws(RuleProblems) {
            _ = try RuleFile.parse(yaml: yaml, file: "r.yaml", taxonomy: Sample.taxonomy, lists: lists)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func theRuleOfTheManualIsRead() throws {
        let file = try RuleFile.parse(yaml: Sample.gift, file: "gift.yaml", taxonomy: Sample.taxonomy)
        let rule = try #require(file.rules.first)
        #expect(rule.name == "gift_for_picture")
        #expect(rule.effects.count == 3)
        #expect(rule.counters == [CounterDefinition(scope: .pair, name: "gift.offered", window: 72 * 3_600_000)])
        #expect(rule.place == FilePlace(file: "gift.yaml", line: 2, column: 5))
    }

    @Test func allProblemsAreReportedAtOnceWithTheirPlaces() {
        let found = problems(
            """
            rules:
              - name: first
                polcy: spam
                on: [message.postd]
                when: "true"
              - name: first
                policy: spm
                on: [message.posted]
                when: actor.staf
                then: [label: {name: x, for: 3 days}, signl]
            """)
        #expect(
            found == [
                "r.yaml:2:5: the rule has no key “policy”",
                "r.yaml:3:5: unknown key “polcy” in the rule; did you mean “policy”?",
                "r.yaml:4:10: unknown type of event “message.postd”; did you mean “message.posted”?",
                "r.yaml:6:11: the name “first” stands on line 2 already; rename one",
                "r.yaml:7:13: unknown policy “spm”; did you mean “spam”?",
                "r.yaml:9:16: undefined field 'staf' of Member (did you mean 'staff'?)",
                "r.yaml:10:34: for “3 days” is no span of time; write a whole number and s, m, h, d or w, as 72h or 30d",
                "r.yaml:10:43: an effect is signal, label: {…} or propose: {…}, and not “signl”",
            ])
    }

    @Test(arguments: ["|", ">", ">-", "|2"])
    func aProblemInABlockHasTheLineAndColumnOfTheFile(style: String) {
        let indent = style == "|2" ? "      " : "        "
        let yaml = """
            rules:
              - name: first
                policy: spam
                on: [message.posted]
                when: \(style)
            \(indent)channel.kind == 'direct' &&

            \(indent)  actor.staf && true
            """
        let windows = yaml.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        for found in [problems(yaml), problems(windows)] {
            #expect(found == ["r.yaml:8:\(indent.count + 8): undefined field 'staf' of Member (did you mean 'staff'?)"])
        }
    }

    @Test(arguments: [
        ("pair.count('gift.ofered', duration('72h')) > 0", 12, "“gift.ofered” is no type of event and no counter"),
        ("pair.count('gift.offered', duration('1000000h')) > 0", 28, "how far back must be written"),
        ("pair.count('gift.offered', now - now) > 0", 28, "how far back must be written"),
        ("actor.distinct('gift.offered', 'taget', duration('1h')) > 0", 32, "distinct tells apart"),
        ("cues.exists(c, c.stage == 'requst')", 27, "no stage is called “requst”; did you mean “request”?"),
        ("channel.kind == 'dm'", 17, "no kind is called “dm”"),
        ("event.text.listed('sites')", 19, "there is no list “sites”"),
        ("1 + 1", 3, "where bool is needed"),
    ])
    func whatTheLanguageCannotKnowIsCheckedToo(condition: String, column: Int, message: String) {
        let found = problems("rules:\n" + Sample.rule(condition))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("r.yaml:6:\(column + 6): ") == true, "\(found)")
        #expect(found.first?.contains(message) == true, "\(found)")
    }

    @Test(arguments: [
        ("score: 1.5", "score must be a number from 0.0 to 1.0"), ("score: '''x'''", "where double is needed"),
        ("why: \"{event.text}\"", "why may not show event.text"), ("why: \"{target.minor}\"", "no guess at an age"),
        ("why: \"{target.nam}\"", "undefined field 'nam'"), ("why: \"{target.name\"", "braces of why do not match"),
        ("mode: shado", "did you mean “shadow”?"), ("limit: 0", "limit must be a whole number"),
    ])
    func otherKeysAreCheckedToo(line: String, message: String) {
        let found = problems("rules:\n" + Sample.rule("true", more: line))
        #expect(found.count == 1)
        #expect(found.first?.contains(message) == true, "\(found)")
    }

    @Test func namesAreUniqueOverAllFiles() {
        let yaml = "rules:\n" + Sample.rule("true")
        #expect {
            try RuleSet.parse(files: [("a.yaml", yaml), ("b.yaml", yaml)], taxonomy: Sample.taxonomy)
        } throws: { error in
            "\(error)" == "b.yaml:2:5: the rule “sample” stands in a.yaml on line 2 already; rename one"
        }
    }

    @Test func aDirectoryIsReadWithItsListsAndAllItsProblems() throws {
        let rules = "rules:\n" + Sample.rule("event.text.listed('raid') || event.text.listed('codes')")
        let good = [("r.yaml", rules), ("lists/raid.words", "free skins"), ("lists/codes.regexes", "\\d{4}")]
        #expect(try RuleSet.parse(directory: good, taxonomy: Sample.taxonomy).rules.count == 1)
        let bad = [("r.yaml", rules), ("lists/raid.words", "!!"), ("a/codes.hashes", ""), ("b/codes.words", "x")]
        #expect {
            try RuleSet.parse(directory: bad, taxonomy: Sample.taxonomy)
        } throws: { error in
            "\(error)" == """
                b/codes.words:1:1: the list “codes” stands in a/codes.hashes on line 1 already; rename one
                lists/raid.words:1:1: the entry holds no letter and no digit
                """
        }
        #expect(RuleSet.reads(file: "x.regexes") && RuleSet.reads(file: "x.yaml") && !RuleSet.reads(file: "notes.md"))
    }

    @Test func whateverTheFileIsItDoesNotTrap() {
        var dice = SplitMix(state: 7)
        let bytes = Array(Sample.gift.utf8)
        for _ in 0..<400 {
            var damaged = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &dice)))
            for _ in 0..<Int.random(in: 0...8, using: &dice) where !damaged.isEmpty {
                damaged[Int.random(in: 0..<damaged.count, using: &dice)] = UInt8.random(in: 9...126, using: &dice)
            }
            let text = String(decoding: damaged, as: UTF8.self)
            #expect(problems(text).count < 200)
            _ = problems(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
