/// A pattern of a cue as it was written, taken apart. See ``PatternParser`` for the grammar.
indirect enum Pattern: Hashable {
    /// A folded word.
    case word(Literal)
    /// Any one word.
    case any
    /// A number within bounds.
    case number(ClosedRange<Int>)
    /// One after the other.
    case sequence([Pattern])
    /// One of.
    case choice([Pattern])
    /// May be absent.
    case optional(Pattern)

    /// A folded word, or the beginning of one.
    struct Literal: Hashable {
        var bytes: [UInt8]
        var isPrefix: Bool
    }

    /// The largest number that `#` takes.
    static let largestNumber = 999_999_999
}

/// What is wrong with a pattern, and where.
struct PatternProblem: Error, Hashable {
    /// Place in the pattern, counted in Unicode scalars from 0.
    var offset: Int
    /// What to do about it.
    var message: String
}

/// Reads the patterns of cue packs.
///
///     pattern  = element { element }            words stand next to each other
///     element  = word | word"*" | "(" choice ")" | "[" choice "]" | "<" m "-" n ">" | "#" [ m "-" n ]
///     choice   = pattern { "|" pattern }
///
/// `word*` is a prefix, `(a|b c)` one of, `[a|b]` optional, `<0-2>` that many words of any kind (at most 6), `#` a number
/// of at most 15 digits, `#10-17` a number in that range. Words go through the normaliser, as the text does.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private let normaliser: Normaliser
    private var index = 0
    private var depth = 0

    private static let deepest = 8
    private static let longest = 2000
    private static let reserved: Set<Unicode.Scalar> = ["(", ")", "[", "]", "|", "<", ">", "#", "*"]

    static func parse(_ text: String, normaliser: Normaliser = Normaliser()) throws(PatternProblem) -> Pattern {
        var parser = PatternParser(text, normaliser)
        return try parser.whole()
    }

    private init(_ text: String, _ normaliser: Normaliser) {
        scalars = Array(text.unicodeScalars.prefix(Self.longest + 1))
        self.normaliser = normaliser
    }

    private mutating func whole() throws(PatternProblem) -> Pattern {
        guard scalars.count <= Self.longest else {
            throw PatternProblem(
                offset: Self.longest,
                message: "the pattern is longer than \(Self.longest) characters; split it into several")
        }
        let result = try sequence()
        if let scalar = peek() {
            throw problem("“\(scalar)” closes nothing; remove it, or open it before")
        }
        return result
    }

    private func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func problem(_ message: String, at offset: Int? = nil) -> PatternProblem {
        PatternProblem(offset: offset ?? index, message: message)
    }

    private mutating func skipSpace() {
        while let scalar = peek(), scalar.properties.isWhitespace { index += 1 }
    }

    /// Elements up to the end, or to what closes the group.
    private mutating func sequence() throws(PatternProblem) -> Pattern {
        var elements: [Pattern] = []
        skipSpace()
        while let scalar = peek(), scalar != ")", scalar != "]", scalar != "|" {
            elements += try element(scalar)
            skipSpace()
        }
        guard !elements.isEmpty else {
            throw problem(scalars.isEmpty ? "the pattern is empty" : "a word is missing here")
        }
        return elements.count == 1 ? elements[0] : .sequence(elements)
    }

    private mutating func element(_ scalar: Unicode.Scalar) throws(PatternProblem) -> [Pattern] {
        switch scalar {
        case "(": return [try group(closing: ")")]
        case "[": return [.optional(try group(closing: "]"))]
        case "<": return try gap()
        case "#": return [try number()]
        case ">": throw problem("“>” closes nothing; a gap is written <0-2>")
        case "*": throw problem("“*” stands only at the end of a word, as in photo*")
        default: return try words()
        }
    }

    private mutating func group(closing: Unicode.Scalar) throws(PatternProblem) -> Pattern {
        let start = index
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw problem("groups are nested more than \(Self.deepest) deep") }
        index += 1
        var choices = [try sequence()]
        while peek() == "|" {
            index += 1
            choices.append(try sequence())
        }
        guard peek() == closing else {
            throw problem("the group that opens here is not closed with “\(closing)”", at: start)
        }
        index += 1
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func gap() throws(PatternProblem) -> [Pattern] {
        let start = index
        index += 1
        guard let low = integer(), peek() == "-" else { throw problem("a gap is written <0-2>", at: start) }
        index += 1
        guard let high = integer(), peek() == ">" else { throw problem("a gap is written <0-2>", at: start) }
        index += 1
        guard low <= high, high <= 6 else {
            throw problem("a gap goes from fewer to more words, at most 6: <0-6>", at: start)
        }
        return Array(repeating: .any, count: low) + Self.upTo(high - low)
    }

    /// `[any [any …]]`, nested so that each length is found in one way only.
    private static func upTo(_ count: Int) -> [Pattern] {
        guard count > 0 else { return [] }
        return [.optional(.sequence([.any] + upTo(count - 1)))]
    }

    private mutating func number() throws(PatternProblem) -> Pattern {
        let start = index
        index += 1
        guard let low = integer() else { return .number(0...Pattern.largestNumber) }
        guard peek() == "-" else { return .number(low...low) }
        index += 1
        guard let high = integer(), low <= high else {
            throw problem("a range of numbers is written #10-17, the smaller first", at: start)
        }
        return .number(low...high)
    }

    private mutating func integer() -> Int? {
        var value = 0
        let start = index
        while let scalar = peek(), scalar.value >= 0x30, scalar.value <= 0x39, index - start < 9 {
            value = value * 10 + Int(scalar.value - 0x30)
            index += 1
        }
        return index == start ? nil : value
    }

    /// A word as written may fold to several: `j'ai` is two.
    private mutating func words() throws(PatternProblem) -> [Pattern] {
        let start = index
        while let scalar = peek(), !scalar.properties.isWhitespace, !Self.reserved.contains(scalar) { index += 1 }
        var written = ""
        written.unicodeScalars.append(contentsOf: scalars[start..<index])
        let isPrefix = peek() == "*"
        if isPrefix {
            index += 1
            if let next = peek(), !next.properties.isWhitespace, !Self.reserved.contains(next) || next == "*" {
                throw problem("“*” stands only at the end of a word, as in photo*", at: index - 1)
            }
        }
        var literals = Self.literals(written, normaliser)
        guard !literals.isEmpty else {
            throw problem("“\(written)” holds no letter, digit or emoji, so it can never match; remove it", at: start)
        }
        if isPrefix {
            guard literals[literals.count - 1].bytes.count >= 2 else {
                throw problem("a prefix needs two letters or more before “*”", at: start)
            }
            literals[literals.count - 1].isPrefix = true
        }
        guard literals.allSatisfy({ $0.bytes.count <= WordLattice.longestForm }) else {
            throw problem("the word is longer than \(WordLattice.longestForm) bytes", at: start)
        }
        return literals.map { .word($0) }
    }

    /// The words that a written word folds to, as they are cut in a text. Stretched letters are shortened to two, which is
    /// one of the ways that a stretched text is read.
    private static func literals(_ written: String, _ normaliser: Normaliser) -> [Pattern.Literal] {
        let lattice = normaliser.lattice(of: written)
        return lattice.words.map { word in
            var bytes: [UInt8] = []
            for byte in lattice.bytes[Int(word.start)..<Int(word.end)] {
                let isThird = bytes.count >= 2 && bytes.suffix(2).allSatisfy { $0 == byte }
                if !isThird || !ASCIIClass.isLetter(byte) { bytes.append(byte) }
            }
            return Pattern.Literal(bytes: bytes, isPrefix: false)
        }
    }
}
