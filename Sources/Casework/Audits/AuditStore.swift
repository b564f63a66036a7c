public import SafetyModel

/// Audits of how communities are run, as they were kept.
public protocol AuditStore: Sendable {
    /// Keeps a report, beside those that are kept.
    /// - Parameters:
    ///   - report: JSON, for guardians: it names staff.
    ///   - forLeads: JSON of the same without what a community's own staff may not know of itself.
    func keepAudit(community: String, report: [UInt8], forLeads: [UInt8], at moment: Timestamp) async throws

    /// The communities of which audits are kept, those audited last first; none for who may not read audits.
    func auditedCommunities(for reviewer: Reviewer) async throws -> [String]

    /// The newest audits of a community, the newest first.
    /// - Parameter withStaff: whole, for guardians alone; without, as a community's own leads may read them.
    func keptAudits(of community: String, limit: Int, withStaff: Bool) async throws -> [KeptAudit]
}

extension AuditStore {
    /// The newest audits of a community, the newest first, each as this reviewer may read it; none for who may not.
    public func audits(of community: String, limit: Int, for reviewer: Reviewer) async throws -> [KeptAudit] {
        guard Visibility.readsAudits(reviewer) else { return [] }
        return try await keptAudits(
            of: community, limit: limit, withStaff: Visibility.includesStaffCases(reviewer))
    }
}

/// An audit that was kept.
public struct KeptAudit: Sendable, Hashable {
    public var community: String
    public var at: Timestamp
    /// JSON.
    public var report: [UInt8]

    public init(community: String, at: Timestamp, report: [UInt8]) {
        self.community = community
        self.at = at
        self.report = report
    }
}

extension Visibility {
    /// Whether this reviewer may read audits: leads, who can mend what they find, and guardians, who see names too.
    public static func readsAudits(_ reviewer: Reviewer) -> Bool {
        reviewer.active && !reviewer.roles.isDisjoint(with: [.lead, .guardian])
    }

    /// Whether this reviewer may bring a snapshot to be audited: whoever looks after the machine, and guardians. Not the
    /// community's own leads, who could bring one that flatters.
    public static func bringsSnapshots(_ reviewer: Reviewer) -> Bool {
        reviewer.active && !reviewer.roles.isDisjoint(with: [.administrator, .guardian])
    }
}
