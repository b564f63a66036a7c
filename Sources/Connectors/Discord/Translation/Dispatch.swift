/// Something that the gateway told: a frame with opcode 0
/// (https://docs.discord.com/developers/events/gateway-events#receive-events).
public struct Dispatch: Sendable, Hashable {
    /// As `MESSAGE_CREATE`.
    public var type: String
    public var data: JSONTree
    /// The session's id and ``sequence`` name a dispatch: one that is sent again after a resume has the same.
    public var session: String
    public var sequence: Int64

    public init(type: String, data: JSONTree, session: String, sequence: Int64) {
        self.type = type
        self.data = data
        self.session = session
        self.sequence = sequence
    }

    /// For ids of events whose payload has neither id nor time.
    var mark: String { "\(session).\(sequence)" }
}
