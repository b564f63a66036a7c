public import SafetyModel

/// Proof that an entry is on the ledger: the entry, its inclusion proof, and the signed checkpoint that the proof
/// leads to. Whoever has it and the ledger's public key needs nothing else, on any machine, for ever.
public struct Receipt: Sendable, Hashable {
    /// What opens an entry's commitment.
    public struct Opening: Sendable, Hashable {
        public var salt: Salt
        public var content: [UInt8]

        public init(salt: Salt, content: [UInt8]) { (self.salt, self.content) = (salt, content) }
    }

    /// The place of the entry.
    public var index: UInt64
    /// The entry's bytes.
    public var entry: [UInt8]
    /// The entry's hash. It follows from the entry; it is there to tell whether entry or proof was changed. A
    /// `tlog-proof` has none.
    public var leaf: TreeHash?
    /// From the entry up to the root.
    public var proof: [TreeHash]
    /// The signed checkpoint.
    public var checkpoint: SignedNote
    public var opening: Opening?
    /// The answer of a time-stamping authority over the checkpoint (RFC 3161, DER).
    public var timestamp: [UInt8]?

    public init(
        entry: [UInt8], proof: InclusionProof, checkpoint: SignedNote, opening: Opening? = nil,
        timestamp: [UInt8]? = nil
    ) {
        (self.index, self.entry, self.proof) = (proof.index, entry, proof.hashes)
        leaf = .leaf(entry)
        (self.checkpoint, self.opening, self.timestamp) = (checkpoint, opening, timestamp)
    }

    init(index: UInt64, entry: [UInt8], leaf: TreeHash?, proof: [TreeHash], checkpoint: SignedNote) {
        (self.index, self.entry, self.leaf) = (index, entry, leaf)
        (self.proof, self.checkpoint) = (proof, checkpoint)
    }

    /// Whether the checkpoint bears more than the ledger's own signature. Says not that the others are good.
    public var hasCosignatures: Bool { checkpoint.signatures.count > 1 }

    /// What whoever reads the receipt should know of its weight.
    public var notice: LocalizedText { hasCosignatures ? Self.witnessed : Self.unwitnessed }

    static let unwitnessed = LocalizedText(
        fr: """
            Aucun témoin indépendant n'a signé. Ce reçu prouve que l'exploitant s'est engagé sur cette entrée ; il ne \
            prouve pas qu'il montre le même registre à tout le monde. Gardez ce reçu : un registre réécrit le \
            contredirait.
            """,
        en: """
            No independent witness has signed. This receipt proves that the operator committed to this entry; it does \
            not prove that the operator shows the same ledger to everyone. Keep this receipt: a rewritten ledger would \
            contradict it.
            """)

    static let witnessed = LocalizedText(
        fr: """
            D'autres signatures accompagnent celle du registre. Elles ne comptent que si vous connaissez la clé de ces \
            témoins et la vérifiez.
            """,
        en: """
            Other signatures stand beside the ledger's own. They count only if you know the keys of these witnesses \
            and check them.
            """)
}

/// A receipt that fits.
public struct VerifiedReceipt: Sendable, Hashable {
    public var entry: Entry
    public var checkpoint: Checkpoint
    /// Names of the witnesses whose signatures were checked.
    public var witnesses: [String]
    /// Names in which others signed, which were not checked.
    public var unchecked: [String]
    /// Whether the content was there and is what the entry commits to.
    public var isContentChecked: Bool
}

extension Receipt {
    /// Checks everything, and says of the first part that does not fit which it is.
    /// - Parameters:
    ///   - key: the ledger's public key, from a source that the holder trusts.
    ///   - witnesses: keys whose signatures must be there too.
    /// - Throws: ``ReceiptFault``
    public func verify(
        with key: VerifierKey, witnesses: [VerifierKey] = []
    ) throws(ReceiptFault) -> VerifiedReceipt {
        let checkpoint = try verifiedCheckpoint(with: key)
        for witness in witnesses {
            do throws(SignedNoteError) {
                try self.checkpoint.verify(with: witness)
            } catch {
                throw ReceiptFault(.witness, error.description)
            }
        }
        let entry = try verifiedEntry(in: checkpoint)
        try verifyTimestamp()
        let isChecked = try verifyContent(of: entry)
        let names = Set(witnesses.map(\.name))
        return VerifiedReceipt(
            entry: entry, checkpoint: checkpoint, witnesses: witnesses.map(\.name),
            unchecked: self.checkpoint.signatures.map(\.name).filter { $0 != key.name && !names.contains($0) },
            isContentChecked: isChecked)
    }

    private func verifiedCheckpoint(with key: VerifierKey) throws(ReceiptFault) -> Checkpoint {
        do throws(SignedNoteError) {
            return try Checkpoint(checkpoint, signedWith: key)
        } catch {
            switch error {
            case .notSigned where !checkpoint.signatures.contains(where: { $0.name.utf8.elementsEqual(key.name.utf8) }):
                throw ReceiptFault(
                    .key, "the checkpoint is not signed by \(key.name); is this the key of the ledger it comes from?")
            default: throw ReceiptFault(.checkpoint, error.description)
            }
        }
    }

    private func verifiedEntry(in checkpoint: Checkpoint) throws(ReceiptFault) -> Entry {
        guard index < checkpoint.size else {
            throw ReceiptFault(.index, "the checkpoint holds \(checkpoint.size) entries and this is number \(index)")
        }
        let path = InclusionProof(index: index, size: checkpoint.size, hashes: proof)
        let hash = TreeHash.leaf(entry)
        let parsed = Entry(entry)
        do throws(InclusionProof.Fault) {
            try path.verify(leaf: hash, root: checkpoint.root)
        } catch {
            switch error {
            case .outsideTree: throw ReceiptFault(.index, "the checkpoint holds no such entry")
            case .wrongLength: throw ReceiptFault(.proof, "it has another number of hashes than the way to the root")
            case .otherRoot: throw faultOfPath(hash: hash, entry: parsed)
            }
        }
        if let leaf, leaf != hash { throw ReceiptFault(.leaf, "it is not the hash of the entry") }
        guard let parsed else { throw ReceiptFault(.entry, "it is on the ledger, but this version cannot read it") }
        guard parsed.number == index else {
            throw ReceiptFault(.index, "the entry says of itself that it is number \(parsed.number)")
        }
        return parsed
    }

    /// What was changed where entry and proof do not lead to the root: the hash beside the entry tells.
    private func faultOfPath(hash: TreeHash, entry: Entry?) -> ReceiptFault {
        guard let leaf else { return ReceiptFault(.entryOrProof, "they do not lead to the root of the checkpoint") }
        if leaf != hash { return ReceiptFault(.entry, "its bytes do not have the hash that was entered") }
        guard let entry else { return ReceiptFault(.entry, "it is not written as an entry is") }
        if entry.number != index {
            return ReceiptFault(.index, "the entry says of itself that it is number \(entry.number)")
        }
        return ReceiptFault(.proof, "it does not lead to the root of the checkpoint")
    }

    /// The time stamp must be over this checkpoint. Whether its authority signed it is for `openssl ts -verify`.
    private func verifyTimestamp() throws(ReceiptFault) {
        guard let timestamp else { return }
        guard let answer = TimeStampResponse(timestamp) else {
            throw ReceiptFault(.timestamp, "it is no granted time stamp of RFC 3161")
        }
        guard answer.imprint == TreeHash.plain([checkpoint.text]).bytes else {
            throw ReceiptFault(.timestamp, "it is a time stamp over something else")
        }
    }

    private func verifyContent(of entry: Entry) throws(ReceiptFault) -> Bool {
        guard let opening else { return false }
        guard opening.salt.commitment(to: opening.content) == entry.commitment else {
            throw ReceiptFault(.content, "salt and content are not what the entry commits to")
        }
        return true
    }
}
