public import SafetyModel

/// What reviewers have opened, for their own protection. What somebody opened is told to nobody; how much, to leads and
/// guardians, as far as they may know of the cases.
public protocol CareStore: Sendable {
    func careWishes(of reviewer: Int64) async throws -> CareWishes
    func setCareWishes(_ wishes: CareWishes, of reviewer: Int64) async throws

    /// How it stands with a reviewer before a case.
    /// - Parameter limits: the operator's.
    /// - Throws: ``CaseStepError/notFound``
    func exposureState(
        ofCase id: Int64, limits: ExposureLimits, for reviewer: Reviewer, at moment: Timestamp
    ) async throws -> ExposureState
    /// What a reviewer opened within ``ExposureLoad/span``, whatever it was.
    func exposureLoad(of reviewer: Int64, limits: ExposureLimits, at moment: Timestamp) async throws
        -> (load: ExposureLoad, limits: ExposureLimits)
    /// Opens the hidden text of a case to one reviewer for a while: ``CaseStep/reveal(reason:)`` on the trail, within
    /// the limits.
    /// - Parameter goesOn: passes the limits where ``ExposureState/mayGoOn``; that goes on the trail too.
    /// - Throws: ``ExposureRefusal``, ``CaseStepError``
    func openText(
        ofCase id: Int64, reason: String, goesOn: Bool, version: Int, for length: Duration, limits: ExposureLimits,
        by reviewer: Reviewer, at moment: Timestamp
    ) async throws
    /// Hides it again, so that somebody else may open it.
    /// - Throws: ``CaseStepError/notFound``
    func closeText(ofCase id: Int64, by reviewer: Reviewer, at moment: Timestamp) async throws
    /// How much each reviewer opened, as far as the one who asks may know of the cases. For leads and guardians.
    /// - Throws: ``CaseStepError/notAllowed``
    func exposureLoads(at moment: Timestamp, for reviewer: Reviewer) async throws -> [ReviewerLoad]
}

/// How much somebody opened within 24 hours: counts alone.
public struct ReviewerLoad: Sendable, Hashable {
    public var reviewer: Int64
    public var name: String
    public var open: Duration
    public var gravest: Int

    public init(reviewer: Int64, name: String, open: Duration, gravest: Int) {
        self.reviewer = reviewer
        self.name = name
        self.open = open
        self.gravest = gravest
    }
}
