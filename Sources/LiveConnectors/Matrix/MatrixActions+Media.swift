import Foundation
import SafetyModel

/// Media of messages that are taken back: the homeserver keeps them and shows them to nobody.
extension MatrixActions {
    /// - Returns: why they are still shown; `nil` where they are not, or where there are none.
    func quarantineMedia(of message: PlatformMessage) async -> MatrixFault? {
        let found: Data
        do throws(MatrixFault) {
            guard let answer = try await fetch(message) else { return nil }
            found = answer
        } catch {
            return error
        }
        for media in MatrixMedia.named(in: found) {
            let path =
                "/_synapse/admin/v1/media/quarantine/\(MatrixClient.escaped(media.server))/\(MatrixClient.escaped(media.id))"
            if let fault = await client.fault(.POST, path, body: Data("{}".utf8), as: .administrator) { return fault }
        }
        return nil
    }

    /// Whether a homeserver that answers so will soon answer otherwise.
    static func isBrief(_ fault: MatrixFault) -> Bool {
        switch fault {
        case .unreachable: true
        case .refused(let status, _, _): status == 429 || status >= 500
        default: false
        }
    }

    /// A message as it stands on the homeserver; `nil` where it is gone.
    private func fetch(_ message: PlatformMessage) async throws(MatrixFault) -> Data? {
        let id = MatrixClient.escaped(message.id)
        do throws(MatrixFault) {
            return try await client.call(.GET, "/_synapse/admin/v1/fetch_event/\(id)", as: .administrator)
        } catch {
            if error.isPassing { throw error }
        }
        // No administrator, or a homeserver that is older.
        let path = "/_matrix/client/v3/rooms/\(MatrixClient.escaped(message.channel))/event/\(id)"
        do throws(MatrixFault) {
            return try await client.call(.GET, path)
        } catch {
            if case .refused(404, _, _) = error { return nil }
            guard case .refused(403, _, _) = error, await takePower(in: message.channel) else { throw error }
        }
        do throws(MatrixFault) {
            return try await client.call(.GET, path)
        } catch {
            if case .refused(404, _, _) = error { return nil }
            throw error
        }
    }
}

/// A file on a homeserver (https://spec.matrix.org/v1.11/client-server-api/#matrix-content-mxc-uris).
struct MatrixMedia: Hashable {
    let server: String
    let id: String

    /// Reads `mxc://example.org/abc`; `nil` where it is no such address: it comes from whoever wrote the message.
    init?(_ address: String) {
        let parts = address.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "mxc:", parts[1].isEmpty, address.utf8.count <= 1000 else { return nil }
        func isPlain(_ text: String, and more: String) -> Bool {
            let allowed = Set(Self.alphanumeric + more)
            return !text.isEmpty && text.allSatisfy { allowed.contains($0) }
        }
        guard isPlain(parts[2], and: "-.:[]"), !parts[2].hasPrefix("."), isPlain(parts[3], and: "-_") else {
            return nil
        }
        server = parts[2]
        id = parts[3]
    }

    private static let alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

    /// Those that an event names: the file, its thumbnail, encrypted or not, and what an edit puts in their place.
    /// - Parameter answer: the event, or an object with `event`.
    static func named(in answer: Data) -> [MatrixMedia] {
        guard let object = (try? JSONSerialization.jsonObject(with: answer)) as? [String: Any] else { return [] }
        let event = object["event"] as? [String: Any] ?? object
        let content = event["content"] as? [String: Any] ?? [:]
        var found: [MatrixMedia] = []
        for content in [content, content["m.new_content"] as? [String: Any] ?? [:]] {
            let info = content["info"] as? [String: Any] ?? [:]
            let addresses: [Any?] = [
                content["url"], (content["file"] as? [String: Any])?["url"], info["thumbnail_url"],
                (info["thumbnail_file"] as? [String: Any])?["url"],
            ]
            for case let address as String in addresses {
                if let media = MatrixMedia(address), !found.contains(media) { found.append(media) }
            }
        }
        return found
    }
}
