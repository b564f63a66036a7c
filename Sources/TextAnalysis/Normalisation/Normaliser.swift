/// Folds a text into the words that patterns and fingerprints work on.
///
/// NFKC, full case folding and marks stripped (from a table; see ``unicodeVersion``), look-alikes of Latin letters
/// (Unicode Technical Standard #39, in part), controls that nobody sees removed, digits and symbols inside words read as
/// letters, stretched letters shortened, split letters joined. What is left is a way back to the original text.
public struct Normaliser: Sendable {
    private let table: FoldingTable

    /// The version of Unicode that folding follows.
    public static let unicodeVersion = FoldingData.unicodeVersion

    public init() {
        table = FoldingTable.shared
    }

    /// Folds a text. Deterministic, and takes time linear in the text's length.
    public func normalise(_ text: String) -> NormalisedText {
        NormalisedText(lattice(of: text))
    }

    /// The words of a text as they are cut, folded and without emoji; digits stay digits, and nothing is joined.
    public func foldedWords(of text: String) -> [String] {
        var copy = text
        return copy.withUTF8 { bytes -> [String] in
            var folding = Folding(bytes, table: table)
            folding.run()
            let lattice = folding.lattice
            return lattice.words.filter { !$0.traits.contains(.emoji) }.map {
                String(decoding: lattice.bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
            }
        }
    }

    /// All the words of a text and all the ways to read them.
    func lattice(of text: String) -> WordLattice {
        var copy = text
        return copy.withUTF8 { lattice(of: $0) }
    }

    func lattice(of bytes: UnsafeBufferPointer<UInt8>) -> WordLattice {
        var folding = Folding(bytes, table: table)
        folding.run()
        var lattice = folding.lattice
        lattice.addForms()
        return lattice
    }
}

/// A text as the normaliser reads it: folded words with one space between, and where each came from.
public struct NormalisedText: Sendable, Hashable {
    /// One word of the text.
    public struct Word: Sendable, Hashable {
        /// In ``NormalisedText/bytes``.
        public var range: Range<Int>
        /// In the original text: UTF-8 offsets, always between scalars.
        public var origin: Range<Int>
    }

    /// UTF-8 of the words, separated by one space.
    public private(set) var bytes: [UInt8] = []
    public private(set) var words: [Word] = []
    /// For each byte, where the scalar that it came from starts in the original. Empty where ``isPlain`` holds.
    private var origins: [UInt32] = []
    /// Whether every word came byte for byte from the original, as in ASCII.
    private var isPlain = true

    init(_ lattice: borrowing WordLattice) {
        bytes.reserveCapacity(lattice.textCount + 8)
        words.reserveCapacity(lattice.words.count)
        isPlain = lattice.isIdentity && lattice.edges.isEmpty
        if isPlain {
            lattice.bytes.withUnsafeBufferPointer { source in
                for word in lattice.words {
                    add(source, Int(word.start)..<Int(word.end), Int(word.originStart)..<Int(word.originEnd))
                }
            }
            return
        }
        origins.reserveCapacity(lattice.textCount + 8)
        lattice.bytes.withUnsafeBufferPointer { source in
            lattice.forEachPreferred { range, origin, _ in
                if !bytes.isEmpty { origins.append(UInt32(truncatingIfNeeded: origin.lowerBound)) }
                for index in range { origins.append(UInt32(truncatingIfNeeded: lattice.origin(ofByte: index))) }
                add(source, range, origin)
            }
        }
    }

    @inline(__always)
    private mutating func add(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ origin: Range<Int>) {
        if !bytes.isEmpty { bytes.append(0x20) }
        let start = bytes.count
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
        words.append(Word(range: start..<bytes.count, origin: origin))
    }

    /// The words as text.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Where a range of ``bytes`` stands in the original text: UTF-8 offsets, widened to whole scalars with the marks
    /// that belong to them. A range outside the text is cut down to it.
    public func originalRange(_ range: Range<Int>) -> Range<Int> {
        let range = range.clamped(to: 0..<bytes.count)
        guard let first = word(at: range.lowerBound) else { return 0..<0 }
        guard !range.isEmpty, let last = word(at: range.upperBound - 1) else {
            let start = range.lowerBound < bytes.count ? origin(range.lowerBound, in: first) : first.origin.upperBound
            return start..<start
        }
        let lower =
            range.lowerBound == first.range.lowerBound
            ? first.origin.lowerBound : origin(range.lowerBound, in: first)
        var next = range.upperBound
        while next < last.range.upperBound, origin(next, in: last) == origin(next - 1, in: last) { next += 1 }
        let upper = next >= last.range.upperBound ? last.origin.upperBound : origin(next, in: last)
        return lower..<max(lower, upper)
    }

    /// Where a byte of a word, or the space before it, came from.
    private func origin(_ index: Int, in word: Word) -> Int {
        isPlain
            ? max(word.origin.lowerBound, word.origin.lowerBound + index - word.range.lowerBound) : Int(origins[index])
    }

    /// The word that holds a byte; for the space between two words, the one after it.
    private func word(at index: Int) -> Word? {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].range.upperBound <= index { low = middle + 1 } else { high = middle }
        }
        return low < words.count ? words[low] : words.last
    }
}

extension WordLattice {
    /// Walks the text once, taking the preferred reading where there is one, the longest first.
    /// - Parameter body: takes the form's range in ``bytes``, its range in the original, and what it is made of.
    func forEachPreferred(_ body: (Range<Int>, Range<Int>, Traits) -> Void) {
        var index = 0
        var edge = 0
        while index < words.count {
            var best: Edge?
            while edge < edges.count, Int(edges[edge].from) < index { edge += 1 }
            var candidate = edge
            while candidate < edges.count, Int(edges[candidate].from) == index {
                // Edges are in order of span, and what was made from another form comes after it: the last is best.
                if edges[candidate].isPreferred { best = edges[candidate] }
                candidate += 1
            }
            if let best {
                body(
                    Int(best.start)..<Int(best.end), Int(best.originStart)..<Int(best.originEnd), words[index].traits)
                index += Int(best.span)
            } else {
                let word = words[index]
                body(Int(word.start)..<Int(word.end), Int(word.originStart)..<Int(word.originEnd), word.traits)
                index += 1
            }
        }
    }
}
