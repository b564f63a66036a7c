import Casework
import Foundation
import GRDB
import SafetyModel

/// A case as a row of the table `cases`.
enum CaseRow {
    /// Columns in the order of ``item(_:)`` and ``arguments(_:)``, after the id.
    private static let names = [
        "community", "subject", "subject_name", "subject_name_folded", "staff", "state", "policy", "severity", "score",
        "imminence", "urgent_at", "signal_count", "counterparts", "first_event", "last_event", "opened_at", "due_at",
        "claimed_by", "outcome", "reason", "decided_by", "decided_at", "confirmed_by", "version",
    ]

    /// What to select.
    static let columns = (["id"] + names).map { "cases." + $0 }.joined(separator: ", ")

    static func item(_ row: Row) -> Case {
        var decision: Decision?
        if let outcome = (row["outcome"] as String?).flatMap(Decision.Outcome.init(rawValue:)),
            let decidedBy = row["decided_by"] as Int64?
        {
            decision = Decision(
                outcome: outcome, reason: row["reason"] ?? "", decidedBy: decidedBy,
                decidedAt: row["decided_at"] ?? 0, confirmedBy: row["confirmed_by"])
        }
        let counterparts = try? JSONDecoder().decode([String].self, from: Data((row["counterparts"] as String).utf8))
        return Case(
            id: row["id"], community: row["community"], subject: row["subject"], subjectName: row["subject_name"],
            subjectIsStaff: row["staff"], state: Case.State(rawValue: row["state"]) ?? .open,
            policy: PolicyCode(row["policy"]), severity: Severity(row["severity"]), score: row["score"],
            imminence: row["imminence"], signalCount: row["signal_count"], counterparts: counterparts ?? [],
            firstEvent: moment(row["first_event"]), lastEvent: moment(row["last_event"]),
            openedAt: moment(row["opened_at"]), dueAt: moment(row["due_at"]), claimedBy: row["claimed_by"],
            decision: decision, version: row["version"], urgentAt: (row["urgent_at"] as Int64?).map(moment))
    }

    static func insert(_ item: Case, in db: Database) throws {
        let marks = Array(repeating: "?", count: names.count + 1).joined(separator: ", ")
        try db.cachedStatement(
            sql: "INSERT INTO cases (id, \(names.joined(separator: ", "))) VALUES (\(marks))"
        ).execute(arguments: [item.id] + arguments(item))
    }

    /// Writes a case that was read at `version`; a version that is no longer current is refused.
    static func update(_ item: Case, from version: Int, in db: Database) throws {
        let assignments = names.map { "\($0) = ?" }.joined(separator: ", ")
        try db.cachedStatement(
            sql: "UPDATE cases SET \(assignments) WHERE id = ? AND version = ?"
        ).execute(arguments: arguments(item) + [item.id, version])
        guard db.changesCount == 1 else { throw CaseStepError.changedMeanwhile(currentVersion: item.version) }
    }

    private static func arguments(_ item: Case) -> StatementArguments {
        let counterparts = (try? JSONEncoder().encode(item.counterparts)).map { String(decoding: $0, as: UTF8.self) }
        return [
            item.community, item.subject, item.subjectName, item.subjectName?.lowercased(), item.subjectIsStaff,
            item.state.rawValue, item.policy.code, item.severity.level, item.score, item.imminence,
            item.urgentAt?.milliseconds, item.signalCount, counterparts ?? "[]", item.firstEvent.milliseconds,
            item.lastEvent.milliseconds, item.openedAt.milliseconds, item.dueAt.milliseconds, item.claimedBy,
            item.decision?.outcome.rawValue, item.decision?.reason, item.decision?.decidedBy,
            item.decision?.decidedAt, item.decision?.confirmedBy, item.version,
        ]
    }

    static func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }
}

/// What a reviewer may see, as a condition on the table `cases`. Derived from ``Visibility``, the one place where it
/// is decided, so that lists, counts and searches leave hidden cases out before anything is counted.
struct VisibleCases {
    /// A condition without arguments.
    let condition: String
    let includesAny: Bool

    init(for reviewer: Reviewer) {
        let ordinary = Visibility.allows(reviewer, subjectIsStaff: false)
        let staff = Visibility.allows(reviewer, subjectIsStaff: true)
        includesAny = ordinary || staff
        condition =
            switch (ordinary, staff) {
            case (true, true): "1"
            // The plus keeps the planner from walking an index by this column instead of by the order asked for.
            case (true, false): "+cases.staff = 0"
            case (false, true): "+cases.staff = 1"
            case (false, false): "0"
            }
    }
}

/// The rest of a signal, beside the columns that are searched: JSON without any text of a person.
struct SignalDetail: Codable {
    private struct Hit: Codable {
        var cue: String
        var stage: Stage?
        var policy: PolicyCode
        var weight: Double
        var from: Int
        var to: Int
    }

    private struct Reference: Codable {
        var event: EventKey
        var time: Int64
        var author: String?
        var cues: [Hit]
    }

    private struct Proposed: Codable {
        var action: ProposedAction
        var seconds: Int64?
        var member: String
        var memberName: String?
    }

    private var community: String
    private var subject: String
    private var subjectName: String?
    private var subjectIsStaff: Bool
    private var counterpart: String?
    private var counterpartName: String?
    private var event: EventKey
    private var detector: Detector
    private var evidence: [Reference]
    private var contributions: [Contribution]
    private var reason: LocalizedText?
    private var proposals: [Proposed]?
    /// How grave its policy was, and by when a case of it was to be decided, when it was recorded: what the case says
    /// follows from these, whatever the taxonomy says later. Absent in signals of earlier versions.
    private var severity: Int?
    private var due: Int64?

    init(_ signal: Signal, severity: Severity, due: Timestamp) {
        self.severity = severity.level
        self.due = due.milliseconds
        community = signal.community
        subject = signal.subject
        subjectName = signal.subjectName
        subjectIsStaff = signal.subjectIsStaff
        counterpart = signal.counterpart
        counterpartName = signal.counterpartName
        event = signal.event
        detector = signal.detector
        evidence = signal.evidence.map { reference in
            Reference(
                event: reference.event, time: reference.time.milliseconds, author: reference.author,
                cues: reference.cues.map {
                    Hit(
                        cue: $0.cue, stage: $0.stage, policy: $0.policy, weight: Self.finite($0.weight),
                        from: $0.range.lowerBound, to: $0.range.upperBound)
                })
        }
        contributions = signal.contributions.map {
            Contribution(code: $0.code, logOdds: Self.finite($0.logOdds), figure: $0.figure.map(Self.finite))
        }
        reason = signal.reason
        proposals =
            signal.proposals.isEmpty
            ? nil
            : signal.proposals.map {
                Proposed(
                    action: $0.action, seconds: $0.duration?.components.seconds, member: $0.member,
                    memberName: $0.memberName)
            }
    }

    func signal(policy: PolicyCode, score: Double, time: Timestamp) -> Signal {
        let references = evidence.map { reference in
            EvidenceReference(
                event: reference.event, time: Timestamp(milliseconds: reference.time), author: reference.author,
                cues: reference.cues.map {
                    CueHit(
                        cue: $0.cue, stage: $0.stage, policy: $0.policy, weight: $0.weight,
                        range: $0.from..<max($0.from, $0.to))
                })
        }
        return Signal(
            policy: policy, score: score, community: community, subject: subject, subjectName: subjectName,
            subjectIsStaff: subjectIsStaff, counterpart: counterpart, counterpartName: counterpartName, time: time,
            event: event, detector: detector, evidence: references, contributions: contributions, reason: reason,
            proposals: (proposals ?? []).map {
                Proposal(
                    action: $0.action, duration: $0.seconds.map { .seconds($0) }, member: $0.member,
                    memberName: $0.memberName)
            })
    }

    func json() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    /// The signal of a row with `policy`, `score`, `time` and `detail`.
    static func signal(_ row: Row) throws -> Signal {
        let text: String = row["detail"]
        return try JSONDecoder().decode(SignalDetail.self, from: Data(text.utf8)).signal(
            policy: PolicyCode(row["policy"]), score: row["score"], time: CaseRow.moment(row["time"]))
    }

    /// JSON has no infinity and no NaN; a detector's slip must not lose its signal.
    private static func finite(_ value: Double) -> Double {
        value.isFinite ? value : value.isNaN ? 0 : value > 0 ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude
    }
}
