import Crypto
import Foundation
import Logging
import SafetyModel

/// Speaks in rooms, in notices: other programs do not answer those
/// (https://spec.matrix.org/v1.11/client-server-api/#mnotice).
struct MatrixVoice: Sendable {
    let client: MatrixClient
    let logger: Logger
    /// How long is waited before a second try.
    var patience = Duration.seconds(1)

    /// What became of a notice.
    enum Saying: Sendable, Hashable {
        /// It stands in the room, under this id.
        case said(String)
        /// The homeserver did not take it; it may later.
        case later
        /// It never will: Vigie is not in the room, or may not write there.
        case never
    }

    /// How often a notice is tried while the homeserver does not answer, each time after twice the wait.
    private static let tries = 4

    /// Says something.
    /// - Parameters:
    ///   - cause: what it answers. The same words for the same cause are said once, however often they are tried.
    @discardableResult
    func say(_ text: String, in room: String, because cause: String) async -> Saying {
        struct Content: Encodable {
            var msgtype = "m.notice"
            var body: String
        }
        struct Answer: Decodable { var event_id: String }
        guard let body = try? JSONEncoder().encode(Content(body: text)) else { return .never }
        let path =
            "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/send/m.room.message/"
            + Self.transaction("\(room) \(cause) \(text)")
        var wait = patience
        for attempt in 1...Self.tries {
            do throws(MatrixFault) {
                return .said(try await client.fetch(Answer.self, path, method: .PUT, body: body).event_id)
            } catch {
                guard error.isPassing, attempt < Self.tries, !Task.isCancelled else {
                    logger.warning("matrix: a notice could not be sent: \(error)")
                    return error.isPassing ? .later : .never
                }
                if case .refused(_, _, let told?) = error { wait = max(wait, min(told, .seconds(30))) }
                try? await Task.sleep(for: wait)
                wait = wait * 2
            }
        }
        return .later
    }

    /// Takes a notice of Vigie's own back.
    func takeBack(_ message: String, in room: String) async {
        let path =
            "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/redact/\(MatrixClient.escaped(message))/"
            + Self.transaction("redact \(message)")
        if let fault = await client.fault(.PUT, path, body: Data("{}".utf8)) {
            logger.warning("matrix: a notice could not be taken back: \(fault)")
        }
    }

    /// - Returns: why Vigie is not in the room; `nil` where it is.
    func enter(_ room: String) async -> MatrixFault? {
        await client.fault(
            .POST, "/_matrix/client/v3/join/\(MatrixClient.escaped(room))", body: Data("{}".utf8))
    }

    func leave(_ room: String) async {
        _ = await client.fault(
            .POST, "/_matrix/client/v3/rooms/\(MatrixClient.escaped(room))/leave", body: Data("{}".utf8))
    }

    /// Opens a private chat with a member, without encryption unless the homeserver forces it.
    func openChat(with member: String) async throws(MatrixFault) -> String {
        struct Order: Encodable {
            var preset = "trusted_private_chat"
            var is_direct = true
            var invite: [String]
        }
        struct Answer: Decodable { var room_id: String }
        let body = try? JSONEncoder().encode(Order(invite: [member]))
        return try await client.fetch(Answer.self, "/_matrix/client/v3/createRoom", method: .POST, body: body).room_id
    }

    private static func transaction(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { String($0, radix: 16) }.joined()
    }
}
