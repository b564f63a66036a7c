/// What the lineage of communities and the programmes are computed from.
public protocol ProvenanceStore: Sendable {
    /// The lineage as it was stored last, as bytes, and the number of the last event in it; `nil` where none was.
    func lineageState() async throws -> StoredLineage?
    /// Replaces it, unless what is stored is further on.
    func saveLineage(_ state: StoredLineage) async throws
    /// Events in order, after a sequence number, without the texts that people wrote.
    func eventsWithoutTexts(after sequence: Int64, limit: Int) async throws -> [LoggedEvent]
    /// What reports and cases of a community say, as plain facts.
    /// - Parameter withStaff: whether facts about staff are among them: for guardians alone. Without, they are not asked for.
    func communityFacts(
        _ community: String, from: Timestamp, until: Timestamp, withStaff: Bool
    ) async throws -> CommunityFacts
}

/// The folded lineage at a place of the log.
public struct StoredLineage: Sendable, Hashable {
    public var sequence: Int64
    public var bytes: [UInt8]

    public init(sequence: Int64, bytes: [UInt8]) {
        self.sequence = sequence
        self.bytes = bytes
    }
}

/// Reports, decisions and appeals of one community, without a name or a word of anybody.
public struct CommunityFacts: Sendable, Hashable {
    public struct Report: Sendable, Hashable {
        public var filedAt: Timestamp
        public var lookBy: Timestamp
        public var lookedAt: Timestamp?
        public var decideBy: Timestamp
        public var decidedAt: Timestamp?

        public init(
            filedAt: Timestamp, lookBy: Timestamp, lookedAt: Timestamp?, decideBy: Timestamp, decidedAt: Timestamp?
        ) {
            self.filedAt = filedAt
            self.lookBy = lookBy
            self.lookedAt = lookedAt
            self.decideBy = decideBy
            self.decidedAt = decidedAt
        }
    }

    public struct Decision: Sendable, Hashable {
        public var caseID: Int64
        public var openedAt: Timestamp
        public var decidedAt: Timestamp
        public var severity: Int
        public var isAboutStaff: Bool
        /// Whether something was found: a warning, a time-out or a ban.
        public var isUpheld: Bool
        /// When an appeal made it fall.
        public var reversedAt: Timestamp?

        public init(
            caseID: Int64, openedAt: Timestamp, decidedAt: Timestamp, severity: Int, isAboutStaff: Bool,
            isUpheld: Bool, reversedAt: Timestamp? = nil
        ) {
            self.caseID = caseID
            self.openedAt = openedAt
            self.decidedAt = decidedAt
            self.severity = severity
            self.isAboutStaff = isAboutStaff
            self.isUpheld = isUpheld
            self.reversedAt = reversedAt
        }
    }

    /// An appeal that was ruled on.
    public struct Ruling: Sendable, Hashable {
        public var caseID: Int64
        public var at: Timestamp
        /// Whether whoever appealed was right.
        public var isReversed: Bool

        public init(caseID: Int64, at: Timestamp, isReversed: Bool) {
            self.caseID = caseID
            self.at = at
            self.isReversed = isReversed
        }
    }

    public var reports: [Report] = []
    public var decisions: [Decision] = []
    public var rulings: [Ruling] = []

    public init() {}
}
