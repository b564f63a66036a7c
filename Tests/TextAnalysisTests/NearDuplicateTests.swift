import SafetyModel
import Testing

@testable import Simulation
@testable import TextAnalysis

@Suite("Texts that are nearly the same")
struct NearDuplicateTests {
    private let reader = TextReader(cues: CueMatcher(packs: []))

    /// A template, and copies of it with a name, a number, an emoji or a word changed, added or mistyped.
    static let copies: [(String, [String])] = [
        (
            "salut Léa tu veux parler un peu",
            [
                "salut Maëva tu veux parler un peu", "Salut lea, tu veux parler un peu ?? 😊",
                "slt Léa tu veux parler un peu",
                "salut Léa tu veu parler un peu", "salut Léa tu veux discuter un peu",
                "salut Léa tu veux parler un petit peu",
            ]
        ),
        (
            "tu joues à quoi ce soir",
            [
                "tu joues à quoi ce soir Tom", "tu joue à quoi ce soir", "tu joues à quoi demain soir",
                "TU JOUES À QUOI CE SOIR 🎮🎮",
                "et tu joues à quoi ce soir",
            ]
        ),
        (
            "coucou ta photo est trop belle",
            [
                "coucou Inès ta photo est trop belle", "coucou ta pp est trop belle",
                "coucou ta photo est trop jolie 😍",
                "coucou ta fhoto est trop belle", "cc ta photo est trop belle",
            ]
        ),
        (
            "t'as quel âge et tu viens d'où",
            [
                "t'as quel âge et tu viens d'où toi", "ta quel age et tu viens d'où",
                "t'as quel age et tu habites d'où",
                "t'as quel âge et tu viens d'où 🙂",
            ]
        ),
        (
            "je peux t'offrir 3 mois de nitro si tu m'ajoutes",
            [
                "je peux t'offrir 12 mois de nitro si tu m'ajoutes",
                "je peut t'offrir 3 mois de nitro si tu m'ajoutes 🎁",
                "Noah je peux t'offrir 1 mois de nitro si tu m'ajoutes",
                "je peux t'offrir 3 mois de nitro si tu m'appelles",
            ]
        ),
        (
            "hey Chloe wanna be friends with me",
            [
                "hey Zoe wanna be friends with me", "hey Chloe wanna be freinds with me",
                "hey Chloe wanna be besties with me 💕",
                "hey wanna be friends with me", "hey Chloe wanna be friends with me lol",
            ]
        ),
        (
            "you seem really mature honestly",
            [
                "you seem really mature honestly 😳", "you seem very mature honestly", "u seem really mature honestly",
                "you seem really matrue honestly", "you seem really mature honestly Kim",
            ]
        ),
        (
            "what grade are you in",
            ["what grade are u in", "what grade are you in?? 👀", "so what grade are you in", "what class are you in"]
        ),
        (
            "saw you in voice yesterday, fun guy",
            [
                "saw you in voice today, fun guy", "saw u in voice yesterday, fun guy",
                "saw you in voice yesterday, fun girl 😄",
                "Liam saw you in voice yesterday, fun guy",
            ]
        ),
        (
            "i can get you 1000 coins if you add me on the other app tonight",
            [
                "i can get you 500 coins if you add me on the other app tonight",
                "i can get u 1000 coins if you add me on the other app tonight ok",
                "Sam i can get you 1000 coins if you text me on the other app tonight 🎁",
                "i can get you 1000 coins if you ad me on the other aplication tonight",
            ]
        ),
    ]

    @Test("A changed name, number, emoji or typo leaves a short text nearly the same, in French and in English")
    func nearlySame() {
        var missed: [String] = []
        for (template, copies) in Self.copies {
            let first = reader.read(template).fingerprint
            for copy in copies {
                if !Fingerprints.areNearlySame(first, reader.read(copy).fingerprint) { missed.append(copy) }
            }
        }
        #expect(missed.isEmpty, "\(missed)")
    }

    /// One text for each phrase of the simulator's books.
    private func sentences() -> [(phrase: String, text: String, fingerprint: UInt64)] {
        var sentences: [(phrase: String, text: String, fingerprint: UInt64)] = []
        var writer = Writer()
        var draw = Randomness(seed: 11)
        for language in Language.allCases {
            for section in Section.allCases {
                for number in 0..<writer.book(language).count(section) {
                    let speaker = Speaker(age: 14, hand: Hand(draw.next(), age: 14), addressee: "Noa")
                    let text = writer.text(section, in: language, by: speaker, number: number, &draw)
                    let fingerprint = reader.read(text).fingerprint
                    if fingerprint != 0 { sentences.append(("\(section) \(number)", text, fingerprint)) }
                }
            }
        }
        return sentences
    }

    /// The share of two texts' different words that both have.
    private func overlap(_ one: String, _ other: String) -> Double {
        let normaliser = Normaliser()
        let words = [one, other].map { Set(normaliser.normalise($0).string.split(separator: " ")) }
        return Double(words[0].intersection(words[1]).count) / Double(max(1, words[0].union(words[1]).count))
    }

    @Test("Of half a million pairs of unrelated sentences fewer than 1 in 20,000 are taken for the same")
    func unrelated() {
        let sentences = sentences()
        var pairs = 0
        var same: [(String, String)] = []
        for (place, one) in sentences.enumerated() {
            for other in sentences[..<place] {
                pairs += 1
                if Fingerprints.areNearlySame(one.fingerprint, other.fingerprint) {
                    same.append((one.text, other.text))
                }
            }
        }
        #expect(sentences.count > 900 && pairs > 400_000)
        #expect(same.count * 20_000 < pairs, "\(same.count) of \(pairs)")
        // And these are phrases that say the same in two parts of the books.
        for (one, other) in same { #expect(overlap(one, other) > 0.3, "“\(one)” and “\(other)”") }
    }

    @Test("Sketches of different sizes are compared by the larger; a text without one resembles nothing")
    func comparison() {
        #expect(Fingerprints.difference(0x0403_0201, 0x0403_0201) == (4, 0))
        #expect(Fingerprints.difference(0x0403_0201, 0x0905_0403_0201) == (6, 2))
        #expect(Fingerprints.difference(0x0403_0201, 0x0807_0605) == (4, 4))
        // Two words with one byte count twice only where both have two of them.
        #expect(Fingerprints.difference(0x0201_0101, 0x0403_0201) == (4, 2))
        #expect(Fingerprints.areNearlySame(0x0403_0201, 0x0903_0201))
        #expect(!Fingerprints.areNearlySame(0x0403_0201, 0x0909_0201))
        #expect(!Fingerprints.areNearlySame(0x0403_0201, 0x0903_0201, allowing: 0))
        #expect(!Fingerprints.areNearlySame(0, 0))
        #expect(Fingerprints.mask(0x0403_0201) == 0b11110)
    }
}
