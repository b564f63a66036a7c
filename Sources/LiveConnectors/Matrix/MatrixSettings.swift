/// A connection to a Matrix homeserver, as its operator set it up.
public struct MatrixSettings: Sendable {
    /// Which rooms the homeserver tells of.
    public enum Mode: String, Sendable, CaseIterable {
        /// Every room of the server.
        case all
        /// The rooms that Vigie was invited to.
        case consent
    }

    /// Where the homeserver answers, as `http://127.0.0.1:8008`.
    public var homeserver: String
    /// Its name, as in its members' ids: `example.org`.
    public var server: String
    public var registration: MatrixRegistration
    public var host: String
    public var port: Int
    /// A token of an administrator, where Vigie's own account is none.
    public var adminToken: String?
    /// On which legal ground private chats are read; `nil` where they are not.
    public var privateGround: String?
    /// How often reports are asked for.
    public var pollInterval: Duration = .seconds(30)
    /// How far back history is fetched on the first connection; `nil` for nothing.
    public var historyDays: Int? = 30
    /// Whether decisions are carried out on the homeserver.
    public var carriesOut = true
    /// Where moderators may ask Vigie; `nil` for nowhere.
    public var commands: MatrixCommandRoom?
    /// Whether members may tell Vigie a report in a private chat.
    public var takesReports = true
    /// Lists of bans; `nil` where none are read or published.
    public var policies: MatrixPolicySettings?

    public init(homeserver: String, server: String, registration: MatrixRegistration, host: String, port: Int) {
        self.homeserver = homeserver
        self.server = server
        self.registration = registration
        self.host = host
        self.port = port
    }

    /// Vigie's own account on the server.
    public var bot: String { "@\(registration.sender):\(server)" }
}

/// The registration of an application service
/// (https://spec.matrix.org/v1.11/application-service-api/#registration): what the homeserver was given.
public struct MatrixRegistration: Sendable, Hashable {
    public var id: String
    /// Where the homeserver reaches Vigie.
    public var url: String
    /// What Vigie shows the homeserver.
    public var asToken: String
    /// What the homeserver shows Vigie.
    public var hsToken: String
    /// The local part of Vigie's account.
    public var sender: String
    public var mode: MatrixSettings.Mode

    public init(
        id: String = "vigie", url: String, asToken: String, hsToken: String, sender: String = "vigie",
        mode: MatrixSettings.Mode
    ) {
        self.id = id
        self.url = url
        self.asToken = asToken
        self.hsToken = hsToken
        self.sender = sender
        self.mode = mode
    }

    /// As the file that a homeserver reads. The namespace of users is narrow: with a wide one Vigie could speak as
    /// anybody.
    public var yaml: String {
        let rooms =
            switch mode {
            case .all: "  rooms:\n    - exclusive: false\n      regex: \"!.*\"\n"
            case .consent: "  rooms: []\n"
            }
        return """
            # Registration of Vigie as an application service. It holds two secrets: keep it readable by the homeserver and
            # by Vigie alone. The homeserver reads it where its configuration says app_service_config_files.
            id: \(id)
            url: "\(url)"
            as_token: "\(asToken)"
            hs_token: "\(hsToken)"
            sender_localpart: \(sender)
            rate_limited: false
            namespaces:
              users:
                - exclusive: true
                  regex: "@vigie_.*"
              aliases: []
            \(rooms)
            """
    }
}
