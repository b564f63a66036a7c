public import SafetyModel

extension TransparencyFacts.TakenDecision {
    /// What a case of today's console says: raised by Vigie's own watch, decided by a person, on the ground of the rules.
    public init?(_ item: Case, taxonomy: Taxonomy) {
        guard let decision = item.decision else { return nil }
        var measures = ReasonedDecision.Measures()
        switch decision.outcome {
        case .timeOut: measures.account = .suspended
        case .ban: measures.account = .terminated
        case .noAction, .warn, .escalate: break
        }
        self.init(
            openedAt: item.openedAt, dueAt: item.dueAt, decidedAt: Timestamp(milliseconds: decision.decidedAt),
            policy: item.policy, codes: taxonomy.codes(of: item.policy, isMinorHarmed: false), measures: measures,
            automation: .init(detected: true), isAboutStaff: item.subjectIsStaff)
    }
}
