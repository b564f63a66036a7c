public import Evaluation
public import SafetyModel

/// A labelled conversation as the events that a platform would have sent.
public struct ConversationStream: Sendable {
    /// The community that the events are of.
    public static let community = "evaluation"
    public static let source = "evaluation"

    private let conversation: LabelledConversation
    private let speakers: [String]

    public init(_ conversation: LabelledConversation) {
        self.conversation = conversation
        speakers = Set(conversation.messages.map(\.from) + conversation.messages.compactMap(\.to)).sorted()
    }

    /// One event a message, in the order of the messages. Times never go backwards.
    public var events: [Event] {
        var latest = Timestamp(milliseconds: .min)
        return conversation.messages.enumerated().map { index, line in
            latest = max(latest, line.time)
            return event(line, index, latest)
        }
    }

    private func event(_ line: LabelledConversation.Line, _ index: Int, _ time: Timestamp) -> Event {
        let isDirect = line.isDirect
        // A private message without an addressee goes to the other of the two.
        let other = line.from == conversation.actor ? conversation.target : conversation.actor
        let to = line.to ?? (isDirect ? other : nil)
        let pair = isDirect ? [line.from, to ?? ""].sorted().joined(separator: "|") : ""
        let channel = Channel(
            id: isDirect ? "direct:\(pair)" : line.channel ?? "general", kind: isDirect ? .direct : .text)
        let mentions = isDirect ? [] : Self.mentions(line.text, of: speakers, by: line.from)
        return Event(
            id: "\(conversation.id)/\(index)", source: Self.source, type: .messagePosted, time: time,
            community: Self.community, channel: channel, actor: member(line.from), target: to.map(member),
            body: .message(Message(text: line.text, mentions: mentions)))
    }

    private func member(_ id: String) -> Member {
        let context = id == conversation.actor ? conversation.actorContext : conversation.targetContext
        guard id == conversation.actor || id == conversation.target else { return Member(id: id) }
        return Member(id: id, staff: context.staff, joinedAt: context.joinedAt, createdAt: context.createdAt)
    }

    /// The speakers that a text names with `@`.
    static func mentions(_ text: String, of speakers: [String], by author: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return [] }
        var named: [String] = []
        for part in text.split(separator: "@", omittingEmptySubsequences: false).dropFirst() {
            let word = part.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
            let name = word.trimmingSuffix { $0 == "." || $0 == "-" }
            if let speaker = speakers.first(where: { $0 == name && $0 != author }), !named.contains(speaker) {
                named.append(speaker)
            }
        }
        return named
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, condition(last) { rest = rest.dropLast() }
        return rest
    }
}
