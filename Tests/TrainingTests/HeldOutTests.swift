import Evaluation
import Foundation
import SafetyModel
import TextAnalysis
import Testing
import Watch

@testable import Training

/// The claims of `docs/evaluation.md` on conversations that nothing was tuned on.
@Suite("Held-out conversations") struct HeldOutTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func conversations(_ name: String) throws -> [LabelledConversation] {
        let bytes = [UInt8](try Data(contentsOf: Self.root.appendingPathComponent("Data/held-out/\(name)")))
        var reader = LabelledConversationReader(file: name)
        var read: [LabelledConversation] = []
        reader.push(bytes) { read.append($0) }
        reader.finish { read.append($0) }
        #expect(reader.problems.isEmpty)
        return read
    }

    @Test(
        "harm and look-alikes are told apart as the documents say, in both languages",
        arguments: ["fr.jsonl", "en.jsonl"])
    func figures(_ name: String) throws {
        let cues = CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))
        let run = ConversationRun(
            reader: TextReader(cues: cues, acts: try ShippedModels.acts()),
            settings: WatchSettings(riskModel: try RiskModel.shipped()), taxonomy: try ShippedTaxonomy.load())
        let conversations = try conversations(name)
        let outcomes = conversations.map { run.run($0) }
        let ranking = Ranking(scores: outcomes.map(\.score), labels: conversations.map(\.label))
        #expect(conversations.count == 160)
        #expect(try #require(ranking.rocAUC()) >= 0.97)
        let flagged = zip(conversations, outcomes).filter { $0.1.alarmAt != nil }
        let right = flagged.count { $0.0.label }
        #expect(Double(right) / Double(flagged.count) >= 0.9)
        #expect(Double(right) / Double(conversations.count(where: \.label)) >= 0.8)
    }

    @Test("the program holds the model that lies in the repository, not an earlier one")
    func isFresh() throws {
        let path = Self.root.appendingPathComponent("Sources/CModels/Models/acts.vigie")
        let file = try LinearModel(memory: ModelMemory(copying: [UInt8](try Data(contentsOf: path))))
        let shipped = try ShippedModels.acts()
        #expect(file.card == shipped.card && file.outputs == shipped.outputs)
        for text in ["envoie une photo", "hello there", "t'as quel âge ?"] {
            let one = TextClassifier(model: file, cues: nil).raw(text)
            #expect(one == TextClassifier(model: shipped, cues: nil).raw(text))
        }
    }
}
