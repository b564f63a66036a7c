public import SafetyModel

/// Folds signals into cases: all signals about one subject of one community belong to its one undecided case; a
/// signal on a subject whose case is decided opens a new one. No signal is ever dropped.
///
/// What a case says does not depend on the order in which its signals arrive, but for ``Case/counterparts``, which
/// keep the most recent first.
public struct CaseFolding: Sendable {
    /// Within how many hours a case is to be decided whose policy is not in the taxonomy.
    public static let defaultDeadlineHours = 168
    /// How many counterparts a case names.
    public static let counterpartLimit = 20

    public let taxonomy: Taxonomy

    public init(taxonomy: Taxonomy) {
        self.taxonomy = taxonomy
    }

    /// Folds one signal.
    /// - Parameters:
    ///   - current: the newest case of the signal's subject in the signal's community, if there is one.
    ///   - id: the id for a case that has to be opened.
    ///   - subjectKnownAsStaff: whether events said that the subject is staff, even where the signal does not.
    ///   - claimant: who holds the current case, so that somebody who may not see it any longer gives it back.
    ///   - moment: when the signal is recorded; deadlines count from it.
    public func fold(
        _ signal: Signal, into current: Case?, id: Int64, subjectKnownAsStaff: Bool = false,
        claimant: Reviewer? = nil, at moment: Timestamp
    ) -> FoldedCase {
        let staff = signal.subjectIsStaff || subjectKnownAsStaff
        guard let current, current.state != .decided else {
            return FoldedCase(item: opening(signal, id: id, staff: staff, at: moment), isNew: true)
        }
        var item = adding(signal, to: current, staff: staff, at: moment)
        var releasedFrom: Int64?
        if item.subjectIsStaff, !current.subjectIsStaff, let claimant,
            !Visibility.allows(claimant, subjectIsStaff: true)
        {
            releasedFrom = item.claimedBy
            item.claimedBy = nil
            item.decision = nil
            item.state = .open
        }
        // A graver picture calls for another look before anybody decides; more of the same does not.
        if item.policy != current.policy || item.severity != current.severity
            || item.subjectIsStaff != current.subjectIsStaff
        {
            item.version += 1
        }
        return FoldedCase(item: item, isNew: false, releasedFrom: releasedFrom)
    }

    /// By when a case is to be decided that a signal of this policy, recorded at `moment`, is part of.
    public func deadline(for policy: PolicyCode, from moment: Timestamp) -> Timestamp {
        let hours = taxonomy[policy]?.deadlineHours ?? Self.defaultDeadlineHours
        // Ten years at most: a mistyped taxonomy must not overflow.
        return moment + .hours(min(max(hours, 0), 87_600))
    }

    private func opening(_ signal: Signal, id: Int64, staff: Bool, at moment: Timestamp) -> Case {
        let urgentAt = Imminence.urgentMoment(of: signal)
        let span = Self.span(of: signal)
        return Case(
            id: id, community: signal.community, subject: signal.subject, subjectName: signal.subjectName,
            subjectIsStaff: staff, state: .open, policy: signal.policy, severity: taxonomy.severity(of: signal.policy),
            score: Self.likelihood(of: signal),
            imminence: Imminence.value(urgentAt: urgentAt, lastEvent: span.last), signalCount: 1,
            counterparts: Self.counterparts([], with: signal, isNewest: true), firstEvent: span.first,
            lastEvent: span.last, openedAt: moment, dueAt: deadline(for: signal.policy, from: moment), claimedBy: nil,
            decision: nil, version: 1, urgentAt: urgentAt)
    }

    private func adding(_ signal: Signal, to current: Case, staff: Bool, at moment: Timestamp) -> Case {
        var item = current
        let span = Self.span(of: signal)
        let isNewest = signal.time >= current.lastEvent
        item.signalCount += 1
        item.subjectIsStaff = current.subjectIsStaff || staff
        if let name = signal.subjectName, isNewest || current.subjectName == nil { item.subjectName = name }
        item.counterparts = Self.counterparts(current.counterparts, with: signal, isNewest: isNewest)
        item.firstEvent = min(current.firstEvent, span.first)
        item.lastEvent = max(current.lastEvent, span.last)
        let severity = taxonomy.severity(of: signal.policy)
        let score = Self.likelihood(of: signal)
        if Self.isGraver((severity, score, signal.policy), than: (current.severity, current.score, current.policy)) {
            item.policy = signal.policy
            item.severity = severity
            item.score = score
        }
        // Never later: a grave signal brings the deadline nearer, whatever came before or comes after.
        item.dueAt = min(current.dueAt, deadline(for: signal.policy, from: moment))
        if let urgent = Imminence.urgentMoment(of: signal) {
            item.urgentAt = max(current.urgentAt ?? urgent, urgent)
        }
        item.imminence = Imminence.value(urgentAt: item.urgentAt, lastEvent: item.lastEvent)
        return item
    }

    private typealias Gravity = (severity: Severity, score: Double, policy: PolicyCode)

    /// The gravest policy leads; ties go to the higher score, then to the code, so that order of arrival is nothing.
    private static func isGraver(_ one: Gravity, than other: Gravity) -> Bool {
        if one.severity != other.severity { return one.severity < other.severity }
        if one.score != other.score { return one.score > other.score }
        return one.policy < other.policy
    }

    private static func likelihood(of signal: Signal) -> Double {
        signal.score.isNaN ? 0 : min(max(signal.score, 0), 1)
    }

    private static func span(of signal: Signal) -> (first: Timestamp, last: Timestamp) {
        var first = signal.time
        var last = signal.time
        for reference in signal.evidence {
            first = min(first, reference.time)
            last = max(last, reference.time)
        }
        return (first, last)
    }

    private static func counterparts(_ known: [String], with signal: Signal, isNewest: Bool) -> [String] {
        guard let counterpart = signal.counterpart, counterpart != signal.subject else { return known }
        var result = known
        if isNewest {
            result.removeAll { $0 == counterpart }
            result.insert(counterpart, at: 0)
        } else if !result.contains(counterpart) {
            result.append(counterpart)
        }
        return Array(result.prefix(counterpartLimit))
    }
}

/// What became of a signal.
public struct FoldedCase: Sendable, Hashable {
    public var item: Case
    /// Whether the case was opened for it.
    public var isNew: Bool
    /// Who held the case and may not see it any longer, because its subject turned out to be staff.
    public var releasedFrom: Int64?

    public init(item: Case, isNew: Bool, releasedFrom: Int64? = nil) {
        self.item = item
        self.isNew = isNew
        self.releasedFrom = releasedFrom
    }
}
