public import SafetyModel

extension TransparencyFacts.TakenDecision {
    /// What the form of the decision says. A case that was decided without one was raised by Vigie's own watch, and
    /// decided by a person on the ground of the rules.
    public init?(_ item: Case, form: ReasonedDecision?, taxonomy: Taxonomy) {
        guard let decision = item.decision else { return nil }
        if let form {
            var ground = StatementGround.incompatibleContent
            if case .law = form.ground { ground = .illegalContent }
            self.init(
                openedAt: item.openedAt, dueAt: item.dueAt, decidedAt: Timestamp(milliseconds: decision.decidedAt),
                policy: form.policy, codes: taxonomy.codes(of: form.policy, isMinorHarmed: form.isMinorHarmed),
                measures: form.measures, ground: ground, source: form.source, automation: form.automation,
                isAboutStaff: item.subjectIsStaff)
            return
        }
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
