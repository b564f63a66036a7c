public import SafetyModel

/// All that a scan has found, what it has read, and what it could not read.
public struct Findings: Sendable, Hashable {
    public var inputs: [DossierInput]
    /// The gravest first, then the likeliest.
    public var findings: [Finding]
    public var skipped: [DossierSkip]
    /// What the policies that cues speak for are called.
    public var policyTitles: [PolicyCode: LocalizedText]

    /// Merges the signals about the same subject, counterpart and policy.
    public init(signals: [Signal], taxonomy: Taxonomy, inputs: [DossierInput] = [], skipped: [DossierSkip] = []) {
        self.inputs = inputs
        self.skipped = skipped
        policyTitles = Dictionary(
            taxonomy.policies.map { ($0.code, $0.title) }, uniquingKeysWith: { _, later in later })
        var groups: [Key: [Signal]] = [:]
        for signal in signals {
            let key = Key(policy: signal.policy, subject: signal.subject, counterpart: signal.counterpart)
            groups[key, default: []].append(signal)
        }
        findings = groups.values.compactMap { Self.merge($0, taxonomy) }.sorted(by: Self.comesFirst)
    }

    private struct Key: Hashable {
        var policy: PolicyCode
        var subject: String
        var counterpart: String?
    }

    private static func comesFirst(_ left: Finding, _ right: Finding) -> Bool {
        if left.severity != right.severity { return left.severity < right.severity }
        if left.score != right.score { return left.score > right.score }
        if left.policy != right.policy { return left.policy < right.policy }
        if left.subject != right.subject { return left.subject < right.subject }
        return (left.counterpart ?? "") < (right.counterpart ?? "")
    }

    /// No figure of ours is certainty.
    private static let mostCertain = 0.99

    private static func merge(_ group: [Signal], _ taxonomy: Taxonomy) -> Finding? {
        let signals = group.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
        // Of equal scores the later signal knows more.
        guard let best = signals.max(by: { $0.score < $1.score || ($0.score == $1.score && $0.time < $1.time) }) else {
            return nil
        }
        let messages = union(signals)
        let policy = taxonomy[best.policy]
        let times = messages.map(\.time) + signals.map(\.time)
        var detectors: [Detector] = []
        for signal in signals where !detectors.contains(signal.detector) { detectors.append(signal.detector) }
        return Finding(
            policy: best.policy, severity: taxonomy.severity(of: best.policy),
            title: policy?.title ?? LocalizedText(fr: best.policy.code, en: best.policy.code),
            meaning: policy?.meaning, score: min(best.score, mostCertain), community: best.community,
            subject: best.subject,
            subjectName: signals.reversed().compactMap(\.subjectName).first,
            subjectIsStaff: signals.contains(where: \.subjectIsStaff), counterpart: best.counterpart,
            counterpartName: signals.reversed().compactMap(\.counterpartName).first,
            first: times.min() ?? best.time, last: times.max() ?? best.time,
            stages: stages(of: best, messages), messages: messages, contributions: best.contributions,
            reason: best.reason,
            detectors: detectors)
    }

    /// Every event that any of the signals rests on, once, with all that was found in it.
    private static func union(_ signals: [Signal]) -> [Finding.Message] {
        var places: [EventKey: Int] = [:]
        var messages: [Finding.Message] = []
        for reference in signals.flatMap(\.evidence) {
            if let place = places[reference.event] {
                for cue in reference.cues where !messages[place].cues.contains(cue) { messages[place].cues.append(cue) }
            } else {
                places[reference.event] = messages.count
                messages.append(
                    Finding.Message(
                        event: reference.event, time: reference.time, author: reference.author, cues: reference.cues))
            }
        }
        for place in messages.indices {
            messages[place].cues.sort { ($0.range.lowerBound, $0.cue) < ($1.range.lowerBound, $1.cue) }
        }
        return messages.sorted { ($0.time, $0.event.id) < ($1.time, $1.event.id) }
    }

    /// What the detector says each stage added; where it says nothing, the weights of the cues.
    private static func stages(of signal: Signal, _ messages: [Finding.Message]) -> [Stage: Double] {
        var stages: [Stage: Double] = [:]
        for contribution in signal.contributions where contribution.code.hasPrefix("stage.") {
            guard let stage = Stage(rawValue: String(contribution.code.dropFirst("stage.".count))) else { continue }
            stages[stage, default: 0] += contribution.logOdds
        }
        guard stages.isEmpty else { return stages }
        for cue in messages.flatMap(\.cues) { if let stage = cue.stage { stages[stage, default: 0] += cue.weight } }
        return stages
    }
}
