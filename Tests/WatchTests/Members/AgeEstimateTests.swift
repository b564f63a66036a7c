import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Age as a leaning")
struct AgeEstimateTests {
    @Test(
        "Role names that tell an age group",
        arguments: [
            ("-15", 1), ("-18 ans", 1), ("13-17", 1), ("[13-15]", 1), ("Mineur", 1), ("minor", 1), ("u18", 1),
            ("18+", -1), ("+18", -1), ("18-25", -1), ("25+", -1), ("Majeur", -1), ("Adult", -1), ("moins de <16", 1),
        ])
    func roles(name: String, sign: Int) {
        #expect(RoleAge.lean(name).sign == (sign > 0 ? .plus : .minus) && RoleAge.lean(name) != 0)
    }

    @Test(
        "Role names that tell none",
        arguments: [
            "", "Admin", "Level 15", "2024", "Team-7", "16-20", "adulting", "minority", "-3", "+1", "12",
            "99999999999999",
            String(repeating: "-", count: 10_000), "1-2-3", "Season 13-17-21",
        ])
    func otherRoles(name: String) { #expect(RoleAge.lean(name) == 0) }

    @Test("A stated age moves the leaning by how sure it is; later ones weigh more; nonsense moves nothing")
    func stated() {
        var age = AgeEstimate()
        age.state(StatedAge(years: 200...300, confidence: 1))
        age.state(StatedAge(years: 13...13, confidence: 0))
        #expect(age.minorProbability == 0.5)
        age.state(StatedAge(years: 13...14, confidence: 0.9))
        #expect(age.isYoung && age.likelyMinor > 0.5)
        for _ in 0..<3 { age.state(StatedAge(years: 24...24, confidence: 1)) }
        #expect(age.likelyAdult > 0.5)
        age.state(StatedAge(years: -9...(.max), confidence: .infinity))
        #expect(age.likelyAdult > 0.5)
    }

    @Test("A range across eighteen leans as far as it lies on either side")
    func straddling() {
        var age = AgeEstimate()
        age.state(StatedAge(years: 17...18, confidence: 1))
        #expect(age.minorLogOdds == 0)
    }

    @Test("The functions behind scores agree with the C library's")
    func arithmetic() {
        #expect(abs(Arithmetic.powerOfTwo(0.5) - 2.0.squareRoot()) < 1e-15)
        #expect(Arithmetic.powerOfTwo(10) == 1024 && Arithmetic.powerOfTwo(-1) == 0.5)
        #expect(Arithmetic.powerOfTwo(.infinity).isFinite && Arithmetic.powerOfTwo(.nan) == 0)
        #expect(abs(Arithmetic.probability(logOdds: 1) - 0.731_058_578_630_004_9) < 1e-15)
        #expect(Arithmetic.remaining(after: 100, halfLife: 100) == 0.5)
        #expect(Arithmetic.remaining(after: .max, halfLife: 1) == 0)
    }
}
