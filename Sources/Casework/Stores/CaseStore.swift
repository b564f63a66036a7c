public import SafetyModel

/// Cases, and everything that reviewers do to them. Every method takes the reviewer and answers only what
/// ``Visibility`` lets that reviewer know.
public protocol CaseStore: Sendable {
    /// The queue: cases ordered by severity, likelihood, imminence and deadline.
    func queue(_ filter: QueueFilter, for reviewer: Reviewer) async throws -> QueuePage
    /// What rules of routing look at, of every case that a filter lets through (its offset and limit aside), in the
    /// order of the queue.
    func caseFacts(_ filter: QueueFilter, for reviewer: Reviewer) async throws -> [CaseFacts]
    /// Cases by id, in the order asked for; those that the reviewer may not know of are left out.
    func cases(_ ids: [Int64], for reviewer: Reviewer) async throws -> [Case]
    /// A case with its signals and trail.
    /// - Throws: ``CaseStepError/notFound``
    func caseFile(_ id: Int64, for reviewer: Reviewer) async throws -> CaseFile
    /// The exchange behind a case: what the subject and the counterpart wrote to each other around the evidence,
    /// oldest first. Text is present only where `withText` is set, which ``CaseStep/reveal(reason:)`` must precede.
    func exchange(_ id: Int64, counterpart: String?, withText: Bool, limit: Int, for reviewer: Reviewer) async throws
        -> [ExchangeEntry]
    /// Carries a step out if the case is still at `version`, and puts it on the audit trail in the same transaction.
    /// - Throws: ``CaseStepError``
    @discardableResult
    func perform(
        _ step: CaseStep, on id: Int64, version: Int, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> Case
    /// What is known of a member: names, cases, contacts.
    func member(_ id: String, community: String, for reviewer: Reviewer) async throws -> MemberFile?
    /// Members and cases whose id or name contains `text` (members whose only record is a hidden case are not found).
    func search(_ text: String, limit: Int, for reviewer: Reviewer) async throws -> [SearchHit]
    /// Figures for the overview, over the signals with an event time from `since`.
    func overview(since: Timestamp, bucket: Duration, for reviewer: Reviewer) async throws -> Overview
    /// The audit trail, newest first. For leads, guardians and administrators, without what they may not know.
    /// - Parameter skipping: how many of the newest lines to leave out, of those that this reviewer may know of. Pages
    ///   go by it rather than by numbers, whose gaps would tell of lines that are hidden.
    func auditTrail(
        before sequence: Int64?, skipping: Int, limit: Int, for reviewer: Reviewer
    ) async throws -> [AuditEntry]

    /// What vouches for the trail: the newest signed checkpoint of the ledger. Everybody may know it.
    func ledgerState() async throws -> LedgerState
}

extension CaseStore {
    /// The newest lines of the audit trail.
    public func auditTrail(before sequence: Int64?, limit: Int, for reviewer: Reviewer) async throws -> [AuditEntry] {
        try await auditTrail(before: sequence, skipping: 0, limit: limit, for: reviewer)
    }
}

/// What to list.
public struct QueueFilter: Sendable, Hashable {
    public var states: Set<Case.State>
    public var policy: PolicyCode?
    public var claimedBy: Int64?
    public var community: String?
    /// Only those in which a decision was proposed and waits for a second person.
    public var awaitsSecondPerson: Bool
    public var offset: Int
    public var limit: Int

    public init(
        states: Set<Case.State> = [.open, .claimed], policy: PolicyCode? = nil, claimedBy: Int64? = nil,
        community: String? = nil, awaitsSecondPerson: Bool = false, offset: Int = 0, limit: Int = 50
    ) {
        self.states = states
        self.policy = policy
        self.claimedBy = claimedBy
        self.community = community
        self.awaitsSecondPerson = awaitsSecondPerson
        self.offset = offset
        self.limit = limit
    }
}

/// One page of the queue, and how many cases there are in all.
public struct QueuePage: Sendable, Hashable {
    public var cases: [Case]
    public var total: Int

    public init(cases: [Case], total: Int) {
        self.cases = cases
        self.total = total
    }
}

/// How far the ledger is signed, and by whom.
public struct LedgerState: Sendable, Hashable {
    /// Entries that the newest checkpoint covers; 0 while there is none.
    public var signed: Int
    /// Names in which others than the ledger itself signed that checkpoint.
    public var witnesses: [String]

    public init(signed: Int, witnesses: [String]) {
        (self.signed, self.witnesses) = (signed, witnesses)
    }
}

/// A case with all that belongs to it, but the texts.
public struct CaseFile: Sendable, Hashable {
    public var item: Case
    /// Newest first.
    public var signals: [Signal]
    /// Oldest first.
    public var trail: [AuditEntry]
    /// Cases that share a counterpart or a subject, at most 20.
    public var related: [Case]
    /// Names by member id, for those who appear.
    public var names: [String: String]

    public init(
        item: Case, signals: [Signal], trail: [AuditEntry], related: [Case], names: [String: String]
    ) {
        self.item = item
        self.signals = signals
        self.trail = trail
        self.related = related
        self.names = names
    }
}

/// One event of the exchange behind a case.
public struct ExchangeEntry: Sendable, Hashable {
    public var event: EventKey
    public var type: EventType
    public var time: Timestamp
    public var author: String
    public var authorName: String?
    public var target: String?
    public var channel: Channel?
    /// `nil` where it was not asked for, or is no longer kept.
    public var text: String?
    /// Whether there is a text that could be asked for.
    public var hasText: Bool
    public var attachments: Int
    public var cues: [CueHit]
    /// Where the text was evidence and was deleted.
    public var deleted: DeletedEvidence?

    public init(
        event: EventKey, type: EventType, time: Timestamp, author: String, authorName: String?, target: String?,
        channel: Channel?, text: String?, hasText: Bool, attachments: Int, cues: [CueHit],
        deleted: DeletedEvidence? = nil
    ) {
        self.event = event
        self.type = type
        self.time = time
        self.author = author
        self.authorName = authorName
        self.target = target
        self.channel = channel
        self.text = text
        self.hasText = hasText
        self.attachments = attachments
        self.cues = cues
        self.deleted = deleted
    }
}

/// What is known of a member of a community.
public struct MemberFile: Sendable, Hashable {
    public var id: String
    public var community: String
    public var name: String?
    public var staff: Bool
    /// Cases whose subject is this member.
    public var cases: [Case]
    /// Cases in which this member is a counterpart, who may be harmed.
    public var counterpartIn: [Case]
    /// The members with whom it exchanged most, largest first, at most 30.
    public var contacts: [Contact]
    /// Newest first, at most 50: kinds and times, no texts.
    public var history: [ExchangeEntry]

    public init(
        id: String, community: String, name: String?, staff: Bool, cases: [Case], counterpartIn: [Case],
        contacts: [Contact], history: [ExchangeEntry]
    ) {
        self.id = id
        self.community = community
        self.name = name
        self.staff = staff
        self.cases = cases
        self.counterpartIn = counterpartIn
        self.contacts = contacts
        self.history = history
    }
}

/// How much two members have to do with each other.
public struct Contact: Sendable, Hashable {
    public var member: String
    public var name: String?
    public var sent: Int
    public var received: Int
    public var last: Timestamp

    public init(member: String, name: String?, sent: Int, received: Int, last: Timestamp) {
        self.member = member
        self.name = name
        self.sent = sent
        self.received = received
        self.last = last
    }
}

/// Something that a search found.
public enum SearchHit: Sendable, Hashable {
    case member(id: String, community: String, name: String?)
    case item(Case)
}

/// Figures of the overview page.
public struct Overview: Sendable, Hashable {
    public var eventCount: Int
    public var signalCount: Int
    public var openCases: Int
    public var overdueCases: Int
    public var decidedCases: Int
    public var rejectedLines: Int
    /// The case that has waited longest, and may be seen by this reviewer.
    public var oldestWaiting: Case?
    /// Signals by policy and bucket of time.
    public var signalsOverTime: [SignalCount]

    public init(
        eventCount: Int, signalCount: Int, openCases: Int, overdueCases: Int, decidedCases: Int, rejectedLines: Int,
        oldestWaiting: Case?, signalsOverTime: [SignalCount]
    ) {
        self.eventCount = eventCount
        self.signalCount = signalCount
        self.openCases = openCases
        self.overdueCases = overdueCases
        self.decidedCases = decidedCases
        self.rejectedLines = rejectedLines
        self.oldestWaiting = oldestWaiting
        self.signalsOverTime = signalsOverTime
    }
}

/// How many signals of a policy fell into a bucket of time.
public struct SignalCount: Sendable, Hashable {
    public var bucketStart: Timestamp
    public var policy: PolicyCode
    public var count: Int

    public init(bucketStart: Timestamp, policy: PolicyCode, count: Int) {
        self.bucketStart = bucketStart
        self.policy = policy
        self.count = count
    }
}

/// One line of the audit trail.
public struct AuditEntry: Sendable, Hashable, Identifiable {
    public var id: Int64
    public var at: Timestamp
    /// The reviewer, or `nil` for Vigie itself.
    public var by: Int64?
    public var byName: String?
    public var caseID: Int64?
    /// `opened`, `signal_added`, `claimed`, `released`, `noted`, `proposed` (waits for a second person), `confirmed`,
    /// `decided`, `reopened`, `revealed`, `signed_in`,
    /// `sign_in_failed`, `account_created`, `account_changed` …
    public var action: String
    /// The note, the reason or the outcome.
    public var detail: String

    public init(id: Int64, at: Timestamp, by: Int64?, byName: String?, caseID: Int64?, action: String, detail: String) {
        self.id = id
        self.at = at
        self.by = by
        self.byName = byName
        self.caseID = caseID
        self.action = action
        self.detail = detail
    }
}
