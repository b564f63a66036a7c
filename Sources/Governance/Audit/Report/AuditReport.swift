public import SafetyModel

/// What an audit of a community came to. The same snapshot, events and thresholds give the same report.
///
/// As JSON it is `vigie audit --json`; `docs/audit.md` describes it.
public struct AuditReport: Hashable, Sendable, Codable {
    /// The version of the JSON's form.
    public static let form = 1

    public var form = Self.form
    public var community: AuditReference
    /// `discord` or `matrix`; nil where there is no snapshot.
    public var platform: String?
    public var madeAt: Timestamp
    public var basis: AuditBasis
    /// The gravest first.
    public var findings: [AuditFinding]
    /// Every rule, and what became of it.
    public var checks: [AuditCheck]
    public var scores: [AuditScore]
    /// What was wrong with the snapshot; the audit went on without it.
    public var problems: [AuditProblem]
    /// Highest first.
    public var roles: [AuditedRole]
    /// nil where no events were read.
    public var hours: AuditHours?
    /// The thresholds it went by, those that were not set too.
    public var thresholds: [String: Double]

    /// The report as those may read it who are staff themselves: without members, and without findings that count
    /// reports about staff. Its scores are worked out anew, so that no difference gives those away.
    public var forLeads: AuditReport {
        var report = self
        report.findings = findings.filter { !$0.rule.isForGuardians }
        for index in report.findings.indices { report.findings[index].members = [] }
        report.checks = checks.filter { !$0.rule.isForGuardians }
        report.scores = AuditScore.all(report.findings, report.checks)
        return report
    }

    /// The rules that could not be judged, with the reason.
    public var unjudged: [AuditCheck] { checks.filter { $0.state == .notJudged } }

    /// Whether no rule at all could be judged.
    public var saysNothing: Bool { !checks.contains { $0.state == .fine || $0.state == .found } }

    /// The gravest severity there is.
    public var gravest: AuditSeverity? { findings.map(\.severity).min() }
}

/// What an audit rests on.
public struct AuditBasis: Hashable, Sendable, Codable {
    public var hasSnapshot: Bool
    /// When the platform described the community.
    public var takenAt: Timestamp?
    /// How many members the snapshot lists, and how many it says there are.
    public var membersListed: Int?
    public var memberCount: Int?
    public var staff: Int?
    public var channels: Int?
    /// How many events of the community were read; 0 where there were none.
    public var events: Int
    public var from: Timestamp?
    public var to: Timestamp?
    public var messages: Int
    public var acts: Int
}

/// The score of one area: 100, less what each finding takes, and never below 0.
public struct AuditScore: Hashable, Sendable, Codable {
    public struct Term: Hashable, Sendable, Codable {
        /// The finding's id.
        public var finding: String
        public var severity: AuditSeverity
        public var points: Int
    }

    public var area: AuditArea
    /// 0…100; nil where nothing of the area could be judged, or less than half of it and nothing was found: what was not
    /// looked at is no praise.
    public var score: Int?
    public var terms: [Term]
    /// How many of the area's rules could be judged.
    public var judged: Int
    public var rules: Int

    static func all(_ findings: [AuditFinding], _ checks: [AuditCheck]) -> [AuditScore] {
        AuditArea.allCases.map { area in
            let checks = checks.filter { $0.rule.area == area && $0.state != .notApplicable }
            let judged = checks.filter { $0.state != .notJudged }.count
            let terms = findings.filter { $0.area == area }.map {
                Term(finding: $0.id, severity: $0.severity, points: $0.severity.points)
            }
            let taken = terms.reduce(0) { $0 + $1.points }
            return AuditScore(
                area: area,
                score: judged == 0 || terms.isEmpty && 2 * judged < checks.count ? nil : max(0, 100 - taken),
                terms: terms, judged: judged, rules: checks.count)
        }
    }

    /// The sum written out: `100 − 25 − 10 = 65`.
    public var formula: String {
        guard let score else { return "–" }
        let sum = terms.filter { $0.points > 0 }.reduce("100") { "\($0) − \($1.points)" }
        let total = 100 - terms.reduce(0) { $0 + $1.points }
        return total < 0 ? "max(0, \(sum)) = 0" : terms.isEmpty ? "100" : "\(sum) = \(score)"
    }
}

/// A role in the order of the hierarchy, with what it gives.
public struct AuditedRole: Hashable, Sendable, Codable {
    public var id: String
    public var name: String?
    public var position: Int
    /// How many members hold it; nil where the snapshot does not list them all.
    public var holders: Int?
    /// Names of the powers over others that it gives, as ``Power``.
    public var powers: [String]
    public var isEveryone: Bool
    public var isManaged: Bool

    public var label: String { (name ?? id).shortName }
}

/// Talk and watchfulness over the week, hour by hour: 168 figures each, Monday 00:00 first.
public struct AuditHours: Hashable, Sendable, Codable {
    /// Messages an hour, on average over the weeks.
    public var messages: [Double]
    /// Members of staff who were active in the hour, on average.
    public var staff: [Double]
    /// The share of messages that fell into hours in which nobody of the staff was active.
    public var unattendedShare: Double
    /// How many weeks the events span, from the first to the last.
    public var weeks: Double
    /// The time zone, by its name in the tz database; nil in reports kept before zones could be set, which are in UTC.
    public var zone: String?

    /// The figures of a day of the week (0 is Monday) and an hour (0…23); zeros where the report is not whole.
    public func at(day: Int, hour: Int) -> (messages: Double, staff: Double) {
        let place = day * 24 + hour
        guard messages.indices.contains(place), staff.indices.contains(place) else { return (0, 0) }
        return (messages[place], staff[place])
    }
}
