/// Folds a text and cuts it into words: the first half of normalisation. ASCII takes a short way; the rest goes through
/// ``FoldingTable``.
struct Folding {
    private let table: FoldingTable
    private let input: UnsafeBufferPointer<UInt8>
    private(set) var lattice = WordLattice()

    // The word that is open.
    private var isOpen = false
    private var start = 0
    private var originStart = 0
    private var originEnd = 0
    private var traits: WordLattice.Traits = []
    private var previous: UInt8 = 0
    private var beforePrevious: UInt8 = 0
    private var lookAlikes: [LookAlike] = []
    private var hasOtherLetters = false
    /// How many words of a single letter there are.
    private var singles = 0

    /// A letter of another script that looks like a Latin one.
    private struct LookAlike {
        var start: Int
        var count: Int
        var letter: UInt8
        var isStrict: Bool
    }

    /// Words are stored with 32-bit offsets; what is longer than this is not read (texts are at most 64 KiB).
    static let maximumInput = 1 << 26

    init(_ input: UnsafeBufferPointer<UInt8>, table: FoldingTable) {
        self.table = table
        self.input = UnsafeBufferPointer(rebasing: input.prefix(Self.maximumInput))
        lattice.bytes.reserveCapacity(input.count + input.count / 4 + 16)
        lattice.words.reserveCapacity(input.count / 5 + 8)
    }

    /// Folds the whole input. `input` must be UTF-8; where it is not, a byte that does not fit separates words.
    mutating func run() {
        var index = 0
        while index < input.count {
            index = input[index] < 0x80 ? foldASCII(from: index) : foldScalar(at: index)
        }
        close()
        lattice.textCount = lattice.bytes.count
        if singles >= 3 { lattice.leads.insert(.singles) }
        if lattice.leads.contains(.mixed) { splitMixedWords() }
    }

    // MARK: ASCII

    /// Folds up to the next byte above ASCII.
    /// - Returns: the index of that byte, or the end.
    private mutating func foldASCII(from first: Int) -> Int {
        var index = first
        // A word that began with letters of another script may yet have to be folded as a whole: byte by byte.
        while isOpen, index < input.count, input[index] < 0x80 {
            let entry = ASCIIClass.table[Int(input[index])]
            emit(UInt8(truncatingIfNeeded: entry), kind: UInt8(truncatingIfNeeded: entry >> 8), at: index, 1)
            index &+= 1
        }
        guard !isOpen, index < input.count, input[index] < 0x80 else { return index }
        var end = index
        while end < input.count, input[end] < 0x80 { end &+= 1 }
        if !lattice.isIdentity { lattice.origins.append(contentsOf: (index..<end).lazy.map { UInt32($0) }) }
        foldRun(UnsafeBufferPointer(rebasing: input[index..<end]), at: index)
        return end
    }

    /// Folds a run of ASCII that begins between words. All state is local, which is what makes it fast.
    private mutating func foldRun(_ run: UnsafeBufferPointer<UInt8>, at origin: Int) {
        let base = lattice.bytes.count
        let shift = origin - base
        lattice.bytes.append(contentsOf: run)
        var words: [WordLattice.Word] = []
        swap(&words, &lattice.words)
        var seen: UInt8 = 0
        var wordStart = -1
        var wordTraits: UInt8 = 0
        var last: UInt8 = 0
        var beforeLast: UInt8 = 0
        var single = 0
        let classes = ASCIIClass.table
        lattice.bytes.withUnsafeMutableBufferPointer { bytes in
            for index in base..<bytes.count {
                let entry = classes[Int(bytes[index])]
                let byte = UInt8(truncatingIfNeeded: entry)
                let kind = UInt8(truncatingIfNeeded: entry >> 8)
                bytes[index] = byte
                if kind & 3 == 0 {
                    seen |= kind
                    guard wordStart >= 0 else { continue }
                    if index &- wordStart == 1 { single &+= 1 }
                    if wordTraits & 3 == 3 { seen |= 3 }
                    if wordTraits & 8 != 0 { seen |= 8 }
                    words.append(
                        WordLattice.Word(
                            start: Int32(truncatingIfNeeded: wordStart), end: Int32(truncatingIfNeeded: index),
                            originStart: Int32(truncatingIfNeeded: wordStart &+ shift),
                            originEnd: Int32(truncatingIfNeeded: index &+ shift),
                            traits: WordLattice.Traits(rawValue: wordTraits)))
                    wordStart = -1
                } else {
                    if wordStart < 0 {
                        wordStart = index
                        wordTraits = 0
                        last = 0
                        beforeLast = 0
                    }
                    wordTraits |= kind
                    if byte == last, byte == beforeLast, kind == ASCIIClass.letter { wordTraits |= 8 }
                    beforeLast = last
                    last = byte
                }
            }
        }
        swap(&words, &lattice.words)
        singles += single
        if seen & ASCIIClass.symbol != 0 { lattice.leads.insert(.symbol) }
        if seen & 3 == 3 { lattice.leads.insert(.mixed) }
        if seen & 8 != 0 { lattice.leads.insert(.stretched) }
        guard wordStart >= 0 else { return }
        isOpen = true
        start = wordStart
        originStart = wordStart + shift
        originEnd = origin + run.count
        traits = WordLattice.Traits(rawValue: wordTraits)
        previous = last
        beforePrevious = beforeLast
    }

    @inline(__always)
    private mutating func emit(_ byte: UInt8, kind: UInt8, at origin: Int, _ width: Int) {
        if kind & 3 == 0 {
            if kind == ASCIIClass.symbol { lattice.leads.insert(.symbol) }
            if isOpen { close() }
        } else {
            if !isOpen { open(at: origin) }
            traits.rawValue |= kind
            if byte == previous, byte == beforePrevious, kind == ASCIIClass.letter { traits.insert(.stretched) }
            beforePrevious = previous
            previous = byte
            originEnd = origin &+ width
        }
        append(byte, origin)
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8, _ origin: Int) {
        lattice.bytes.append(byte)
        if !lattice.isIdentity { lattice.origins.append(UInt32(truncatingIfNeeded: origin)) }
    }

    @inline(__always)
    private mutating func open(at origin: Int) {
        isOpen = true
        start = lattice.bytes.count
        originStart = origin
        traits = []
        previous = 0
        beforePrevious = 0
    }

    // MARK: The rest of Unicode

    /// Folds one scalar above ASCII, or an emoji with all that belongs to it.
    /// - Returns: the index after it.
    private mutating func foldScalar(at index: Int) -> Int {
        if lattice.isIdentity {
            lattice.isIdentity = false
            lattice.origins.reserveCapacity(input.count + 16)
            for offset in 0..<lattice.bytes.count { lattice.origins.append(UInt32(truncatingIfNeeded: offset)) }
        }
        let (scalar, width) = decode(at: index)
        let entry = table.entry(scalar)
        switch entry.kind {
        case .separator:
            close()
            append(0x20, index)
        case .ignorable, .tone:
            break
        case .mark:
            if isOpen { originEnd = index + width }
        case .letter:
            emitLetter(index, width, scalar, entry)
        case .folded:
            emitFolded(index, width, entry)
        case .emoji:
            close()
            return foldEmoji(at: index)
        case .regional:
            close()
            return foldRegional(at: index)
        }
        return index + width
    }

    private mutating func emitLetter(_ index: Int, _ width: Int, _ scalar: UInt32, _ entry: FoldingTable.Entry) {
        if isOpen, composeHangul(scalar, index, width) { return }
        if !isOpen { open(at: index) }
        note(entry, at: lattice.bytes.count, count: width)
        traits.formUnion([.letter, .wide])
        for offset in 0..<width { append(input[index + offset], index) }
        previous = 0
        originEnd = index + width
    }

    private mutating func emitFolded(_ index: Int, _ width: Int, _ entry: FoldingTable.Entry) {
        let place = entry.place
        guard place < table.pool.count else { return }
        let end = place + 1 + Int(table.pool[place])
        var position = place + 1
        while position < end {
            let byte = table.pool[position]
            if byte < 0x80 {
                let ascii = ASCIIClass.table[Int(byte)]
                emit(UInt8(truncatingIfNeeded: ascii), kind: UInt8(truncatingIfNeeded: ascii >> 8), at: index, width)
                position += 1
                continue
            }
            let (scalar, count) = Self.decode(table.pool, at: position)
            if table.entry(scalar).kind == .separator {
                close()
                append(0x20, index)
            } else {
                if !isOpen { open(at: index) }
                note(position == place + 1 ? entry : table.entry(scalar), at: lattice.bytes.count, count: count)
                traits.formUnion([.letter, .wide])
                for offset in 0..<count { append(table.pool[position + offset], index) }
                previous = 0
                originEnd = index + width
            }
            position += count
        }
    }

    private mutating func note(_ entry: FoldingTable.Entry, at start: Int, count: Int) {
        if entry.lookAlike != 0 {
            lookAlikes.append(LookAlike(start: start, count: count, letter: entry.lookAlike, isStrict: entry.isStrict))
        } else {
            hasOtherLetters = true
        }
    }

    /// Hangul typed as single jamo is composed, as NFKC does (Unicode Standard, section 3.12).
    private mutating func composeHangul(_ scalar: UInt32, _ index: Int, _ width: Int) -> Bool {
        let isVowel = (0x1161...0x1175).contains(scalar)
        let isFinal = (0x11A8...0x11C2).contains(scalar)
        let count = lattice.bytes.count
        guard isVowel || isFinal, count - start >= 3, let last = scalarOfThreeBytes(at: count - 3) else { return false }
        let composed: UInt32
        if isVowel, (0x1100...0x1112).contains(last) {
            composed = 0xAC00 + ((last - 0x1100) * 21 + (scalar - 0x1161)) * 28
        } else if isFinal, (0xAC00...0xD7A3).contains(last), (last - 0xAC00) % 28 == 0 {
            composed = last + scalar - 0x11A7
        } else {
            return false
        }
        lattice.bytes[count - 3] = UInt8(0xE0 | composed >> 12)
        lattice.bytes[count - 2] = UInt8(0x80 | composed >> 6 & 0x3F)
        lattice.bytes[count - 1] = UInt8(0x80 | composed & 0x3F)
        originEnd = index + width
        return true
    }

    private func scalarOfThreeBytes(at index: Int) -> UInt32? {
        let bytes = lattice.bytes
        guard bytes[index] >> 4 == 0xE else { return nil }
        return UInt32(bytes[index] & 0xF) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    }

    /// An emoji with its variation selectors, skin tones and what is joined to it is one word.
    private mutating func foldEmoji(at first: Int) -> Int {
        open(at: first)
        traits = [.emoji, .wide]
        var index = first
        var expectsEmoji = true
        while index < input.count, input[index] >= 0x80 {
            let (scalar, width) = decode(at: index)
            let kind = table.entry(scalar).kind
            if kind == .emoji, expectsEmoji {
                for offset in 0..<width { append(input[index + offset], index) }
                expectsEmoji = false
            } else if scalar == 0x200D {
                expectsEmoji = true
            } else if kind != .mark, kind != .tone {
                break
            }
            index += width
            if scalar != 0x200D { originEnd = index }
        }
        close()
        return index
    }

    /// A run of regional indicators is one word of letters: a flag is its country's code.
    private mutating func foldRegional(at first: Int) -> Int {
        open(at: first)
        var index = first
        while index < input.count, input[index] >= 0x80 {
            let (scalar, width) = decode(at: index)
            guard table.entry(scalar).kind == .regional else { break }
            let letter = UInt8(truncatingIfNeeded: 0x61 + (scalar - 0x1F1E6))
            emit(letter, kind: ASCIIClass.letter, at: index, width)
            index += width
        }
        close()
        return index
    }

    /// Decodes one scalar; a byte that fits nothing counts as U+FFFD of width 1.
    private func decode(at index: Int) -> (scalar: UInt32, width: Int) {
        let lead = UInt32(input[index])
        let (width, mask): (Int, UInt32) =
            lead >= 0xF0 ? (4, 0x07) : lead >= 0xE0 ? (3, 0x0F) : lead >= 0xC2 ? (2, 0x1F) : (1, 0)
        guard width > 1, index + width <= input.count else { return (0xFFFD, 1) }
        var scalar = lead & mask
        for offset in 1..<width {
            guard input[index + offset] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(input[index + offset] & 0x3F)
        }
        return scalar < 0x110000 ? (scalar, width) : (0xFFFD, 1)
    }

    /// Decodes a scalar of the table, which holds UTF-8 that is well formed.
    private static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, width: Int) {
        let width = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
        var scalar = UInt32(bytes[index]) & (width == 4 ? 0x07 : width == 3 ? 0x0F : 0x1F)
        for offset in 1..<width { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (scalar, width)
    }

    // MARK: The end of a word

    private mutating func close() {
        guard isOpen else { return }
        isOpen = false
        if !lookAlikes.isEmpty || hasOtherLetters { resolveLookAlikes() }
        let end = lattice.bytes.count
        guard end > start else { return }
        if traits.contains([.letter, .digit]) { lattice.leads.insert(.mixed) }
        if traits.contains(.stretched) { lattice.leads.insert(.stretched) }
        if end - start == 1 || (traits.contains(.wide) && end - start <= 3) { singles += 1 }
        append(start, end, traits: traits, originStart: originStart, originEnd: originEnd)
    }

    /// Cuts words such as `13ans` and `g14ans`; see ``leadingDigits(from:end:)`` and ``openingStem(from:end:)``.
    private mutating func splitMixedWords() {
        var words: [WordLattice.Word] = []
        swap(&words, &lattice.words)
        lattice.words.reserveCapacity(words.count + 8)
        for word in words {
            if word.traits.contains([.letter, .digit]) { split(word) } else { lattice.words.append(word) }
        }
    }

    private mutating func split(_ word: WordLattice.Word) {
        let start = Int(word.start)
        let end = Int(word.end)
        let stem = openingStem(from: start, end: end)
        let digits = stem ?? start
        let cut = leadingDigits(from: digits, end: end)
        guard stem != nil || cut != nil else { return lattice.words.append(word) }
        var first = Int(word.originStart)
        if stem != nil {
            let next = Int(origin(digits))
            append(start, digits, traits: [.letter, .splitAfter], originStart: first, originEnd: next)
            first = next
        }
        guard let cut else {
            return append(digits, end, traits: .digit, originStart: first, originEnd: Int(word.originEnd))
        }
        let next = Int(origin(cut))
        append(digits, cut, traits: [.digit, .splitAfter], originStart: first, originEnd: next)
        append(
            cut, end, traits: word.traits.subtracting(.digit), originStart: next, originEnd: Int(word.originEnd))
    }

    private func origin(_ index: Int) -> UInt32 {
        lattice.isIdentity ? UInt32(truncatingIfNeeded: index) : lattice.origins[index]
    }

    private mutating func append(
        _ start: Int, _ end: Int, traits: WordLattice.Traits, originStart: Int, originEnd: Int
    ) {
        lattice.words.append(
            WordLattice.Word(
                start: Int32(start), end: Int32(end), originStart: Int32(originStart),
                originEnd: Int32(originEnd), traits: traits))
    }

    /// `13ans`, `4e`, `14yo`: one to four digits, then letters only. The two are words of their own.
    private func leadingDigits(from first: Int, end: Int) -> Int? {
        var cut = first
        while cut < end, ASCIIClass.isDigit(lattice.bytes[cut]) { cut += 1 }
        guard cut > first, cut < end, cut - first <= 4 else { return nil }
        for index in cut..<end where ASCIIClass.isDigit(lattice.bytes[index]) { return nil }
        // One scalar that folds to both (U+33F8, 25 with a letter) cannot be cut.
        return origin(cut) == origin(cut - 1) ? nil : cut
    }

    /// `g14ans`, `jai13`, `im14yo`: the short words that open a statement of age, before two digits and then letters or
    /// nothing. Other letters before digits stay one word (`mp3`, `2m1`).
    private func openingStem(from start: Int, end: Int) -> Int? {
        var cut = start
        while cut < end, ASCIIClass.isLetter(lattice.bytes[cut]) { cut += 1 }
        guard cut > start, cut - start <= 3, Self.stems.contains(Array(lattice.bytes[start..<cut])) else { return nil }
        var digits = cut
        while digits < end, ASCIIClass.isDigit(lattice.bytes[digits]) { digits += 1 }
        guard digits - cut == 2, !lattice.bytes[digits..<end].contains(where: ASCIIClass.isDigit) else { return nil }
        return origin(cut) == origin(cut - 1) ? nil : cut
    }

    private static let stems: Set<[UInt8]> = Set(["g", "ai", "jai", "gai", "im", "am"].map { Array($0.utf8) })

    /// The rule for look-alikes: a word folds when every letter that is not Latin looks like one, and either the word
    /// has Latin letters too, or all the shapes are the same. So `рhоtо` folds and a Russian word stays Russian.
    private mutating func resolveLookAlikes() {
        defer {
            lookAlikes.removeAll(keepingCapacity: true)
            hasOtherLetters = false
        }
        guard !lookAlikes.isEmpty, !hasOtherLetters else { return }
        let hasLatin = lattice.bytes[start...].contains { ASCIIClass.isLetter($0) }
        guard hasLatin || lookAlikes.allSatisfy(\.isStrict) else { return }
        var write = start
        var read = start
        for lookAlike in lookAlikes {
            while read < lookAlike.start { copy(&read, &write) }
            lattice.bytes[write] = lookAlike.letter
            lattice.origins[write] = lattice.origins[read]
            write += 1
            read = lookAlike.start + lookAlike.count
        }
        while read < lattice.bytes.count { copy(&read, &write) }
        lattice.bytes.removeSubrange(write...)
        lattice.origins.removeSubrange(write...)
        traits.remove(.wide)
        for index in start..<write where lattice.bytes[index] >= 0x80 { traits.insert(.wide) }
        noteStretch(from: start, to: write)
    }

    private mutating func copy(_ read: inout Int, _ write: inout Int) {
        lattice.bytes[write] = lattice.bytes[read]
        lattice.origins[write] = lattice.origins[read]
        read += 1
        write += 1
    }

    private mutating func noteStretch(from first: Int, to end: Int) {
        guard end - first >= 3 else { return }
        for index in (first + 2)..<end
        where lattice.bytes[index] == lattice.bytes[index - 1] && lattice.bytes[index] == lattice.bytes[index - 2]
            && ASCIIClass.isLetter(lattice.bytes[index])
        {
            traits.insert(.stretched)
        }
    }
}
