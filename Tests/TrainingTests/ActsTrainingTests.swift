import Evaluation
import SafetyModel
import TextAnalysis
import Testing
import Watch

@testable import Training

@Suite("Learning what messages do") struct ActsTrainingTests {
    private static let pressing = ["come to the quiet room", "only the quiet room", "we keep to the quiet room"]
    private static let plain = ["come to the town hall", "only the town hall", "we keep to the town hall"]

    private func talk(_ id: String, isHarm: Bool, _ texts: [String], sparse: Bool = false, acts: [String] = [])
        -> LabelledConversation
    {
        let messages = texts.enumerated().map { place, text in
            LabelledConversation.Line(
                id: "\(place)", from: place % 2 == 0 ? "ines" : "omar", to: place % 2 == 0 ? "omar" : "ines",
                time: Timestamp(milliseconds: Int64(place) * 60_000), text: text, acts: acts)
        }
        return LabelledConversation(
            id: id, label: isHarm, actor: "ines", target: "omar", messages: messages, actsAreSparse: sparse)
    }

    private func raw(_ training: ActsTraining, without group: Int? = nil, _ act: SpeechAct, _ text: String) throws
        -> Float
    {
        let file = training.file(training.learn(without: group), card: ModelCard())
        let model = try LinearModel(memory: ModelMemory(copying: file))
        return TextClassifier(model: model, cues: nil).raw(text)[act.place]
    }

    private func conversations() -> ActsTraining {
        var training = ActsTraining(cues: CueMatcher(packs: []))
        for number in 0..<12 {
            let words = number % 2 == 0 ? Self.pressing : Self.plain
            // Every other message is small talk, which both kinds share.
            let texts = words.flatMap { [$0, "fine, and you", "see you number \(number)", "fine, and you"] }
            training.add(talk("\(number)", isHarm: number % 2 == 0, texts), group: number < 6 ? 0 : 1)
        }
        return training
    }

    @Test("wording is learned from conversations as wholes: small talk of those who harm stays small talk")
    func wording() throws {
        let training = conversations()
        let telling = try raw(training, .harmfulActor, "the quiet room")
        let innocent = try raw(training, .harmfulActor, "the town hall")
        let shared = try raw(training, .harmfulActor, "fine, and you")
        #expect(telling > shared + 0.3 && shared > innocent + 0.3)
        // Months of it neither: what is left of the earliest messages is nothing.
        let shares = WordingShares.of(500)
        #expect(shares.count < 120 && shares == shares.sorted(by: >))
        #expect(WordingShares.of(0).isEmpty && WordingShares.of(-1).isEmpty)
    }

    @Test("a part that is left out leaves nothing behind")
    func leftOut() throws {
        var training = conversations()
        for number in 0..<4 {
            training.add(talk("x\(number)", isHarm: true, ["zebra crossing", "fine, and you"]), group: 2)
        }
        let with = try raw(training, .harmfulActor, "zebra crossing")
        let without = try raw(training, without: 2, .harmfulActor, "zebra crossing")
        let unknown = try raw(training, without: 2, .harmfulActor, "xylophone")
        #expect(with > without + 0.3)
        #expect(abs(without - unknown) < 1)
    }

    @Test("where acts are marked only when plain, what is not marked is no counter-example")
    func sparse() throws {
        func learned(sparse: Bool) throws -> Float {
            var training = ActsTraining(cues: CueMatcher(packs: []))
            for number in 0..<6 {
                training.add(
                    talk("r\(number)", isHarm: true, ["please stop it"], acts: ["resist"]), group: 0)
                training.add(talk("p\(number)", isHarm: false, ["what a game"]), group: 0)
                training.add(talk("s\(number)", isHarm: true, ["please stop it"], sparse: sparse), group: 0)
            }
            return try raw(training, .resistance, "please stop it")
        }
        #expect(try learned(sparse: true) > learned(sparse: false) + 0.5)
    }

    @Test("what is learned of a reason stays within what it may be worth")
    func bounds() {
        for (code, bound) in zip(RiskTraining.reasons, RiskTraining.bounds(0.5)) {
            switch code {
            case "context.wording_only": #expect(bound.least == 1 && bound.most == 3)
            case let code where code.hasPrefix("context."): #expect(bound.least == 0 && bound.most == 1.2)
            case let code where code.hasPrefix("stage."): #expect(bound.least > 0)
            default: #expect(bound.least == 0)
            }
        }
        for (feature, bound) in zip(
            RiskFeatures.learned, RiskTraining.bounds(0.5).dropFirst(RiskTraining.reasons.count))
        {
            #expect(feature.sign <= 0 || bound.least == 0)
            #expect(feature.sign >= 0 || bound.most == 0)
        }
    }
}
