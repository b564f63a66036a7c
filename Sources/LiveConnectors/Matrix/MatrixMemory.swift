import Connectors
import Foundation
import SafetyModel

/// What the connector remembers, as notes of the store.
struct MatrixMemory: Sendable {
    private let store: any ConnectorStore
    private let name: String

    init(_ store: any ConnectorStore, server: String) {
        self.store = store
        name = "matrix:\(server)"
    }

    private static let room = "room/"
    private static let user = "user/"
    private static let list = "list/"

    /// Everything that was kept of rooms and people. What cannot be read, as after a change of its form, is asked of the
    /// homeserver again.
    func rooms() async throws -> MatrixChanges {
        var kept = MatrixChanges()
        let decoder = JSONDecoder()
        for (key, value) in try await store.notes(of: name) {
            if key.hasPrefix(Self.room), let room = try? decoder.decode(MatrixRoom.self, from: Data(value)) {
                kept.rooms.append(room)
            } else if key.hasPrefix(Self.user), let user = try? decoder.decode(MatrixUser.self, from: Data(value)) {
                kept.users[String(key.dropFirst(Self.user.count))] = user
            } else if key.hasPrefix(Self.list), let list = try? decoder.decode(MatrixPolicyList.self, from: Data(value))
            {
                kept.lists[list.room] = list
            }
        }
        return kept
    }

    /// Keeps what changed, and what is to be done because of it.
    func keep(_ changes: MatrixChanges, _ errands: [MatrixErrand] = []) async throws {
        try await keep(errands)
        guard !changes.isEmpty else { return }
        let encoder = JSONEncoder()
        var notes: [String: [UInt8]?] = [:]
        for room in changes.rooms { notes[Self.room + room.id] = Array(try encoder.encode(room)) }
        for (id, user) in changes.users { notes[Self.user + id] = Array(try encoder.encode(user)) }
        for (room, list) in changes.lists {
            notes.updateValue(try list.map { Array(try encoder.encode($0)) }, forKey: Self.list + room)
        }
        try await store.keep(notes, of: name)
    }

    /// A word or a number under a name of its own.
    func text(_ key: String) async throws -> String? {
        try await store.notes(of: name + "#positions")[key].map { String(decoding: $0, as: UTF8.self) }
    }

    func keep(_ text: String, as key: String) async throws {
        try await store.keep([key: Array(text.utf8)], of: name + "#positions")
    }

    // MARK: Errands

    private var errandBook: String { name + "#errands" }

    func errands() async throws -> [MatrixErrand] {
        let decoder = JSONDecoder()
        return try await store.notes(of: errandBook).sorted { $0.key < $1.key }.compactMap {
            try? decoder.decode(MatrixErrand.self, from: Data($0.value))
        }
    }

    private func keep(_ errands: [MatrixErrand]) async throws {
        guard !errands.isEmpty else { return }
        let encoder = JSONEncoder()
        var notes: [String: [UInt8]?] = [:]
        for errand in errands { notes[errand.key] = Array(try encoder.encode(errand)) }
        try await store.keep(notes, of: errandBook)
    }

    func remove(_ errand: MatrixErrand) async throws {
        try await store.keep([errand.key: nil as [UInt8]?], of: errandBook)
    }
}
