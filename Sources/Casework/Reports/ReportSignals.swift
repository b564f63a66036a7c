public import SafetyModel

/// What a report says, as signals that fold into a case like any other.
public enum ReportSignals {
    /// The source of the events that reports stand for; nothing of that source is in the log.
    public static let source = "vigie:report"
    public static let detector = Detector(name: "report", version: 1)
    /// The policy of a report whose own is milder, where somebody feels in danger now.
    public static let danger: PolicyCode = "violence.threat"

    /// Whom a report is about: a member that the community knows, or a name as it was written.
    public struct Subject: Sendable, Hashable {
        public var id: String
        public var name: String?
        /// Whether the case is for guardians alone.
        public var isStaff: Bool

        public init(id: String, name: String?, isStaff: Bool) {
            self.id = id
            self.name = name
            self.isStaff = isStaff
        }
    }

    /// - Parameters:
    ///   - voices: how many independent voices there are about the subject, this one included.
    ///   - isIndependent: whether this report is one of them.
    public static func signals(
        of report: Report, number: Int64, about subject: Subject, voices: Int, isIndependent: Bool, taxonomy: Taxonomy,
        at moment: Timestamp
    ) -> [Signal] {
        var policies = [report.happening.policy(byStaff: report.accusedIsStaff)]
        // Danger now goes before everything else in the queue, whatever box was ticked.
        if report.dangerNow, taxonomy.severity(of: policies[0]).level > 1 { policies.append(danger) }
        let score = Brigading.score(voices: voices, trusted: report.reporter.isTrustedFlagger)
        var contributions = [Contribution(code: "report.voices", logOdds: logOdds(score), figure: Double(voices))]
        if report.dangerNow { contributions.append(Contribution(code: Imminence.dangerNow, logOdds: 1)) }
        if !isIndependent { contributions.append(Contribution(code: "report.same_voice", logOdds: 0)) }
        return policies.map { policy in
            Signal(
                policy: policy, score: score, community: report.community, subject: subject.id,
                subjectName: subject.name, subjectIsStaff: subject.isStaff, time: moment,
                event: EventKey(source: source, id: String(number)), detector: detector, contributions: contributions)
        }
    }

    /// The severity that the clocks of a report go by.
    public static func severity(of report: Report, taxonomy: Taxonomy) -> Severity {
        let own = taxonomy.severity(of: report.happening.policy(byStaff: report.accusedIsStaff))
        return report.dangerNow ? min(own, Severity(1)) : own
    }

    /// The natural logarithm of the odds, by a table: the pure part has no mathematics library. Scores of
    /// ``Brigading/score(voices:trusted:)`` lie between 0.6 and 1.
    private static func logOdds(_ score: Double) -> Double {
        switch score {
        case ..<0.65: 0.4
        case ..<0.8: 1.2
        case ..<0.88: 1.8
        case ..<0.95: 2.5
        default: 3.5
        }
    }
}
