public import SafetyModel

/// A conversation with what it was said to be: what conversation risk is learned from and judged by.
public struct LabelledConversation: Sendable, Hashable {
    public var id: String
    /// Whether the actor harms the target in it.
    public var label: Bool
    /// Whose conduct is judged.
    public var actor: String
    /// The other party.
    public var target: String
    /// Whether actor and target were named; else they are the two who wrote most, and either may be the one who harms.
    public var rolesAreKnown: Bool
    /// What it is an example of, or looks like; `nil` where that is not said.
    public var policy: PolicyCode?
    /// At least one, in the order in which they stand.
    public var messages: [Line]
    public var actorContext: Context
    public var targetContext: Context
    /// The language, where it is named.
    public var language: String?
    /// The pattern that it was written by, where it is named.
    public var pattern: String?
    /// Whether acts are marked only where they are plain: a message without any then says nothing about some of them.
    public var actsAreSparse: Bool

    /// One message.
    public struct Line: Sendable, Hashable {
        public var id: String
        public var from: String
        /// Whom it is written to; `nil` where it is written to a room.
        public var to: String?
        /// The channel; `direct` is a private chat.
        public var channel: String?
        /// When; a minute after the one before where that is not said.
        public var time: Timestamp
        public var text: String
        /// What the message does, as an annotator saw it (`request`, `leverage` …).
        public var acts: [String]

        public init(
            id: String, from: String, to: String? = nil, channel: String? = nil, time: Timestamp, text: String,
            acts: [String] = []
        ) {
            self.id = id
            self.from = from
            self.to = to
            self.channel = channel
            self.time = time
            self.text = text
            self.acts = acts
        }

        /// Whether it was written in a private chat: it says so, or it is written to somebody and names no channel.
        public var isDirect: Bool { channel.map { $0 == "direct" } ?? (to != nil) }
    }

    /// What is known of a party beyond the words.
    public struct Context: Sendable, Hashable {
        public var staff: Bool?
        public var joinedAt: Timestamp?
        public var createdAt: Timestamp?

        public init(staff: Bool? = nil, joinedAt: Timestamp? = nil, createdAt: Timestamp? = nil) {
            self.staff = staff
            self.joinedAt = joinedAt
            self.createdAt = createdAt
        }
    }

    public init(
        id: String, label: Bool, actor: String, target: String, rolesAreKnown: Bool = true, policy: PolicyCode? = nil,
        messages: [Line], actorContext: Context = .init(), targetContext: Context = .init(), language: String? = nil,
        pattern: String? = nil, actsAreSparse: Bool = false
    ) {
        self.id = id
        self.label = label
        self.actor = actor
        self.target = target
        self.rolesAreKnown = rolesAreKnown
        self.policy = policy
        self.messages = messages
        self.actorContext = actorContext
        self.targetContext = targetContext
        self.language = language
        self.pattern = pattern
        self.actsAreSparse = actsAreSparse
    }

    /// When a conversation begins whose messages have no times.
    public static let undatedStart = Timestamp(milliseconds: 1_767_225_600_000)

    /// The two who wrote most, the more talkative first; of two who wrote as much, who spoke first. Where only one
    /// wrote, the other is whom they wrote to first, or nobody (empty).
    static func mostTalkative(_ messages: [Line]) -> (first: String, second: String) {
        var counts: [String: (count: Int, first: Int)] = [:]
        for (index, message) in messages.enumerated() {
            counts[message.from, default: (0, index)].count += 1
        }
        let order = counts.sorted { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }.map(\.key)
        guard let first = order.first else { return ("", "") }
        if order.count > 1 { return (first, order[1]) }
        return (first, messages.lazy.compactMap(\.to).first { $0 != first } ?? "")
    }
}
