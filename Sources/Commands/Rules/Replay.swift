import ArgumentParser
import Foundation
import Rules
import SafetyModel

/// `vigie replay`
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what rules would have found in the stored log, before they go live.",
        discussion: """
            vigie replay --rules rules --db vigie.db --from 2026-11-01T00:00:00Z
            vigie replay --rules rules --db vigie.db --against live
            vigie replay --rules rules --events events.ndjson --against old-rules --json

            Events before --from are gone through as well, so that counts and labels are those of that moment; their findings
            are left out. With --against, what each rule finds anew and what it no longer finds. Nothing is stored.
            """)

    @Option(name: .customLong("rules"), help: "The directory with rules.", completion: .directory)
    var directory = "rules"

    @Option(
        help: "Another directory of rules to compare with, or live: those in force in the database.",
        completion: .directory)
    var against: String?

    @OptionGroup var source: RuleEvents

    @Option(help: ArgumentHelp("The first moment, RFC 3339.", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("The moment after the last, RFC 3339.", valueName: "time"))
    var to: String?

    @Option(help: "Policies that extend or replace those shipped (YAML).", completion: .file())
    var taxonomy: String?

    @Flag(help: "Print JSON.")
    var json = false

    /// Ids of events that are named for each rule.
    private static let examples = 5

    func run() async throws {
        let taxonomy = try Texts.taxonomy(taxonomy)
        let (first, end) = (try Moment.read(from, "--from"), try Moment.read(to, "--to"))
        var settings = RuleSettings()
        settings.runsShadowRules = true
        var new = RuleEngine(try RuleDirectory.load(directory, taxonomy: taxonomy), settings: settings)
        var old: RuleEngine?
        if let against { old = RuleEngine(try await compared(against, taxonomy: taxonomy), settings: settings) }
        var lookout = try RuleLookout(taxonomy: taxonomy)
        var finds = ReplayFinds(rules: new.rules.map(\.name), examples: Self.examples)
        var progress = ProgressBar(total: nil, unit: "events replayed")
        var count = 0
        try await source.forEach { event in
            if let end, event.time >= end { return true }
            let (reading, context) = lookout.look(event)
            let found = Self.names(new.observe(event, reading, context: context))
            let before = old?.observe(event, reading, context: context)
            if first.map({ event.time >= $0 }) ?? true { finds.take(event, found, before.map(Self.names)) }
            count += 1
            if count & 0xFFF == 0 { progress.advance(done: count, count: count) }
            return true
        }
        progress.finish()
        try json
            ? Terminal.output(finds.json(events: count, counts: { new.counts(of: $0) }, compared: old != nil))
            : finds.tell(events: count, counts: { new.counts(of: $0) }, compared: old != nil)
    }

    /// The rules to compare with.
    private func compared(_ name: String, taxonomy: Taxonomy) async throws -> RuleSet {
        guard name == "live" else { return try RuleDirectory.load(name, taxonomy: taxonomy) }
        let store = try source.database.open()
        let live = try await store.rulesInForce()
        try store.close()
        if live.revision == 0 {
            throw CommandFailure.input(
                "no rules are in force in \(source.database.db): vigie ingest and vigie serve take --rules")
        }
        do {
            return try RuleSet.parse(texts: live.files, taxonomy: taxonomy)
        } catch let problems as RuleProblems {
            throw RuleDirectory.failure(problems)
        }
    }

    /// The rules that raised a signal.
    private static func names(_ outcomes: [RuleOutcome]) -> [String] {
        outcomes.compactMap { outcome in
            if case .signal = outcome { outcome.rule } else { nil }
        }
    }
}

/// What a replay found, rule by rule.
private struct ReplayFinds {
    struct Entry {
        var found = 0
        var gained = 0
        var lost = 0
        var examples: [String] = []
        var lostExamples: [String] = []
    }

    private var order: [String]
    private var entries: [String: Entry] = [:]
    private let most: Int

    init(rules: [String], examples: Int) {
        order = rules
        most = examples
    }

    mutating func take(_ event: Event, _ found: [String], _ before: [String]?) {
        for name in found {
            var entry = entries[name] ?? Entry()
            entry.found += 1
            let isNew = before.map { !$0.contains(name) } ?? true
            if isNew { entry.gained += 1 }
            if isNew, entry.examples.count < most { entry.examples.append(event.id) }
            entries[name] = entry
        }
        for name in before ?? [] where !found.contains(name) {
            if !order.contains(name) { order.append(name) }
            var entry = entries[name] ?? Entry()
            entry.lost += 1
            if entry.lostExamples.count < most { entry.lostExamples.append(event.id) }
            entries[name] = entry
        }
    }

    func tell(events: Int, counts: (String) -> RuleCounts?, compared: Bool) throws {
        try Terminal.output("\(events) events")
        for name in order {
            let entry = entries[name] ?? Entry()
            let failed = counts(name)?.failed ?? 0
            var line = "\(name): \(entry.found) found"
            if compared { line += ", \(entry.gained) new, \(entry.lost) lost" }
            if failed > 0 { line += ", \(failed) evaluations failed" }
            if !entry.examples.isEmpty { line += "; events \(entry.examples.joined(separator: ", "))" }
            if !entry.lostExamples.isEmpty { line += "; lost \(entry.lostExamples.joined(separator: ", "))" }
            try Terminal.output(line)
        }
    }

    func json(events: Int, counts: (String) -> RuleCounts?, compared: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("events")
        writer.integer(events)
        writer.key("rules")
        writer.beginArray()
        for name in order {
            let entry = entries[name] ?? Entry()
            let counts = counts(name) ?? RuleCounts()
            writer.beginObject()
            writer.key("name")
            writer.string(name)
            var figures = [("found", entry.found)]
            if compared { figures += [("new", entry.gained), ("lost", entry.lost)] }
            figures += [
                ("evaluated", counts.evaluated), ("failed", counts.failed), ("limited", counts.limited),
            ]
            for (key, figure) in figures {
                writer.key(key)
                writer.integer(figure)
            }
            writer.key("examples")
            writer.strings(entry.examples)
            if compared {
                writer.key("lost_examples")
                writer.strings(entry.lostExamples)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
