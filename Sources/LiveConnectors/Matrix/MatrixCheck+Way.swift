import AsyncHTTPClient
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// The way from the homeserver to Vigie: the homeserver asks in its turn, and what it asks must come to where this file
/// listens. Where no Vigie listens yet, the check does for a moment.
extension MatrixCheck {
    func way() async -> [CheckFinding] {
        let path = "/_matrix/client/v1/appservice/\(MatrixClient.escaped(settings.registration.id))/ping"
        let settings = settings
        let heard = HeardPing()
        let receiver = MatrixReceiver(
            hsToken: settings.registration.hsToken, bot: settings.bot, logger: Logger(label: "vigie.matrix.check"),
            pinged: { await heard.note() },
            // What comes meanwhile is sent again to the Vigie that keeps it.
            take: { _ in throw MatrixFault.unreadable })
        var logger = Logger(label: "vigie.matrix.check")
        logger.logLevel = .critical
        let (beginnings, began) = AsyncStream.makeStream(of: Beginning.self)
        let application = Application(
            router: receiver.router(),
            configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { _ in began.yield(.listening) }, logger: logger)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await application.run()
                } catch let error as IOError where error.errnoCode == EADDRINUSE {
                    // Whoever holds the port is asked instead.
                    began.yield(.held)
                } catch {}
                began.finish()
            }
            var beginning: Beginning?
            for await first in beginnings {
                beginning = first
                break
            }
            let fault = await client.fault(.POST, path, body: Data("{}".utf8))
            group.cancelAll()
            if let fault { return [wayFault(fault)] }
            switch beginning {
            case .listening: return await heard.isSo ? [reached] : [reachesAnother]
            case .held: return [await judgeHolder()]
            case nil: return [CheckFinding(.fault, "\(MatrixFault.cannotListen(listen))")]
            }
        }
    }

    private enum Beginning { case listening, held }

    private var reached: CheckFinding {
        CheckFinding(.fine, "the homeserver reaches Vigie at \(settings.registration.url)")
    }

    private var listen: String { "\(settings.host):\(settings.port)" }

    private var reachesAnother: CheckFinding {
        CheckFinding(
            .fault,
            "the homeserver reaches somebody at the registration's url (\(settings.registration.url)), but that is not who listens on \(listen): “listen” must be where that address leads. Where Vigie runs in another container, run the check in it"
        )
    }

    private func wayFault(_ fault: MatrixFault) -> CheckFinding {
        switch fault {
        case .refused(400, "M_URL_NOT_SET", _):
            CheckFinding(
                .fault, "the homeserver has no url for Vigie: write it in the registration and restart the homeserver")
        case .refused(502, let code, _), .refused(504, let code, _):
            CheckFinding(
                .fault,
                "the homeserver cannot reach Vigie at \(settings.registration.url) (\(code)): listen on \(listen) must be where that address leads, and the hs_token must be that of the registration"
            )
        case .refused(404, _, _):
            CheckFinding(
                .warning,
                "the homeserver cannot be asked to try the way to Vigie (Synapse 1.80 and later can): post a message and look whether it arrives"
            )
        default: CheckFinding(.fault, "\(fault)")
        }
    }

    // MARK: Who holds the port

    /// Somebody else listens where this file says, and somebody answers the homeserver: is it one, with this hs_token?
    private func judgeHolder() async -> CheckFinding {
        guard let status = await askHolder() else {
            return CheckFinding(.fault, "\(MatrixFault.cannotListen(listen))")
        }
        guard (200..<300).contains(status) else {
            return CheckFinding(
                .fault,
                "what listens on \(listen) does not take the hs_token of this registration (\(status)): it is another program, or a Vigie that was started with another registration; correct “listen” or “registration”, or restart Vigie"
            )
        }
        return urlLeadsToListen
            ? reached
            : CheckFinding(
                .warning,
                "a Vigie on \(listen) takes this file's hs_token, and the homeserver reaches somebody at \(settings.registration.url); whether that is the same cannot be told from here: stop Vigie and check again"
            )
    }

    /// Pings whoever listens on the file's address, as the homeserver would.
    /// - Returns: the status; `nil` where nobody answers.
    private func askHolder() async -> Int? {
        let host =
            switch settings.host {
            case "0.0.0.0": "127.0.0.1"
            case "::": "[::1]"
            case let named where named.contains(":"): "[\(named)]"
            case let named: named
            }
        var request = HTTPClientRequest(url: "http://\(host):\(settings.port)/_matrix/app/v1/ping")
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer \(settings.registration.hsToken)")
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: "{}"))
        return (try? await http.execute(request, timeout: .seconds(10))).map { Int($0.status.code) }
    }

    /// Whether the registration's url and `listen` are one address, as far as both say it.
    private var urlLeadsToListen: Bool {
        guard let url = URLComponents(string: settings.registration.url), let name = url.host else { return false }
        let port = url.port ?? (url.scheme?.lowercased() == "https" ? 443 : 80)
        guard port == settings.port else { return false }
        func plain(_ host: String) -> String {
            let bare = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
            return bare == "localhost" || bare == "::1" || bare.hasPrefix("127.") ? "localhost" : bare
        }
        return ["0.0.0.0", "::"].contains(settings.host) || plain(name) == plain(settings.host)
    }
}

/// Whether the homeserver's question came.
private actor HeardPing {
    private(set) var isSo = false

    func note() { isSo = true }
}
