public import SafetyModel

/// Where a snapshot that somebody brought is audited, as `vigie audit --keep` does it.
public protocol AuditDesk: Sendable {
    /// Reads a snapshot, audits it with what is stored of its community's events, and keeps the report.
    /// - Throws: ``AuditUploadFault``
    func audit(_ snapshot: [UInt8], at moment: Timestamp) async throws -> AuditUpload
}

/// A snapshot that was audited.
public struct AuditUpload: Sendable, Hashable {
    public var community: String
    /// What in the snapshot could not be read or does not fit together; the rest was audited.
    public var problems: [SnapshotProblem]
    /// Where there are more events than were read: from when on they were.
    public var eventsSince: Timestamp?

    public init(community: String, problems: [SnapshotProblem], eventsSince: Timestamp? = nil) {
        self.community = community
        self.problems = problems
        self.eventsSince = eventsSince
    }
}

/// Why a snapshot could not be audited.
public enum AuditUploadFault: Error, Sendable, Hashable {
    /// It is none, or is broken: what is wrong, and what to do.
    case unreadable(LocalizedText)
    /// It holds nothing of a community; what was wrong in it.
    case empty([SnapshotProblem])
    /// Another one is being audited.
    case busy
}
