import Expression
import SafetyModel

/// A rule whose condition holds for an event.
struct Judgement {
    let rule: Rule
    let facts: Facts
    let score: Double
    let reason: LocalizedText

    /// What an effect comes to; nil where the event names nobody whom it could concern.
    func outcome(_ effect: RuleEffect) -> RuleOutcome? {
        switch effect {
        case .signal: return signal.map { .signal($0) }
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

    /// Whether it is about staff, as the event says or the watch knows.
    static func isStaff(_ party: Party, _ facts: Facts) -> Bool {
        switch party {
        case .actor: facts.event.actor?.staff ?? false || facts.context.actorIsStaff
        case .target: facts.target?.staff ?? false || facts.context.targetIsStaff
        }
    }

    private func member(_ party: Party) -> Member? { party == .actor ? facts.event.actor : facts.target }

    private var proposals: [Proposal] {
        rule.effects.compactMap { effect in
            guard case .propose(let action, let party, let duration) = effect, let concerned = member(party) else {
                return nil
            }
            return Proposal(action: action, duration: duration, member: concerned.id, memberName: concerned.name)
        }
    }

    private var signal: Signal? {
        guard let subject = member(rule.subject) else { return nil }
        let other = member(rule.subject == .actor ? .target : .actor)
        let event = facts.event
        return Signal(
            policy: rule.policy, score: score, community: event.community, subject: subject.id,
            subjectName: subject.name, subjectIsStaff: Self.isStaff(rule.subject, facts), counterpart: other?.id,
            counterpartName: other?.name, time: event.time, event: event.key, detector: rule.detector,
            evidence: [
                EvidenceReference(event: event.key, time: event.time, author: event.actor?.id, cues: facts.reading.hits)
            ],
            contributions: [Contribution(code: rule.detector.name, logOdds: Arithmetic.logOdds(score), figure: nil)],
            reason: reason.en.isEmpty && reason.fr.isEmpty ? nil : reason, proposals: proposals)
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
