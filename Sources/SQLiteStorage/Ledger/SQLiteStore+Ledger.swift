public import Casework
import Foundation
import GRDB
public import Ledger
public import SafetyModel

extension SQLiteStore {
    /// Enters things by themselves; returns once they are durable. Calls that are made at the same moment share one
    /// transaction. What is part of another change is entered within that change's transaction instead.
    /// - Returns: the number of each entry.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func enter(_ items: [LedgerItem]) async throws -> [UInt64] {
        if items.isEmpty { return [] }
        return try await ledgerWriter.append(items) { groups in
            try await self.write { db in
                var numbers: [[UInt64]] = []
                for group in groups {
                    var own: [UInt64] = []
                    for item in group {
                        own.append(
                            try LedgerBook.append(
                                item.kind, at: item.time, item.reference, content: item.content, salt: item.salt,
                                in: db))
                    }
                    numbers.append(own)
                }
                return numbers
            }
        }
    }

    /// How many entries the ledger has.
    /// - Throws: ``StorageError``
    public func ledgerSize() async throws -> UInt64 { try await read { try LedgerBook.size(in: $0) } }

    // MARK: Keys and checkpoints

    /// The ledger's public key. The key is made with the first use.
    /// - Parameter origin: the name of the ledger, as `example.org/ledger`; counts only where the key is made.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func ledgerKey(origin: String? = nil) async throws -> VerifierKey {
        let isUsed = try await read { try LedgerBook.newestNote(in: $0) != nil }
        return try LedgerKeyFile.load(forDatabase: path, origin: origin, isUsed: isUsed).verifier
    }

    /// The public key from its file beside the database.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func keptLedgerKey() throws -> VerifierKey { try LedgerKeyFile.verifier(forDatabase: path) }

    /// Signs a checkpoint, where something was entered since the last one.
    /// - Returns: the newest checkpoint; `nil` while the ledger is empty.
    /// - Throws: ``StorageError``, ``LedgerError``
    @discardableResult
    public func signCheckpoint() async throws -> SignedNote? {
        let (size, newest) = try await read { (try LedgerBook.size(in: $0), try LedgerBook.newestNote(in: $0)) }
        if let newest, newest.size == size { return newest.note }
        guard size > 0 else { return nil }
        let key = try LedgerKeyFile.load(forDatabase: path, isUsed: newest != nil)
        return try await write { try LedgerBook.checkpoint(with: key, in: $0) }
    }

    /// The newest checkpoint that was signed.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func newestCheckpoint() async throws -> SignedNote? {
        try await read { try LedgerBook.newestNote(in: $0)?.note }
    }

    // MARK: Proofs

    /// The receipt of an entry; see ``receipts(of:isOpen:)``.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func receipt(of number: UInt64, isOpen: Bool = false) async throws -> Receipt {
        let receipts = try await receipts(of: [number], isOpen: isOpen)
        guard let receipt = receipts.first else { throw LedgerError.empty }
        return receipt
    }

    /// Receipts of entries. Signs a checkpoint where none covers them yet.
    /// - Parameter isOpen: whether they bring salt and content, where the database has them.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func receipts(of numbers: [UInt64], isOpen: Bool = false) async throws -> [Receipt] {
        guard let last = numbers.max() else { return [] }
        let size = try await ledgerSize()
        guard last < size else { throw LedgerError.noSuchEntry(number: Int(clamping: last), size: Int(size)) }
        let covered = try await read { try LedgerBook.newestNote(in: $0)?.size ?? 0 }
        if last >= covered { try await signCheckpoint() }
        return try await read { db in
            guard let checkpoint = try Self.checkpoint(covering: last, in: db) else { throw LedgerError.empty }
            let stamp = try Data.fetchOne(
                db, sql: "SELECT answer FROM ledger_stamps WHERE size = ?", arguments: [Int64(checkpoint.size)]
            ).map { [UInt8]($0) }
            return try Self.fitting(
                { tree in
                    var receipts: [Receipt] = []
                    for number in numbers {
                        guard let proof = try tree.inclusionProof(of: number, size: checkpoint.size),
                            let entry = try Data.fetchOne(
                                db.cachedStatement(sql: "SELECT entry FROM ledger_entries WHERE number = ?"),
                                arguments: [Int64(number)]
                            ).map({ [UInt8]($0) })
                        else { throw LedgerError.doesNotFit(detail: "entry \(number) is missing") }
                        receipts.append(
                            Receipt(
                                entry: entry, proof: proof, checkpoint: checkpoint.note,
                                opening: isOpen ? try self.opening(of: number, entry: entry, in: db) : nil,
                                timestamp: stamp))
                    }
                    return receipts
                }, in: db)
        }
    }

    /// The newest checkpoint that covers an entry and was stamped by an authority, which is worth more than one that is
    /// newer; or else the newest.
    private static func checkpoint(covering number: UInt64, in db: Database) throws -> (size: UInt64, note: SignedNote)?
    {
        let stamped = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT checkpoints.size, note FROM ledger_stamps AS stamps
                        JOIN ledger_checkpoints AS checkpoints ON checkpoints.size = stamps.size
                    WHERE stamps.size > ? ORDER BY stamps.size DESC LIMIT 1
                    """), arguments: [Int64(number)])
        return try LedgerBook.note(stamped) ?? LedgerBook.newestNote(in: db)
    }

    private func opening(of number: UInt64, entry: [UInt8], in db: Database) throws -> Receipt.Opening? {
        guard let parsed = Entry(entry), let salt = try LedgerAudit.salt(of: number, in: db),
            case .contents(let forms) = try LedgerContents.contents(
                of: parsed.reference, evidenceKey: evidenceKey, in: db),
            // What was changed is handed out too: whoever checks the receipt is told.
            let content = forms.first(where: { salt.commitment(to: $0) == parsed.commitment }) ?? forms.first
        else { return nil }
        return Receipt.Opening(salt: salt, content: content)
    }

    /// Proves that the ledger of a size holds all that it held at an earlier one.
    /// - Parameter second: `nil` for the newest checkpoint.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func proveGrowth(
        from first: UInt64, to second: UInt64? = nil
    ) async throws -> (proof: ConsistencyProof, firstRoot: TreeHash, secondRoot: TreeHash) {
        try await read { db in
            let size = try LedgerBook.size(in: db)
            let end = try second ?? LedgerBook.newestNote(in: db)?.size ?? size
            guard size > 0 else { throw LedgerError.empty }
            guard first > 0, first <= size else {
                throw LedgerError.noSuchSize(size: Int(clamping: first), newest: Int(size))
            }
            guard end >= first, end <= size else {
                throw LedgerError.noSuchSize(size: Int(clamping: end), newest: Int(size))
            }
            return try Self.fitting(
                { tree in
                    guard let proof = try tree.consistencyProof(from: first, to: end) else { throw LedgerError.empty }
                    return (proof, try tree.root(size: first), try tree.root(size: end))
                }, in: db)
        }
    }

    /// Works on the tree, and says in words where a hash is missing.
    private static func fitting<Value>(
        _ body: (inout TileTree<LedgerTiles>) throws -> Value, in db: Database
    ) throws -> Value {
        var tree = TileTree(LedgerTiles(db))
        do {
            return try body(&tree)
        } catch let error as MissingHash {
            throw LedgerError.doesNotFit(
                detail: "a hash of tile \(error.place.index) on level \(error.place.level) is missing")
        }
    }

    // MARK: What others add

    /// Keeps the signature of a witness under a checkpoint that the ledger signed.
    /// - Parameters:
    ///   - note: the checkpoint's text with the signature.
    ///   - witness: whose signatures are taken, and no others; see ``SignedNote/verify(with:)``.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func addCosignatures(from note: SignedNote, by witness: VerifierKey) async throws {
        try await write { db in
            guard let size = (try? Checkpoint(text: note.text))?.size,
                var own = try LedgerBook.note(
                    Row.fetchOne(
                        db, sql: "SELECT size, note FROM ledger_checkpoints WHERE size = ?",
                        arguments: [Int64(clamping: size)]))?.note, own.text == note.text
            else { throw LedgerError.foreign(detail: "this is no checkpoint of this ledger") }
            for signature in note.signatures(by: witness) { own.add(signature) }
            try db.execute(
                sql: "UPDATE ledger_checkpoints SET note = ? WHERE size = ?",
                arguments: [String(decoding: own.bytes, as: UTF8.self), Int64(clamping: size)])
        }
    }

    /// Keeps the answer of a time-stamping authority, with the checkpoint that it is over.
    /// - Returns: the size of that checkpoint.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func addTimeStamp(_ answer: [UInt8]) async throws -> UInt64 {
        guard let response = TimeStampResponse(answer) else {
            throw LedgerError.foreign(detail: "this is no granted time stamp (RFC 3161, DER)")
        }
        return try await write { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT size, note FROM ledger_checkpoints ORDER BY size DESC")
            while let row = try rows.next() {
                guard let found = try LedgerBook.note(row) else { continue }
                guard TreeHash.plain([found.note.text]).bytes == response.imprint else { continue }
                try db.execute(
                    sql: "INSERT OR REPLACE INTO ledger_stamps (size, answer) VALUES (?, ?)",
                    arguments: [Int64(found.size), Data(answer)])
                return found.size
            }
            throw LedgerError.foreign(detail: "the time stamp is over no checkpoint of this ledger")
        }
    }

    // MARK: Erasing

    /// Erases a kept text and the salt that hides it. The entry stays, says nothing, and another says that it was done.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func eraseEvidence(ofEntry number: UInt64, at time: Timestamp) async throws {
        try await write { db in
            let entry = try Data.fetchOne(
                db, sql: "SELECT entry FROM ledger_entries WHERE number = ?", arguments: [Int64(clamping: number)])
            guard let row = entry.flatMap({ Entry([UInt8]($0)) })?.reference.row, row.table == .evidence else {
                throw LedgerError.notErasable(number: Int(clamping: number))
            }
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "DELETE FROM evidence_keys WHERE sequence = ?", arguments: [row.number])
            try db.execute(sql: "DELETE FROM evidence WHERE sequence = ?", arguments: [row.number])
            try LedgerBook.erase(number, at: time, in: db)
        }
        try await truncateLog()
    }

    // MARK: Audit

    /// Reads the whole ledger and says which entry is the first that does not fit.
    /// - Parameters:
    ///   - key: the public key; `nil` for the one beside the database.
    ///   - progress: told now and then how many entries were read.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func auditLedger(
        key: VerifierKey? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> LedgerReport {
        // A ledger that signed nothing yet has no key, and nothing to hold against one.
        let isSigned = try await read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM ledger_checkpoints)") }
        let key = try key ?? (isSigned == true ? keptLedgerKey() : nil)
        return try await read { db in
            var audit = LedgerAudit(db: db, key: key, evidenceKey: self.evidenceKey, progress: progress)
            return try audit.run()
        }
    }

    /// Whether the ledger still holds what a checkpoint said that somebody kept.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func problem(withKept kept: Checkpoint) async throws -> LedgerProblem? {
        try await read { db in
            guard kept.size <= (try LedgerBook.size(in: db)) else {
                return LedgerProblem(
                    "checkpoint", nil,
                    "the kept checkpoint is of \(kept.size) entries, more than there are: entries are missing at the end"
                )
            }
            let root = try Self.fitting({ try $0.root(size: kept.size) }, in: db)
            return root == kept.root
                ? nil
                : LedgerProblem(
                    "checkpoint", nil, "the first \(kept.size) entries are not those of the kept checkpoint")
        }
    }
}

extension SQLiteStore {
    public func ledgerState() async throws -> LedgerState {
        try await read { db in
            guard let newest = try LedgerBook.newestNote(in: db) else { return LedgerState(signed: 0, witnesses: []) }
            let origin = (try? Checkpoint(text: newest.note.text))?.origin
            return LedgerState(
                signed: Int(clamping: newest.size),
                witnesses: newest.note.signatures.map(\.name).filter { $0 != origin })
        }
    }
}

extension SQLiteStore: LedgerPages {
    public func checkpointPage() async throws -> [UInt8]? { try await newestCheckpoint()?.bytes }

    public func tilePage(_ path: TilePath) async throws -> [UInt8]? {
        try await read { db in
            // Nothing is shown that was not signed.
            guard let size = try LedgerBook.newestNote(in: db)?.size, path.place.index < 1 << 40,
                path.width <= path.place.width(inTreeOf: size)
            else { return nil }
            let hashes = try LedgerTiles(db).tile(path.place)
            guard hashes.count >= path.width else { return nil }
            return hashes.prefix(path.width).flatMap(\.bytes)
        }
    }

    public func keyPage() async throws -> String { try await ledgerKey().description }
}

extension SQLiteStore {
    /// Signs a text, which ends in a newline, with the ledger's key: for what is handed to other instances.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func signedNote(_ text: [UInt8]) async throws -> SignedNote {
        let isUsed = try await read { try LedgerBook.newestNote(in: $0) != nil }
        let key = try LedgerKeyFile.load(forDatabase: path, isUsed: isUsed)
        guard let note = SignedNote(signing: text, with: key) else {
            throw LedgerError.wrongKey(path: path, detail: "the key does not sign")
        }
        return note
    }
}
