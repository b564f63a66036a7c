import ArgumentParser
import Rules
import SafetyModel
import TextAnalysis

/// `vigie rules`
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Work with rules: YAML files with conditions in CEL, and tests in the file.",
        discussion: "How to write one: docs/rules.md. What rules would have found: vigie replay.",
        subcommands: [Check.self, Test.self, Explain.self, RulesExport.self], defaultSubcommand: Check.self)

    /// `vigie rules check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a directory of rules; all problems at once, with file, line and column.",
            discussion: "Status 3 when there is a problem.")

        @OptionGroup var rules: RuleDirectory

        func run() async throws {
            let set = try rules.load().set
            try Terminal.output("\(set.rules.count) rules in \(set.files.count) files, no problem")
        }
    }

    /// `vigie rules test`
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the tests that stand in rule files, and say which rules have none.",
            discussion: "Status 1 when a test fails, 3 when the rules do not load.")

        @OptionGroup var rules: RuleDirectory

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            let (set, taxonomy) = try rules.load()
            let reader = try Learned.reader(packs: try Texts.packs(extra: [], taxonomy: taxonomy))
            let run = RuleTestRun(set) { reader.read($0) }
            try json ? Terminal.output(Self.json(run)) : Self.tell(run)
            if !run.isPassed { throw ExitStatus.findings }
        }

        private static func tell(_ run: RuleTestRun) throws {
            for result in run.results where !result.isPassed { try Terminal.output(result.description) }
            try Terminal.output(
                "\(run.passedCount) of \(run.results.count) tests passed, of \(run.coverage.ruleCount) rules")
            for (names, words) in [
                (run.coverage.untested, "without a test"), (run.coverage.neverFiring, "never seen to fire"),
                (run.coverage.neverSilent, "never seen to stay silent"),
            ] where !names.isEmpty {
                try Terminal.output("\(words): \(names.joined(separator: ", "))")
            }
        }

        private static func json(_ run: RuleTestRun) -> [UInt8] {
            var writer = JSONWriter()
            writer.beginObject()
            for (name, count) in [
                ("rules", run.coverage.ruleCount), ("tests", run.results.count), ("passed", run.passedCount),
                ("failed", run.results.count - run.passedCount),
            ] {
                writer.key(name)
                writer.integer(count)
            }
            for (name, words) in [
                ("failures", run.results.filter { !$0.isPassed }.map(\.description)),
                ("untested", run.coverage.untested), ("never_firing", run.coverage.neverFiring),
                ("never_silent", run.coverage.neverSilent),
            ] {
                writer.key(name)
                writer.strings(words)
            }
            writer.endObject()
            return writer.bytes
        }
    }

    /// `vigie rules explain`
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explain what a rule makes of one event: each part of its condition with its value.",
            discussion:
                "The events before it are gone through first, so that counts and labels are those of that moment.")

        @Argument(help: "The rule's name.")
        var name: String

        @OptionGroup var rules: RuleDirectory
        @OptionGroup var source: RuleEvents

        @Option(help: ArgumentHelp("The event's id.", valueName: "id"))
        var event: String

        func run() async throws {
            let (set, taxonomy) = try rules.load()
            guard set.rules.contains(where: { $0.name == name }) else {
                let names = set.rules.map(\.name).joined(separator: ", ")
                throw CommandFailure.input("there is no rule “\(name)” in \(rules.directory); there are \(names)")
            }
            var settings = RuleSettings()
            settings.runsShadowRules = true
            var engine = RuleEngine(set, settings: settings)
            var lookout = try RuleLookout(taxonomy: taxonomy)
            var explanation: RuleExplanation?
            try await source.forEach { candidate in
                let (reading, context) = lookout.look(candidate)
                guard candidate.id == event else {
                    _ = engine.observe(candidate, reading, context: context)
                    return true
                }
                explanation = engine.explain(name, candidate, reading, context: context)
                return false
            }
            guard let explanation else {
                throw CommandFailure.input("there is no event with the id “\(event)”")
            }
            try Self.tell(explanation)
        }

        private static func tell(_ explanation: RuleExplanation) throws {
            if let notAsked = explanation.notAsked { return try Terminal.output("not asked: \(notAsked)") }
            for part in explanation.parts {
                let indent = String(repeating: "  ", count: part.depth)
                try Terminal.output("\(indent)\(part.text)  →  \(part.value ?? "not needed")")
            }
            let verdict = explanation.holds.map { $0 ? "holds" : "does not hold" } ?? "failed"
            let score = explanation.score.map { ", score \($0)" } ?? ""
            try Terminal.output("\(explanation.rule) \(verdict)\(score), \(explanation.cost) steps")
            if explanation.holds == true { try Terminal.output("why: \(explanation.reason.en)") }
        }
    }
}
