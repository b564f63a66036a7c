import SafetyModel
import TextAnalysis
import Yams

extension RuleFileParser {
    mutating func readEffects(_ node: Node) -> [RuleEffect] {
        yaml.items(of: node, "then").compactMap { readEffect($0) }
    }

    private mutating func readEffect(_ node: Node) -> RuleEffect? {
        if let word = node.scalar?.string {
            if word == "signal" { return .signal }
            yaml.report("an effect is signal, label: {…} or propose: {…}, and not “\(word.prefix(40))”", at: node)
            return nil
        }
        guard let keys = yaml.entries(of: node, "the effect", required: [], optional: ["label", "propose"]) else {
            return nil
        }
        guard keys.count == 1 else {
            if !keys.isEmpty { yaml.report("an effect is one thing; write the other on a line of its own", at: node) }
            return nil
        }
        if let label = keys["label"] { return readLabel(label) }
        return keys["propose"].flatMap { readProposal($0) }
    }

    private mutating func readLabel(_ node: Node) -> RuleEffect? {
        guard let keys = yaml.entries(of: node, "the label", required: ["name", "for"], optional: ["subject"]) else {
            return nil
        }
        let name = keys["name"].flatMap { readLabelName($0) }
        let duration = keys["for"].flatMap { readSpan($0, "for") }
        let subject = keys["subject"].flatMap { readWord($0, "subject", Party.self) } ?? .actor
        guard let name, let duration else { return nil }
        return .label(name: name, subject: subject, duration: duration)
    }

    mutating func readLabelName(_ node: Node) -> String? {
        guard let text = yaml.text(node, "the label's name") else { return nil }
        guard isName(text) else {
            yaml.report("the label's name may hold only a–z, 0–9 and “_”, at most 60 of them", at: node)
            return nil
        }
        return text
    }

    private mutating func readProposal(_ node: Node) -> RuleEffect? {
        guard
            let keys = yaml.entries(of: node, "the proposal", required: ["action"], optional: ["for", "subject"])
        else { return nil }
        let action = keys["action"].flatMap { readWord($0, "action", ProposedAction.self) }
        let duration = keys["for"].flatMap { readSpan($0, "for") }
        let subject = keys["subject"].flatMap { readWord($0, "subject", Party.self) } ?? .actor
        guard let action else { return nil }
        return .propose(action: action, subject: subject, duration: duration)
    }
}
