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
        let leaning = watch.ageLeaning(of: member, community: event.community)
        actor = Age(minor: leaning.minor, adult: leaning.adult)
        actorIsStaff = watch.isKnownAsStaff(member, community: event.community)
        guard let other = event.target?.id else { return }
        let otherLeaning = watch.ageLeaning(of: other, community: event.community)
        target = Age(minor: otherLeaning.minor, adult: otherLeaning.adult)
        targetIsStaff = watch.isKnownAsStaff(other, community: event.community)
        pairRisk =
            watch.conversationRisk(of: member, towards: other, community: event.community, at: event.time) ?? 0
    }
}
