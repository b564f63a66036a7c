import SafetyModel

/// What is kept of a name in order to recognise it again: hashes of its pieces of three letters, and of its stem. The name
/// itself cannot be read out of it, though a guess can be checked against it.
///
/// ```
/// kaelo · Kaelo_ · real.kaelo · k4elo2   one stem, kaelo
/// xX_Shadow_Xx                           shadow
/// ```
struct NameSketch: Sendable, Hashable {
    static let limit = 24
    /// Of a longer name the rest is not read.
    private static let longest = 48

    /// Hash of all letters and digits in order; 0 for a name without any.
    private(set) var whole: UInt32 = 0
    /// Hash of the letters alone, without what names are dressed up with.
    private(set) var stem: UInt32 = 0
    /// Letters of the stem.
    private(set) var stemLength: UInt8 = 0
    private(set) var digits: UInt8 = 0
    /// Hashes of the pieces, ascending, each once.
    private(set) var pieces: [UInt16] = []

    var isEmpty: Bool { whole == 0 }

    init() {}

    init(whole: UInt32, stem: UInt32, stemLength: UInt8, digits: UInt8, pieces: [UInt16]) {
        (self.whole, self.stem, self.stemLength, self.digits) = (whole, stem, stemLength, digits)
        self.pieces = pieces
    }

    init(_ name: String) {
        let folded = Self.fold(name)
        guard !folded.all.isEmpty else { return }
        whole = Self.hash(folded.all[...])
        stem = folded.stem
        stemLength = folded.stemLength
        digits = UInt8(folded.all.count { !Self.isLetter($0) })
        let padded = [0] + folded.all + [0]
        for start in 0..<padded.count - 2 where pieces.count < Self.limit {
            let piece = UInt16(truncatingIfNeeded: Self.hash(padded[start..<start + 3]))
            if !pieces.contains(piece) { pieces.append(piece) }
        }
        pieces.sort()
    }

    /// Hash of a name's stem alone; 0 for a name without letters and digits.
    static func stem(of name: String) -> UInt32 {
        let folded = fold(name)
        return folded.all.isEmpty ? 0 : folded.stem
    }

    /// One bit for each piece: names that share few bits share few pieces.
    var mask: UInt64 { pieces.reduce(0) { $0 | 1 << UInt64($1 & 63) } }

    /// How alike two names are, 0…1: 1 where their letters and digits are the same, or their stems.
    func likeness(_ other: NameSketch) -> Double {
        guard !isEmpty, !other.isEmpty else { return 0 }
        if whole == other.whole || stemLength >= 3 && stem == other.stem && stemLength == other.stemLength { return 1 }
        let fewer = min(pieces.count, other.pieces.count)
        guard fewer >= 4 else { return 0 }
        let shared = Double(pieces.count { other.pieces.contains($0) })
        return max(2 * shared / Double(pieces.count + other.pieces.count), 0.9 * shared / Double(fewer))
    }

    // MARK: Folding

    /// Hashes of words that names are dressed up with, and that say nothing of who bears them.
    private static let dress: [UInt32] = [
        "xx", "real", "the", "its", "im", "le", "la", "les", "off", "officiel", "official", "alt", "bis", "new", "nv",
        "back", "tv", "yt", "ttv", "mr", "mme", "iam", "second", "main",
    ].map { hash(Array($0.utf8)[...]) }

    /// Letters and digits in lower case, without marks; a digit between letters is read as a letter. The stem is made of
    /// the letters of those words that are no dress, or of all where nothing else is left.
    private static func fold(_ name: String) -> (all: [UInt8], stem: UInt32, stemLength: UInt8) {
        var all: [UInt8] = []
        all.reserveCapacity(longest)
        var ends: [Int] = []
        for scalar in name.unicodeScalars.prefix(longest) {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: all.append(UInt8(scalar.value))
            case 0x41...0x5A: all.append(UInt8(scalar.value + 32))
            case 0xC0..<0x250: all.append(latin(scalar))
            case 0x250...: all += fold(scalar)
            default: if all.count > ends.last ?? 0 { ends.append(all.count) }
            }
        }
        if all.count > ends.last ?? 0 { ends.append(all.count) }
        unleet(&all, ends)
        var letters: [UInt8] = []
        var start = 0
        for end in ends {
            let word = all[start..<end]
            if ends.count == 1 || word.count > 1 && !dress.contains(hash(word)) {
                letters += word.lazy.filter(isLetter)
            }
            start = end
        }
        if letters.isEmpty { letters = all.filter(isLetter) }
        guard !letters.isEmpty else { return (all, hash(all[...]), 0) }
        return (all, hash(letters[...]), UInt8(letters.count))
    }

    /// The letter under the mark, for Latin letters with one.
    private static func latin(_ scalar: Unicode.Scalar) -> UInt8 {
        // In decomposed names the mark comes as a scalar of its own; here the composed ones, in lower case.
        switch scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value {
        case 0xE0...0xE6, 0x101, 0x103, 0x105: UInt8(ascii: "a")
        case 0xE7, 0x107, 0x109, 0x10B, 0x10D: UInt8(ascii: "c")
        case 0xE8...0xEB, 0x113, 0x115, 0x117, 0x119, 0x11B: UInt8(ascii: "e")
        case 0xEC...0xEF, 0x129, 0x12B, 0x12D, 0x12F: UInt8(ascii: "i")
        case 0xF1, 0x144, 0x146, 0x148: UInt8(ascii: "n")
        case 0xF2...0xF6, 0xF8, 0x14D, 0x14F, 0x151, 0x153: UInt8(ascii: "o")
        case 0xF9...0xFC, 0x169, 0x16B, 0x16D, 0x16F, 0x171: UInt8(ascii: "u")
        case 0xFD, 0xFF: UInt8(ascii: "y")
        default: UInt8(truncatingIfNeeded: scalar.value) | 0x80
        }
    }

    /// Letters of other scripts by their number; marks and symbols are left out.
    private static func fold(_ scalar: Unicode.Scalar) -> [UInt8] {
        guard scalar.properties.isAlphabetic else { return [] }
        return [UInt8(truncatingIfNeeded: scalar.value >> 8) | 0x80, UInt8(truncatingIfNeeded: scalar.value) | 0x80]
    }

    private static func unleet(_ all: inout [UInt8], _ ends: [Int]) {
        for place in all.indices.dropFirst().dropLast() where !isLetter(all[place]) {
            guard isLetter(all[place - 1]), isLetter(all[place + 1]), !ends.contains(place), !ends.contains(place + 1)
            else {
                continue
            }
            switch all[place] {
            case UInt8(ascii: "0"): all[place] = UInt8(ascii: "o")
            case UInt8(ascii: "1"): all[place] = UInt8(ascii: "i")
            case UInt8(ascii: "3"): all[place] = UInt8(ascii: "e")
            case UInt8(ascii: "4"): all[place] = UInt8(ascii: "a")
            case UInt8(ascii: "5"): all[place] = UInt8(ascii: "s")
            case UInt8(ascii: "7"): all[place] = UInt8(ascii: "t")
            default: break
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte > 0x39 }

    /// Never 0. FNV-1a (Fowler, Noll, Vo), finished by a multiplication: nothing here needs to withstand collisions on
    /// purpose, since a name that is like a banned one's is told of either way.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
        return UInt32(truncatingIfNeeded: hash >> 32) | 1
    }
}

/// How common stems of names are: a count-min sketch (Cormode and Muthukrishnan 2005), which may count too many, never
/// too few. Hugo is in every community; someone who is called as a banned Hugo was is no news.
struct NameCounts: Sendable {
    private static let width = 8192
    private static let most: UInt32 = 1 << 20

    private(set) var rows: [UInt16] = []
    private(set) var total: UInt32 = 0

    mutating func count(_ stem: UInt32) {
        if rows.isEmpty { rows = Array(repeating: 0, count: 2 * Self.width) }
        if total >= Self.most {
            for place in rows.indices { rows[place] /= 2 }
            total /= 2
        }
        total += 1
        for place in Self.places(stem) where rows[place] < .max { rows[place] += 1 }
    }

    /// Whether the name of a member is counted.
    static func isCounted(_ member: UInt64) -> Bool { member & 7 == 0 }

    /// The share of names with that stem, one bearer of it left out. Short stems are taken to be common however
    /// few names were seen.
    func share(_ sketch: NameSketch, leavingOut bearer: UInt64) -> Double {
        let known = Self.isCounted(bearer) ? 1 : 0
        let count = rows.isEmpty ? 0 : Self.places(sketch.stem).map { Int(rows[$0]) }.min() ?? 0
        let seen = (Double(max(0, count - known)) + 0.5) / (Double(total) + 500)
        let usual: Double =
            switch sketch.stemLength {
            case 0...3: 0.01
            case 4: 0.003
            case 5: 0.001
            default: 0.0003
            }
        return min(1, seen + usual)
    }

    private static func places(_ stem: UInt32) -> [Int] {
        [Int(stem >> 1) % width, width + Int((stem &* 0x85EB_CA6B) >> 19) % width]
    }

    /// The entries that are not 0, for a snapshot.
    var entries: [(place: Int, count: UInt16)] {
        rows.indices.lazy.filter { rows[$0] != 0 }.map { ($0, rows[$0]) }
    }

    /// Puts an entry back; `false` where there is no such place.
    mutating func restore(_ place: Int, _ count: UInt16) -> Bool {
        if rows.isEmpty { rows = Array(repeating: 0, count: 2 * Self.width) }
        guard rows.indices.contains(place) else { return false }
        rows[place] = count
        return true
    }

    mutating func restore(total: UInt32) { self.total = total }
}
