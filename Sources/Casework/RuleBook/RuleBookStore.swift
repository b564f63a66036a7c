public import SafetyModel

/// Keeps every revision of the rules, and what rules did. Every method that a person's page calls takes the reviewer and
/// answers only what ``RuleBook`` and ``Visibility`` let that reviewer know.
public protocol RuleBookStore: Sendable {
    /// The number of the revision in force, and its files; 0 and none where there are no rules.
    func rulesInForce() async throws -> RuleSetting

    /// The files of a revision.
    /// - Throws: ``RuleBookError``
    func ruleFiles(of revision: Int64, for reviewer: Reviewer) async throws -> [RuleFileText]

    /// Revisions, newest first.
    /// - Throws: ``RuleBookError/notAllowed``
    func ruleRevisions(limit: Int, for reviewer: Reviewer) async throws -> [RuleRevision]

    /// Enters a revision, live at once where it takes nobody's consent, with its line on the audit trail. In a running
    /// service it goes through the pipeline, which knows from which event on it holds.
    /// - Parameter sequence: the last event that the rules before it hold for.
    /// - Throws: ``RuleBookError``
    func enter(
        _ order: RuleOrder, after sequence: Int64, by author: Reviewer, at moment: Timestamp
    ) async throws -> RuleRevision

    /// Agrees to a revision that waits, which makes it live, or declines it.
    /// - Throws: ``RuleBookError``
    func decide(
        _ revision: Int64, agrees: Bool, after sequence: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RuleRevision

    /// What the operator's directory held when it was taken in last, by name: a hash of each file.
    func importedRules() async throws -> [String: String]

    /// Takes in the operator's directory: live at once, for whoever runs the machine has the say over it; the trail
    /// tells.
    /// - Parameters:
    ///   - order: the files that come into force.
    ///   - directory: hashes of the directory's files.
    func importRules(
        _ order: RuleOrder, directory: [String: String], after sequence: Int64, at moment: Timestamp
    ) async throws -> RuleRevision

    /// Puts on the audit trail that somebody tried rules on what is stored: they look at people's messages.
    /// - Throws: ``RuleBookError/notAllowed``
    func noteRuleTrial(_ summary: String, by reviewer: Reviewer, at moment: Timestamp) async throws

    /// What rules did since a day, about the subjects of one scope.
    /// - Throws: ``CaseStepError/notAllowed``
    func ruleCounts(_ scope: ThresholdScope, from day: Int, for reviewer: Reviewer) async throws -> [RuleCount]
}
