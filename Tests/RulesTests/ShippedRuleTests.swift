import Foundation
import Rules
import SafetyModel
import Testing
import TextAnalysis

/// The rules that come with Vigie, with the cues that come with it.
@Suite struct ShippedRuleTests {
    /// The files of `rules/`, beside `Tests/`.
    private static func files() throws -> [(name: String, yaml: String)] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("rules")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
            .map { ("rules/\($0.lastPathComponent)", try String(contentsOf: $0, encoding: .utf8)) }
    }

    @Test func everyRulePassesItsTestsAndIsTestedBothWays() throws {
        let set = try RuleSet.parse(files: Self.files(), taxonomy: ShippedTaxonomy.load())
        let reader = TextReader(cues: CueMatcher(packs: try ShippedCues.packs([.french, .english])))
        let run = RuleTestRun(set) { reader.read($0, withActs: false) }
        #expect(run.results.filter { !$0.isPassed }.map(\.description) == [])
        #expect(run.coverage.untested == [])
        #expect(run.coverage.neverFiring == [])
        #expect(run.coverage.neverSilent == [])
        #expect(set.rules.count >= 15)
    }
}
