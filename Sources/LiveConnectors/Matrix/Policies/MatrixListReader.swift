import Connectors
import Foundation
import SafetyModel

/// Reads the lists that the operator named: enters their rooms, learns their rules, and holds them against who is here.
struct MatrixListReader: Sendable {
    let settings: MatrixPolicySettings
    let client: MatrixClient
    let voice: MatrixVoice
    let intake: MatrixIntake
    let known: MatrixListsRead

    /// Reads what was not read yet.
    /// - Returns: what could not be read, and how to mend it.
    func read() async -> String? {
        let before = await known.rooms
        let missing = settings.watched.filter { before[$0] == nil }
        guard !missing.isEmpty else { return nil }
        var (found, faults): ([String: String], [String]) = ([:], [])
        for name in missing {
            do throws(MatrixFault) {
                if let fault = await voice.enter(name) { throw fault }
                found[name] = try await client.roomID(name)
            } catch {
                faults.append("the list \(name) cannot be read; invite Vigie to its room, or make it public (\(error))")
            }
        }
        // What was kept of a list holds while its room cannot be entered.
        let ids = missing.filter { found[$0] == nil && $0.hasPrefix("!") }
        await intake.watch(lists: Set(before.values).union(found.values).union(ids))
        for (name, room) in found.sorted(by: { $0.key < $1.key }) {
            do {
                try await intake.read(list: room)
                await known.note(name, room)
            } catch {
                faults.append("the list \(name) cannot be read (\(error))")
            }
        }
        return faults.isEmpty ? nil : faults.joined(separator: "; ")
    }
}
