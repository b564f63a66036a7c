import SafetyModel
public import TextAnalysis

/// Runs the tests that stand in rule files.
public struct RuleTestRun: Sendable {
    /// What came of one test.
    public struct Result: Sendable {
        public let rule: String
        public let test: RuleTest
        /// What was not as expected, a sentence each; empty for a test that passed.
        public let failures: [String]

        public var isPassed: Bool { failures.isEmpty }

        /// `gift.yaml:12:9: gift_for_picture, “a gift first”: expected signal, but got nothing`, a line for each failure.
        public var description: String {
            let name = test.name.map { ", “\($0)”" } ?? ""
            return failures.map {
                "\(test.place.file):\(test.place.line):\(test.place.column): \(rule)\(name): \($0)"
            }.joined(separator: "\n")
        }
    }

    public let results: [Result]
    public let coverage: RuleCoverage

    public var passedCount: Int { results.count { $0.isPassed } }
    public var isPassed: Bool { results.allSatisfy(\.isPassed) }

    /// Runs all tests of a set. Every test has an engine of its own with all rules of the set, those in shadow included,
    /// so that a rule may rest on the labels of another.
    /// - Parameter read: reads a text, as ``TextAnalysis/TextReader`` does.
    public init(_ set: RuleSet, read: (String) -> TextReading) {
        var settings = RuleSettings()
        settings.runsShadowRules = true
        let fresh = RuleEngine(set, settings: settings)
        results = set.rules.flatMap { rule in
            rule.tests.map { test in
                Result(rule: rule.name, test: test, failures: Self.run(test, of: rule, fresh, read))
            }
        }
        coverage = RuleCoverage(set.rules)
    }

    private static func run(
        _ test: RuleTest, of rule: Rule, _ fresh: RuleEngine, _ read: (String) -> TextReading
    ) -> [String] {
        var engine = fresh
        var outcomes: [RuleOutcome] = []
        for step in test.steps {
            var reading = step.event.text.map(read) ?? .empty
            reading.hits += step.cues
            outcomes += engine.observe(step.event, reading, context: test.context).filter { $0.rule == rule.name }
        }
        var failures: [String] = []
        if let counts = engine.counts(of: rule.name), counts.failed > 0 {
            failures.append("the condition or the score failed \(counts.failed) times")
        }
        for expectation in test.expectations where !expectation.isMet(by: outcomes) {
            failures.append("expected \(expectation), but got \(describe(outcomes))")
        }
        return failures
    }

    private static func describe(_ outcomes: [RuleOutcome]) -> String {
        var seen: Set<String> = []
        let words = outcomes.map { outcome in
            switch outcome {
            case .signal: "signal"
            case .label(let label, _): "label \(label.name)"
            case .proposal(let proposal): "propose \(proposal.action.rawValue)"
            }
        }.filter { seen.insert($0).inserted }
        return words.isEmpty ? "nothing" : words.joined(separator: ", ")
    }
}

extension RuleTest.Expectation {
    /// Whether what a rule made of a story is as expected.
    func isMet(by outcomes: [RuleOutcome]) -> Bool {
        switch self {
        case .nothing: return outcomes.isEmpty
        case .signal: return Self.hasSignal(outcomes)
        case .noSignal: return !Self.hasSignal(outcomes)
        case .label(let name):
            return outcomes.contains { if case .label(let label, _) = $0 { label.name == name } else { false } }
        case .propose(let action):
            return outcomes.contains {
                if case .proposal(let proposal) = $0 { proposal.action == action } else { false }
            }
        }
    }

    private static func hasSignal(_ outcomes: [RuleOutcome]) -> Bool {
        outcomes.contains { if case .signal = $0 { true } else { false } }
    }

    /// Whether it asks for something to happen, rather than for nothing.
    var isPositive: Bool { self != .nothing && self != .noSignal }
}

/// Which rules are tested, and both ways: that they fire, and that they do not.
public struct RuleCoverage: Sendable, Hashable {
    public let ruleCount: Int
    /// Names of rules without a test.
    public let untested: [String]
    /// Names of rules whose tests never expect anything to happen.
    public let neverFiring: [String]
    /// Names of rules whose tests always expect something to happen.
    public let neverSilent: [String]

    init(_ rules: [Rule]) {
        ruleCount = rules.count
        untested = rules.filter(\.tests.isEmpty).map(\.name)
        let tested = rules.filter { !$0.tests.isEmpty }
        neverFiring = tested.filter { !$0.tests.contains { $0.expectations.contains(where: \.isPositive) } }.map(\.name)
        neverSilent = tested.filter { $0.tests.allSatisfy { $0.expectations.contains(where: \.isPositive) } }.map(
            \.name)
    }
}
