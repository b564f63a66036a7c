import Connectors
import Foundation
import Logging
import SafetyModel

/// Reads the lists that the operator named: enters their rooms, learns their rules, and holds them against who is here.
struct MatrixListReader: Sendable {
    let settings: MatrixPolicySettings
    let client: MatrixClient
    let voice: MatrixVoice
    let intake: MatrixIntake
    let memory: MatrixMemory
    let logger: Logger

    /// - Returns: what could not be read, and how to mend it.
    func read() async -> String? {
        var rooms: [String] = []
        var faults: [String] = []
        for name in settings.watched {
            do throws(MatrixFault) {
                if let fault = await voice.enter(name) { throw fault }
                rooms.append(try await id(of: name))
            } catch {
                if name.hasPrefix("!") { rooms.append(name) }
                faults.append("the list \(name) cannot be read; invite Vigie to its room, or make it public (\(error))")
            }
        }
        await intake.watch(lists: Set(rooms))
        for room in rooms {
            do {
                try await intake.read(list: room)
            } catch {
                faults.append("the list \(room) cannot be read (\(error))")
            }
        }
        return faults.isEmpty ? nil : faults.joined(separator: "; ")
    }

    private func id(of name: String) async throws(MatrixFault) -> String {
        guard name.hasPrefix("#") else { return name }
        struct Found: Decodable { var room_id: String }
        return try await client.fetch(
            Found.self, "/_matrix/client/v3/directory/room/\(MatrixClient.escaped(name))"
        ).room_id
    }
}
