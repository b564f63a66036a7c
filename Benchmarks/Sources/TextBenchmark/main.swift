import Measuring
import SafetyModel
import TextAnalysis

// How fast texts are folded and read, and whether the cost grows with the number of patterns. With a word as argument,
// only the measurements with that word in their name are run.

let wanted = CommandLine.arguments.dropFirst().first

/// Whether a measurement of that name is asked for.
func isWanted(_ name: String) -> Bool { wanted.map { name.contains($0) } ?? true }

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

/// Different words of six to ten letters.
func vocabulary(_ count: Int) -> [String] {
    let syllables = [
        "ba", "ce", "di", "fo", "gu", "ha", "ji", "ko", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "xo", "zy",
    ]
    var dice = Dice(state: 5)
    var seen: Set<String> = []
    var words: [String] = []
    while words.count < count {
        let length = Int.random(in: 3...5, using: &dice)
        let word = (0..<length).map { _ in syllables[Int.random(in: 0..<syllables.count, using: &dice)] }.joined()
        if seen.insert(word).inserted { words.append(word) }
    }
    return words
}

/// A pack of patterns like those of real cues: common words, gaps, choices, prefixes, and each with words of its own, so
/// that a text holds words of the same few patterns whether the pack has a thousand or ten thousand.
func pack(patterns: Int, words: [String], taxonomy: Taxonomy) throws -> CuePack {
    var dice = Dice(state: 99)
    var yaml = "pack: bench\nlanguage: en\nversion: 1\ncues:\n"
    for cue in 0..<(patterns / 10) {
        yaml += "  - id: c\(cue)\n    policy: spam\n    weight: 1\n    patterns:\n"
        for index in (cue * 10)..<(cue * 10 + 10) {
            let common = english[Int.random(in: 0..<english.count, using: &dice)]
            let star = index % 4 == 0 ? "*" : ""
            let (one, two, three) = (words[index * 3], words[index * 3 + 1], words[index * 3 + 2])
            yaml += "      - \"(\(common)|i \(three)) [<0-2>] (\(one)\(star)|\(two) \(three))\"\n"
            if index % 10 == 9 {
                yaml += "    matches: [\"\(common) \(one)\", \"well \(common) x \(one) y\"]\n"
                yaml += "    misses: [\"nothing\", \"nothing here\"]\n"
            }
        }
    }
    return try CuePack.parse(yaml: yaml, file: "bench.yaml", taxonomy: taxonomy)
}

func measureReading(_ name: String, _ reader: TextReader, _ texts: [String]) -> Rate? {
    guard isWanted("read, \(name)") else { return nil }
    return measure("read, \(name)", units: texts.count) {
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
    for (name, texts) in [("English, ASCII", ascii), ("French, accented", accented)]
    where isWanted("fold, \(name)") {
        measure("fold, \(name)", units: texts.count) { texts.reduce(0) { $0 &+ normaliser.normalise($1).bytes.count } }
    }
    let shipped = try ShippedCues.packs(Set(Language.allCases))
    let matcher = CueMatcher(packs: shipped)
    print("shipped: \(matcher.cueCount) cues, \(matcher.patternCount) patterns")
    for (name, texts) in [("shipped cues, English", ascii), ("shipped cues, French", accented)] {
        _ = measureReading(name, TextReader(cues: matcher), texts)
    }
    // Texts of 64 KiB that were made to be slow, with the words of the cues themselves among them.
    let hostile =
        ["a ", "0", "aaa ", "p.h.", "e\u{0301}", "рhо ", "m@", "13ans ", "ph0t0 "]
        + ["je tu ", "envoie moi une photo ", "si tu ", "you send me ", "i will ", "il m a ", "t es ", "ta mere "]
    if isWanted("hostile") {
        let reader = TextReader(cues: matcher)
        var slowest = ("", Duration.zero)
        for unit in hostile {
            let text = String(repeating: unit, count: (64 << 10) / unit.utf8.count)
            let elapsed = ContinuousClock().measure { _ = reader.read(text) }
            if elapsed > slowest.1 { slowest = (unit, elapsed) }
        }
        print("hostile, 64 KiB: at most \(slowest.1), of “\(slowest.0)”")
    }
    // One word in ten is one of a pattern's own.
    let words = vocabulary(30_000)
    let own = (0..<english.count).map { words[$0 * 3] }
    let mixed = messages(
        english.flatMap { Array(repeating: $0, count: 9) } + own, count: 20_000, seed: 3)
    _ = measureReading("no cues", TextReader(cues: CueMatcher(packs: [])), mixed)
    var rates: [Rate?] = []
    for count in [1_000, 10_000] {
        let pack = try pack(patterns: count, words: words, taxonomy: taxonomy)
        rates.append(measureReading("\(count) patterns", TextReader(cues: CueMatcher(packs: [pack])), mixed))
    }
    if let small = rates[0], let large = rates[1] {
        print("ten times the patterns cost \((small.best / large.best * 100).rounded() / 100) times")
    }
} catch {
    print("error: \(error)")
}
