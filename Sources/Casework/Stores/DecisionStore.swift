public import SafetyModel

/// Decisions with their reasons, and appeals against them. What reviewers are told goes through ``Visibility``.
public protocol DecisionStore: Sendable {
    /// Decides a case, in one transaction: the step and its line on the trail as ``CaseStep/decide(_:reason:)`` has them,
    /// the form, sealed; what became of the notice to the subject, on the trail; the notice to each reporter, in the
    /// dialogue of the report.
    /// - Throws: ``CaseStepError``
    func decide(
        _ filing: DecisionFiling, on caseID: Int64, version: Int, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> DecisionResult
    /// What was decided and proposed, newest first, with appeals.
    func decisions(on caseID: Int64, for reviewer: Reviewer) async throws -> [RecordedDecision]
    /// A new appeal code for the newest decision, where the first was lost or the notice was withheld until now; whoever
    /// has an older one can still use it.
    /// - Throws: ``CaseStepError/notDecided`` where there is no decision that its subject is told of.
    func renewAppealCode(
        _ code: ReceiptCode, on caseID: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RecordedDecision

    /// Where an appeal stands; `nil` where no decision has that code, after the same work and time.
    func appealStatus(of code: ReceiptCode) async throws -> AppealStatus?
    /// Contests a decision.
    /// - Returns: where it stands now; `nil` where no decision has that code.
    /// - Throws: ``AppealError``, ``ReportStoreError``
    func appeal(_ statement: String, code: ReceiptCode, at moment: Timestamp) async throws -> AppealStatus?
    /// Whether a report was closed without action, and its reporter can still contest that.
    func mayAppeal(receipt: ReceiptCode, at moment: Timestamp) async throws -> Bool
    /// Contests, as a reporter, every decision not to act on the report.
    /// - Returns: whether there was one to contest.
    func appeal(_ statement: String, receipt: ReceiptCode, at moment: Timestamp) async throws -> Bool

    /// The appeals that wait, the one that is due first at the front, at most 500.
    func openAppeals(for reviewer: Reviewer) async throws -> [AppealFile]
    /// - Throws: ``CaseStepError/notFound``
    func appealFile(_ id: Int64, for reviewer: Reviewer) async throws -> AppealFile
    /// Rules on an appeal, with a line on the trail of the case. A reporter reads the ruling in the dialogue.
    /// - Throws: ``AppealError``, ``CaseStepError``
    func rule(
        _ outcome: AppealRuling.Outcome, reasons: String, on appeal: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> AppealFile
}
