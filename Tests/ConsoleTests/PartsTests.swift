import Casework
import Foundation
import SafetyModel
import Testing

@testable import Console

@Suite("The parts of pages")
struct PartsTests {
    @Test("every phrase that a template asks for exists, in both languages and with the same blanks")
    func phrases() throws {
        let keys = Words.all.map(\.key)
        #expect(Set(keys).count == keys.count)
        for phrase in Words.all {
            #expect(!phrase.en.isEmpty && !phrase.fr.isEmpty)
            let blanks = { (text: String) in Set(text.matches(of: /\{[a-z]+\}/).map { String($0.output) }) }
            #expect(blanks(phrase.en) == blanks(phrase.fr), "\(phrase.key)")
        }
        for (name, bytes) in Renderer.sources {
            let template = String(decoding: bytes, as: UTF8.self)
            for match in template.matches(of: /\{\{[#^]?t\.([a-z0-9_]+)\}\}/) {
                #expect(Words.english.byKey[String(match.1)] != nil, "\(match.1) in \(name)")
            }
            // An audit's report comes as markup from its own writer, which escapes every name (AuditPageTests).
            let plain = name == "audit" ? template.replacing("{{{trend}}}{{{report}}}", with: "") : template
            #expect(!plain.contains("{{{") && !plain.contains("{{&"), "\(name) writes something unescaped")
        }
    }

    @Test("every known event type, stage, outcome, role and refusal has its words")
    func enumerations() {
        var keys = EventType.known.map { "event_" + $0.name.replacing(".", with: "_") }
        keys += Stage.allCases.map { "stage_\($0.rawValue)" } + ReviewerRole.allCases.map { "role_\($0.rawValue)" }
        keys += Decision.Outcome.allCases.flatMap { ["outcome_\($0.rawValue)", "outcome_\($0.rawValue)_text"] }
        keys += Case.State.allCases.map { "state_\($0.rawValue)" } + (1...4).map { "severity_\($0)" }
        let refusals: [Refusal] = [
            .badRequest, .formExpired, .forbidden, .notFound, .tooLarge, .wrongMediaType, .tooManyTries(seconds: 1),
            .conflict(.notFound, caseID: 1, written: ""), .unprocessable("x", back: "/"), .busy, .internalError,
        ]
        keys += refusals.map { "problem_\($0.key)_title" }
        let missing = keys.filter { Words.english.byKey[$0] == nil }
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test("escaping goes by scalar: a mark after a quotation mark does not save it")
    func escaping() {
        let escaped = ScalarEscaping().escapeText("\"\u{0301}<\u{0338}'`>&")
        #expect(escaped == "&quot;\u{0301}&lt;\u{0338}&#39;&#96;&gt;&amp;")
        let html = (try? Renderer())?.render(
            ["iso": "\"\u{0301}x", "text": "<\u{0301}b", "full": ""], template: "time")
        #expect(html?.contains("datetime=\"&quot;\u{0301}x\"") == true)
        #expect(html?.contains("&lt;\u{0301}b") == true)
    }

    @Test("characters that turn or hide text are written out; those that scripts and emoji need stay")
    func deceptive() {
        #expect(visible("a\u{202E}b\u{200B}c\u{0007}") == "a⟦U+202E⟧b⟦U+200B⟧c⟦U+0007⟧")
        #expect(visible("👩\u{200D}👧 été\n") == "👩\u{200D}👧 été\n")
    }

    @Test("marks stand on the characters that cues name, whatever ranges they give")
    func marks() {
        func cue(_ range: Range<Int>, _ weight: Double = 1) -> CueHit {
            CueHit(cue: "x", stage: .trust, policy: "minor.grooming", weight: weight, range: range)
        }
        let pieces = { (text: String, cues: [CueHit]) in MarkedText.pieces(of: text, cues: cues) }
        #expect(pieces("abc", []).map(\.text) == ["abc"])
        #expect(pieces("abcdef", [cue(1..<3)]).map(\.text) == ["a", "bc", "def"])
        // é and 😀 are cut nowhere.
        #expect(pieces("é😀x", [cue(1..<3)]).map(\.text) == ["é😀", "x"])
        #expect(pieces("abc", [cue(2..<900), cue(-5..<1)]).map(\.text) == ["a", "b", "c"])
        #expect(pieces("abc", [cue(7..<9)]).map(\.text) == ["abc"])
        let overlapping = pieces("abcdef", [cue(0..<4, 2), cue(2..<6, 1)])
        #expect(overlapping.map(\.text) == ["abcd", "ef"])
        #expect(overlapping.map { $0.cue?.weight } == [2, 1])
        #expect(pieces("", [cue(0..<1)]).isEmpty)
    }

    @Test("dates, spans and numbers are written as each language writes them")
    func formats() {
        let moment = Timestamp(milliseconds: 1_795_515_240_000)
        #expect(Words.english.moment(moment) == "24 Nov 2026, 10:14 UTC")
        #expect(Words.french.day(moment) == "24 nov. 2026")
        #expect(CivilTime(Timestamp(milliseconds: -1)).iso == "1969-12-31T23:59:59Z")
        #expect(CivilTime(Timestamp(milliseconds: 951_782_400_000)).iso == "2000-02-29T00:00:00Z")
        #expect(Words.english.number(1_234_567) == "1,234,567" && Words.french.number(-1234) == "−1\u{202F}234")
        #expect(Words.english.percent(0.999) == "99\u{00A0}%" && Words.english.percent(.nan) == "–")
        #expect(Words.english.due(moment + .hours(3), now: moment) == "due in 3\u{00A0}h")
        #expect(Words.french.due(moment - .days(3), now: moment) == "en retard de 3\u{00A0}j")
        #expect(Words.french.count("cues", 0) == "0 indice" && Words.english.count("cues", 0) == "0 cues")
    }

    @Test("a chart holds what falls into it, in bounded space")
    func chart() {
        let since = Timestamp(milliseconds: 0)
        let count = { (hour: Int64) in
            SignalCount(bucketStart: Timestamp(milliseconds: hour * 3_600_000), policy: "spam", count: 2)
        }
        let chart = SignalChart(
            [count(0), count(5), count(-1), count(24)], since: since, end: since + .days(1), step: .hours(1))
        #expect(chart.stepCount == 24 && chart.rows.first?.total == 4 && chart.peak == 2)
        let wide = SignalChart([], since: since, end: since + .days(100_000), step: .milliseconds(1))
        #expect(wide.stepCount == SignalChart.maximumSteps)
        let odd = SignalChart([count(1)], since: since, end: since, step: .zero)
        #expect(odd.stepCount == 1 && odd.rows.isEmpty)
    }

    @Test("a password's hash opens with the password alone, and odd hashes open with nothing")
    func passwords() async throws {
        let hashing = PasswordHashing(cost: 10, random: Secrets.systemRandom)
        // Made by Python's hashlib.scrypt.
        #expect(try await hashing.verify(Sample.password, against: TestPassword.hash))
        #expect(try await !hashing.verify(Sample.password + " ", against: TestPassword.hash))
        let own = try await hashing.hash("été à la mer")
        #expect(try await hashing.verify("e\u{0301}te\u{0301} a\u{0300} la mer", against: own))
        let second = try await hashing.hash("été à la mer")
        #expect(own != second)
        let odd = ["", "scrypt", "scrypt$v=1$ln=40,r=8,p=1$00$00", "scrypt$v=2" + TestPassword.hash.dropFirst(10)]
        for hash in odd { #expect(try await !hashing.verify("x", against: hash)) }
        #expect(try await !hashing.verify("x", against: nil))
    }

    @Test("the default cost works: 32 MiB, and verified again")
    func defaultCost() async throws {
        let hashing = PasswordHashing(cost: ConsoleSettings().passwordCost, random: Secrets.systemRandom)
        let hash = try await hashing.hash("a lamp")
        #expect(hash.hasPrefix("scrypt$v=1$ln=15,r=8,p=1$"))
        #expect(try await hashing.verify("a lamp", against: hash))
    }

    @Test("the table of tries stays bounded under a flood of names")
    func attempts() async {
        let limits = AttemptLimits()
        for number in 0..<45_000 {
            _ = await limits.begin(
                name: "n\(number)", address: "a\(number)", now: Timestamp(milliseconds: Int64(number)))
        }
        #expect(await limits.recordCount <= 20_001)
    }

    @Test("the language of the browser is read as weights say")
    func acceptLanguage() {
        #expect(Preferences.preferredLanguage("fr-CH, fr;q=0.9, en;q=0.8") == .french)
        #expect(Preferences.preferredLanguage("en;q=0.4, fr;q=0.5") == .french)
        #expect(Preferences.preferredLanguage("fr;q=0, en;q=0.1") == .english)
        #expect(Preferences.preferredLanguage("de") == nil)
        #expect(Preferences.preferredLanguage("frr, ;;;q=, , *") == nil)
    }
}
