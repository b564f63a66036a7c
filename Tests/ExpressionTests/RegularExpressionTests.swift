import Expression
import Testing

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        ("ab", "xxaby"), ("^ab$", "ab"), ("a|b", "zb"), ("[^a-c]", "d"), ("\\d{2,3}", "a12"),
        ("(?i)STRASSE", "strasse"),
        ("(?i)É", "é"), ("\\pL+", "é"), ("\\p{Lu}", "aB"), ("\\P{L}", "a1"), ("\\p{Greek}", "λ"), ("(?s)a.b", "a\nb"),
        ("(?m)^b$", "a\nb\nc"), ("\\bcat\\b", "a cat."), ("\\Bat", "cat"), ("\\Aab\\z", "ab"), ("\\Q.*\\E", "a.*b"),
        ("[[:alpha:]]", "1a"), ("[[:^digit:]]", "1a"), ("(?P<name>a)(?<other>b)", "ab"), ("a{2}", "aa"),
        ("a{,2}", "a{,2}"),
        ("\\x41\\x{1F600}", "A😀"), ("[\\]\\-a]", "]"), ("x*", ""), ("(|a)b", "b"), ("(?:a|)+b", "aab"), ("\\101", "A"),
        ("[a\\d-]", "-"), ("(?i:a)b", "Ab"), ("a.c", "a☺c"), ("\\w+@\\w+", "me@host"), ("[^\\S ]", "\t"),
    ])
    func thisMatches(pattern: String, text: String) throws {
        #expect(try RegularExpression(pattern).matches(text))
    }

    @Test(arguments: [
        ("^b", "ab"), ("a$", "ab"), (".", "\n"), ("(?i:a)b", "AB"), ("\\bat", "cat"), ("[^a]", "a"), ("a{3}", "aa"),
        ("^$", "x"), ("\\d", "٣"), ("\\w", "é"), ("[[:upper:]]", "a"), ("\\p{Greek}", "a"), ("(?m)a$", "ab\nb"),
        ("a\\z", "a\n"),
    ])
    func thisDoesNotMatch(pattern: String, text: String) throws {
        #expect(try !RegularExpression(pattern).matches(text))
    }

    @Test(arguments: [
        "(", ")", "[", "[b-a]", "*a", "a**", "a{2,1}", "a{1001}", "\\1", "(?=a)", "(?!a)", "(?<=a)", "\\p{Nope}",
        "(?z)", "\\",
        "[[:nope:]]", "\\x{110000}", "(?P<a b>x)",
    ])
    func thisIsRefused(pattern: String) {
        #expect(throws: PatternError.self) { try RegularExpression(pattern) }
    }

    @Test(arguments: [
        ("a+", "baaac", 1..<4), ("a+?", "baaac", 1..<2), ("(?U)a+", "baaac", 1..<2), ("a|ab", "ab", 0..<1),
        ("ab|a", "ab", 0..<2),
        ("b*", "abb", 0..<0), ("é+", "cafééx", 3..<5), ("$", "ab", 2..<2),
    ])
    func theLeftmostMatchThatThePatternPrefersIsFound(pattern: String, text: String, range: Range<Int>) throws {
        #expect(try RegularExpression(pattern).firstMatch(in: text) == range)
    }
}
