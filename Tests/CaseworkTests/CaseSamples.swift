import Casework
import SafetyModel

/// A small taxonomy, and signals and people to work with.
enum Sample {
    static let start = Timestamp(milliseconds: 1_781_640_000_000)

    static let taxonomy = Taxonomy([
        policy("minor.solicitation", severity: 1, hours: 24), policy("sextortion", severity: 1, hours: 4),
        policy("staff.misuse", severity: 2, hours: 72), policy("harassment.insult", severity: 3, hours: 168),
    ])

    static func policy(_ code: PolicyCode, severity: Int, hours: Int) -> Policy {
        Policy(
            code: code, severity: Severity(severity), title: LocalizedText(fr: code.code, en: code.code),
            meaning: LocalizedText(fr: "", en: ""), deadlineHours: hours, threshold: 0.5)
    }

    static func signal(
        _ policy: PolicyCode = "minor.solicitation", score: Double = 0.8, subject: String = "a1",
        counterpart: String? = "b7", staff: Bool = false, hour: Int = 0, cues: [CueHit] = []
    ) -> Signal {
        let time = start + .hours(hour)
        let event = EventKey(source: "test", id: "e\(hour)")
        return Signal(
            policy: policy, score: score, community: "c1", subject: subject, subjectName: "Alix",
            subjectIsStaff: staff, counterpart: counterpart, time: time, event: event,
            detector: Detector(name: "conversation_risk", version: 1),
            evidence: [EvidenceReference(event: event, time: time, author: subject, cues: cues)])
    }

    static func cue(_ stage: Stage) -> CueHit {
        CueHit(cue: "en.\(stage.rawValue)", stage: stage, policy: "minor.solicitation", weight: 1, range: 0..<3)
    }

    static let rosa = Reviewer(id: 1, name: "rosa", roles: [.reviewer])
    static let paul = Reviewer(id: 2, name: "paul", roles: [.reviewer])
    static let lena = Reviewer(id: 3, name: "lena", roles: [.lead])
    static let gus = Reviewer(id: 4, name: "gus", roles: [.guardian])
    static let gina = Reviewer(id: 5, name: "gina", roles: [.guardian])
    static let ada = Reviewer(id: 6, name: "ada", roles: [.administrator])

    static func item(staff: Bool = false, policy: PolicyCode = "minor.solicitation") -> Case {
        CaseFolding(taxonomy: taxonomy).fold(signal(policy, staff: staff), into: nil, id: 1, at: start).item
    }
}
