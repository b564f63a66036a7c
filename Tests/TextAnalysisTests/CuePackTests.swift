import SafetyModel
import Testing

@testable import TextAnalysis

@Suite("Cue packs")
struct CuePackTests {
    static let good = """
        pack: xx
        language: fr
        version: 3
        cues:
          - id: request.picture
            stage: request
            policy: minor.solicitation
            weight: 1.6
            patterns:
              - "(envoie|balance) [moi] [<0-2>] (photo*|selfie*)"
            unless: ["photo de classe"]
            matches: ["envoie moi une photo", "balance un selfie"]
            misses: ["j'ai vu la photo", "envoie la photo de classe"]
          - id: insult.plain
            policy: harassment.insult
            weight: 1
            patterns: ["t es nul"]
            matches: ["t'es nul", "mais t'es nul toi"]
            misses: ["c'est nul", "t'es nulle part"]
        """

    static func pack(_ yaml: String) throws -> CuePack {
        try CuePack.parse(yaml: yaml, file: "xx.yaml", taxonomy: try ShippedTaxonomy.load())
    }

    private func problems(_ yaml: String) throws -> [FileProblem] {
        let taxonomy = try ShippedTaxonomy.load()
        do throws(CuePackProblems) {
            _ = try CuePack.parse(yaml: yaml, file: "xx.yaml", taxonomy: taxonomy)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("a good pack loads with all it says")
    func loads() throws {
        let pack = try Self.pack(Self.good)
        #expect(pack.name == "xx" && pack.language == .french && pack.version == 3)
        #expect(pack.cues.map(\.id) == ["xx.request.picture", "xx.insult.plain"])
        #expect(pack.cues[0].weight == 1.6 && pack.cues[0].stage == .request && pack.cues[1].stage == nil)
        #expect(pack.patternCount == 3)
        #expect(CueMatcher(packs: [pack]).cueCount == 2)
    }

    @Test(
        "each fault is named with its place and what to do",
        arguments: [
            (
                "policy: minor.solicitation", "polcy: minor.solicitation", 7, "unknown key “polcy”",
                "did you mean “policy”"
            ),
            ("stage: request", "stage: reqest", 6, "unknown stage “reqest”", "did you mean “request”"),
            ("minor.solicitation", "minor.solicitatoin", 7, "unknown policy", "did you mean “minor.solicitation”"),
            ("weight: 1.6", "weight: 9", 8, "weight must be a number", "0.1 to 4"),
            ("weight: 1.6", "weight: nan", 8, "weight must be a number", "0.1 to 4"),
            ("id: insult.plain", "id: request.picture", 14, "is taken", "line 5"),
            ("\"t es nul\"", "\"(t es nul\"", 17, "bad pattern, at character 1", "not closed"),
            ("\"t es nul\"", "\"[t] # <0-2>\"", 17, "bad pattern", "always stands there"),
            ("[\"t'es nul\", \"mais t'es nul toi\"]", "[\"t'es nul\"]", 18, "matches needs", "at least two"),
            (
                "[\"t'es nul\", \"mais t'es nul toi\"]", "[\"t'es nul\", \"bonjour\"]", 18, "must fire on this example",
                "bonjour"
            ),
            ("\"c'est nul\"", "\"là t'es nul\"", 19, "must not fire", "t'es nul"),
            ("\"envoie moi une photo\"", "\"envoie la photo de classe\"", 12, "must fire", "unless"),
            ("language: fr", "language: tlh", 2, "unknown language “tlh”", "fr"),
            ("version: 3", "version: 3.5", 3, "version must be", "whole number"),
            ("version: 3", "version: 3\nversion: 4", 3, "the key “version” stands twice", "keep one"),
            ("id: insult.plain", "id: \"Insult Plain\"", 14, "may hold only", "a–z"),
        ])
    func names(old: String, new: String, line: Int, message: String, advice: String) throws {
        let found = try problems(Self.good.replacing(old, with: new, maxReplacements: 1))
        let problem = try #require(found.first { $0.message.contains(message) }, "\(found)")
        #expect(problem.message.contains(advice), "\(problem)")
        #expect(problem.line == line && problem.column > 0 && problem.file == "xx.yaml", "\(problem)")
    }

    @Test("a bad pattern is pointed at inside its quotes")
    func column() throws {
        let found = try problems(Self.good.replacing("t es nul\"", with: "t es <9-9> nul\"", maxReplacements: 1))
        #expect(found.first?.line == 17)
        #expect(found.first?.column == 22, "\(found)")
    }

    @Test("all problems come at once, in order of place")
    func all() throws {
        let broken = Self.good.replacing("stage: request", with: "stage: x").replacing(
            "weight: 1\n", with: "weight: 0\n"
        )
        .replacing("version: 3", with: "version: x")
        let found = try problems(broken)
        #expect(found.map(\.line) == [3, 6, 16], "\(found)")
    }

    @Test(
        "what is no pack is refused with a sentence",
        arguments: [
            "", "\u{0}", "[", "{", "- a\n- b", "cues", "pack: [a", "pack: xx\ncues: {}", "\t- x", "a: &x [1]\nb: *x",
            "a: &x\n  - 1\nb: *x", "? &k {a: b}\n: *k", "<html><body>", "a: b: c", "\u{FEFF}", "---\n---\n",
            "%YAML 9.9\n---\na",
            "a: *nobody", "!!binary x", "cues: [{id: {a: b}}]", "it's: a, &x [1]", "pack: \"unfinished",
        ])
    func refuses(yaml: String) throws {
        let found = try problems(yaml)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { !$0.message.isEmpty })
    }

    @Test("a bomb of aliases, endless nesting and a file over 4 MiB are refused at once")
    func bombs() throws {
        var bomb = "a: &a [x, x]\n"
        for (before, name) in zip("abcdefghij", "bcdefghijk") { bomb += "\(name): &\(name) [*\(before), *\(before)]\n" }
        #expect(try problems(bomb).first?.message.contains("in quotes") == true)
        let nested = try problems(String(repeating: "[", count: 100_000))
        #expect(nested.first?.message.contains("nested too deep") == true)
        #expect(try !problems(String(repeating: "- ", count: 100_000)).isEmpty)
        #expect(try !problems(String(repeating: "[ \"]\", ", count: 990)).isEmpty)
        #expect(try problems(String(repeating: "x", count: 4 << 20 | 1)).first?.message.contains("4 MiB") == true)
    }

    @Test("a text in quotes may be named and repeated")
    func names() throws {
        let yaml = Self.good.replacing("[\"photo de classe\"]", with: "[&autre \"photo de classe\"]")
            .replacing("patterns: [\"t es nul\"]", with: "patterns: [\"t es nul\"]\n    unless: [*autre]")
        #expect(try Self.pack(yaml).cues[1].unless == ["photo de classe"])
    }

    @Test("a pack cut anywhere, or with a byte changed, loads or is refused, and never traps")
    func damage() throws {
        let bytes = Array(Self.good.utf8)
        var dice = Dice(state: 3)
        for _ in 0..<400 {
            var damaged = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &dice)))
            if !damaged.isEmpty {
                damaged[Int.random(in: 0..<damaged.count, using: &dice)] = UInt8.random(in: 9...126, using: &dice)
            }
            _ = try problems(String(decoding: damaged, as: UTF8.self))
        }
    }
}

@Suite("Taxonomy files")
struct TaxonomyFileTests {
    @Test("an operator's file adds policies and changes some keys of known ones")
    func extends() throws {
        let yaml = """
            policies:
              - code: spam
                deadline_hours: 12
              - code: house.rules
                severity: 3
                title: { fr: "Règles", en: "Rules" }
                meaning: { fr: "À lire.", en: "To be read." }
                deadline_hours: 100
                threshold: 0.7
            """
        let base = try ShippedTaxonomy.load()
        let taxonomy = try TaxonomyFile.parse(yaml: yaml, file: "own.yaml", extending: base)
        #expect(taxonomy.policies.count == base.policies.count + 1)
        #expect(taxonomy["spam"]?.deadlineHours == 12 && taxonomy["spam"]?.severity == Severity(4))
        #expect(taxonomy["house.rules"]?.title.fr == "Règles")
        #expect(taxonomy["spam"]?.law == base["spam"]?.law)
        // A policy that names no codes is told as a breach of the rules of the service, under its title.
        let codes = taxonomy.codes(of: "house.rules", isMinorHarmed: false)
        #expect(codes.category == .otherViolationOfTerms && codes.otherKeyword == "Rules")
    }

    @Test("every shipped policy has codes, and those about minors are told to NCMEC")
    func law() throws {
        let taxonomy = try ShippedTaxonomy.load()
        #expect(taxonomy.policies.allSatisfy { $0.law != nil })
        for code in ["minor.grooming", "minor.solicitation", "csam.suspected"] as [PolicyCode] {
            #expect(taxonomy.codes(of: code, isMinorHarmed: false).incident != nil)
        }
        #expect(taxonomy.codes(of: "sextortion", isMinorHarmed: false).incident == nil)
        #expect(taxonomy.codes(of: "sextortion", isMinorHarmed: true).annotations == [.sextortion])
    }

    @Test(
        "each fault is named",
        arguments: [
            ("policies:\n  - code: a.b\n", 2, "has no key “severity”"),
            ("policies:\n  - code: spam\n    severty: 1\n", 3, "severity"),
            ("policies:\n  - code: spam\n    severity: 9\n", 3, "from 1 to 4"),
            ("polices: []\n", 1, "did you mean “policies”"),
            ("policies:\n  - code: spam\n    title: x\n", 3, "fr, en"),
            ("policies:\n  - code: spam\n  - code: spam\n", 3, "already"),
            ("policies:\n  - severity: 1\n", 2, "has no key “code”"), ("policies: 7\n", 1, "must be a list"),
            (
                "policies:\n  - code: spam\n    law: { category: STATEMENT_CATEGORY_VIOLENSE }\n", 3,
                "did you mean “STATEMENT_CATEGORY_VIOLENCE”"
            ),
            (
                "policies:\n  - code: spam\n    law: { category: STATEMENT_CATEGORY_VIOLENCE, other_keyword: x }\n", 3,
                "add KEYWORD_OTHER"
            ),
            (
                "policies:\n  - code: spam\n    law:\n      category: STATEMENT_CATEGORY_VIOLENCE\n"
                    + "      minors: { category: STATEMENT_CATEGORY_VIOLENCE, ncmec_incident: Spam }\n", 5,
                "no ncmec_incident that the authority knows"
            ),
            (
                "policies:\n  - code: spam\n    law:\n      category: STATEMENT_CATEGORY_VIOLENCE\n"
                    + "      additions: [STATEMENT_CATEGORY_VIOLENCE, STATEMENT_CATEGORY_VIOLENCE]\n", 5, "twice"
            ),
        ])
    func faults(yaml: String, line: Int, message: String) throws {
        let base = try ShippedTaxonomy.load()
        do throws(TaxonomyProblems) {
            _ = try TaxonomyFile.parse(yaml: yaml, file: "own.yaml", extending: base)
            Issue.record("taken")
        } catch {
            #expect(error.problems.contains { $0.message.contains(message) && $0.line == line }, "\(error)")
        }
    }
}
