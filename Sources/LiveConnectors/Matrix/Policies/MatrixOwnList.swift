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
    /// The homeserver's name.
    let server: String

    private static let note = "policies/own"
    private static let intentNote = "policies/own/alias"

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
        if let known = try? await memory.text(Self.note) { return known }
        let room = try await made()
        do { try await memory.keep(room, as: Self.note) } catch { throw .unreadable }
        await intake.reserve(room)
        return room
    }

    /// Makes the room under a name that was stored before: who is killed in between finds it again by that name, and
    /// makes no second one. Nobody can have guessed it.
    private func made() async throws(MatrixFault) -> String {
        let alias = try await intent()
        if let room = try await found("#\(alias):\(server)") { return room }
        struct Order: Encodable {
            var preset = "private_chat"
            var name = "Vigie: bans"
            var topic = "Bans that people decided. A rule goes when its decision is reversed."
            var room_alias_name: String
        }
        struct Answer: Decodable { var room_id: String }
        let body = try? JSONEncoder().encode(Order(room_alias_name: alias))
        return try await client.fetch(
            Answer.self, "/_matrix/client/v3/createRoom", method: .POST, body: body
        ).room_id
    }

    private func intent() async throws(MatrixFault) -> String {
        if let known = try? await memory.text(Self.intentNote) { return known }
        let alias = "vigie_bans_" + String(UInt64.random(in: .min ... .max), radix: 36)
        do { try await memory.keep(alias, as: Self.intentNote) } catch { throw .unreadable }
        return alias
    }

    private func found(_ alias: String) async throws(MatrixFault) -> String? {
        do throws(MatrixFault) {
            return try await client.roomID(alias)
        } catch {
            if case .refused(404, _, _) = error { return nil }
            throw error
        }
    }
}
