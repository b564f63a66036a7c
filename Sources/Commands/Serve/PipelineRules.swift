import Casework
import Console
import Rules
import SQLiteStorage
import SafetyModel
import Service
import TextAnalysis

/// Reads, tries and changes rules for the console: in the store and in the running watch, between two events.
struct PipelineRules: RuleDesk {
    let pipeline: Pipeline
    let store: SQLiteStore
    let taxonomy: Taxonomy
    let reader: TextReader
    private let turn = OneAtATime()

    init(_ setting: Assembly) {
        pipeline = setting.pipeline
        store = setting.store
        taxonomy = setting.taxonomy
        reader = setting.reader
    }

    func isFileName(_ name: String) -> Bool {
        guard name.utf8.count <= 64, RuleSet.reads(file: name), let first = name.utf8.first, first != 0x2E else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x5F, 0x2E].contains(byte)
        }
    }

    func rules(in files: [RuleFileText]) async -> [RuleReview.Entry] {
        ((try? RuleSet.parse(texts: files, taxonomy: taxonomy)) ?? RuleSet()).rules.map(RuleReview.Entry.init)
    }

    func review(_ files: [RuleFileText], inForce: [RuleFileText]) async -> RuleReview {
        let set: RuleSet
        do throws(RuleProblems) {
            set = try RuleSet.parse(texts: files, taxonomy: taxonomy)
        } catch {
            return RuleReview(problems: error.problems)
        }
        let old = (try? RuleSet.parse(texts: inForce, taxonomy: taxonomy)) ?? RuleSet()
        let run = RuleTestRun(set) { reader.read($0) }
        return RuleReview(
            rules: set.rules.map(RuleReview.Entry.init), changes: RuleChanges(RuleDifference(from: old, to: set)),
            passedTests: run.passedCount, failedTests: run.results.filter { !$0.isPassed }.map(\.description),
            untested: run.coverage.untested)
    }

    func rehearse(
        _ files: [RuleFileText], inForce: [RuleFileText], since: Timestamp, about scopes: [ThresholdScope]
    ) async throws -> RuleRehearsal {
        let result = try await turn.run {
            var run = try Rehearsal(
                new: RuleSet.parse(texts: files, taxonomy: taxonomy),
                old: (try? RuleSet.parse(texts: inForce, taxonomy: taxonomy)) ?? RuleSet(), taxonomy: taxonomy,
                since: since, scopes: scopes)
            return try await run.go(through: store)
        }
        guard let result else { throw RuleDeskBusy() }
        return result
    }

    func enter(_ order: RuleOrder, by author: Reviewer, at moment: Timestamp) async throws -> RuleRevision {
        // What waits for somebody's consent changes nothing in the watch.
        guard RuleBook.consent(for: order.changes, by: author) == .nobody else {
            return try await store.enter(order, after: 0, by: author, at: moment)
        }
        return try await changing { sequence in
            let revision = try await store.enter(order, after: sequence, by: author, at: moment)
            return (
                revision,
                RuleSetting(revision: revision.id, files: order.files, after: revision.after ?? sequence)
            )
        }
    }

    func decide(
        _ revision: Int64, agrees: Bool, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RuleRevision {
        guard agrees else {
            return try await store.decide(revision, agrees: false, after: 0, by: reviewer, at: moment)
        }
        return try await changing { sequence in
            let decided = try await store.decide(revision, agrees: true, after: sequence, by: reviewer, at: moment)
            return (decided, try await store.rulesInForce())
        }
    }

    private func changing(
        _ record: @Sendable (Int64) async throws -> (RuleRevision, RuleSetting)
    ) async throws -> RuleRevision {
        do {
            return try await pipeline.changeRules(record)
        } catch is PipelineError {
            throw RuleDeskBusy()
        }
    }

    func problem() async -> String? { await pipeline.ruleProblem() }
}

extension RuleReview.Entry {
    fileprivate init(_ rule: Rule) {
        self.init(
            name: rule.name, policy: rule.policy, isLive: rule.mode == .live, file: rule.place.file,
            line: rule.place.line,
            proposals: rule.effects.compactMap { effect in
                if case .propose(let action, _, _) = effect { action } else { nil }
            })
    }
}
