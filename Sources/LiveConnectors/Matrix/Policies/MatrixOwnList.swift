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
        struct Order: Encodable {
            var preset = "private_chat"
            var name = "Vigie: bans"
            var topic = "Bans that people decided. A rule goes when its decision is reversed."
        }
        struct Answer: Decodable { var room_id: String }
        if case .room(let room) = publication { return room }
        if let known = try? await memory.text(Self.note) { return known }
        let body = try? JSONEncoder().encode(Order())
        let room = try await client.fetch(
            Answer.self, "/_matrix/client/v3/createRoom", method: .POST, body: body
        ).room_id
        do { try await memory.keep(room, as: Self.note) } catch { throw .unreadable }
        await intake.reserve(room)
        return room
    }
}
