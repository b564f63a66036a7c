/// How skills and languages of reviewers are written, in files and on pages.
public enum ReviewerSkill {
    /// A word of a–z, 0–9, `-` and `_`, at most 40 letters.
    public static func isValid(_ word: String) -> Bool {
        (1...40).contains(word.utf8.count)
            && word.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
            }
    }

    /// A code of two or three letters (ISO 639), as `fr`.
    public static func isLanguage(_ code: String) -> Bool {
        (2...3).contains(code.utf8.count) && code.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
}
