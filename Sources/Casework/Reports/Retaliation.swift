public import SafetyModel

/// Whoever reports must not be punished for it. A reporter whose account Vigie knows, and staff does not, is watched
/// over for a while: to be banned, timed out or stripped of a role in that time opens a case of severity 1 about who did
/// it, for guardians alone.
public enum Retaliation {
    public static let watch = Duration.days(30)
    public static let policy: PolicyCode = "staff.coercion"
    public static let detector = Detector(name: "retaliation", version: 1)

    /// Whether an event may be a punishment of its target.
    public static func isPunishment(_ event: Event) -> Bool {
        guard let target = event.target, event.actor?.id != target.id else { return false }
        return [.memberBanned, .memberTimedOut, .roleRevoked].contains(event.type)
    }

    /// The signal about an event that struck a reporter. That the struck one reported is nowhere in it.
    public static func signal(about event: Event) -> Signal {
        Signal(
            policy: policy, score: 0.7, community: event.community, subject: event.actor?.id ?? "unknown",
            subjectName: event.actor?.name, subjectIsStaff: true, time: event.time, event: event.key,
            detector: detector,
            evidence: [EvidenceReference(event: event.key, time: event.time, author: event.actor?.id)],
            contributions: [Contribution(code: "report.retaliation", logOdds: 0.8)])
    }
}
