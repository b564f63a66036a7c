import Casework
import Foundation
import GRDB
import Ledger
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("The ledger in the database")
struct LedgerStoreTests {
    private func document(_ number: Int) -> LedgerItem {
        LedgerItem(
            kind: .document, time: Sample.start + .minutes(number), reference: EntryReference(.document, 0),
            content: Array("document \(number)".utf8))
    }

    private func fill(_ store: SQLiteStore, _ count: Int) async throws {
        _ = try await store.enter((0..<count).map(document))
    }

    @Test("what is done is entered with it, and committed to as it is")
    func hooks() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1")])
            _ = try await store.record([Sample.signal("m1")], upTo: 1)
            try await store.audit(action: "sign_in_failed", detail: "Nobody\0 with a NUL", by: nil, at: Sample.now)
            _ = try await store.forgetContext(before: Sample.start + .days(9))
            let kinds = try await store.receipts(of: Array(0..<5)).map { try #require(Entry($0.entry)) }
            #expect(kinds.map(\.kind) == [.step, .signal, .evidence, .account, .deletion])
            #expect(kinds.map(\.reference.text) == ["audit/1", "audit/2", "evidence/1", "audit/3", "day/20620"])
            let report = try await store.auditLedger()
            #expect(report.problem == nil && report.entries == 5 && report.contents == 5 && report.unsigned == 0)
            let receipt = try await store.receipt(of: 1, isOpen: true)
            let content = try #require(receipt.opening?.content)
            #expect(String(decoding: content, as: UTF8.self).contains("minor.solicitation conversation_risk/1"))
            #expect(try receipt.verify(with: try await store.ledgerKey()).isContentChecked)
        }
    }

    @Test("what fails leaves neither the thing nor its entry")
    func together() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1")])
            let size = try await store.ledgerSize()
            try await store.pool.write {
                try $0.execute(
                    sql: """
                        CREATE TRIGGER refuse BEFORE INSERT ON ledger_entries WHEN NEW.number = 1
                        BEGIN SELECT RAISE(ABORT, 'refused'); END
                        """)
            }
            await #expect(throws: StorageError.engine(detail: "refused")) {
                try await store.record([Sample.signal("m1")], upTo: 1)
            }
            #expect(try await store.ledgerSize() == size)
            #expect(try await store.check().counts["audit"] == 0)
        }
    }

    @Test("receipts of entries fit, at sizes around full tiles", arguments: [1, 2, 255, 256, 257, 513])
    func receipts(size: Int) async throws {
        try await withStore { store in
            try await fill(store, size)
            let key = try await store.ledgerKey()
            for receipt in try await store.receipts(of: Array(stride(from: 0, to: UInt64(size), by: size > 9 ? 16 : 1)))
            {
                #expect(try receipt.verify(with: key).checkpoint.size == UInt64(size))
            }
            await #expect(throws: LedgerError.noSuchEntry(number: size, size: size)) {
                try await store.receipt(of: UInt64(size))
            }
            #expect(try await store.auditLedger().problem == nil)
        }
    }

    @Test("many who append at once get numbers of their own, and the ledger fits")
    func group() async throws {
        try await withStore { store in
            let numbers = try await withThrowingTaskGroup(of: [UInt64].self) { group in
                for producer in 0..<40 {
                    group.addTask {
                        var own: [UInt64] = []
                        for number in 0..<20 { own += try await store.enter([document(producer * 20 + number)]) }
                        return own
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(numbers.sorted() == Array(0..<800))
            try await store.signCheckpoint()
            #expect(try await store.auditLedger().problem == nil)
        }
    }

    @Test("a group that fails tells everybody in it, and the next one is taken")
    func groupFails() async throws {
        try await withStore { store in
            try await store.pool.write {
                try $0.execute(
                    sql: """
                        CREATE TABLE gate (closed INTEGER); INSERT INTO gate VALUES (1);
                        CREATE TRIGGER refuse BEFORE INSERT ON ledger_entries WHEN (SELECT closed FROM gate)
                        BEGIN SELECT RAISE(ABORT, 'refused'); END
                        """)
            }
            let failures = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask { (try? await store.enter([document(number)])) == nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(failures == 20)
            try await store.pool.write { try $0.execute(sql: "UPDATE gate SET closed = 0") }
            #expect(try await store.enter([document(1)]) == [0])
        }
    }

    @Test("a checkpoint is signed when something changed, and holds all that the one before held")
    func checkpoints() async throws {
        try await withStore { store in
            #expect(try await store.signCheckpoint() == nil)
            try await fill(store, 3)
            let first = try #require(try await store.signCheckpoint())
            #expect(try await store.signCheckpoint() == first)
            try await fill(store, 300)
            let second = try #require(try await store.signCheckpoint())
            let key = try store.keptLedgerKey()
            let (earlier, later) = (try Checkpoint(first, signedWith: key), try Checkpoint(second, signedWith: key))
            #expect(earlier.size == 3 && later.size == 303)
            let found = try await store.proveGrowth(from: 3)
            try found.proof.verify(firstRoot: earlier.root, secondRoot: later.root)
            for size: UInt64 in [0, 304, .max] {
                await #expect(throws: LedgerError.self) { try await store.proveGrowth(from: size) }
            }
            #expect(try await store.problem(withKept: earlier) == nil)
            var other = earlier
            other.root = later.root
            #expect(try await store.problem(withKept: other)?.part == "checkpoint")
        }
    }

    @Test("the key is made once, only its owner reads it, and a lost one is not replaced")
    func keys() async throws {
        try await withStore { store in
            let key = try await store.ledgerKey(origin: "ledger.example/one")
            #expect(key.name == "ledger.example/one")
            let path = store.path + ".ledger-key"
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try await store.ledgerKey(origin: "other") == key)
            try await fill(store, 1)
            try await store.signCheckpoint()
            try FileManager.default.removeItem(atPath: path)
            try await fill(store, 1)
            await #expect(throws: LedgerError.keyMissing(path: path)) { try await store.signCheckpoint() }
            try Data("PRIVATE+KEY+x".utf8).write(to: URL(fileURLWithPath: path))
            await #expect(throws: LedgerError.self) { try await store.signCheckpoint() }
        }
    }

    @Test("the ledger's tables cannot be changed through SQL")
    func triggers() async throws {
        try await withStore { store in
            try await fill(store, 300)
            try await store.signCheckpoint()
            for sql in [
                "UPDATE ledger_entries SET entry = ''", "DELETE FROM ledger_entries",
                "INSERT INTO ledger_entries VALUES (900, '', x'')", "UPDATE ledger_tiles SET hashes = x''",
                "DELETE FROM ledger_tiles", "UPDATE ledger_checkpoints SET note = ''", "DELETE FROM ledger_checkpoints",
            ] {
                await #expect(throws: DatabaseError.self, "\(sql)") {
                    try await store.pool.write { try $0.execute(sql: sql) }
                }
            }
        }
    }

    @Test("a ledger that was rewritten is not signed again")
    func refusesToSign() async throws {
        try await withStore { store in
            try await fill(store, 5)
            try await store.signCheckpoint()
            try await store.pool.write { db in
                try db.execute(sql: "DROP TRIGGER entries_are_never_changed")
                try db.execute(sql: "UPDATE ledger_entries SET hash = zeroblob(32) WHERE number = 2")
            }
            try await fill(store, 1)
            await #expect(throws: LedgerError.doesNotFit(detail: "entries below the newest checkpoint were changed")) {
                try await store.signCheckpoint()
            }
        }
    }

    @Test("evidence is erased with its salt; the entry stays and the audit is told why")
    func erases() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1", "send me a picture, just for me")])
            _ = try await store.record([Sample.signal("m1")], upTo: 1)
            let key = try await store.ledgerKey()
            let before = try await store.receipt(of: 2, isOpen: true)
            #expect(try before.verify(with: key).isContentChecked)
            await #expect(throws: LedgerError.notErasable(number: 1)) {
                try await store.eraseEvidence(ofEntry: 1, at: Sample.now)
            }
            try await store.eraseEvidence(ofEntry: 2, at: Sample.now)
            let after = try await store.receipt(of: 2, isOpen: true)
            #expect(after.opening == nil && after.entry == before.entry)
            _ = try after.verify(with: key)
            try await store.signCheckpoint()
            let report = try await store.auditLedger()
            #expect(report.problem == nil && report.erased == 1)
        }
    }

    @Test("time stamps and witnesses' signatures are kept only for checkpoints of this ledger")
    func foreign() async throws {
        try await withStore { store in
            try await fill(store, 2)
            let note = try #require(try await store.signCheckpoint())
            let signer = try SignerKey(name: "witness.example", seed: [UInt8](repeating: 5, count: 32))
            let witness = signer.verifier
            var signed = note
            signed.add(try #require(signer.sign(note.text)))
            try await store.addCosignatures(from: signed, by: witness)
            let receipt = try await store.receipt(of: 0)
            #expect(
                try receipt.verify(with: try store.keptLedgerKey(), witnesses: [witness]).witnesses == [witness.name])
            let other = try #require(Checkpoint(origin: witness.name, size: 2, root: .empty).signed(with: signer))
            await #expect(throws: LedgerError.self) { try await store.addCosignatures(from: other, by: witness) }
            await #expect(throws: LedgerError.self) { try await store.addTimeStamp([1, 2, 3]) }
            #expect(try await store.auditLedger().problem == nil)
        }
    }

    @Test("tiles are shown as far as a checkpoint covers them, and no further")
    func pages() async throws {
        try await withStore { store in
            #expect(try await store.checkpointPage() == nil)
            try await fill(store, 600)
            let path = try #require(TilePath("0/001"))
            #expect(try await store.tilePage(path) == nil)
            try await store.signCheckpoint()
            try await fill(store, 100)
            #expect(try await store.tilePage(path)?.count == 8192)
            #expect(try await store.tilePage(try #require(TilePath("0/002.p/88")))?.count == 88 * 32)
            #expect(try await store.tilePage(try #require(TilePath("0/002.p/89"))) == nil)
            #expect(try await store.tilePage(try #require(TilePath("0/002"))) == nil)
            #expect(try await store.tilePage(try #require(TilePath("1/000.p/2")))?.count == 64)
            #expect(try await store.tilePage(try #require(TilePath("63/x999/x999/x999/x999/x999/999"))) == nil)
        }
    }
}
