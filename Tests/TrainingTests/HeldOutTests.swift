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
        let judged = ConversationEvaluation(
            items: zip(conversations, outcomes).map { conversation, outcome in
                ConversationEvaluation.Item(
                    id: conversation.id, score: outcome.score, label: conversation.label, alarmAt: outcome.alarmAt,
                    of: outcome.count)
            }, threshold: RiskTraining.threshold, scorer: LocalizedText(fr: "", en: ""),
            source: EvaluationSource(files: [name]))
        #expect(conversations.count == 160)
        let figures = Dictionary(uniqueKeysWithValues: judged.measures.map { ($0.measure, $0.value ?? 0) })
        func figure(_ measure: Measure) -> Double { figures[measure] ?? 0 }
        #expect(figure(.auc) >= 0.98)
        #expect(figure(.precision) >= 0.95 && figure(.recall) >= 0.87)
        #expect(figure(.alarmPrecision) >= 0.87 && figure(.alarmRecall) >= 0.9)
        #expect(figure(.shareBeforeHalf) >= 0.5)
    }

    @Test("the program holds the models that lie in the repository, not earlier ones")
    func isFresh() throws {
        func file(_ name: String) throws -> LinearModel {
            let path = Self.root.appendingPathComponent("Sources/CModels/Models/\(name).vigie")
            return try LinearModel(memory: ModelMemory(copying: [UInt8](try Data(contentsOf: path))))
        }
        let cues = CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))
        var pairs = [(try file("acts"), try ShippedModels.acts())]
        for policy in ShippedModels.policies {
            let shipped = try #require(try ShippedModels.classifier(policy: policy, cues: cues))
            #expect(shipped.model.place(of: policy.code) != nil)
            pairs.append((try file(policy.code), shipped.model))
        }
        for (file, shipped) in pairs {
            #expect(file.card == shipped.card && file.outputs == shipped.outputs)
            for text in ["envoie une photo", "hello there", "t'as quel âge ?"] {
                let one = TextClassifier(model: file, cues: nil).raw(text)
                #expect(one == TextClassifier(model: shipped, cues: nil).raw(text))
            }
        }
    }

    @Test("whom a sentence names changes nothing about its score", arguments: ["harassment.hate", "harassment.insult"])
    func sameForEveryGroup(policy: String) throws {
        let cues = CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))
        let model = try #require(try ShippedModels.classifier(policy: PolicyCode(policy), cues: cues))
        for (sentence, groups) in [
            ("my neighbours are @ and they make good tea", ["gay", "muslim", "jewish", "black", "disabled", "trans"]),
            ("les @ de ma classe jouent au foot", ["gays", "musulmans", "juifs", "noirs", "handicapés", "femmes"]),
        ] {
            let scores = groups.map {
                model.probability(of: sentence.replacingOccurrences(of: "@", with: $0), output: 0)
            }
            #expect(Set(scores).count == 1, "\(zip(groups, scores).map { "\($0): \($1)" })")
            // And none is flagged.
            let threshold = try #require(model.model.card["threshold"].flatMap { Double($0) })
            #expect(scores.allSatisfy { $0 < threshold })
        }
    }

    @Test("the shipped models tell threats and insults from talk, in both languages")
    func harassment() throws {
        let cues = CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))
        let threat = try #require(try ShippedModels.classifier(policy: "violence.threat", cues: cues))
        let insult = try #require(try ShippedModels.classifier(policy: "harassment.insult", cues: cues))
        func score(_ model: TextClassifier, _ text: String) -> Double { model.probability(of: text, output: 0) }
        for (harm, talk) in [
            (
                "i will find you after school and break your arm",
                "the library closes after school, bring your card"
            ),
            ("je vais te défoncer demain à la sortie", "on se garde une place demain à la cantine"),
        ] {
            #expect(score(threat, harm) > 2 * score(threat, talk), "\(score(threat, harm)) \(score(threat, talk))")
        }
        for (harm, talk) in [
            ("you are such a pathetic loser", "you are such a good player"),
            ("t'es vraiment un bouffon, ferme-la", "t'es vraiment un bon joueur, merci"),
        ] {
            #expect(score(insult, harm) > 2 * score(insult, talk), "\(score(insult, harm)) \(score(insult, talk))")
        }
    }
}
