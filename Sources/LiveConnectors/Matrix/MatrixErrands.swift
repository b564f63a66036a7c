import Connectors
import Foundation
import Logging
import SafetyModel

/// Something that Vigie has to do on the homeserver because of what it was sent. It is noted before the homeserver is told
/// that the events arrived, so that nobody waits in vain when Vigie dies in between.
enum MatrixErrand: Codable, Hashable, Sendable {
    /// To enter a room that it was invited to.
    case enter(room: String, by: String)
    /// To say, after a restart, that what was told in a chat is gone.
    case resume(room: String)
    /// To ban somebody who stands on a list, where the operator wants that.
    case ban(MatrixPolicyMatch)

    var key: String {
        switch self {
        case .enter(let room, _): "enter/\(room)"
        case .resume(let room): "resume/\(room)"
        case .ban(let match): "ban/\(match.id)"
        }
    }
}

/// The errands that are not done yet, kept across restarts.
struct MatrixErrands: Sendable {
    let memory: MatrixMemory
    let logger: Logger

    /// Those that a batch brings.
    static func of(_ batch: MatrixBatch, takesReports: Bool, bansListed: Bool) -> [MatrixErrand] {
        var errands = batch.invitations.map { MatrixErrand.enter(room: $0.room, by: $0.by) }
        for event in batch.dialogue where takesReports {
            if case .said = event.kind { errands.append(.resume(room: event.room)) }
        }
        // Nobody of the staff without a person who decides.
        if bansListed { errands += batch.matches.filter { !$0.isStaff }.map { .ban($0) } }
        return errands
    }

    func waiting() async throws -> [MatrixErrand] { try await memory.errands() }

    func done(_ errand: MatrixErrand) async {
        do {
            try await memory.remove(errand)
        } catch {
            // It is done once more after a restart, which does no more than once.
            logger.warning("matrix: what was done could not be noted: \(error)")
        }
    }
}
