/// Reads the syntax of RE2. Back references and look-around are refused, because they have no linear time.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var flags = Flags()
    private var openGroups = 0
    private static let maximumNesting = 100
    private static let maximumCount = 1000

    /// What `(?ims-U)` sets.
    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var isUngreedy = false
    }

    private init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars)
    }

    static func parse(_ pattern: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(pattern)
        let node = try parser.alternatives()
        guard parser.peek() == nil else { throw parser.error("')' without '('") }
        return node
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    private mutating func skip(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard position + wanted.count <= scalars.count,
            scalars[position..<position + wanted.count].elementsEqual(wanted)
        else { return false }
        position += wanted.count
        return true
    }

    private func error(_ message: String) -> PatternError { PatternError(message: message, offset: position) }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        openGroups += 1
        guard openGroups <= Self.maximumNesting else { throw error("the groups are nested too deep") }
        defer { openGroups -= 1 }
        var branches = [try sequence()]
        while skip("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = peek(), next != "|", next != ")" {
            if skip("\\Q") {
                while !skip("\\E"), let literal = peek() {
                    position += 1
                    parts.append(character(literal))
                }
                continue
            }
            parts.append(try repetition(of: try atom()))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repetition(of atom: PatternNode?) throws(PatternError) -> PatternNode {
        guard var node = atom else { return .empty }
        var isRepeated = false
        while let (minimum, maximum) = try count() {
            guard !isRepeated else { throw error("a repetition cannot be repeated") }
            isRepeated = true
            let isLazy = skip("?") != flags.isUngreedy
            node = .repeated(node, minimum: minimum, maximum: maximum, isLazy: isLazy)
        }
        return node
    }

    /// `*`, `+`, `?` or `{2,5}`; a brace that is no count stands for itself.
    private mutating func count() throws(PatternError) -> (Int, Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        guard peek() == "{" else { return nil }
        let start = position
        position += 1
        let minimum = number()
        var maximum = minimum
        if skip(",") { maximum = number() }
        guard skip("}"), let minimum else {
            position = start
            return nil
        }
        let isOpen = scalars[position - 2] == ","
        guard minimum <= Self.maximumCount, (maximum ?? 0) <= Self.maximumCount, isOpen || minimum <= maximum ?? minimum
        else { throw error("the count of a repetition is not valid") }
        return (minimum, isOpen ? nil : maximum)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let digit = peek(), digit.isDigit {
            digits.unicodeScalars.append(digit)
            position += 1
        }
        return digits.isEmpty ? nil : digits.count > 6 ? Int.max : Int(digits)
    }

    private func character(_ scalar: Unicode.Scalar) -> PatternNode {
        let set = CharacterSet(scalar)
        return .characters(flags.ignoresCase ? set.ignoringCase() : set)
    }

    /// Nil for a group that only sets flags.
    private mutating func atom() throws(PatternError) -> PatternNode? {
        guard let scalar = peek() else { throw error("the pattern ends too early") }
        switch scalar {
        case "*", "+", "?": throw error("nothing to repeat")
        case "(": return try group()
        case "[": return try set()
        case "\\": return try escape()
        default: break
        }
        position += 1
        switch scalar {
        case ".": return .characters(flags.dotMatchesNewline ? .all : .allButNewline)
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        default: return character(scalar)
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode? {
        position += 1
        let outer = flags
        if skip("?P<") || (peek() == "?" && peek(1) == "<" && peek(2) != "=" && peek(2) != "!" && skip("?<")) {
            var name = ""
            while let scalar = peek(), scalar != ">" {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard skip(">"), !name.isEmpty, name.unicodeScalars.allSatisfy(\.isWord) else {
                throw error("the name of a group is not valid")
            }
        } else if skip("?") {
            guard try setFlags() else { return nil }
        }
        let node = try alternatives()
        guard skip(")") else { throw error("'(' without ')'") }
        flags = outer
        return node
    }

    /// Whether a group follows the flags; otherwise they hold from here on.
    private mutating func setFlags() throws(PatternError) -> Bool {
        var value = true
        while let scalar = peek() {
            position += 1
            switch scalar {
            case "i": flags.ignoresCase = value
            case "m": flags.isMultiline = value
            case "s": flags.dotMatchesNewline = value
            case "U": flags.isUngreedy = value
            case "-" where value: value = false
            case ":": return true
            case ")": return false
            default: throw error("'(?\(scalar)' is not supported")
            }
        }
        throw error("'(' without ')'")
    }

    private mutating func escape() throws(PatternError) -> PatternNode {
        if let assertion = assertion() { return .assertion(assertion) }
        if skip("\\C") { return .characters(.all) }
        if let set = try escapedClass() { return .characters(flags.ignoresCase ? set.ignoringCase() : set) }
        return character(try escapedScalar())
    }

    private mutating func assertion() -> PatternNode.Assertion? {
        if skip("\\A") { return .textStart }
        if skip("\\z") { return .textEnd }
        if skip("\\b") { return .wordBoundary }
        if skip("\\B") { return .noWordBoundary }
        return nil
    }

    /// `\d`, `\pL`, `\p{Greek}` and their opposites.
    private mutating func escapedClass() throws(PatternError) -> CharacterSet? {
        guard peek() == "\\", let letter = peek(1) else { return nil }
        let classes: [Unicode.Scalar: CharacterSet] = ["d": .digits, "w": .words, "s": .spaces]
        if let set = classes[letter] {
            position += 2
            return set
        }
        if letter.value < 128, var set = classes[Unicode.Scalar(UInt8(letter.value) | 32)] {
            position += 2
            set.negate()
            return set
        }
        guard letter == "p" || letter == "P" else { return nil }
        position += 2
        var (name, isNegated) = ("", letter == "P")
        if skip("{") {
            if skip("^") { isNegated.toggle() }
            while let scalar = peek(), scalar != "}" {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard skip("}") else { throw error("'{' without '}'") }
        } else if let scalar = peek() {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        var set = CharacterSet()
        if name == "Any" {
            set.insert(.ranges([0...0x10FFFF]), isNegated: isNegated)
        } else if let script = ScriptRanges(rawValue: name) {
            set.insert(.script(script), isNegated: isNegated)
        } else {
            guard Self.categories.contains(name) else { throw error("unknown class of characters '\(name)'") }
            set.insert(.category(name), isNegated: isNegated)
        }
        return set
    }

    private static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cs",
    ]

    private mutating func escapedScalar() throws(PatternError) -> Unicode.Scalar {
        position += 1
        guard let scalar = peek() else { throw error("the pattern ends with a backslash") }
        position += 1
        switch scalar {
        case "a": return "\u{07}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "x": return try hexadecimal()
        case "0"..."7":
            guard scalar == "0" || (peek().map { "0"..."7" ~= $0 } ?? false) else { break }
            var value = scalar.value - 48
            for _ in 0..<2 {
                guard let digit = peek(), "0"..."7" ~= digit else { break }
                value = value * 8 + digit.value - 48
                position += 1
            }
            if let scalar = Unicode.Scalar(value) { return scalar }
        default:
            // Punctuation stands for itself.
            if scalar.value < 128, !scalar.isWord { return scalar }
            if scalar == "_" { return scalar }
        }
        throw error("the escape '\\\(scalar)' is not supported")
    }

    private mutating func hexadecimal() throws(PatternError) -> Unicode.Scalar {
        var value: UInt32 = 0
        if skip("{") {
            while let digit = peek()?.hexadecimalValue {
                value = min(value, 0xFF_FFFF) * 16 + digit
                position += 1
            }
            guard skip("}") else { throw error("'{' without '}'") }
        } else {
            for _ in 0..<2 {
                guard let digit = peek()?.hexadecimalValue else { throw error("'\\x' needs two digits") }
                value = value * 16 + digit
                position += 1
            }
        }
        guard let scalar = Unicode.Scalar(value) else { throw error("the code point is not valid") }
        return scalar
    }

    /// A set in square brackets.
    private mutating func set() throws(PatternError) -> PatternNode {
        position += 1
        let isNegated = skip("^")
        var (set, isFirst) = (CharacterSet(), true)
        while isFirst || peek() != "]" {
            isFirst = false
            guard peek() != nil else { throw error("'[' without ']'") }
            if skip("[:") {
                set.formUnion(try namedClass())
                continue
            }
            if let found = try escapedClass() {
                set.formUnion(found)
                continue
            }
            let low = try setScalar()
            var high = low
            if peek() == "-", let next = peek(1), next != "]" {
                position += 1
                high = try setScalar()
            }
            guard low <= high else { throw error("the range of characters is empty") }
            set.insert(low.value...high.value)
        }
        position += 1
        if flags.ignoresCase { set = set.ignoringCase() }
        if isNegated { set.negate() }
        return .characters(set)
    }

    private mutating func setScalar() throws(PatternError) -> Unicode.Scalar {
        guard let scalar = peek() else { throw error("'[' without ']'") }
        if scalar == "\\" { return try escapedScalar() }
        position += 1
        return scalar
    }

    private mutating func namedClass() throws(PatternError) -> CharacterSet {
        let isNegated = skip("^")
        var name = ""
        while let scalar = peek(), scalar.isWord {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        guard skip(":]"), var set = CharacterSet.named[name] else { throw error("unknown class '[:\(name):]'") }
        if isNegated { set.negate() }
        return set
    }
}
