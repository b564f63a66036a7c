public import SafetyModel

/// How soon harm may follow. A case in which pressure or a threat was seen lately goes before one in which it was not.
public enum Imminence {
    /// How long before the newest event of a case pressure or a threat counts as recent.
    public static let window = Duration.days(7)

    /// Policies that are a threat by themselves.
    public static let threats: Set<PolicyCode> = [
        "sextortion", "violence.threat", "violence.sexual_threat", "privacy.swatting",
    ]

    /// The reason that a report gives where somebody feels in danger now.
    public static let dangerNow = "report.danger_now"

    /// When a signal last saw leverage, coercion or a threat, by event time; `nil` if it saw none.
    public static func urgentMoment(of signal: Signal) -> Timestamp? {
        var latest: Timestamp?
        for reference in signal.evidence where reference.cues.contains(where: isUrgent) {
            latest = max(latest ?? reference.time, reference.time)
        }
        let bySignal = threats.contains(signal.policy) || signal.contributions.contains(where: isUrgent)
        if bySignal, latest == nil { latest = signal.time }
        return latest
    }

    /// 1 when pressure or a threat was seen within ``window`` before the newest event, 0.5 when it is longer ago,
    /// 0 when none was seen.
    public static func value(urgentAt: Timestamp?, lastEvent: Timestamp) -> Double {
        guard let urgentAt else { return 0 }
        // Compared without subtracting: a hostile time near the end of the range must not overflow.
        let (edge, overflow) = lastEvent.milliseconds.subtractingReportingOverflow(window.milliseconds)
        return overflow || urgentAt.milliseconds >= edge ? 1 : 0.5
    }

    private static func isUrgent(_ cue: CueHit) -> Bool {
        cue.stage == .leverage || cue.stage == .coercion || threats.contains(cue.policy)
    }

    private static func isUrgent(_ contribution: Contribution) -> Bool {
        contribution.logOdds > 0
            && (contribution.code == "stage.leverage" || contribution.code == "stage.coercion"
                || contribution.code == dangerNow)
    }
}
