/// What went wrong between Vigie and a homeserver: what happened, and how to mend it.
public enum MatrixFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nobody answers at the address.
    case unreachable(String)
    /// The homeserver answered with an error (https://spec.matrix.org/v1.11/client-server-api/#standard-error-response).
    case refused(status: Int, code: String, retryAfter: Duration?)
    /// The homeserver does not know the administrator's token of the operator's file.
    case adminTokenRefused
    /// The answer was no JSON of the form that was expected.
    case unreadable
    /// The answer was longer than Vigie takes.
    case tooLarge
    /// Vigie's own database could not be read or written.
    case memory(String)
    /// Vigie cannot listen where the homeserver sends to.
    case cannotListen(String)

    public var description: String {
        switch self {
        case .unreachable(let address):
            "the homeserver does not answer at \(address): is it running, and is “homeserver” right?"
        case .refused(401, _, _):
            "the homeserver does not know Vigie's as_token: list the registration file under app_service_config_files in the homeserver's configuration and restart it; when the file was made anew, restart it too"
        case .adminTokenRefused:
            "the homeserver does not know the administrator's token: the file that admin_token_file names holds none, or one that was logged out; put in a new one (docs/connect-matrix.md, 5)"
        case .refused(403, let code, _):
            "the homeserver refuses (\(code)): Vigie's account lacks the right; make it an administrator (docs/connect-matrix.md) or give it the power in the room"
        case .refused(404, let code, _):
            "the homeserver does not know that (404 \(code)): it is gone, or this server has no such interface"
        case .refused(429, _, _): "the homeserver says that Vigie asks too often; it is asked again later"
        case .refused(let status, let code, _): "the homeserver answered \(status) \(code); look into its log"
        case .unreadable:
            "the homeserver's answer is not what Matrix describes: is “homeserver” the address of a homeserver?"
        case .tooLarge: "the homeserver's answer is too long to be taken"
        case .memory(let why): "Vigie's own notes could not be read or kept: \(why)"
        case .cannotListen(let address):
            "cannot listen on \(address): another program holds it, or the address is not this machine's; change “listen” and the registration's url"
        }
    }

    /// Whether the same may succeed later without anybody mending anything.
    public var isPassing: Bool {
        switch self {
        case .unreachable, .tooLarge, .unreadable, .memory: true
        case .refused(let status, _, _): status == 429 || status >= 500
        case .adminTokenRefused, .cannotListen: false
        }
    }
}
