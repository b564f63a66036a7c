/// What a ledger says of itself at a moment: how many entries it has, and the root over them
/// (c2sp.org/tlog-checkpoint). Signed, it is a promise that what stands below that size never changes.
public struct Checkpoint: Sendable, Hashable {
    /// Which ledger; the name of its key.
    public var origin: String
    public var size: UInt64
    public var root: TreeHash

    public init(origin: String, size: UInt64, root: TreeHash) {
        (self.origin, self.size, self.root) = (origin, size, root)
    }

    /// The text that is signed.
    public var text: [UInt8] { Array("\(origin)\n\(size)\n\(root.base64)\n".utf8) }

    /// Reads the text of a note. Lines that follow the three are allowed, and mean nothing to us.
    /// - Throws: ``SignedNoteError/malformed(_:)``
    public init(text: [UInt8]) throws(SignedNoteError) {
        let lines = text.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard text.last == 0x0A, lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }),
            let origin = String(validating: lines[0], as: UTF8.self)
        else { throw .malformed("a checkpoint has three lines: origin, size and root") }
        guard let size = Decimal.number(lines[1]) else {
            throw .malformed("the size of the checkpoint is not a number")
        }
        guard let root = StrictBase64.decode(lines[2]).flatMap({ TreeHash($0) }) else {
            throw .malformed("the root of the checkpoint is not a hash")
        }
        self.init(origin: origin, size: size, root: root)
    }

    /// Signs it. `nil` where the key cannot sign.
    public func signed(with key: SignerKey) -> SignedNote? { SignedNote(signing: text, with: key) }

    /// Reads a checkpoint that a key signed in the name of its ledger.
    /// - Throws: ``SignedNoteError``
    public init(_ note: SignedNote, signedWith key: VerifierKey) throws(SignedNoteError) {
        try note.verify(with: key)
        try self.init(text: note.text)
        guard origin.utf8.elementsEqual(key.name.utf8) else {
            throw .malformed("it is of the ledger \(origin), and the key is of \(key.name)")
        }
    }
}

/// Whole numbers as texts of ours carry them: decimal digits without leading zeros.
enum Decimal {
    static func number(_ digits: some Collection<UInt8>) -> UInt64? {
        guard (1...20).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            return nil
        }
        var value: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOverToo) = tens.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            guard !isOver, !isOverToo else { return nil }
            value = sum
        }
        return value
    }
}
