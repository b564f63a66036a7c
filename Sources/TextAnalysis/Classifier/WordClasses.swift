import Yams

/// Words of several languages that say the same sort of thing, so that a classifier that learned from one of them knows the
/// others. Looked up by the hash of the normalised word; two words in a row may be an entry of their own.
public struct WordClasses: Sendable {
    /// The names of the classes; a class is known by its place here.
    public let names: [String]
    /// The class whose words a classifier never sees themselves: names of groups of people.
    let group: UInt8
    /// Words that turn what follows round.
    let negation: UInt8
    /// Hash of a word and up to three classes (place + 1, a byte each), open addressing; a hash of 0 is free.
    private let keys: FrozenArray<UInt64>
    private let values: FrozenArray<UInt32>
    private let mask: UInt64

    /// The classes that come with Vigie.
    public static let shipped = WordClasses(yaml: EmbeddedTexts.text("word-classes.yaml"))

    /// - Parameter yaml: a mapping from the name of a class to its words, separated by spaces. What is not one has no words.
    init(yaml: String) {
        var names: [String] = []
        var classes: [UInt64: UInt32] = [:]
        let root = (try? Yams.compose(yaml: yaml))?.mapping
        for (key, value) in root ?? [:] {
            guard let name = key.string, let words = value.string, names.count < 254 else { continue }
            names.append(name)
            for word in words.split(whereSeparator: \.isWhitespace) {
                let hash = Self.hash(entry: word.utf8)
                let known = classes[hash] ?? 0
                // A word that stands twice in a class is in it once.
                guard known < 0x1_0000, known & 0xFF != UInt32(names.count) else { continue }
                classes[hash] = known << 8 | UInt32(names.count)
            }
        }
        self.names = names
        group = UInt8(names.firstIndex(of: "group").map { $0 + 1 } ?? 0)
        negation = UInt8(names.firstIndex(of: "negation").map { $0 + 1 } ?? 0)
        var size = 64
        while size < classes.count * 3 { size *= 2 }
        var keys = [UInt64](repeating: 0, count: size)
        var values = [UInt32](repeating: 0, count: size)
        let mask = UInt64(size - 1)
        for (hash, value) in classes.sorted(by: { $0.key < $1.key }) {
            var place = LiteralTable.spread(hash) & mask
            while keys[Int(place)] != 0 { place = (place + 1) & mask }
            keys[Int(place)] = hash
            values[Int(place)] = value
        }
        self.keys = FrozenArray(keys)
        self.values = FrozenArray(values)
        self.mask = mask
    }

    /// The hash of an entry of the file: of one word, or of words joined by underscores.
    private static func hash(entry: Substring.UTF8View) -> UInt64 {
        var hash: UInt64 = 0
        for part in entry.split(separator: UInt8(ascii: "_")) {
            let word = part.reduce(LiteralTable.seed, LiteralTable.step)
            hash = hash == 0 ? word : pair(hash, word)
        }
        return hash == 0 ? 1 : hash
    }

    /// The hash of two words in a row.
    @inline(__always)
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { (first &* 0x9E37_79B9_7F4A_7C15) ^ second }

    /// Up to three classes of a word by its hash, a byte each, place + 1; 0 for none.
    @inline(__always)
    func classes(of hash: UInt64) -> UInt32 {
        var place = LiteralTable.spread(hash) & mask
        while true {
            let key = keys[Int(place)]
            if key == hash { return values[Int(place)] }
            if key == 0 { return 0 }
            place = (place + 1) & mask
        }
    }
}
