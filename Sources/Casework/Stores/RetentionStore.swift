public import SafetyModel

/// Legal holds, and evidence that was deleted.
public protocol RetentionStore: Sendable {
    /// The hold in force on a case.
    /// - Throws: ``CaseStepError/notFound``
    func hold(on id: Int64, for reviewer: Reviewer) async throws -> LegalHold?
    /// Carries a step out and puts it on the case's trail.
    /// - Throws: ``CaseStepError``
    func perform(_ step: HoldStep, on id: Int64, by reviewer: Reviewer, at moment: Timestamp) async throws
}
