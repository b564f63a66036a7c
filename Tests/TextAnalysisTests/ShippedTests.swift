import SafetyModel
import Testing
import TextAnalysis

@Suite("What is shipped")
struct ShippedTests {
    @Test("the shipped packs load without a problem, their own examples included")
    func packs() throws {
        let packs = try ShippedCues.packs(Set(Language.allCases))
        #expect(packs.count == ShippedCues.files.count)
        let ids = packs.flatMap(\.cues).map(\.id)
        #expect(Set(ids).count == ids.count, "an id stands in two packs")
    }

    @Test("the taxonomy holds every code of the design with its severity and deadline")
    func taxonomy() throws {
        let taxonomy = try ShippedTaxonomy.load()
        let expected: [(String, Int)] = [
            ("minor.grooming", 1), ("minor.solicitation", 1), ("sextortion", 1), ("staff.coercion", 1),
            ("csam.suspected", 1), ("violence.threat", 1), ("violence.sexual_threat", 1), ("privacy.doxxing", 2),
            ("privacy.swatting", 1), ("harassment.pile_on", 2), ("harassment.hate", 2), ("harassment.misogyny", 2),
            ("harassment.insult", 3), ("sexual.unsolicited", 2), ("fraud.giveaway", 3), ("staff.misuse", 2),
            ("badge.misuse", 3), ("minor.underage", 3), ("evasion.ban", 3), ("spam", 4),
        ]
        let hours = [1: 24, 2: 72, 3: 168, 4: 336]
        #expect(taxonomy.policies.count == expected.count)
        for (code, severity) in expected {
            let policy = try #require(taxonomy[PolicyCode(code)], "\(code) is missing")
            #expect(policy.severity == Severity(severity))
            #expect(policy.deadlineHours == hours[severity])
            #expect((0.5...0.9).contains(policy.threshold))
            #expect(policy.title.fr != policy.title.en)
            #expect(!policy.meaning.fr.isEmpty && !policy.meaning.en.isEmpty)
        }
    }
}
