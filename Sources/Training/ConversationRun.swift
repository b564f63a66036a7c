public import Evaluation
public import SafetyModel
public import TextAnalysis
public import Watch

/// Puts a labelled conversation through the very watch that runs in a community: fresh for each, message by message.
public struct ConversationRun: Sendable {
    private let reader: TextReader
    private let settings: WatchSettings
    private let taxonomy: Taxonomy

    /// The policies of grooming and extortion, which conversation risk speaks of.
    public static let family: Set<PolicyCode> = [
        "minor.grooming", "minor.solicitation", "sextortion", "staff.coercion",
    ]

    public init(reader: TextReader, settings: WatchSettings, taxonomy: Taxonomy) {
        self.reader = reader
        self.settings = settings
        self.taxonomy = taxonomy
    }

    /// What the watch made of a conversation.
    public struct Outcome: Sendable, Hashable {
        /// The risk, 0…1, after the last message: what a reviewer would read, when all explanations are in. For policies
        /// outside ``family`` the highest score of a signal.
        public var score: Double
        /// Messages seen when the first signal was raised; `nil` where none was.
        public var alarmAt: Int?
        /// Messages in all.
        public var count: Int
    }

    /// Runs a conversation to its end.
    /// - Parameter each: called after each message with its index, the watch, and the signals it raised.
    public func run(
        _ conversation: LabelledConversation, each: ((Int, borrowing Watch, Event, [Signal]) -> Void)? = nil
    ) -> Outcome {
        var watch = Watch(settings: settings, taxonomy: taxonomy)
        var listener = Listener(reader: reader)
        var outcome = Outcome(score: 0, alarmAt: nil, count: conversation.messages.count)
        let pairs = judged(conversation)
        let policies = conversation.policy.flatMap { Self.family.contains($0) ? nil : [$0] } ?? Self.family
        let events = ConversationStream(conversation).events
        for (index, event) in events.enumerated() {
            let signals = watch.observe(event, listener.read(event))
            each?(index, watch, event, signals)
            for signal in signals
            where policies.contains(signal.policy) && pairs.contains(where: { $0.0 == signal.subject }) {
                if policies != Self.family { outcome.score = max(outcome.score, signal.score) }
                if outcome.alarmAt == nil { outcome.alarmAt = index + 1 }
            }
        }
        if policies == Self.family, let end = events.last?.time {
            let risks = pairs.compactMap { actor, target in
                watch.conversationRisk(of: actor, towards: target, community: ConversationStream.community, at: end)
            }
            outcome.score = risks.max() ?? 0
        }
        return outcome
    }

    /// Whose conduct is judged: the actor's, or that of either where nobody was named.
    private func judged(_ conversation: LabelledConversation) -> [(String, String)] {
        let pair = (conversation.actor, conversation.target)
        return conversation.rolesAreKnown ? [pair] : [pair, (conversation.target, conversation.actor)]
    }
}
