import Casework
import Foundation
import Rules
import SQLiteStorage
import SafetyModel

/// Brings a directory of rules into force: of its files, those that changed since the directory was taken in last. So
/// what was written in the console stays, until the same file changes in the directory.
struct RuleImport: Sendable {
    let directory: String
    let store: SQLiteStore
    let taxonomy: Taxonomy

    /// What the directory would bring.
    struct Order: Sendable {
        var order: RuleOrder
        var hashes: [String: String]
        var ruleCount: Int

        var sentence: String {
            let changes = order.changes.summary
            return "\(ruleCount) in force\(changes.isEmpty ? "" : " (\(changes))")"
        }
    }

    /// Reads the directory, and all that would be in force with it.
    /// - Returns: nil where nothing changed.
    /// - Throws: ``CommandFailure`` with every problem.
    func order() async throws -> Order? {
        let files = try RuleDirectory.files(in: directory)
        let hashes = Dictionary(
            files.map { ($0.name, SQLiteStore.ruleHash($0.text)) }, uniquingKeysWith: { first, _ in first })
        let imported = try await store.importedRules()
        guard hashes != imported else { return nil }
        let live = try await store.rulesInForce()
        var texts = Dictionary(live.files.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        for name in imported.keys where hashes[name] == nil { texts[name] = nil }
        for file in files where imported[file.name] != hashes[file.name] { texts[file.name] = file.text }
        let all = texts.sorted { $0.key < $1.key }.map { RuleFileText(name: $0.key, text: $0.value) }
        let new = try parse(all, prefix: directory.hasSuffix("/") ? directory : directory + "/")
        let old = (try? parse(live.files)) ?? RuleSet()
        return Order(
            order: RuleOrder(
                files: all, changes: RuleChanges(RuleDifference(from: old, to: new)), base: live.revision,
                reason: "the operator's directory"),
            hashes: hashes, ruleCount: new.rules.count)
    }

    private func parse(_ files: [RuleFileText], prefix: String = "") throws(CommandFailure) -> RuleSet {
        do throws(RuleProblems) {
            return try RuleSet.parse(texts: files, taxonomy: taxonomy)
        } catch {
            var problems = error
            for place in problems.problems.indices {
                problems.problems[place].file = prefix + problems.problems[place].file
            }
            throw RuleDirectory.failure(problems)
        }
    }

    func record(_ order: Order, after sequence: Int64) async throws -> RuleSetting {
        let revision = try await store.importRules(
            order.order, directory: order.hashes, after: sequence, at: Clock.now())
        return RuleSetting(revision: revision.id, files: order.order.files, after: revision.after ?? sequence)
    }
}

extension RuleChanges {
    init(_ difference: RuleDifference) {
        self.init(
            added: difference.added, changed: difference.changed, removed: difference.removed,
            sharedChanged: difference.sharedChanged, proposesExclusion: difference.proposesExclusion,
            mayLoosen: difference.mayLoosen)
    }
}
