import Expression
import SafetyModel

/// A rule whose condition holds for an event.
struct Judgement {
    let rule: Rule
    let facts: Facts
    let score: Double
    let reason: String

    /// What an effect comes to; nil where the event names nobody whom it could concern.
    func outcome(_ effect: RuleEffect) -> RuleOutcome? {
        switch effect {
        case .signal: return signal.map { .signal($0, reason: reason) }
        case .label(let name, let subject, let duration):
            return member(subject).map {
                .label(
                    Label(name: name, rule: rule.name, reason: reason, until: facts.event.time.later(by: duration)),
                    member: $0)
            }
        case .propose(let action, let subject, let duration):
            return member(subject).map {
                .proposal(
                    RuleProposal(
                        rule: rule.name, policy: rule.policy, action: action, duration: duration, member: $0,
                        community: facts.event.community, event: facts.event.key, reason: reason))
            }
        }
    }

    private func member(_ party: Party) -> Member? { party == .actor ? facts.event.actor : facts.target }

    private var signal: Signal? {
        guard let subject = member(rule.subject) else { return nil }
        let other = member(rule.subject == .actor ? .target : .actor)
        let event = facts.event
        return Signal(
            policy: rule.policy, score: score, community: event.community, subject: subject.id,
            subjectName: subject.name, subjectIsStaff: subject.staff ?? false, counterpart: other?.id,
            counterpartName: other?.name, time: event.time, event: event.key, detector: rule.detector,
            evidence: [
                EvidenceReference(event: event.key, time: event.time, author: event.actor?.id, cues: facts.reading.hits)
            ],
            contributions: [
                Contribution(
                    code: reason.isEmpty ? rule.detector.name : reason, logOdds: Arithmetic.logOdds(score), figure: nil)
            ])
    }
}

extension SafetyModel.Timestamp {
    /// The moment so much later; the last one there is where that is beyond.
    fileprivate func later(by span: Duration) -> SafetyModel.Timestamp {
        let (sum, overflows) = milliseconds.addingReportingOverflow(span.milliseconds)
        return SafetyModel.Timestamp(milliseconds: overflows ? .max : sum)
    }
}

extension Score {
    /// Moved into 0…1. Fails where an expression does, or gives no number.
    func value(_ facts: Facts, costLimit: Int) throws(EvaluationError) -> Double {
        switch self {
        case .constant(let score): return score
        case .expression(let program):
            var meter = Meter(limit: costLimit)
            guard case .double(let score) = try program.evaluate(facts, &meter), !score.isNaN else {
                throw EvaluationError(.host("the score is not a number"))
            }
            return max(0, min(1, score))
        }
    }
}
