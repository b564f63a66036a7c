public import SafetyModel
import TextAnalysis

/// Reads rule files.
///
///     rules:
///       - name: gift_for_picture
///         policy: minor.solicitation
///         on: [message.posted]
///         when: cues.exists(c, c.stage == 'request') && pair.count('gift.offered', duration('72h')) > 0
///         score: 0.6 + 0.3 * pair.risk
///         why: "a gift was offered to {target.name} within 3 days before a request for a picture"
public struct RuleFile: Sendable {
    public let name: String
    public let counters: [DeclaredCounter]
    public let rules: [Rule]

    /// Reads a file and checks all of it.
    /// - Parameters:
    ///   - yaml: the text, at most 4 MiB.
    ///   - file: the name to show in problems.
    ///   - taxonomy: the policies that a rule may name.
    ///   - lists: those that conditions may ask.
    /// - Throws: every problem of the file, in order of place.
    public static func parse(
        yaml: String, file: String, taxonomy: Taxonomy, lists: [NamedList] = []
    ) throws(RuleProblems) -> RuleFile {
        var parser = RuleFileParser(yaml, file: file, taxonomy: taxonomy, lists: lists)
        let result = parser.parse(yaml)
        guard let result, parser.problems.isEmpty else { throw RuleProblems(parser.problems) }
        return result
    }
}
