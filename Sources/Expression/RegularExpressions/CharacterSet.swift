/// A set of code points: ranges, properties of Unicode, or the rest of either.
struct CharacterSet: Sendable {
    private var ranges: [ClosedRange<UInt32>] = []
    private var properties: [(property: Property, isNegated: Bool)] = []
    private(set) var isNegated = false

    init(_ ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) {
        ranges = [scalar.value...scalar.value]
    }

    /// The one code point of the set, if it is written as one.
    var onlyScalar: Unicode.Scalar? {
        guard ranges.count == 1, ranges[0].count == 1, properties.isEmpty, !isNegated else { return nil }
        return Unicode.Scalar(ranges[0].lowerBound)
    }

    mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

    mutating func insert(_ property: Property, isNegated: Bool) { properties.append((property, isNegated)) }

    /// A class such as `\D` or `[:^alpha:]` within a set.
    mutating func formUnion(_ other: CharacterSet) {
        if other.isNegated {
            insert(.ranges(other.ranges), isNegated: true)
        } else {
            ranges += other.ranges
            properties += other.properties
        }
    }

    mutating func negate() { isNegated.toggle() }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var isFound = false
        for range in ranges where range.contains(scalar.value) {
            isFound = true
            break
        }
        if !isFound {
            isFound = properties.contains { $0.property.holds(scalar) != $0.isNegated }
        }
        return isFound != isNegated
    }

    /// Also everything that differs from a member only in case.
    func ignoringCase() -> CharacterSet {
        var copy = self
        for range in ranges where range.count <= 0x400 {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for variant in scalar.caseVariants { copy.ranges.append(variant.value...variant.value) }
            }
        }
        return copy
    }

    static let digits = CharacterSet([48...57])
    static let words = CharacterSet([48...57, 65...90, 95...95, 97...122])
    static let spaces = CharacterSet([9...10, 12...13, 32...32])
    static let all = CharacterSet([0...0x10FFFF])
    static let allButNewline = CharacterSet([10...10], isNegated: true)

    /// The classes between `[:` and `:]`, of ASCII.
    static let named: [String: CharacterSet] = [
        "alnum": CharacterSet([48...57, 65...90, 97...122]), "alpha": CharacterSet([65...90, 97...122]),
        "ascii": CharacterSet([0...127]), "blank": CharacterSet([9...9, 32...32]),
        "cntrl": CharacterSet([0...31, 127...127]), "digit": digits, "graph": CharacterSet([33...126]),
        "lower": CharacterSet([97...122]), "print": CharacterSet([32...126]),
        "punct": CharacterSet([33...47, 58...64, 91...96, 123...126]), "space": CharacterSet([9...13, 32...32]),
        "upper": CharacterSet([65...90]), "word": words,
        "xdigit": CharacterSet([48...57, 65...70, 97...102]),
    ]

    /// A property of code points.
    enum Property: Sendable {
        /// General categories, by the letters with which their abbreviations begin.
        case category(String)
        case script(ScriptRanges)
        case ranges([ClosedRange<UInt32>])

        func holds(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .category(let name): scalar.categoryName.hasPrefix(name)
            case .script(let script): script.contains(scalar)
            case .ranges(let ranges): ranges.contains { $0.contains(scalar.value) }
            }
        }
    }
}

extension Unicode.Scalar {
    /// The other code points that are the same without regard to case.
    var caseVariants: [Unicode.Scalar] {
        [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { mapping in
            mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
        }.filter { $0 != self }
    }

    var isWord: Bool { isIdentifierStart || isDigit }

    /// The abbreviation of the general category, such as `Lu`.
    var categoryName: String {
        switch properties.generalCategory {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}

/// Letters and marks of a script by its main blocks, which is what patterns such as `\p{Greek}` are used for; Swift's
/// standard library does not know the script of a code point.
enum ScriptRanges: String, Sendable, CaseIterable {
    case latin = "Latin"
    case greek = "Greek"
    case cyrillic = "Cyrillic"
    case hebrew = "Hebrew"
    case arabic = "Arabic"
    case devanagari = "Devanagari"
    case thai = "Thai"
    case hangul = "Hangul"
    case hiragana = "Hiragana"
    case katakana = "Katakana"
    case han = "Han"

    private var ranges: [ClosedRange<UInt32>] {
        switch self {
        case .latin:
            [0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xBA...0xBA, 0xC0...0x2B8, 0x1E00...0x1EFF, 0xFF21...0xFF5A]
        case .greek: [0x370...0x3E1, 0x3F0...0x3FF, 0x1F00...0x1FFF]
        case .cyrillic: [0x400...0x52F, 0x1C80...0x1C88, 0x2DE0...0x2DFF, 0xA640...0xA69F]
        case .hebrew: [0x591...0x5F4, 0xFB1D...0xFB4F]
        case .arabic: [0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC]
        case .devanagari: [0x900...0x97F, 0xA8E0...0xA8FF]
        case .thai: [0xE01...0xE3A, 0xE40...0xE5B]
        case .hangul: [0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xD7B0...0xD7FB]
        case .hiragana: [0x3041...0x309F]
        case .katakana: [0x30A1...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F]
        case .han:
            [
                0x2E80...0x2FD5, 0x3005...0x3007, 0x3021...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAD9,
                0x20000...0x323AF,
            ]
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        guard ranges.contains(where: { $0.contains(scalar.value) }) else { return false }
        return ["L", "M", "N"].contains(scalar.categoryName.prefix(1))
    }
}
