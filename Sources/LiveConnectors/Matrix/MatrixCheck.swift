import AsyncHTTPClient
public import Foundation

/// Tries a connection to a homeserver step by step, and names each fault with how to mend it.
public struct MatrixCheck: Sendable {
    let settings: MatrixSettings
    private(set) var client: MatrixClient
    private(set) var http = HTTPClient.shared
    private let now: Date

    public init(_ settings: MatrixSettings, now: Date) {
        self.settings = settings
        client = MatrixClient(settings, http: .shared)
        self.now = now
    }

    /// All steps; later ones are left out where they can only fail.
    public func run() async -> [CheckFinding] {
        await TrialClient.findings { http in
            var check = self
            check.client = MatrixClient(settings, http: http)
            check.http = http
            return await check.steps()
        }
    }

    private func steps() async -> [CheckFinding] {
        var findings: [CheckFinding] = []
        func say(_ grade: CheckFinding.Grade, _ sentence: String) {
            findings.append(CheckFinding(grade, sentence))
        }

        do {
            struct Versions: Decodable { var versions: [String] }
            let answer = try await client.fetch(Versions.self, "/_matrix/client/versions")
            let newest = answer.versions.filter { $0.hasPrefix("v1.") }.compactMap { Int($0.dropFirst(3)) }.max() ?? 0
            say(.fine, "the homeserver answers at \(settings.homeserver)")
            if newest < 7 {
                say(
                    .warning,
                    "the homeserver speaks Matrix up to 1.\(newest); Vigie is made for 1.7 or later: update it")
            }
        } catch {
            say(.fault, "\(error)")
            return findings
        }
        if let time = (try? await client.serverTime()) ?? nil {
            findings.append(
                .clocks("the homeserver", skew: Double(time.milliseconds) / 1000 - now.timeIntervalSince1970))
        }
        do {
            struct Who: Decodable { var user_id: String }
            let who = try await client.fetch(Who.self, "/_matrix/client/v3/account/whoami")
            if who.user_id == settings.bot {
                say(.fine, "the as_token belongs to \(who.user_id)")
            } else {
                say(
                    .fault,
                    "the as_token belongs to \(who.user_id), not to \(settings.bot): “server” in the file is not the homeserver's name, or the registration has another sender_localpart"
                )
            }
        } catch .refused(403, "M_FORBIDDEN", _) {
            say(.warning, "Vigie's account \(settings.bot) is not made yet; the first vigie serve --matrix makes it")
        } catch {
            say(.fault, "\(error)")
            return findings
        }
        findings += await way()
        await checkRights(say)
        findings += await rooms()
        if settings.registration.mode == .all, settings.privateGround == nil {
            say(.fine, "texts of private chats are dropped; who writes to whom and when is watched")
        } else if settings.privateGround != nil {
            say(.warning, "texts of private chats are read, on the ground that the file names")
        }
        return findings
    }

    /// The token is known, and its owner has no rights.
    static let noAdministrator =
        "the account whose token stands in admin_token_file is no administrator of the homeserver: put in the token of one (docs/connect-matrix.md, 5)"

    private func checkRights(_ say: (CheckFinding.Grade, String) -> Void) async {
        do {
            _ = try await client.call(.GET, "/_synapse/admin/v1/rooms?limit=1", as: .administrator)
            say(.fine, "Vigie may use the interface for administrators: reports, history and all actions are in reach")
        } catch .refused(404, _, _) {
            say(
                .warning,
                "the homeserver has no /_synapse/admin at \(settings.homeserver): it is not Synapse, or a proxy hides it; give Vigie the inner address"
            )
        } catch .adminTokenRefused {
            say(.fault, "\(MatrixFault.adminTokenRefused)")
        } catch .refused(403, _, _) where settings.adminToken != nil {
            say(.fault, Self.noAdministrator)
        } catch {
            say(
                .warning,
                "Vigie may not use the interface for administrators, so there are no reports, no history, and actions only where it has power in the room: make \(settings.bot) an administrator (docs/connect-matrix.md)"
            )
        }
    }
}
