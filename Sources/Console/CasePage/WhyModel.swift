import Casework
import SafetyModel

/// Why a signal was raised: each reason, and what it added.
extension Console {
    private static let signalsShown = 3

    func whyModel(_ signals: [Signal], visit: Visit) -> Model {
        let ordered = signals.sorted { ($0.score, $0.time) > ($1.score, $1.time) }
        return [
            "signals": ordered.prefix(Self.signalsShown).map { signalModel($0, visit: visit) },
            "more": ordered.dropFirst(Self.signalsShown).prefix(50).map { signalModel($0, visit: visit) },
            "any_more": ordered.count > Self.signalsShown,
        ]
    }

    private func signalModel(_ signal: Signal, visit: Visit) -> Model {
        let words = visit.words
        return [
            "policy": policyTitle(signal.policy, visit.language), "likelihood": words.percent(signal.score),
            "time": timeModel(signal.time, text: words.moment(signal.time), words: words),
            "detector": words.say(
                "why_detector",
                ["name": visible(signal.detector.name), "version": String(signal.detector.version)]),
            "reasons": signal.contributions.map { contribution -> Model in
                let effect = contribution.logOdds
                let width = Int((min(effect.magnitude, 4) / 4 * 60).rounded())
                return [
                    "sentence": sentence(for: contribution, visit: visit),
                    "effect": "\(effect >= 0 ? "+" : "")\(words.decimal(effect))", "width": String(max(width, 1)),
                    "against": effect < 0, "strength": words[strengthKey(effect)],
                ]
            },
            "explained": !signal.contributions.isEmpty, "reason": visible(signal.reason?[visit.language] ?? ""),
            "proposals": signal.proposals.map { proposalText($0, words) }, "proposes": !signal.proposals.isEmpty,
        ]
    }

    private func proposalText(_ proposal: Proposal, _ words: Words) -> String {
        let name = visible(proposal.memberName ?? proposal.member)
        let action = words["proposed_\(proposal.action.rawValue)"]
        guard let duration = proposal.duration else {
            return words.say("proposed_line", ["action": action, "name": name])
        }
        return words.say(
            "proposed_line_for", ["action": action, "span": words.span(duration), "name": name])
    }

    private func strengthKey(_ logOdds: Double) -> String {
        switch logOdds {
        case ..<0: "why_against"
        case ..<0.5: "why_slight"
        case ..<1.5: "why_for"
        default: "why_strong"
        }
    }

    /// The sentence of the part that knows the code; else one from the code's two halves.
    private func sentence(for contribution: Contribution, visit: Visit) -> String {
        let words = visit.words
        if let own = words.byKey["why_\(contribution.code.replacing(".", with: "_"))"] {
            return own + (contribution.figure.map { " (\(words.figure($0)))" } ?? "")
        }
        if !contribution.code.hasPrefix("rule."), let sentence = texts.contribution(contribution, visit.language) {
            return visible(sentence)
        }
        let halves = contribution.code.split(separator: ".", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return visible(contribution.code) }
        let name = visible(halves[1].replacing("_", with: " "))
        let figure = contribution.figure.map { " (\(words.figure($0)))" } ?? ""
        switch halves[0] {
        case "stage":
            let stage = words.byKey["stage_\(halves[1])"] ?? name
            return words.say("why_stage", ["stage": stage]) + figure
        case "rule": return words.say("why_rule", ["name": visible(halves[1])])
        case "order", "context", "feature", "power":
            return words.say("why_\(halves[0])", ["name": name]) + figure
        default: return visible(contribution.code) + figure
        }
    }
}
