/// The words of a text, folded, with every other way to read them.
///
/// A text is first cut into words at everything that is not a letter, a digit or an emoji. Where a word may hide another
/// (`ph0to`, `suuuper`, `n u l`, `m@man`), the other reading is an ``Edge``: it starts at one word and takes in one or
/// several. Patterns are matched over words and edges alike, so no reading has to be chosen.
struct WordLattice {
    /// Folded UTF-8: first the text, separators included, then the forms of the edges.
    var bytes: [UInt8] = []
    /// How many of ``bytes`` are the text.
    var textCount = 0
    /// For each byte of the text, where the scalar that it came from starts in the original. Empty while
    /// ``isIdentity`` holds.
    var origins: [UInt32] = []
    /// Whether every byte of the text came from the byte at its own index, as in ASCII.
    var isIdentity = true
    /// For each byte of the forms, the byte of the folded text that it came from.
    var formSources: [UInt32] = []
    var words: [Word] = []
    /// What the text holds that other readings may come from, so that a plain text costs nothing more.
    var leads: Leads = []
    /// In order of ``Edge/from``.
    var edges: [Edge] = []

    /// A word as it was cut.
    struct Word {
        /// In ``WordLattice/bytes``.
        var start: Int32
        var end: Int32
        /// In the original text, in UTF-8 offsets; marks that follow are part of it.
        var originStart: Int32
        var originEnd: Int32
        var traits: Traits

        var count: Int { Int(end - start) }
    }

    /// What a word is made of.
    struct Traits: OptionSet {
        var rawValue: UInt8

        static let letter = Traits(rawValue: 1)
        static let digit = Traits(rawValue: 2)
        static let emoji = Traits(rawValue: 4)
        /// The same letter three times in a row or more.
        static let stretched = Traits(rawValue: 8)
        /// Holds something above ASCII after folding.
        static let wide = Traits(rawValue: 16)
        /// Digits that stood before letters without a gap (`13` of `13ans`): the next word is the rest.
        static let splitAfter = Traits(rawValue: 32)
    }

    /// Signs that a text may hide words.
    struct Leads: OptionSet {
        var rawValue: UInt8

        /// A word with letters and digits.
        static let mixed = Leads(rawValue: 1)
        static let stretched = Leads(rawValue: 2)
        /// A symbol that may join pieces or stand for a letter.
        static let symbol = Leads(rawValue: 4)
        /// Three single letters or more.
        static let singles = Leads(rawValue: 8)
    }

    /// Another reading of one or several words.
    struct Edge {
        /// Index of the first word that it takes in.
        var from: Int32
        /// How many words it takes in.
        var span: Int32
        /// Its form, in ``WordLattice/bytes``.
        var start: Int32
        var end: Int32
        /// In the original text.
        var originStart: Int32
        var originEnd: Int32
        /// Whether this is the reading to show and to count, rather than the words as they were cut.
        var isPreferred: Bool
    }

    /// Where a byte came from, as an offset in the original text.
    func origin(ofByte index: Int) -> Int {
        let source = index < textCount ? index : Int(formSources[index - textCount])
        return isIdentity ? source : Int(origins[source])
    }
}

/// The classes of ASCII, as the normaliser sees them.
enum ASCIIClass {
    static let letter: UInt8 = 1
    static let digit: UInt8 = 2
    /// A separator that may join pieces of a word, or stand for a letter in it.
    static let symbol: UInt8 = 64

    /// For each byte: its folded form in the low eight bits, its class in the high ones.
    static let table = FrozenArray<UInt16>(
        (0..<256).map { byte in
            switch UInt8(byte) {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt16(byte) | UInt16(letter) << 8
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt16(byte + 32) | UInt16(letter) << 8
            case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte) | UInt16(digit) << 8
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "~"),
                UInt8(ascii: "|"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "!"):
                UInt16(byte) | UInt16(symbol) << 8
            default: UInt16(byte)
            }
        })

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
