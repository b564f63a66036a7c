import TextAnalysis

/// How names are folded before they are compared.
enum NameFolding {
    private static let normaliser = Normaliser()

    /// The folded words of a text, without signs, emoji and, where anything else is in it, flags.
    static func words(of text: String) -> [String] {
        let isFlag = { (scalar: Unicode.Scalar) in (0x1F1E6...0x1F1FF).contains(scalar.value) }
        guard text.unicodeScalars.contains(where: isFlag) else { return normaliser.foldedWords(of: text) }
        let flagless = String(String.UnicodeScalarView(text.unicodeScalars.map { isFlag($0) ? " " : $0 }))
        let words = normaliser.foldedWords(of: flagless)
        return words.isEmpty ? normaliser.foldedWords(of: text) : words
    }

    /// The words of a text; and, where a sign stands for a letter in it (`m@x`), the words with that letter.
    static func readings(of text: String) -> [[String]] {
        let plain = words(of: text)
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "$") }) else { return [plain] }
        let lettered = words(of: withLettersForSigns(text))
        return lettered == plain ? [plain] : [plain, lettered]
    }

    /// A word as it stands and, where it has letters, with its digits as letters. `1` may stand for two of them.
    static func spellings(of word: String) -> [String] {
        guard word.utf8.count > 2, word.utf8.contains(where: isDigit), letterCount(word) > 0 else { return [word] }
        return [word, withLettersForDigits(word, one: "i"), withLettersForDigits(word, one: "l")]
    }

    /// The word, and each way to leave one letter of it out.
    static func shortened(_ word: String) -> Set<String> {
        var found: Set = [word]
        for index in word.indices {
            var shorter = word
            shorter.remove(at: index)
            found.insert(shorter)
        }
        return found
    }

    static func letterCount(_ word: String) -> Int {
        word.unicodeScalars.count { $0.properties.isAlphabetic }
    }

    static func digits(of word: String) -> [UInt8] { word.utf8.filter(isDigit) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func withLettersForDigits(_ word: String, one: Character) -> String {
        String(
            word.map { letter -> Character in
                switch letter {
                case "0": "o"
                case "1": one
                case "3": "e"
                case "4": "a"
                case "5": "s"
                case "7": "t"
                default: letter
                }
            })
    }

    /// `@` between letters as `a`, `$` beside a letter as `s`.
    private static func withLettersForSigns(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let isLetter = { (index: Int) in scalars.indices.contains(index) && scalars[index].properties.isAlphabetic }
        var changed = String.UnicodeScalarView()
        for index in scalars.indices {
            let (before, after) = (isLetter(index - 1), isLetter(index + 1))
            switch scalars[index] {
            case "@" where before && after: changed.append("a")
            case "$" where before || after: changed.append("s")
            default: changed.append(scalars[index])
            }
        }
        return String(changed)
    }
}
