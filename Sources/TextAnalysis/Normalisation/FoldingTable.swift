/// What the normaliser knows of every Unicode scalar: its class, what it folds to, and which Latin letter it looks like.
/// A table in two stages, read once from ``FoldingData``; looking a scalar up is two array accesses.
struct FoldingTable: Sendable {
    /// What a scalar is to the normaliser.
    enum Kind: UInt8 {
        /// White space, punctuation, symbols, what is not assigned: stands between words.
        case separator = 0
        /// A letter or number that is kept as it is.
        case letter = 1
        /// Folds to other scalars, which stand in the pool.
        case folded = 2
        /// A control that nobody sees (zero-width, bidi, tags): taken out.
        case ignorable = 3
        /// A combining mark: taken out, but part of the word that it stands in.
        case mark = 4
        /// A word of its own.
        case emoji = 5
        /// A regional indicator, the letters that make flags.
        case regional = 6
        /// A skin tone: taken out after an emoji.
        case tone = 7
    }

    /// One scalar's entry: bits 0–3 kind, 4–8 the Latin letter that it looks like (1 is a; 0 none), 9 whether the shape
    /// is the same, 10 and up the place in the pool.
    struct Entry {
        var bits: UInt32

        var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits & 0xF)) ?? .separator }
        /// The letter that it looks like, in ASCII; 0 where there is none.
        var lookAlike: UInt8 {
            let letter = UInt8(truncatingIfNeeded: (bits >> 4) & 0x1F)
            return letter == 0 ? 0 : letter + 0x60
        }
        var isStrict: Bool { bits & 0x200 != 0 }
        var place: Int { Int(bits >> 10) }
    }

    static let blockSize = 128
    private let stage: FrozenArray<UInt16>
    private let blocks: FrozenArray<UInt32>
    /// What scalars fold to: a count of bytes, then UTF-8.
    let pool: [UInt8]

    static let shared = FoldingTable()

    private init() {
        var builder = FoldingTableBuilder()
        builder.readClasses()
        builder.readFolds()
        builder.readLookAlikes()
        stage = FrozenArray(builder.stage)
        blocks = FrozenArray(builder.blocks)
        pool = builder.pool
    }

    /// - Parameter scalar: below 0x110000.
    @inline(__always)
    func entry(_ scalar: UInt32) -> Entry {
        let block = Int(stage[Int(scalar >> 7)])
        return Entry(bits: blocks[block &* Self.blockSize &+ Int(scalar & 127)])
    }
}

/// Makes the table from its text form.
private struct FoldingTableBuilder {
    private typealias Kind = FoldingTable.Kind
    private static let blockSize = FoldingTable.blockSize
    private(set) var stage: [UInt16]
    private(set) var blocks: [UInt32]
    private(set) var pool: [UInt8] = []
    private var sharedBlocks: Set<UInt16> = []

    init() {
        stage = [UInt16](repeating: 0, count: 0x110000 / Self.blockSize)
        blocks = [UInt32](repeating: 0, count: Self.blockSize)
    }

    private mutating func update(_ scalar: UInt32, _ change: (inout UInt32) -> Void) {
        let index = Int(scalar) / Self.blockSize
        guard index < stage.count else { return }
        if stage[index] == 0 {
            stage[index] = UInt16(blocks.count / Self.blockSize)
            blocks.append(contentsOf: repeatElement(0, count: Self.blockSize))
        } else if sharedBlocks.contains(stage[index]) {
            let start = Int(stage[index]) * Self.blockSize
            stage[index] = UInt16(blocks.count / Self.blockSize)
            blocks.append(contentsOf: Array(blocks[start..<start + Self.blockSize]))
        }
        change(&blocks[Int(stage[index]) * Self.blockSize + Int(scalar) % Self.blockSize])
    }

    mutating func readClasses() {
        var reader = FoldingDataReader(FoldingData.classes)
        while let first = reader.hexadecimal() {
            var last = first
            if reader.take(UInt8(ascii: "-")) { last = reader.hexadecimal() ?? first }
            guard reader.take(UInt8(ascii: ":")), let kind = reader.hexadecimal(), first <= last else { return }
            fill(first, last, kind)
            reader.skipSpace()
        }
    }

    /// Whole blocks of one kind share one block, so that the ideographs cost nothing.
    private mutating func fill(_ first: UInt32, _ last: UInt32, _ kind: UInt32) {
        var scalar = first
        var shared: UInt16 = 0
        while scalar <= last {
            let index = Int(scalar) / Self.blockSize
            let isWhole = Int(scalar) % Self.blockSize == 0 && Int(last - scalar) >= Self.blockSize - 1
            if isWhole, index < stage.count, stage[index] == 0, last - first > 1024 {
                if shared == 0 {
                    shared = UInt16(blocks.count / Self.blockSize)
                    sharedBlocks.insert(shared)
                    blocks.append(contentsOf: repeatElement(kind, count: Self.blockSize))
                }
                stage[index] = shared
                scalar += UInt32(Self.blockSize)
            } else {
                update(scalar) { $0 = kind }
                scalar += 1
            }
        }
    }

    mutating func readFolds() {
        var reader = FoldingDataReader(FoldingData.folds)
        while let first = reader.hexadecimal() {
            var count: UInt32 = 1
            var step: UInt32 = 1
            if reader.take(UInt8(ascii: "+")) {
                count = reader.hexadecimal() ?? 1
                if reader.take(UInt8(ascii: "*")) { step = reader.hexadecimal() ?? 1 }
            }
            guard reader.take(UInt8(ascii: ">")), let start = reader.hexadecimal() else { return }
            var targets = [start]
            while reader.take(UInt8(ascii: ".")), let next = reader.hexadecimal() { targets.append(next) }
            for index in 0..<count {
                let scalars = count == 1 ? targets : [start + index * step]
                let place = UInt32(pool.count)
                let text = scalars.compactMap(Unicode.Scalar.init).reduce(into: "") { $0.unicodeScalars.append($1) }
                pool.append(UInt8(truncatingIfNeeded: text.utf8.count))
                pool.append(contentsOf: text.utf8)
                update(first + index * step) { $0 = UInt32(Kind.folded.rawValue) | place << 10 }
            }
            reader.skipSpace()
        }
    }

    mutating func readLookAlikes() {
        var reader = FoldingDataReader(FoldingData.lookAlikes)
        while let scalar = reader.hexadecimal() {
            guard reader.take(UInt8(ascii: "=")), let letter = reader.next() else { return }
            let strict: UInt32 = reader.take(UInt8(ascii: "!")) ? 0x200 : 0
            update(scalar) { $0 |= UInt32(letter - 0x60) << 4 | strict }
            reader.skipSpace()
        }
    }
}

/// Reads the text form of the table.
private struct FoldingDataReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: StaticString) {
        bytes = text.withUTF8Buffer { Array($0) }
    }

    mutating func next() -> UInt8? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func skipSpace() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A { index += 1 }
    }

    /// `nil` where no digit stands.
    mutating func hexadecimal() -> UInt32? {
        var value: UInt32 = 0
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case 0x30...0x39: value = value << 4 | UInt32(bytes[index] - 0x30)
            case 0x61...0x66: value = value << 4 | UInt32(bytes[index] - 0x57)
            default: return index == start ? nil : value
            }
            index += 1
        }
        return index == start ? nil : value
    }
}
