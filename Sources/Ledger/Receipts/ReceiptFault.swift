/// What of a receipt does not fit, and why.
public struct ReceiptFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The parts of a receipt. The raw values are printed; they never change.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        case format, index, entry, leaf, proof, checkpoint, key, content, notice, witness, timestamp
        /// Where nothing tells which of the two was changed.
        case entryOrProof = "entry or proof"
    }

    public var part: Part
    /// A sentence.
    public var reason: String

    init(_ part: Part, _ reason: String) { (self.part, self.reason) = (part, reason) }

    public var description: String { "\(part.rawValue): \(reason)" }
}

/// Why a file cannot be judged as a receipt at all.
public struct UnreadableReceipt: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }
}
