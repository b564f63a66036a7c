public import Rules
public import SafetyModel
public import Watch

extension RuleContext {
    /// What the watch knows of the two members of an event that it has seen, and what it made of the event.
    /// - Parameter signals: those that the event raised.
    public init(of event: Event, signals: [Signal], in watch: Watch) {
        self.init()
        for signal in signals { scores[signal.policy] = max(scores[signal.policy] ?? 0, signal.score) }
        guard let member = event.actor?.id else { return }
        let standing = watch.standing(of: member, community: event.community)
        actor = Age(minor: standing.minor, adult: standing.adult)
        actorIsStaff = standing.isStaff
        guard let other = event.target?.id else { return }
        let otherStanding = watch.standing(of: other, community: event.community)
        target = Age(minor: otherStanding.minor, adult: otherStanding.adult)
        targetIsStaff = otherStanding.isStaff
        pairRisk =
            watch.conversationRisk(of: member, towards: other, community: event.community, at: event.time) ?? 0
    }
}
