import Testing

@testable import TextAnalysis

/// SplitMix64: the same seed gives the same texts everywhere.
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

@Suite("Normaliser")
struct NormaliserTests {
    private let normaliser = Normaliser()

    @Test(
        "each step of folding does what it says",
        arguments: [
            ("Ça VA ?", "ca va"), ("STRASSE Straße", "strasse strasse"), ("Cœur, sœur, æon", "coeur soeur aeon"),
            ("ﬁn ﷲ", "fin الله"), ("①②", "12"), ("ｈｅｌｌｏ　ｗｏｒｌｄ", "hello world"), ("𝕳𝖊𝖑𝖑𝖔", "hello"),
            ("e\u{0301}te\u{0301}", "ete"), ("été", "ete"), ("ÅNGSTRÖM", "angstrom"), ("İstanbul", "istanbul"),
            ("j’ai j'ai jʼai", "j ai j ai j ai"), ("a\u{200B}b\u{FEFF}c\u{2060}d", "abcd"),
            ("x\u{202E}y\u{2066}z", "xyz"),
            ("so\u{00AD}leil", "soleil"), ("p\u{E0061}q", "pq"), ("привет мир", "привет мир"),
            ("٣ ٤", "3 4"), ("한글", "한글"), ("\u{1112}\u{1161}\u{11AB}", "한"), ("", ""), ("  ... !!", ""),
            ("slt😈ça va", "slt 😈 ca va"), ("👍🏽👍", "👍 👍"), ("👨‍👩‍👧", "👨👩👧"), ("❤️", "❤"), ("1️⃣", "1"),
            ("🇫🇷", "fr"), ("ñandú", "nandu"), ("½", "1 2"), ("日本語", "日本語"),
        ])
    func folds(text: String, expected: String) {
        #expect(normaliser.normalise(text).string == expected)
    }

    @Test(
        "look-alikes fold where a word mixes scripts or every letter has the Latin shape",
        arguments: [
            ("рhоtо", "photo"), ("ѕехе", "sexe"), ("ΑΒΕΖ", "abez"), ("нет", "нет"), ("работа", "работа"),
            ("καλημέρα", "καλημερα"), ("phοto", "photo"), ("жphoto", "жphoto"), ("Ꭺdmin", "admin"),
        ])
    func lookAlikes(text: String, expected: String) {
        #expect(normaliser.normalise(text).string == expected)
    }

    @Test(
        "digits inside words are letters, and numbers stay numbers",
        arguments: [
            ("ph0to", "photo"), ("s3cr3t", "secret"), ("13", "13"), ("13ans", "13 ans"), ("4e", "4 e"),
            ("3ème", "3 eme"),
            ("2m1", "2m1"), ("g14ans", "g 14 ans"), ("20h30", "20h30"), ("1000", "1000"), ("h4ck3r", "hacker"),
        ])
    func digits(text: String, expected: String) {
        #expect(normaliser.normalise(text).string == expected)
    }

    @Test(
        "stretched and split letters come together",
        arguments: [
            ("suuuuper", "super"), ("nuuuul", "nul"), ("n u l", "nul"), ("n.u.l", "nul"), ("n-u-l", "nul"),
            ("a b", "a b"),
            ("pass", "pass"), ("t es n u l toi", "t es nul toi"), ("1 2 3", "1 2 3"),
            ("n u l  d e  t o i", "nul d e toi"),
        ])
    func stretches(text: String, expected: String) {
        #expect(normaliser.normalise(text).string == expected)
    }

    @Test(
        "a word leads back to the part of the text that a person would mark",
        arguments: [
            ("el niño ici", "nino", "niño"), ("el nin\u{0303}o ici", "nino", "nin\u{0303}o"),
            ("une ph\u{200B}oto là", "photo", "ph\u{200B}oto"), ("voir ｐｈｏｔｏ.", "photo", "ｐｈｏｔｏ"),
            ("la рhоtо!", "photo", "рhоtо"), ("😀 été 😀", "ete", "été"), ("ok p h o t o stp", "photo", "p h o t o"),
            ("ok phooooto stp", "photo", "phooooto"), ("ma STRAßE", "strasse", "STRAßE"), ("a 👍🏽 b", "👍", "👍🏽"),
            ("x ﬁn y", "fin", "ﬁn"), ("te\u{0301}\u{0302}s", "tes", "te\u{0301}\u{0302}s"),
            ("dis m@man", "maman", "m@man"),
        ])
    func marks(text: String, word: String, expected: String) throws {
        let normalised = normaliser.normalise(text)
        let found = try #require(
            normalised.words.first { String(decoding: normalised.bytes[$0.range], as: UTF8.self) == word })
        #expect(String(decoding: Array(text.utf8)[found.origin], as: UTF8.self) == expected)
        #expect(normalised.originalRange(found.range) == found.origin)
    }

    @Test("a part of a word leads back to whole scalars with their marks")
    func parts() {
        let text = "Éte\u{0301}s straße"
        let normalised = normaliser.normalise(text)
        #expect(normalised.string == "etes strasse")
        func original(_ range: Range<Int>) -> String {
            String(decoding: Array(text.utf8)[normalised.originalRange(range)], as: UTF8.self)
        }
        #expect(original(0..<1) == "É")
        #expect(original(2..<3) == "e\u{0301}")
        #expect(original(9..<10) == "ß")
        #expect(original(10..<11) == "ß")
        #expect(original(2..<8) == "e\u{0301}s str")
        #expect(original(0..<900) == text)
        #expect(original(500..<900).isEmpty)
    }

    @Test("random scalars never trap, every range lies between scalars, and twice is the same")
    func fuzz() {
        var dice = Dice(state: 7)
        let pieces: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x30...0x40, 0xA0...0x24F, 0x300...0x36F, 0x370...0x52F, 0x1100...0x11FF,
            0x2000...0x206F, 0x2100...0x27BF, 0x3000...0x30FF, 0xAC00...0xD7A3, 0xF900...0xFFFF, 0x1D400...0x1D7FF,
            0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF, 0xE0000...0xE01EF, 0...0x10FFFF,
        ]
        for _ in 0..<100_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...6, using: &dice) {
                let range = pieces[Int.random(in: 0..<pieces.count, using: &dice)]
                guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &dice)) else { continue }
                for _ in 0..<(UInt8.random(in: 0...9, using: &dice) == 0 ? 4 : 1) { text.unicodeScalars.append(scalar) }
            }
            check(text)
        }
    }

    @Test("random bytes never trap")
    func bytes() {
        var dice = Dice(state: 11)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
            let lattice = bytes.withUnsafeBufferPointer { normaliser.lattice(of: $0) }
            #expect(
                lattice.words.allSatisfy { $0.originStart >= 0 && $0.originEnd <= bytes.count && $0.start < $0.end })
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    private func check(_ text: String) {
        let normalised = normaliser.normalise(text)
        let bytes = Array(text.utf8)
        func isBoundary(_ offset: Int) -> Bool { offset == bytes.count || bytes[offset] & 0xC0 != 0x80 }
        var isFine = String(validating: normalised.bytes, as: UTF8.self) != nil
        for word in normalised.words {
            isFine = isFine && word.origin.lowerBound >= 0 && word.origin.upperBound <= bytes.count
            isFine = isFine && !word.origin.isEmpty && isBoundary(word.origin.lowerBound)
            isFine = isFine && isBoundary(word.origin.upperBound)
        }
        let middle = normalised.originalRange(normalised.bytes.count / 3..<normalised.bytes.count * 2 / 3)
        isFine = isFine && isBoundary(middle.lowerBound) && isBoundary(middle.upperBound)
        isFine = isFine && normalised == normaliser.normalise(text)
        if !isFine { Issue.record("\(text.unicodeScalars.map { String($0.value, radix: 16) })") }
    }
}
