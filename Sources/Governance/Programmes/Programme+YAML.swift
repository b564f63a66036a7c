public import SafetyModel
public import TextAnalysis
import Yams

/// Why a programme was not taken: all that is wrong with its file.
public struct ProgrammeProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public var problems: [FileProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension Programme {
    /// Reads a programme from a file (docs/provenance.md has its form).
    /// - Throws: every problem of the file.
    public init(yaml: String, file: String) throws(ProgrammeProblems) {
        var reader = ProgrammeReader(yaml: YAMLFile(file: file))
        let programme = reader.read(yaml)
        guard reader.yaml.problems.isEmpty, let programme else {
            throw ProgrammeProblems(problems: reader.yaml.problems)
        }
        self = programme
    }
}

private struct ProgrammeReader {
    var yaml: YAMLFile

    static let mostCriteria = 60

    mutating func read(_ text: String) -> Programme? {
        guard let root = yaml.root(of: text),
            let top = yaml.entries(of: root, "the file", required: ["badge", "title", "criteria"]),
            let badgeNode = top["badge"], let titleNode = top["title"], let listNode = top["criteria"]
        else { return nil }
        let badge = yaml.text(badgeNode, "badge") ?? ""
        if badge.count > 100 { yaml.report("badge has at most 100 characters", at: badgeNode) }
        let title = title(titleNode)
        let items = yaml.items(of: listNode, "criteria")
        if items.count > Self.mostCriteria {
            yaml.report("criteria has at most \(Self.mostCriteria) entries", at: listNode)
        }
        var criteria: [Programme.Criterion] = []
        for item in items.prefix(Self.mostCriteria) {
            guard let criterion = criterion(item) else { continue }
            if criteria.contains(where: { $0.figure == criterion.figure && Self.isAlike($0.bound, criterion.bound) }) {
                yaml.report("\(criterion.figure.rawValue) stands twice with the same kind of bound; keep one", at: item)
            }
            criteria.append(criterion)
        }
        if items.isEmpty, yaml.problems.isEmpty { yaml.report("criteria is empty; name at least one", at: listNode) }
        return Programme(badge: badge, title: title, criteria: criteria)
    }

    private static func isAlike(_ one: Programme.Criterion.Bound, _ other: Programme.Criterion.Bound) -> Bool {
        switch (one, other) {
        case (.atLeast, .atLeast), (.atMost, .atMost): true
        default: false
        }
    }

    private mutating func title(_ node: Node) -> LocalizedText {
        guard let entries = yaml.entries(of: node, "title", required: ["fr", "en"]) else {
            return LocalizedText(fr: "", en: "")
        }
        var texts: [String: String] = [:]
        for (language, node) in entries {
            let text = yaml.text(node, "title") ?? ""
            if text.count > 120 { yaml.report("title has at most 120 characters", at: node) }
            texts[language] = text
        }
        return LocalizedText(fr: texts["fr"] ?? "", en: texts["en"] ?? "")
    }

    private mutating func criterion(_ node: Node) -> Programme.Criterion? {
        guard
            let entries = yaml.entries(
                of: node, "a criterion", required: ["figure"], optional: ["at_least", "at_most", "over", "for"]),
            let figureNode = entries["figure"], let word = yaml.text(figureNode, "figure")
        else { return nil }
        guard let figure = ProgrammeFigure(rawValue: word) else {
            let known = ProgrammeFigure.allCases.map(\.rawValue)
            yaml.report("there is no figure “\(word)”\(Spelling.hint(word, among: known))", at: figureNode)
            return nil
        }
        guard let bound = bound(entries, figure, at: node) else { return nil }
        var criterion = Programme.Criterion(figure: figure, bound: bound, line: node.mark?.line ?? 0)
        if let node = entries["over"] {
            if !figure.hasSpan { yaml.report("\(word) is a figure of one moment; leave “over” out", at: node) }
            criterion.over = days(node, "over", most: Programme.longestSpan) ?? criterion.over
        }
        if let node = entries["for"] {
            criterion.holding = days(node, "for", most: Programme.longestHolding) ?? 0
        }
        return criterion
    }

    private mutating func bound(
        _ entries: [String: Node], _ figure: ProgrammeFigure, at node: Node
    ) -> Programme.Criterion.Bound? {
        switch (entries["at_least"], entries["at_most"]) {
        case (let least?, nil): return yaml.decimal(least, "at_least", in: figure.range).map { .atLeast($0) }
        case (nil, let most?): return yaml.decimal(most, "at_most", in: figure.range).map { .atMost($0) }
        default:
            yaml.report("a criterion has one of “at_least” and “at_most”; write two criteria for both", at: node)
            return nil
        }
    }

    /// `30d`
    private mutating func days(_ node: Node, _ what: String, most: Int) -> Int? {
        guard let text = yaml.text(node, what) else { return nil }
        guard text.hasSuffix("d"), let count = Int(text.dropLast()), (1...most).contains(count),
            text.dropLast().allSatisfy({ ("0"..."9").contains($0) })
        else {
            yaml.report("\(what) is a number of days such as 30d, at most \(most)d", at: node)
            return nil
        }
        return count
    }
}
