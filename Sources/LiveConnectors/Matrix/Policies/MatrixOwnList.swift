import Foundation
import Logging
import SafetyModel

/// The list on which Vigie's bans stand: a rule for each decision, taken back when the decision is reversed. Other tools
/// read it as they read any list.
struct MatrixOwnList: Sendable {
    let publication: MatrixPolicySettings.Publication
    let client: MatrixClient
    let memory: MatrixMemory
    let intake: MatrixIntake

    private static let note = "policies/own"
    /// The mark of a room that is being made, kept before it is asked for: only of a room that never came to be known it
    /// is still there alone.
    static let makingNote = "policies/own-making"

    func publish(_ user: String, reference: String) async -> MatrixFault? {
        struct Rule: Encodable {
            var entity: String
            var recommendation = "m.ban"
            var reason: String
        }
        return await set(Rule(entity: user, reason: "Decision \(reference)"), reference)
    }

    func withdraw(reference: String) async -> MatrixFault? {
        struct Nothing: Encodable {}
        return await set(Nothing(), reference)
    }

    private func set(_ content: some Encodable, _ reference: String) async -> MatrixFault? {
        do throws(MatrixFault) {
            guard let body = try? JSONEncoder().encode(content) else { return .unreadable }
            let room = try await room()
            return await client.fault(
                .PUT,
                "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/state/m.policy.rule.user/"
                    + MatrixClient.escaped("decision:\(reference)"), body: body)
        } catch {
            return error
        }
    }

    /// The room of the list; made where there is none. One enters it by invitation: a list of people is not for everybody.
    private func room() async throws(MatrixFault) -> String {
        if case .room(let room) = publication { return room }
        if let known = try await note(Self.note) { return known }
        let mark: String
        if let earlier = try await note(Self.makingNote) {
            mark = earlier
            if let made = try await find(mark) { return try await remember(made) }
        } else {
            mark = UUID().uuidString
            try await keep(mark, as: Self.makingNote)
        }
        struct Answer: Decodable { var room_id: String }
        let body = try? JSONEncoder().encode(Order(creation_content: Creation(mark: mark)))
        let answer = try await client.fetch(
            Answer.self, "/_matrix/client/v3/createRoom", method: .POST, body: body)
        return try await remember(answer.room_id)
    }

    private struct Order: Encodable {
        var preset = "private_chat"
        var name = "Vigie: bans"
        var topic = "Bans that people decided. A rule goes when its decision is reversed."
        var creation_content: Creation
    }

    /// What `m.room.create` holds beside what the homeserver writes
    /// (https://spec.matrix.org/latest/client-server-api/#post_matrixclientv3createroom). The mark is random, so that
    /// nobody can pass off a room of theirs as the list.
    private struct Creation: Codable {
        enum CodingKeys: String, CodingKey { case mark = "org.vigie.list" }
        var mark: String?
    }

    /// The room that was made with a mark, where Vigie was stopped before it knew.
    private func find(_ mark: String) async throws(MatrixFault) -> String? {
        for room in try await client.joinedRooms() {
            let path = "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/state/m.room.create"
            do throws(MatrixFault) {
                if try await client.fetch(Creation.self, path).mark == mark { return room }
            } catch .refused(403, _, _), .refused(404, _, _), .unreadable {
                // Left meanwhile, or another's, with a mark of another form: the list's own is neither.
                continue
            }
        }
        return nil
    }

    private func remember(_ room: String) async throws(MatrixFault) -> String {
        try await keep(room, as: Self.note)
        await intake.reserve(room)
        return room
    }

    /// What cannot be read is not taken for nothing: a second room would be made.
    private func note(_ name: String) async throws(MatrixFault) -> String? {
        do { return try await memory.text(name) } catch { throw .memory(String(describing: error)) }
    }

    private func keep(_ text: String, as note: String) async throws(MatrixFault) {
        do { try await memory.keep(text, as: note) } catch { throw .memory(String(describing: error)) }
    }
}
