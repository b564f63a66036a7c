public import SafetyModel

/// What the watch knows beside the event itself. Where it knows nothing, the defaults say so.
public struct RuleContext: Sendable, Hashable {
    /// What is thought of a member's age: 0 where nothing speaks for it, up to 1.
    public struct Age: Sendable, Hashable {
        public var minor: Double
        public var adult: Double

        public init(minor: Double = 0, adult: Double = 0) {
            self.minor = minor
            self.adult = adult
        }
    }

    public var actor: Age
    public var target: Age
    /// Whether the watch knows them as staff, whatever the event says.
    public var actorIsStaff: Bool
    public var targetIsStaff: Bool
    /// How likely it is, 0…1, that the actor harms the target in their conversation.
    public var pairRisk: Double
    /// Of classifiers, by policy.
    public var scores: [PolicyCode: Double]

    public init(
        actor: Age = Age(), target: Age = Age(), actorIsStaff: Bool = false, targetIsStaff: Bool = false,
        pairRisk: Double = 0, scores: [PolicyCode: Double] = [:]
    ) {
        self.actor = actor
        self.target = target
        self.actorIsStaff = actorIsStaff
        self.targetIsStaff = targetIsStaff
        self.pairRisk = pairRisk
        self.scores = scores
    }
}
