extension TransparencyFacts.FiledAppeal {
    /// - Parameter measures: of the decision that is contested.
    public init(_ appeal: Appeal, against measures: ReasonedDecision.Measures) {
        let subject: Subject =
            if appeal.isFromReporter {
                .notice
            } else if measures.account != nil {
                .account
            } else if measures.service != nil {
                .service
            } else if measures.monetary != nil {
                .monetary
            } else {
                .visibility
            }
        let outcome = appeal.ruling.map { $0.outcome == .reversed ? Outcome.reversed : .upheld }
        self.init(filedAt: appeal.filedAt, decidedAt: appeal.ruling?.at, outcome: outcome, subject: subject)
    }
}
