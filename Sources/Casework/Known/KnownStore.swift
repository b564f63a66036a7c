public import SafetyModel

/// What is known of a member beyond its community, as leads. What reviewers are told goes through ``Visibility``.
public protocol KnownStore: Sendable {
    /// What other instances tell of an account. Guardians are told all; reviewers and leads only of members who are not
    /// staff, and nothing that is for guardians.
    func knownElsewhere(
        _ member: String, community: String, at moment: Timestamp, for reviewer: Reviewer
    ) async throws -> [KnownElsewhere]
    /// Accounts that may be the same person's, or that a person linked. For guardians; others are told of none.
    func identityLeads(
        _ member: String, community: String, at moment: Timestamp, for reviewer: Reviewer
    ) async throws -> [StoredIdentityLead]
}

/// What one other instance tells of an account.
public struct KnownElsewhere: Sendable, Hashable {
    /// The name of the key that signed it.
    public var issuer: String
    public var severity: Severity
    public var count: Int
    /// A month, as `2026-03`.
    public var since: String
    public var standing: KnownFile.Entry.Standing
    public var until: Timestamp

    public init(
        issuer: String, severity: Severity, count: Int, since: String, standing: KnownFile.Entry.Standing,
        until: Timestamp
    ) {
        self.issuer = issuer
        self.severity = severity
        self.count = count
        self.since = since
        self.standing = standing
        self.until = until
    }
}

/// That two accounts may be one person's.
public struct StoredIdentityLead: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        /// Computed; see `Likeness` in `Governance`.
        case likeness
        /// The person said so.
        case linked
    }

    /// An account in a community.
    public struct Account: Sendable, Hashable, Comparable {
        public var community: String
        public var id: String

        public init(community: String, id: String) {
            self.community = community
            self.id = id
        }

        public static func < (left: Account, right: Account) -> Bool {
            (left.community, left.id) < (right.community, right.id)
        }
    }

    public var one: Account
    public var other: Account
    public var kind: Kind
    /// 0…1.
    public var score: Double
    public var reasons: [Contribution]
    public var at: Timestamp
    /// When it ends by itself.
    public var until: Timestamp

    public init(
        one: Account, other: Account, kind: Kind, score: Double, reasons: [Contribution], at: Timestamp,
        until: Timestamp
    ) {
        self.one = min(one, other)
        self.other = max(one, other)
        self.kind = kind
        self.score = score
        self.reasons = reasons
        self.at = at
        self.until = until
    }
}

/// An account that is the subject of a case, with what it did: what likeness is computed from, and then thrown away.
public struct IdentitySubject: Sendable {
    public struct Action: Sendable {
        public var time: Timestamp
        public var contact: String?
        public var text: String?
        /// The hash of its picture, where the event carried one (`data.actor.avatar`).
        public var avatar: String?

        public init(time: Timestamp, contact: String?, text: String?, avatar: String?) {
            self.time = time
            self.contact = contact
            self.text = text
            self.avatar = avatar
        }
    }

    public var account: StoredIdentityLead.Account
    public var name: String?
    public var actions: [Action]

    public init(account: StoredIdentityLead.Account, name: String?, actions: [Action]) {
        self.account = account
        self.name = name
        self.actions = actions
    }
}

extension Visibility {
    /// Whether this reviewer may see the lineage of communities and how they stand in programmes: leads and guardians.
    public static func readsProvenance(_ reviewer: Reviewer) -> Bool {
        reviewer.active && !reviewer.roles.isDisjoint(with: [.lead, .guardian])
    }
}
