import Connectors
import Foundation
public import SafetyModel

/// Asks a homeserver for the state of the rooms of a space, which is what an audit reads (docs/permissions.md).
public struct MatrixSnapshot: Sendable {
    private let client: MatrixClient
    private let now: @Sendable () -> Timestamp

    /// More rooms than this are no community's.
    private static let mostRooms = 5000

    public init(_ settings: MatrixSettings, now: @escaping @Sendable () -> Timestamp) {
        client = MatrixClient(settings, http: .shared)
        self.now = now
    }

    /// Goes through the space and the spaces within it.
    /// - Parameter space: the id of the space, `!…`; a room that is none is a snapshot of one room.
    /// - Throws: ``MatrixFault`` where the space itself is refused
    public func fetch(_ space: String) async throws(MatrixFault) -> FetchedSnapshot {
        var (rooms, waiting, known): ([JSONTree], [String], Set<String>) = ([], [space], [space])
        var refused: [String] = []
        while let room = waiting.popLast() {
            let state: [JSONTree]
            do throws(MatrixFault) {
                state = try await self.state(of: room)
            } catch {
                guard room != space, case .refused = error else { throw error }
                refused.append("\(room): \(error)")
                continue
            }
            rooms.append(["room_id": .string(room), "state": .array(state)])
            for child in state where child["type"].text == "m.space.child" && child["content"]["via"] != .null {
                guard let id = child["state_key"].text, known.count < Self.mostRooms, known.insert(id).inserted
                else { continue }
                waiting.append(id)
            }
        }
        let snapshot: JSONTree = [
            "space": .string(space), "taken_at": .string(now().rfc3339), "rooms": .array(rooms),
        ]
        return FetchedSnapshot(bytes: snapshot.bytes, refused: refused)
    }

    /// https://element-hq.github.io/synapse/latest/admin_api/rooms.html#room-state-api
    private func state(of room: String) async throws(MatrixFault) -> [JSONTree] {
        let answer = try await client.call(
            .GET, "/_synapse/admin/v1/rooms/\(MatrixClient.escaped(room))/state", as: .administrator)
        guard let tree = try? JSONTree(repairing: Array(answer)) else { throw .unreadable }
        return tree["state"].elements.map { $0.keeping(Self.kept) }
    }

    private static let kept: Set<String> = ["type", "state_key", "sender", "content", "event_id", "origin_server_ts"]
}
