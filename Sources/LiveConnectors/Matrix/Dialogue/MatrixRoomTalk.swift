import Connectors
import Foundation

/// Looks up on the homeserver what a member points at, no further than that member sees.
struct MatrixRoomTalk: MatrixTalk {
    let member: String
    let server: String
    let intake: MatrixIntake
    let client: MatrixClient

    private struct Event: Decodable {
        struct Content: Decodable {
            var body: String?
        }
        var room_id: String?
        var sender: String
        var type: String
        var content: Content?
    }

    func message(_ link: MatrixLink) async -> MatrixPointedMessage? {
        guard let found = await event(link), let room = found.room_id ?? link.room else { return nil }
        // A member tells of what they see themselves. Otherwise any room could be read through Vigie.
        guard await intake.state.users[member]?.rooms[room] != nil else { return nil }
        let isMessage = found.type == "m.room.message"
        return MatrixPointedMessage(
            room: room, event: link.event, author: found.sender, text: isMessage ? found.content?.body : nil)
    }

    private func event(_ link: MatrixLink) async -> Event? {
        struct Fetched: Decodable { var event: Event }
        let id = MatrixClient.escaped(link.event)
        if let fetched = try? await client.fetch(
            Fetched.self, "/_synapse/admin/v1/fetch_event/\(id)", as: .administrator)
        {
            return fetched.event
        }
        guard let name = link.room, let room = try? await client.roomID(name) else { return nil }
        return try? await client.fetch(
            Event.self, "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/event/\(id)")
    }

    func community(room: String?, accused: String?) async -> String {
        await intake.communityOfReport(room: room, accused: accused, reporter: member)
    }
}
