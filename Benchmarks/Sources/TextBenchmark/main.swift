import Measuring
import SafetyModel
import TextAnalysis

// How fast texts are folded and read, and whether the cost grows with the number of patterns.

/// SplitMix64, so that every run has the same texts.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

let english = """
    the you that was for are with his they this have from one had word but not what all were when your can said there use \
    each which she how their will other about out many then them these some her would make like him into time has look \
    two more write see number way could people than first water been call who oil its now find long down day did get come \
    made may part game match score team level quest boss stream music video school homework friend pizza weekend
    """.split(separator: " ").map(String.init)
let french = """
    je tu il elle on nous vous les des une pour dans avec pas plus tout mais bien très même être après où déjà ça été jeu \
    partie équipe niveau quête soirée école collège devoirs copain pizza week-end musique vidéo serveur salon vocal rôle \
    demain aujourd'hui vraiment d'accord c'est j'ai t'as qu'il parce quoi comment pourquoi quand alors donc encore toujours
    """.split(separator: " ").map(String.init)

/// Messages of about 80 bytes.
func messages(_ words: [String], count: Int, seed: UInt64) -> [String] {
    var dice = Dice(state: seed)
    return (0..<count).map { _ in
        var text = ""
        while text.utf8.count < 76 {
            text += (text.isEmpty ? "" : " ") + words[Int.random(in: 0..<words.count, using: &dice)]
        }
        return text
    }
}

func word(_ dice: inout Dice) -> String {
    let syllables = [
        "ba", "ce", "di", "fo", "gu", "ha", "ji", "ko", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "xo", "zy",
    ]
    return (0..<Int.random(in: 2...4, using: &dice)).map { _ in
        syllables[Int.random(in: 0..<syllables.count, using: &dice)]
    }
    .joined()
}

/// A pack of patterns like those of real cues: common words, gaps, choices, and words of their own.
func pack(patterns: Int, vocabulary: [String], taxonomy: Taxonomy) throws -> CuePack {
    var dice = Dice(state: 99)
    var yaml = "pack: bench\nlanguage: en\nversion: 1\ncues:\n"
    for index in 0..<(patterns / 10) {
        yaml += "  - id: c\(index)\n    policy: spam\n    weight: 1\n    patterns:\n"
        for _ in 0..<10 {
            let common = english[Int.random(in: 0..<english.count, using: &dice)]
            let star = Int.random(in: 0..<4, using: &dice) == 0 ? "*" : ""
            let rare = vocabulary[Int.random(in: 0..<vocabulary.count, using: &dice)]
            yaml += "      - \"(\(common)|\(word(&dice))) [<0-2>] (\(rare)\(star)|\(word(&dice)) \(word(&dice)))\"\n"
        }
        let last = vocabulary[index % vocabulary.count]
        yaml +=
            "      - \"zzzmark\(index) \(last)\"\n    matches: [\"zzzmark\(index) \(last)\", \"a zzzmark\(index) \(last) b\"]\n"
        yaml += "    misses: [\"nothing\", \"nothing here\"]\n"
    }
    return try CuePack.parse(yaml: yaml, file: "bench.yaml", taxonomy: taxonomy)
}

func measureReading(_ name: String, _ reader: TextReader, _ texts: [String]) -> Rate {
    measure("read, \(name)", units: texts.count) {
        var figure = 0
        for text in texts {
            let reading = reader.read(text)
            figure &+= reading.hits.count &+ reading.wordCount &+ Int(truncatingIfNeeded: reading.fingerprint & 1)
        }
        return figure
    }
}

do {
    let taxonomy = try ShippedTaxonomy.load()
    let normaliser = Normaliser()
    let ascii = messages(english, count: 20_000, seed: 1)
    let accented = messages(french, count: 20_000, seed: 2)
    print("messages of \(ascii.reduce(0) { $0 + $1.utf8.count } / ascii.count) bytes")
    for (name, texts) in [("English, ASCII", ascii), ("French, accented", accented)] {
        measure("fold, \(name)", units: texts.count) { texts.reduce(0) { $0 &+ normaliser.normalise($1).bytes.count } }
    }
    let shipped = try ShippedCues.packs(Set(Language.allCases))
    let matcher = CueMatcher(packs: shipped)
    print("shipped: \(matcher.cueCount) cues, \(matcher.patternCount) patterns")
    for (name, texts) in [("shipped cues, English", ascii), ("shipped cues, French", accented)] {
        _ = measureReading(name, TextReader(cues: matcher), texts)
    }
    // Texts that hold words of the patterns too: one word in ten.
    var dice = Dice(state: 5)
    let vocabulary = (0..<8_000).map { _ in word(&dice) }
    let mixed = messages(
        english.flatMap { Array(repeating: $0, count: 9) } + vocabulary.prefix(english.count), count: 20_000, seed: 3)
    _ = measureReading("no cues", TextReader(cues: CueMatcher(packs: [])), mixed)
    let small = measureReading(
        "1,000 patterns",
        TextReader(cues: CueMatcher(packs: [try pack(patterns: 1000, vocabulary: vocabulary, taxonomy: taxonomy)])),
        mixed)
    let large = measureReading(
        "10,000 patterns",
        TextReader(cues: CueMatcher(packs: [try pack(patterns: 10_000, vocabulary: vocabulary, taxonomy: taxonomy)])),
        mixed)
    print("ten times the patterns cost \((small.median / large.median * 100).rounded() / 100) times")
} catch {
    print("error: \(error)")
}
