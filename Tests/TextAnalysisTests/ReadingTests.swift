import SafetyModel
import Testing

@testable import TextAnalysis

@Suite("Reading a text")
struct ReadingTests {
    private let reader: TextReader

    init() throws {
        reader = TextReader(cues: CueMatcher(packs: [try CuePackTests.pack(CuePackTests.good)]))
    }

    @Test("hits come in order of place, each cue once, with ranges of the original text")
    func hits() {
        let text = "éé balance une phôto et une autre photo, t'es nul"
        let reading = reader.read(text)
        #expect(reading.hits.map(\.cue) == ["xx.request.picture", "xx.insult.plain"])
        let marked = reading.hits.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
        #expect(marked == ["balance une phôto", "t'es nul"])
        #expect(reading.hits[0].stage == .request && reading.hits[1].stage == nil)
        #expect(reading.hostile > 0.6 && reading.hostile < 0.65, "1 − e^−1")
        #expect(reading.wordCount == 11)
        #expect(reader.read(text) == reading)
    }

    @Test("no text gives the empty reading")
    func empty() {
        #expect(reader.read("") == .empty)
        #expect(reader.read(" … ").hits.isEmpty)
    }

    @Test("the fingerprint sees through case, accents, digits and spelling, and tells texts apart")
    func fingerprint() {
        let base = reader.read("Salut, tu veux gagner 100 euros avec moi ce soir ?").fingerprint
        #expect(base != 0)
        for same in [
            "SALUT TU VEUX GAGNER 250 EUROS AVEC MOI CE SOIR", "sàlut tu veuuux gagner 5 eur0s avec moi ce s0ir!!!",
            "salut, tu v e u x gagner 100 euros avec moi, ce soir", "ѕalut tu veux gаgner 7 euros avec moi ce soir",
        ] {
            #expect(reader.read(same).fingerprint == base, "\(same)")
        }
        #expect(reader.read("un deux trois").fingerprint == 0)
        let other = reader.read("le train de demain matin part à huit heures du quai nord").fingerprint
        #expect(Fingerprints.difference(base, other).apart >= 7)
    }

    @Test("one word more in a long text changes one byte at most; repeating a text changes nothing")
    func nearDuplicate() {
        let words = (0..<60).map { "mot\(["a", "b", "c", "d", "e", "f"][$0 % 6])x\(["k", "l", "m", "n", "p"][$0 % 5])" }
        let first = reader.read(words.joined(separator: " ")).fingerprint
        for word in ["encore", "toujours", "demain", "x"] {
            let second = reader.read((words + [word]).joined(separator: " ")).fingerprint
            #expect(Fingerprints.difference(first, second).apart <= 1)
        }
        #expect(reader.read((words + words).joined(separator: " ")).fingerprint == first)
        #expect(reader.read(words.reversed().joined(separator: " 😊 ")).fingerprint == first)
    }

    @Test(
        "hostile texts take work in proportion to their length",
        arguments: [
            "a", "photo ", "a ", "envoie ", "0", "aaa ", "p.h.", "e\u{0301}", "\u{0301}", "рhо ", "1 ", "m@", "13ans ",
            "😈", "$",
            "ph0t0 ", "\u{1F1E6}", "\u{200D}", "balance une ", "\u{FDFA}",
        ])
    func linear(unit: String) throws {
        let matcher = CueMatcher(packs: [try CuePackTests.pack(CuePackTests.good)])
        func work(_ bytes: Int) -> Int {
            let text = String(repeating: unit, count: max(1, bytes / unit.utf8.count))
            let lattice = Normaliser().lattice(of: text)
            return matcher.findings(in: lattice).steps + lattice.bytes.count + lattice.edges.count
        }
        let small = work(16 << 10)
        let large = work(64 << 10)
        #expect(large <= small * 5, "\(small) → \(large)")
        #expect(large <= (64 << 10) * 40, "\(large)")
    }
}

@Suite("Stated age")
struct StatedAgeTests {
    private let reader = TextReader(cues: CueMatcher(packs: []))

    @Test("every pattern of the list compiles")
    func compiles() throws {
        for rule in AgePattern.all { _ = try PatternProgram(try PatternParser.parse(rule.pattern)) }
        #expect(AgeStatements().programs.count == AgePattern.all.count)
    }

    @Test(
        "a statement of one's own age is heard",
        arguments: [
            ("j'ai 13 ans", 13...13), ("slt jai 13ans et toi", 13...13), ("g 14 ans", 14...14), ("g14ans", 14...14),
            ("13 ans et demi", 13...13), ("j’ai 13 ans et demi", 13...13), ("je suis en 4e", 13...14),
            ("jsuis en 5ème là", 12...13), ("je suis en seconde", 15...16), ("chui au collège", 11...15),
            ("je suis au lycée", 15...18), ("i'm 14", 14...14), ("im 14yo", 14...14), ("14 f", 14...14),
            ("14f", 14...14),
            ("I am in 8th grade", 13...14), ("year 9", 13...14), ("turning 15", 14...15), ("j'ai 25 ans", 25...25),
            ("i'm 32", 32...32), ("I’m 15 btw", 15...15), ("j'ai bientot 16 ans", 16...16), ("im in year 9", 13...14),
            ("i'm 13 years old", 13...13), ("jai 1​4 ans", 14...14), ("Ｊ'ai １３ ans", 13...13), ("im14", 14...14),
            ("je suis une fille de 14 ans", 14...14), ("i just turned 15", 15...15), ("je vais avoir 15 ans", 14...15),
        ])
    func hears(text: String, years: ClosedRange<Int>) throws {
        let age = try #require(reader.read(text).statedAge, "\(text)")
        #expect(age.years == years)
        #expect(age.confidence > 0.3 && age.confidence < 1)
    }

    @Test(
        "what is no statement of one's own present age is not",
        arguments: [
            "13 ans de retard", "il y a 13 ans", "mon frère a 13 ans", "j'avais 13 ans", "i have 13 cats",
            "13 years ago",
            "when i was 14", "j'ai 13 ans d'expérience", "j'ai 13 points", "quand j'ai 13 ans et que",
            "my sister is 14",
            "he is turning 15", "i'm 14 minutes away", "j'ai 13 euros", "je suis en 3e position",
            "je suis en première ligne",
            "si j'ai 13 ans", "i'm not 14", "j'ai pas 13 ans", "prof au collège", "my 14 yo sister", "version 14 f5",
            "",
            "13", "j'ai 200 ans", "elle a 13 ans et demi", "depuis 13 ans et demi", "i'm 10 levels above you",
        ])
    func ignores(text: String) {
        #expect(reader.read(text).statedAge == nil)
    }
}
