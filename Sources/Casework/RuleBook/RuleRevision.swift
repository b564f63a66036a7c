public import SafetyModel

/// What a revision does to the rules before it.
public struct RuleChanges: Sendable, Hashable, Codable {
    /// Names of rules.
    public var added: [String]
    public var changed: [String]
    public var removed: [String]
    /// Whether a list or a declared counter changed, which any rule may ask.
    public var sharedChanged: Bool
    /// Whether a live rule that is new or behaves in a new way proposes to take members out of the community.
    public var proposesExclusion: Bool
    /// Whether what is live may find less than before.
    public var mayLoosen: Bool

    public init(
        added: [String] = [], changed: [String] = [], removed: [String] = [], sharedChanged: Bool = false,
        proposesExclusion: Bool = false, mayLoosen: Bool = false
    ) {
        self.added = added
        self.changed = changed
        self.removed = removed
        self.sharedChanged = sharedChanged
        self.proposesExclusion = proposesExclusion
        self.mayLoosen = mayLoosen
    }

    /// In a line: `+ new_rule, ~ changed_rule, − removed_rule`.
    public var summary: String {
        let parts = added.map { "+ \($0)" } + changed.map { "~ \($0)" } + removed.map { "− \($0)" }
        return (parts + (sharedChanged ? ["~ lists or counters"] : [])).joined(separator: ", ")
    }
}

/// Who has to agree before a revision goes live.
public enum RuleConsent: String, Sendable, Hashable, Codable {
    case nobody
    /// A second lead or guardian.
    case second
    /// A guardian.
    case guardian
}

/// The files of rules as somebody wanted them: live, waiting for somebody's consent, or past.
public struct RuleRevision: Sendable, Hashable, Identifiable {
    /// The raw values are stored; they never change.
    public enum State: String, Sendable, Hashable, Codable {
        case waiting, live, declined
    }

    /// Its number.
    public var id: Int64
    /// The revision that was live when it was written; 0 where there was none.
    public var base: Int64
    /// Nil for the operator's own directory.
    public var author: Int64?
    public var authorName: String?
    public var at: Timestamp
    public var reason: String
    public var changes: RuleChanges
    public var consent: RuleConsent
    public var state: State
    /// Who agreed or declined.
    public var decidedBy: Int64?
    public var decidedByName: String?
    public var decidedAt: Timestamp?
    /// The last event that the rules before it hold for; nil where it never went live.
    public var after: Int64?

    public init(
        id: Int64, base: Int64, author: Int64?, authorName: String? = nil, at: Timestamp, reason: String,
        changes: RuleChanges, consent: RuleConsent, state: State, decidedBy: Int64? = nil,
        decidedByName: String? = nil, decidedAt: Timestamp? = nil, after: Int64? = nil
    ) {
        self.id = id
        self.base = base
        self.author = author
        self.authorName = authorName
        self.at = at
        self.reason = reason
        self.changes = changes
        self.consent = consent
        self.state = state
        self.decidedBy = decidedBy
        self.decidedByName = decidedByName
        self.decidedAt = decidedAt
        self.after = after
    }
}

/// What somebody wants the rules to be.
public struct RuleOrder: Sendable, Hashable {
    /// All files, those that stay the same included.
    public var files: [RuleFileText]
    /// What changes, as whoever read both sets found.
    public var changes: RuleChanges
    /// The revision that was live when it was written.
    public var base: Int64
    public var reason: String

    public init(files: [RuleFileText], changes: RuleChanges, base: Int64, reason: String) {
        self.files = files
        self.changes = changes
        self.base = base
        self.reason = reason
    }
}

/// Why a revision was not taken.
public enum RuleBookError: Error, Sendable, Hashable, CustomStringConvertible {
    case notAllowed
    case unknownRevision
    case unchanged
    case reasonMissing
    case reasonTooLong(limit: Int)
    /// Other rules went live since it was written.
    case changedMeanwhile
    case notWaiting
    /// Whoever wrote it cannot be the one who agrees.
    case ownRevision

    public var description: String {
        switch self {
        case .notAllowed: "your role does not allow this; ask a lead or a guardian"
        case .unknownRevision: "there is no such revision of the rules"
        case .unchanged: "the rules are like this already"
        case .reasonMissing: "say why"
        case .reasonTooLong(let limit): "the reason is longer than \(limit) characters"
        case .changedMeanwhile: "other rules went live in the meantime; look at them and save again"
        case .notWaiting: "this revision waits for nobody"
        case .ownRevision: "somebody else has to agree to your own revision"
        }
    }
}

/// Who may change rules, and whose consent that takes. Stores call it inside the transaction that writes.
///
/// Nobody is above the rules: a lead of the community may tighten the net alone, but what may let through what was
/// found before takes a guardian; and rules that would have members taken out of the community take two people.
public enum RuleBook {
    /// Whether this reviewer may look at the rules and propose others.
    public static func allows(_ reviewer: Reviewer) -> Bool {
        reviewer.active && !reviewer.roles.isDisjoint(with: [.lead, .guardian])
    }

    public static func consent(for changes: RuleChanges, by author: Reviewer) -> RuleConsent {
        if author.roles.contains(.guardian) { return changes.proposesExclusion ? .second : .nobody }
        if changes.mayLoosen { return .guardian }
        return changes.proposesExclusion ? .second : .nobody
    }

    /// Whether this reviewer may agree to a revision, or decline it.
    /// - Throws: ``RuleBookError``
    public static func checkDecision(
        _ revision: RuleRevision, agrees: Bool, by reviewer: Reviewer
    ) throws(RuleBookError) {
        guard allows(reviewer) else { throw .notAllowed }
        guard revision.state == .waiting else { throw .notWaiting }
        let isOwn = revision.author == reviewer.id
        if agrees {
            if isOwn { throw .ownRevision }
            if revision.consent == .guardian, !reviewer.roles.contains(.guardian) { throw .notAllowed }
        }
    }

    /// A revision as it enters the book; its number is for the store to give.
    /// - Parameters:
    ///   - live: the number of the revision in force; 0 for none.
    ///   - sequence: the last event that the rules before it hold for.
    /// - Throws: ``RuleBookError``
    public static func revision(
        _ order: RuleOrder, live: Int64, after sequence: Int64, by author: Reviewer, at moment: Timestamp
    ) throws(RuleBookError) -> RuleRevision {
        guard allows(author) else { throw .notAllowed }
        guard order.base == live else { throw .changedMeanwhile }
        let reason = try checked(order.reason)
        let consent = consent(for: order.changes, by: author)
        let isLive = consent == .nobody
        return RuleRevision(
            id: 0, base: live, author: author.id, authorName: author.name, at: moment, reason: reason,
            changes: order.changes, consent: consent, state: isLive ? .live : .waiting,
            after: isLive ? sequence : nil)
    }

    /// A reason that is there and not too long.
    public static func checked(_ reason: String) throws(RuleBookError) -> String {
        do {
            return try CaseSteps.checked(reason)
        } catch {
            if case .textTooLong(let limit) = error { throw .reasonTooLong(limit: limit) }
            throw .reasonMissing
        }
    }
}
