import Foundation
import GRDB
import SQLiteStorage
import SafetyModel
import Testing

@Suite("Checking and backing up")
struct UpkeepTests {
    @Test("a sound database is found sound, with its figures")
    func sound() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1"), Sample.message("m2", minute: 60 * 24)])
            _ = try await store.record([Sample.signal("m1")], upTo: 2)
            let report = try await store.check()
            #expect(report.isSound)
            #expect(report.counts["events"] == 2 && report.counts["signals"] == 1 && report.counts["evidence"] == 1)
            #expect(report.readableDays == 2 && report.schemaVersion == 3 && report.synchronous == 2)
            #expect(report.keyFileIsOpenToOthers == false && report.bytes > 0)
            chmod(OperatorKey.defaultPath(forDatabase: store.path), 0o644)
            let open = try await store.check()
            #expect(open.keyFileIsOpenToOthers == true && !open.isSound)
        }
    }

    @Test("lost members, keys that do not open and damaged pages are found")
    func unsound() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1"), Sample.message("m2", minute: 60 * 24)])
            try await store.pool.write { db in
                try db.execute(sql: "UPDATE events SET actor = 99 WHERE sequence = 1")
                try db.execute(
                    sql: "UPDATE day_keys SET wrapped = zeroblob(60) WHERE day = (SELECT min(day) FROM day_keys)")
            }
            let report = try await store.check()
            #expect(report.brokenReferences["events"] == 1)
            #expect(report.readableDays == 1 && report.unreadableDays == 1)
            #expect(!report.isSound)
        }
    }

    @Test("a damaged page is found by the check, or refused when it is read")
    func damagedPage() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let store = try Sample.open(path)
            _ = try await store.append((0..<2_000).map { Sample.message("m\($0)") })
            try store.close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let middle = bytes.count / 2 / 4096 * 4096
            bytes.replaceSubrange(middle..<middle + 8192, with: Data(repeating: 0xAB, count: 8192))
            try bytes.write(to: URL(fileURLWithPath: path))
            do {
                let report = try await Sample.open(path).check()
                #expect(!report.integrityProblems.isEmpty)
            } catch let error as StorageError {
                guard case .damaged = error else { throw error }
            }
        }
    }

    @Test("a backup opens with the same key and holds what was there; nothing is replaced and no key is copied")
    func backup() async throws {
        try await withFolder { folder in
            let store = try Sample.open("\(folder)/vigie.db")
            _ = try await store.append((0..<100).map { Sample.message("m\($0)") })
            let copy = "\(folder)/copy.db"
            let report = try await store.backup(to: copy)
            #expect(report.lastSequence == 100 && report.bytes > 0)
            #expect(!FileManager.default.fileExists(atPath: copy + ".key"))
            let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            await #expect(throws: StorageError.self) { try await store.backup(to: copy) }
            await #expect(throws: StorageError.self) { try await store.backup(to: "\(folder)/none/copy.db") }
            expectError {
                try Sample.open(copy)
            } matching: {
                if case .cannotOpen(copy, let detail) = $0 { detail.contains("missing") } else { false }
            }
            let key = try OperatorKey.read(from: "\(folder)/vigie.db.key")
            let opened = try SQLiteStore(path: copy, key: key, taxonomy: Sample.taxonomy)
            #expect(try await opened.events(after: 0, limit: 200).map(\.event.text).allSatisfy { $0 == "hello" })
            #expect(try await opened.lastSequence() == 100)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!left.contains { $0.contains("partial") })
        }
    }

    @Test("a backup that is made while a writer is at work is a whole state")
    func backupWhileWriting() async throws {
        try await withFolder { folder in
            let store = try Sample.open("\(folder)/vigie.db")
            let writer = Task {
                for number in 0..<40 {
                    _ = try await store.append((0..<100).map { Sample.message("m\(number)-\($0)") })
                }
            }
            while try await store.lastSequence() < 500 { await Task.yield() }
            let report = try await store.backup(to: "\(folder)/copy.db")
            try await writer.value
            let key = try OperatorKey.read(from: "\(folder)/vigie.db.key")
            let copy = try SQLiteStore(path: "\(folder)/copy.db", key: key, taxonomy: Sample.taxonomy)
            #expect(try await copy.lastSequence() == report.lastSequence)
            #expect(report.lastSequence % 100 == 0)
            #expect(try await copy.check().integrityProblems.isEmpty)
        }
    }
}
