import Foundation
import GRDB
import Ledger
import SafetyModel
import Testing

@testable import SQLiteStorage

/// A change made behind Vigie's back, and what the audit must say of it.
struct Tampering: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let entry: Int?
    let part: String

    init(_ sentence: String, _ sql: String, _ part: String, _ entry: Int?) {
        (testDescription, self.sql, self.part, self.entry) = (sentence, sql, part, entry)
    }

    /// A byte of a blob or text, flipped.
    static func flip(_ table: String, _ column: String, _ place: String, byte: Int = 3) -> String {
        """
        UPDATE \(table) SET \(column) = CAST(CAST(substr(CAST(\(column) AS BLOB), 1, \(byte)) AS BLOB)
            || CASE substr(CAST(\(column) AS BLOB), \(byte + 1), 1) WHEN x'41' THEN x'42' ELSE x'41' END
            || substr(CAST(\(column) AS BLOB), \(byte + 2)) AS \(column == "entry" || column == "note" ? "TEXT" : "BLOB"))
        WHERE \(place)
        """
    }

    /// On the ledger: 0…599 documents, 600…602 a case with its signal and evidence, 603 a sign-in.
    static let all: [Tampering] = [
        .init("an entry in a full tile", flip("ledger_entries", "entry", "number = 17"), "entry", 17),
        .init("an entry at the end", flip("ledger_entries", "entry", "number = 600"), "entry", 600),
        .init(
            "the last byte of an entry", "UPDATE ledger_entries SET entry = rtrim(entry, char(10)) WHERE number = 9",
            "entry", 9),
        .init("a hash in a full tile", flip("ledger_entries", "hash", "number = 40"), "hash", 40),
        .init("a tile of level 0", flip("ledger_tiles", "hashes", "place = 1", byte: 32 * 5 + 2), "tile", 261),
        .init(
            "a tile that was cut", "UPDATE ledger_tiles SET hashes = substr(hashes, 1, 100) WHERE place = 1", "tile",
            256),
        .init("a lost tile", "DELETE FROM ledger_tiles WHERE place = 0", "tile", 0),
        .init("a tile of level 1", flip("ledger_tiles", "hashes", "place = 1 << 48", byte: 33), "tile", 256),
        .init(
            "a tile of level 1 that is too long",
            "UPDATE ledger_tiles SET hashes = CAST(hashes || zeroblob(32) AS BLOB) WHERE place = 1 << 48", "tile", 604),
        .init("a tile that does not belong", "INSERT INTO ledger_tiles VALUES (7, zeroblob(8192))", "tile", nil),
        .init("a lost entry", "DELETE FROM ledger_entries WHERE number = 300", "entry", 300),
        .init(
            "entries cut from the end",
            "DELETE FROM ledger_salts WHERE number >= 602; DELETE FROM ledger_entries WHERE number >= 602",
            "checkpoint", 602),
        .init("a text of a checkpoint", flip("ledger_checkpoints", "note", "size = 200", byte: 4), "checkpoint", nil),
        .init("a size of a checkpoint", "UPDATE ledger_checkpoints SET size = 201 WHERE size = 200", "checkpoint", nil),
        .init(
            "an entry with its hash, at the end",
            "UPDATE ledger_entries SET entry = (SELECT entry FROM other), hash = (SELECT hash FROM other) WHERE number = 601",
            "entry", 200),
        .init(
            "an entry with its hash, in a tile",
            "UPDATE ledger_entries SET entry = (SELECT replace(entry, '601', '3') FROM other), hash = (SELECT three FROM other) WHERE number = 3",
            "tile", 3),
        .init("a line of the trail", "UPDATE audit SET detail = 'sextortion' WHERE number = 1", "content", 600),
        .init("when a line was written", "UPDATE audit SET at = at + 1 WHERE number = 3", "content", 603),
        .init("who is on a line", "UPDATE audit SET reviewer = NULL, case_id = NULL WHERE number = 2", "content", 601),
        .init("a lost line", "DELETE FROM audit WHERE number = 2", "content", 601),
        .init(
            "a line that was never entered", "INSERT INTO audit (at, action, detail) VALUES (1, 'noted', 'x')", "line",
            nil),
        .init(
            "what a signal rests on", "UPDATE signals SET detail = replace(detail, 'request', 'requesu')", "content",
            601),
        .init("how sure a signal is", "UPDATE signals SET score = score / 2", "content", 601),
        .init("when a signal was found", "UPDATE signals SET time = time + 1", "content", 601),
        .init("a lost signal", "DELETE FROM signals", "signal", 601),
        .init(
            "a signal that was never entered",
            "INSERT INTO signals SELECT 2, 'other', case_id, policy, score, time, detail FROM signals", "signal", nil),
        .init("evidence that has lost its case", "DELETE FROM evidence_cases", "evidence", nil),
        .init("whom a case is about", "UPDATE cases SET subject = 'b7'", "case", nil),
        .init("where a case stands", "UPDATE cases SET state = 'decided'", "case", nil),
        .init("how grave a case is", "UPDATE cases SET severity = 4", "case", nil),
        .init("of which policy a case is", "UPDATE cases SET policy = 'spam'", "case", nil),
        .init("by when a case is decided", "UPDATE cases SET due_at = due_at + 1", "case", nil),
        .init("how many signals a case has", "UPDATE cases SET signal_count = 7", "case", nil),
        .init("a lost case", "DELETE FROM cases", "case", nil),
        .init("when a clock ends", "UPDATE clocks SET due = due + 1", "clock", nil),
        .init("a clock that was stopped", "UPDATE clocks SET stopped_at = started", "clock", nil),
        .init("a lost clock", "DELETE FROM clocks", "clock", nil),
        .init("a piece of evidence", flip("evidence", "sealed", "1", byte: 20), "content", 602),
        .init("lost evidence", "DELETE FROM evidence", "content", 602),
        .init(
            "who wrote what is evidence", "UPDATE events SET actor = target, target = actor WHERE sequence = 1",
            "content", 602),
        .init(
            "by which id somebody is known who wrote evidence",
            "UPDATE members SET id = 'a2' WHERE number = (SELECT actor FROM events WHERE sequence = 1)", "content", 602),
        .init("when evidence was written", "UPDATE events SET time = time + 1 WHERE sequence = 1", "content", 602),
        .init(
            "where evidence was written", "UPDATE events SET body = replace(body, 'd1', 'd2') WHERE sequence = 1",
            "content", 602),
        .init(
            "evidence that was never entered", "INSERT INTO evidence SELECT 2, sealed FROM evidence", "evidence", nil),
        .init("a salt", flip("ledger_salts", "salt", "number = 601"), "content", 601),
        .init("a salt that was cut", "UPDATE ledger_salts SET salt = x'00' WHERE number = 600", "salt", 600),
        .init("a lost salt", "DELETE FROM ledger_salts WHERE number = 603", "salt", 603),
        .init("a salt of no entry", "INSERT INTO ledger_salts VALUES (9000, zeroblob(32))", "salt", nil),
        .init("a time stamp over something else", "INSERT INTO ledger_stamps VALUES (200, x'3000')", "stamp", nil),
    ]
}

@Suite("The audit names the first entry that does not fit")
struct LedgerAuditTests {
    @Test("whatever was changed in the database is found and named", arguments: Tampering.all)
    func finds(_ tampering: Tampering) async throws {
        try await withStore { store in
            for count in [200, 400] {
                _ = try await store.enter(
                    (0..<count).map {
                        LedgerItem(
                            kind: .document, time: Sample.start, reference: EntryReference(.document, 0),
                            content: [UInt8($0 & 255)])
                    })
                if count == 200 { try await store.signCheckpoint() }
            }
            _ = try await store.append([Sample.message("m1"), Sample.message("m2")])
            _ = try await store.record([Sample.signal("m1")], upTo: 2)
            try await store.audit(action: "signed_in", detail: "Ada", by: nil, at: Sample.now)
            try await store.signCheckpoint()
            #expect(try await store.auditLedger().problem == nil)
            #expect(try await store.ledgerSize() == 604)
            try await tamper(tampering.sql, in: store)
            let problem = try #require(try await store.auditLedger().problem)
            #expect(problem.part == tampering.part, "\(problem)")
            #expect(problem.entry == tampering.entry, "\(problem)")
        }
    }

    /// As somebody does it who has the file: without the triggers and references.
    private func tamper(_ sql: String, in store: SQLiteStore) async throws {
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \(name)")
            }
            // Another well-formed entry, with the hash that belongs to it.
            let entry = try #require(
                try String.fetchOne(db, sql: "SELECT entry FROM ledger_entries WHERE number = 601"))
            let other = entry.replacing("signal", with: "report")
            let three = other.replacing("601", with: "3")
            try db.execute(sql: "CREATE TABLE other (entry TEXT, hash BLOB, three BLOB)")
            try db.execute(
                sql: "INSERT INTO other VALUES (?, ?, ?)",
                arguments: [
                    other, Data(TreeHash.leaf(Array(other.utf8)).bytes), Data(TreeHash.leaf(Array(three.utf8)).bytes),
                ])
            try db.execute(sql: sql)
            try db.execute(sql: "DROP TABLE other")
            try db.execute(sql: "PRAGMA foreign_keys = ON")
        }
    }

    @Test("evidence that an earlier version entered still fits, and is counted as covered less")
    func older() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1")])
            _ = try await store.record([Sample.signal("m1")], upTo: 1)
            #expect(try await store.auditLedger().older == 0)
            // As it was entered before: the event's source and id, and the text as it is sealed.
            var writer = ByteWriter()
            writer.write("test:guild/1")
            writer.write("m1")
            let content = writer.bytes + [0] + Array("hello".utf8)
            _ = try await store.enter([
                LedgerItem(
                    kind: .evidence, time: Sample.now, reference: EntryReference(.evidence, 1), content: content)
            ])
            let report = try await store.auditLedger()
            #expect(report.problem == nil && report.contents == 4 && report.older == 1)
            let receipt = try await store.receipt(of: 3, isOpen: true)
            #expect(receipt.opening?.content == content)
            #expect(try receipt.verify(with: try await store.ledgerKey()).isContentChecked)
        }
    }

    @Test("a line of a signal that an earlier version entered still fits, and so does the signal of its case")
    func olderSignal() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1")])
            _ = try await store.record([Sample.signal("m1")], upTo: 1)
            try await store.pool.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO signals SELECT 2, 'other', case_id, policy, score, time, detail FROM signals;
                        UPDATE cases SET signal_count = 2;
                        INSERT INTO audit (at, case_id, action, detail)
                            SELECT at, case_id, action, detail FROM audit WHERE action = 'signal_added';
                        """)
            }
            let line = LedgerContents.trailLine(
                3, "signal_added", "minor.solicitation conversation_risk/1", case: 1, by: nil, at: Sample.now)
            _ = try await store.enter([
                LedgerItem(kind: .signal, time: Sample.now, reference: EntryReference(.audit, 3), content: line)
            ])
            let report = try await store.auditLedger()
            #expect(report.problem == nil && report.older == 1, "\(String(describing: report.problem))")
            #expect(try await store.receipt(of: 3, isOpen: true).opening?.content == line)
            try await store.pool.write { try $0.execute(sql: "UPDATE signals SET policy = 'spam' WHERE number = 2") }
            let problem = try #require(try await store.auditLedger().problem)
            #expect(problem.part == "content" && problem.entry == 3, "\(problem)")
        }
    }

    @Test("entries that nothing was signed over yet are counted")
    func unsigned() async throws {
        try await withStore { store in
            #expect(try await store.auditLedger() == LedgerReport())
            try await store.audit(action: "signed_in", detail: "Ada", by: nil, at: Sample.now)
            let report = try await store.auditLedger()
            #expect(report.problem == nil && report.entries == 1 && report.unsigned == 1 && report.checkpoints == 0)
            try await store.signCheckpoint()
            #expect(try await store.auditLedger().unsigned == 0)
        }
    }

    @Test("another ledger's key does not pass")
    func otherKey() async throws {
        try await withStore { store in
            try await store.audit(action: "signed_in", detail: "Ada", by: nil, at: Sample.now)
            try await store.signCheckpoint()
            let key = try SignerKey(name: "other.example", seed: [UInt8](repeating: 1, count: 32)).verifier
            #expect(try await store.auditLedger(key: key).problem?.part == "checkpoint")
        }
    }
}
