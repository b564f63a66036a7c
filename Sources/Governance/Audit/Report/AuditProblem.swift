public import SafetyModel

/// Something wrong in the snapshot.
public struct AuditProblem: Hashable, Sendable, Codable {
    /// Stable, as ``SnapshotProblem/Kind``.
    public var kind: String
    /// How often it was found.
    public var count: Int
    /// The first few places.
    public var places: [String]
    /// What is wrong and where, and how it was taken.
    public var message: LocalizedText
    /// What to do.
    public var advice: LocalizedText

    init(_ problem: SnapshotProblem) {
        kind = problem.kind.rawValue
        count = problem.count
        places = problem.places
        message = problem.message
        advice = problem.advice
    }
}
