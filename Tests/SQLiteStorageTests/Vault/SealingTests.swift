import Casework
import Foundation
import GRDB
import SQLiteStorage
import SafetyModel
import Testing

@Suite("Texts are sealed")
struct SealingTests {
    static let marker = "marker-c0ffee-do-not-leak"

    /// Everything that lies on the disk beside the key.
    private func bytesOnDisk(_ path: String) throws -> Data {
        try ["", "-wal", "-shm"].reduce(into: Data()) { all, ending in
            all += (try? Data(contentsOf: URL(fileURLWithPath: path + ending))) ?? Data()
        }
    }

    @Test("no text and no unknown attribute lies in the file or its log in clear, evidence included")
    func notInClear() async throws {
        try await withStore { store in
            var odd = Sample.message("m2", "plain \(Self.marker)")
            odd.unknown = [UnknownAttribute(path: "data.embed", json: "\"\(Self.marker)\"")]
            let whole = Event(
                id: "m3", source: "test:guild/1", type: .other("new.thing"), time: Sample.start, community: "c1",
                unknown: [UnknownAttribute(path: "data", json: "\"\(Self.marker)\"")])
            _ = try await store.append([Sample.message("m1", Self.marker), odd, whole])
            _ = try await store.record([Sample.signal("m1", evidence: ["m2"])], upTo: 3)
            // The id shows that the bytes are the right ones.
            #expect(try bytesOnDisk(store.path).range(of: Data("test:guild/1".utf8)) != nil)
            #expect(try bytesOnDisk(store.path).range(of: Data(Self.marker.utf8)) == nil)
            try await store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            #expect(try bytesOnDisk(store.path).range(of: Data(Self.marker.utf8)) == nil)
            #expect(
                try await store.events(after: 0, limit: 9).map(\.event) == [
                    Sample.message("m1", Self.marker), odd, whole,
                ])
        }
    }

    @Test("the wrong key is refused, and so is a database whose key file is gone or is no key")
    func keys() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let store = try Sample.open(path)
            _ = try await store.append([Sample.message("m1")])
            try store.close()
            let keyPath = OperatorKey.defaultPath(forDatabase: path)
            let key = try Data(contentsOf: URL(fileURLWithPath: keyPath))
            #expect(key.count == 32)
            expectError {
                try SQLiteStore(path: path, key: .random(), taxonomy: Sample.taxonomy)
            } matching: {
                if case .cannotOpen(path, let detail) = $0 { detail.contains("does not belong") } else { false }
            }
            for wrong in [Data(), key.dropLast(), key + [0], Data(repeating: 65, count: 1 << 20)] {
                try wrong.write(to: URL(fileURLWithPath: keyPath))
                expectError {
                    try Sample.open(path)
                } matching: {
                    if case .cannotOpen(keyPath, let detail) = $0 { detail.contains("32 bytes") } else { false }
                }
            }
            try FileManager.default.removeItem(atPath: keyPath)
            expectError {
                try Sample.open(path)
            } matching: {
                if case .cannotOpen(path, let detail) = $0 { detail.contains(keyPath) } else { false }
            }
            // Nothing was made in its place.
            #expect(!FileManager.default.fileExists(atPath: keyPath))
            let elsewhere = "\(folder)/elsewhere.key"
            try key.write(to: URL(fileURLWithPath: elsewhere))
            let again = try SQLiteStore.open(path: path, keyPath: elsewhere, taxonomy: Sample.taxonomy)
            #expect(try await again.events(after: 0, limit: 1).first?.event.text == "hello")
        }
    }

    @Test("a sealed text that is moved to another message does not open there")
    func bound() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1", "mine"), Sample.message("m2", "yours")])
            try await store.pool.write {
                try $0.execute(
                    sql: "UPDATE events SET sealed = (SELECT sealed FROM events WHERE sequence = 2) WHERE sequence = 1")
            }
            do {
                _ = try await store.events(after: 0, limit: 1)
                Issue.record("the text opened")
            } catch let error as StorageError {
                guard case .damaged = error else { throw error }
            }
        }
    }

    @Test("no nonce is used twice under one key, over batches and openings")
    func nonces() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            for round in 0..<3 {
                let store = try Sample.open(path)
                for batch in 0..<3 {
                    _ = try await store.append((0..<50).map { Sample.message("m\(round)-\(batch)-\($0)") })
                }
                try store.close()
            }
            let store = try Sample.open(path)
            let nonces = try await store.pool.read {
                try Data.fetchAll($0, sql: "SELECT substr(sealed, 1, 12) FROM events")
            }
            #expect(nonces.count == 450 && Set(nonces).count == 450)
        }
    }

    @Test("what is forgotten cannot be read by anybody, and no trace of its key is left; evidence stays")
    func forgetting() async throws {
        try await withStore { store in
            let day = 60 * 24
            // 200 days, so that the table of keys has been through page splits.
            let events = (0..<200).map { Sample.message("m\($0)", "text \($0)", minute: $0 * day) }
            for start in stride(from: 0, to: 200, by: 10) {
                _ = try await store.append(Array(events[start..<start + 10]))
            }
            _ = try await store.record([Sample.signal("m3", minute: 3 * day)], upTo: 200)
            let wrapped = try await store.pool.read {
                try Data.fetchAll($0, sql: "SELECT wrapped FROM day_keys ORDER BY day")
            }
            #expect(wrapped.count == 200)
            #expect(try await store.forgetContext() == 169)
            #expect(try await store.forgetContext() == 0)
            let texts = try await store.events(after: 0, limit: 500).map(\.event.text)
            #expect(texts.enumerated().compactMap { $1 == nil ? nil : $0 } == [3] + Array(169..<200))
            #expect(texts[3] == "text 3")
            let disk = try bytesOnDisk(store.path)
            #expect(wrapped.prefix(169).allSatisfy { disk.range(of: $0) == nil })
            #expect(wrapped.suffix(31).allSatisfy { disk.range(of: $0) != nil })
            // The log itself is whole, and a late event of a forgotten day is kept with a new key.
            #expect(try await store.events(after: 0, limit: 500).map(\.event.id) == events.map(\.id))
            _ = try await store.append([Sample.message("late", "late text", minute: 5)])
            #expect(try await store.events(after: 200, limit: 1).first?.event.text == "late text")
            #expect(try await store.events(after: 0, limit: 1).first?.event.text == nil)
        }
    }

    @Test("after forgetting, the exchange of a case shows its evidence and says what is no longer kept")
    func exchangeAfterForgetting() async throws {
        try await withStore { store in
            let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
            _ = try await store.append([Sample.message("m1", "kept"), Sample.message("m2", "gone", minute: 1)])
            _ = try await store.record([Sample.signal("m1")], upTo: 2)
            #expect(try await store.forgetContext(before: Sample.start + .days(2)) == 1)
            _ = try await store.perform(.reveal(reason: "x"), on: 1, version: 1, by: rosa, at: Sample.start)
            let shown = try await store.exchange(1, counterpart: nil, withText: true, limit: 9, for: rosa)
            #expect(shown.map(\.text) == ["kept", nil])
            #expect(shown.map(\.hasText) == [true, false])
        }
    }

    @Test("a key never shows in a description")
    func description() {
        #expect("\(OperatorKey.random())" == "OperatorKey(…)")
    }
}
