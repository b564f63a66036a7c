import SafetyModel

/// Where the features of a text go.
protocol FeatureSink {
    /// One feature. Features of a block share one scale, so that no block outweighs the others in long texts.
    mutating func add(_ hash: UInt64, _ block: FeatureBlock)
}

/// The kinds of features.
enum FeatureBlock: Int, CaseIterable {
    /// Characters in a row, 2 to 5, within a word and its two edges.
    case characters
    /// Words, and two words in a row.
    case words
    /// Classes of words: each, pairs within a message, three in a row.
    case classes
    /// Cues, and marks of the text as a whole.
    case marks
}

/// Takes a text apart into hashed features: character n-grams (2–5, word-bounded), word n-grams (1–2), classes of words
/// and cues (Weinberger et al. 2009, feature hashing). One pass, no allocation beyond two small buffers.
struct TextFeatures: Sendable {
    /// Longer words are cut, and later words are left out: nobody's message becomes expensive by being long.
    static let longestWord = 32
    static let mostWords = 256
    static let mostClasses = 40
    /// How far apart two classes may stand to count as a pair.
    static let reach = 7

    let classes: WordClasses
    /// Whether names of groups of people are replaced by one sign for all.
    let masksGroups: Bool

    @inline(__always)
    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        let mixed = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ (mixed >> 32)
    }

    private static let characterSeed: UInt64 = 0x6368_6172
    private static let wordSeed: UInt64 = 0x776F_7264
    private static let classSeed: UInt64 = 0x636C_6173
    private static let markSeed: UInt64 = 0x6D61_726B
    private static let maskedWord: UInt64 = 0x6772_6F75_7000_0001
    private static let edge = UInt8(ascii: " ")

    /// Goes through a text. A word that comes again counts once: repeating a word makes no text worse or better.
    /// - Parameter hits: the cues found in it.
    @inline(__always)
    func scan(_ lattice: borrowing WordLattice, hits: [CueHit], into sink: inout some FeatureSink) {
        let slots = lattice.words.count <= 24 ? 64 : 1024
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.mostClasses) { found in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: slots) { seen in
                seen.initialize(repeating: 0)
                let count = walk(lattice, found, seen, into: &sink)
                pairs(UnsafeBufferPointer(rebasing: found[0..<count]), into: &sink)
            }
        }
        for hit in hits.prefix(32) {
            sink.add(Self.step(hit.cue.utf8.reduce(LiteralTable.seed, LiteralTable.step) ^ Self.markSeed, 1), .marks)
        }
    }

    /// The words one after the other.
    /// - Returns: how many classes were found.
    @inline(__always)
    private func walk(
        _ lattice: borrowing WordLattice, _ found: UnsafeMutableBufferPointer<UInt8>,
        _ seen: UnsafeMutableBufferPointer<UInt32>, into sink: inout some FeatureSink
    ) -> Int {
        var count = 0
        var words = 0
        var previous: UInt64 = 0
        lattice.bytes.withUnsafeBufferPointer { bytes in
            lattice.forEachPreferred { range, _, _ in
                guard words < Self.mostWords else { return }
                words += 1
                let word = UnsafeBufferPointer(
                    rebasing: bytes[range.lowerBound..<min(range.upperBound, range.lowerBound + Self.longestWord)])
                var hash = word.reduce(LiteralTable.seed, LiteralTable.step)
                var known = classes.classes(of: hash)
                let isGroup = masksGroups && known != 0 && Self.holds(known, classes.group)
                if isGroup { hash = Self.maskedWord }
                if Self.isNew(hash, seen) {
                    if !isGroup { characters(word, into: &sink) }
                    sink.add(Self.step(hash ^ Self.wordSeed, 1), .words)
                }
                if words > 1 {
                    let pair = WordClasses.pair(previous, hash)
                    if Self.isNew(pair, seen) { sink.add(Self.step(pair ^ Self.wordSeed, 2), .words) }
                    let joined = classes.classes(of: pair)
                    if joined != 0, known < 0x100 { known = known << 8 | (joined & 0xFF) }
                }
                previous = hash
                while known != 0, count < Self.mostClasses {
                    found[count] = UInt8(known & 0xFF)
                    count += 1
                    known >>= 8
                }
            }
            marks(bytes, lattice.textCount, words, into: &sink)
        }
        return count
    }

    /// Whether a hash was not met before; remembers it. At most 512 are remembered.
    @inline(__always)
    private static func isNew(_ hash: UInt64, _ seen: UnsafeMutableBufferPointer<UInt32>) -> Bool {
        let tag = UInt32(truncatingIfNeeded: hash >> 32) | 1
        let mask = seen.count - 1
        var place = Int(truncatingIfNeeded: LiteralTable.spread(hash)) & mask
        while seen[place] != 0 {
            if seen[place] == tag { return false }
            place = (place + 1) & mask
        }
        seen[place] = tag
        return true
    }

    @inline(__always)
    private static func holds(_ known: UInt32, _ place: UInt8) -> Bool {
        var rest = known
        while rest != 0 {
            if UInt8(rest & 0xFF) == place { return true }
            rest >>= 8
        }
        return false
    }

    /// The n-grams of a word, whose edges are blanks.
    @inline(__always)
    private func characters(_ word: UnsafeBufferPointer<UInt8>, into sink: inout some FeatureSink) {
        let count = word.count + 2
        var start = 0
        while start < count - 1 {
            var hash = Self.step(Self.characterSeed, start == 0 ? Self.edge : word[start - 1])
            let end = min(start + 5, count)
            var place = start + 1
            while place < end {
                hash = Self.step(hash, place == count - 1 ? Self.edge : word[place - 1])
                sink.add(hash, .characters)
                place += 1
            }
            start += 1
        }
    }

    /// Each class, each pair within reach whatever its order, and three in a row.
    @inline(__always)
    private func pairs(_ found: UnsafeBufferPointer<UInt8>, into sink: inout some FeatureSink) {
        var index = 0
        while index < found.count {
            let first = found[index]
            sink.add(Self.step(Self.classSeed, first), .classes)
            var other = index + 1
            let end = min(found.count, index + 1 + Self.reach)
            while other < end {
                let low = min(first, found[other])
                let high = max(first, found[other])
                sink.add(Self.step(Self.step(Self.classSeed ^ 2, low), high), .classes)
                other += 1
            }
            if index + 2 < found.count {
                sink.add(
                    Self.step(Self.step(Self.step(Self.classSeed ^ 3, first), found[index + 1]), found[index + 2]),
                    .classes)
            }
            index += 1
        }
    }

    /// What the words do not show: questions, exclamations, quotes, links, length.
    @inline(__always)
    private func marks(
        _ bytes: UnsafeBufferPointer<UInt8>, _ textCount: Int, _ words: Int, into sink: inout some FeatureSink
    ) {
        var question = false
        var exclamation = false
        var quote = false
        var index = 0
        let end = min(textCount, 2048)
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "?"): question = true
            case UInt8(ascii: "!"): exclamation = true
            case UInt8(ascii: "\""): quote = true
            default: break
            }
            index += 1
        }
        let length: UInt8 = words < 2 ? 1 : words < 4 ? 2 : words < 8 ? 3 : words < 16 ? 4 : words < 32 ? 5 : 6
        sink.add(Self.step(Self.markSeed ^ 2, length), .marks)
        if question { sink.add(Self.step(Self.markSeed ^ 3, 1), .marks) }
        if exclamation { sink.add(Self.step(Self.markSeed ^ 3, 2), .marks) }
        if quote { sink.add(Self.step(Self.markSeed ^ 3, 3), .marks) }
    }
}
