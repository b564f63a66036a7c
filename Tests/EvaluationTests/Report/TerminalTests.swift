import Evaluation
import Testing

@Suite("Tables for a terminal")
struct TerminalTests {
    @Test("numbers stand under each other, to the right")
    func aligned() throws {
        let lines = SampleResults.messages().tables().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "harassment.hate, scored by cues alone, flagged from 0.500")
        #expect(lines[1] == "n = 12: 5 positive, 7 negative")
        let measures = lines[3..<15]
        #expect(measures.first?.hasSuffix("0.667") == true)
        #expect(Set(measures.map(\.count)).count == 1)
        let group = try #require(lines.firstIndex { $0.hasPrefix("functionality") })
        #expect(lines[group + 1] == "negation       6         3     50.0%        100.0%  100.0%")
        #expect(lines[group + 3] == "false-alarm rates lie 100.0 points apart at most")
    }

    @Test("a comparison shows each difference with its interval")
    func comparison() throws {
        let saved = try SavedEvaluation(json: SampleResults.conversations(later: 9).json())
        let comparison = try EvaluationComparison(
            SampleResults.conversations(), against: saved, name: "before.json", resamples: 50)
        let text = SampleResults.conversations().tables(against: comparison)
        #expect(text.contains("against before.json, over the 6 ids that both have"))
        let line = text.split(separator: "\n").first { $0.hasPrefix("F-latency") && $0.contains("[") }
        #expect(line?.contains("+0.") == true)
    }

    @Test("control characters of a file's values never reach the terminal")
    func control() {
        let evaluation = MessageEvaluation(
            items: [.init(id: "1", score: 0.2, label: false, groups: ["\u{1B}[31mred\u{202E}\n"])],
            setting: .init(policy: "spam", scorer: .init(fr: "x", en: "x"), by: ["group"]),
            source: EvaluationSource(files: []))
        #expect(!evaluation.tables().contains("\u{1B}"))
        #expect(!evaluation.tables().contains("\u{202E}"))
    }
}
