public import AsyncHTTPClient
public import Foundation
import NIOCore
import NIOFoundationCompat
public import NIOHTTP1
public import SafetyModel

/// Speaks with a homeserver: its client interface, and Synapse's interface for administrators.
public struct MatrixClient: Sendable {
    /// As whom Vigie asks.
    public enum Identity: Sendable {
        case service, administrator
    }

    private let base: String
    private let serviceToken: String
    private let adminToken: String
    /// Whether an administrator's token is another than Vigie's own.
    private let hasAdminToken: Bool
    private let http: HTTPClient
    /// Longest answer that is taken, in bytes.
    private static let largestAnswer = 64 << 20
    private static let timeout = TimeAmount.seconds(60)

    public init(_ settings: MatrixSettings, http: HTTPClient) {
        base = settings.homeserver.hasSuffix("/") ? String(settings.homeserver.dropLast()) : settings.homeserver
        serviceToken = settings.registration.asToken
        adminToken = settings.adminToken ?? settings.registration.asToken
        hasAdminToken = settings.adminToken != nil
        self.http = http
    }

    /// An exchange.
    /// - Parameters:
    ///   - path: with its query, escaped.
    ///   - body: JSON; `nil` for none.
    /// - Throws: ``MatrixFault``
    public func call(
        _ method: HTTPMethod, _ path: String, body: Data? = nil, as identity: Identity = .service
    ) async throws(MatrixFault) -> Data {
        let answer = try await exchange(method, path, body, as: identity)
        if answer.status == 401, identity == .administrator, hasAdminToken { throw .adminTokenRefused }
        guard (200..<300).contains(answer.status) else { throw Self.fault(answer) }
        return answer.body
    }

    /// An exchange of which only the fault counts; `nil` where there was none.
    public func fault(
        _ method: HTTPMethod, _ path: String, body: Data? = nil, as identity: Identity = .service
    ) async -> MatrixFault? {
        do throws(MatrixFault) {
            _ = try await call(method, path, body: body, as: identity)
            return nil
        } catch {
            return error
        }
    }

    /// An exchange whose answer is decoded.
    public func fetch<Answer: Decodable>(
        _ type: Answer.Type, _ path: String, method: HTTPMethod = .GET, body: Data? = nil,
        as identity: Identity = .service
    ) async throws(MatrixFault) -> Answer {
        let answer = try await call(method, path, body: body, as: identity)
        do { return try JSONDecoder().decode(type, from: answer) } catch { throw .unreadable }
    }

    /// The id of a room by its id or alias
    /// (https://spec.matrix.org/v1.11/client-server-api/#get_matrixclientv3directoryroomroomalias).
    func roomID(_ name: String) async throws(MatrixFault) -> String {
        guard name.hasPrefix("#") else { return name }
        struct Found: Decodable { var room_id: String }
        return try await fetch(Found.self, "/_matrix/client/v3/directory/room/\(Self.escaped(name))").room_id
    }

    /// The rooms that Vigie's account is in (https://spec.matrix.org/v1.11/client-server-api/#get_matrixclientv3joined_rooms).
    func joinedRooms() async throws(MatrixFault) -> [String] {
        struct Joined: Decodable { var joined_rooms: [String] }
        return try await fetch(Joined.self, "/_matrix/client/v3/joined_rooms").joined_rooms
    }

    /// What the homeserver's clock says (`Date`); `nil` where it does not.
    public func serverTime() async throws(MatrixFault) -> Timestamp? {
        try await exchange(.GET, "/_matrix/client/versions", nil, as: .service).date.flatMap(HTTPDate.moment)
    }

    private struct Answer {
        var status: Int
        var body: Data
        var date: String?
    }

    private func exchange(
        _ method: HTTPMethod, _ path: String, _ body: Data?, as identity: Identity
    ) async throws(MatrixFault) -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        let token = identity == .service ? serviceToken : adminToken
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "User-Agent", value: "Vigie")
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        do {
            let response = try await http.execute(request, timeout: Self.timeout)
            let bytes = try await response.body.collect(upTo: Self.largestAnswer)
            return Answer(
                status: Int(response.status.code), body: Data(buffer: bytes),
                date: response.headers.first(name: "Date"))
        } catch is NIOTooManyBytesError {
            throw .tooLarge
        } catch {
            throw .unreachable(base)
        }
    }

    private static func fault(_ answer: Answer) -> MatrixFault {
        struct Told: Decodable {
            var errcode: String?
            var retry_after_ms: Int64?
        }
        let told = try? JSONDecoder().decode(Told.self, from: answer.body)
        let code = told?.errcode ?? ""
        // The code is an identifier; anything else is not repeated.
        let isCode = code.utf8.count <= 60 && code.utf8.allSatisfy { $0 == 0x5F || (0x41...0x5A).contains($0) }
        return .refused(
            status: answer.status, code: isCode ? code : "",
            retryAfter: told?.retry_after_ms.map { .milliseconds(min(max($0, 0), 3_600_000)) })
    }

    /// A piece of a path, escaped.
    public static func escaped(_ piece: String) -> String {
        piece.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~")))
            ?? ""
    }
}
