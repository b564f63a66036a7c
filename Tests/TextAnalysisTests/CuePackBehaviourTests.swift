import SafetyModel
import Testing
import TextAnalysis

/// Sentences that were written after the packs and are no examples in them. A pack is mended in general when one of
/// these fails, never by copying the sentence.
@Suite("Cue packs meet sentences that they have not seen")
struct CuePackBehaviourTests {
    /// A sentence, and a stage or policy of which a cue must be found in it.
    struct Lead: Sendable, CustomTestStringConvertible {
        var expected: String
        var text: String

        init(_ expected: String, _ text: String) {
            self.expected = expected
            self.text = text
        }

        var testDescription: String { "\(expected): \(text)" }
    }

    private static let reader: Result<TextReader, CuePackProblems> = {
        do throws(CuePackProblems) {
            return .success(TextReader(cues: CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))))
        } catch {
            return .failure(error)
        }
    }()

    @Test(
        "a sentence that should worry a reviewer gives a cue of its stage or policy",
        arguments: frenchLeads + englishLeads)
    func fires(_ lead: Lead) throws {
        let hits = try Self.reader.get().read(lead.text).hits
        #expect(
            hits.contains { $0.stage?.rawValue == lead.expected || $0.policy.code == lead.expected },
            "found \(hits.map(\.cue))")
    }

    @Test("everyday talk gives no cue that weighs 1 or more", arguments: frenchTalk + englishTalk)
    func staysQuiet(_ text: String) throws {
        let strong = try Self.reader.get().read(text).hits.filter { $0.weight >= 1 }
        #expect(strong.isEmpty, "found \(strong.map(\.cue))")
    }
}
