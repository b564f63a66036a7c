import Evaluation
import SafetyModel
import TextAnalysis
import Testing
import Watch

@testable import Training

/// The learned parts, as they are shipped, on conversations that stand in no file of data.
@Suite("Shipped models") struct ShippedModelTests {
    private func run(_ lines: [(String, String)], staff: Bool? = nil, isPublic: Bool = false) throws
        -> ConversationRun.Outcome
    {
        let cues = CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))
        let reader = TextReader(cues: cues, acts: try ShippedModels.acts())
        let settings = WatchSettings(riskModel: try RiskModel.shipped())
        var time = Timestamp(milliseconds: 1_767_225_600_000)
        let messages = lines.enumerated().map { index, line in
            time = time + .seconds(40)
            return LabelledConversation.Line(
                id: "m\(index)", from: line.0, to: isPublic ? nil : line.0 == "a" ? "b" : "a",
                channel: isPublic ? "general" : "direct", time: time, text: line.1)
        }
        let conversation = LabelledConversation(
            id: "c", label: true, actor: "a", target: "b", messages: messages, actorContext: .init(staff: staff))
        return ConversationRun(reader: reader, settings: settings, taxonomy: try ShippedTaxonomy.load())
            .run(conversation)
    }

    @Test("the model of acts loads, is under 2 MiB and has an output for each act")
    func loads() throws {
        let model = try ShippedModels.acts()
        #expect(model.outputs.map(\.name) == SpeechAct.allCases.map(\.rawValue))
        #expect(model.card["intended use"] != nil)
        #expect(TextReader(cues: CueMatcher(packs: []), acts: model).read("bonjour toi").acts != nil)
    }

    @Test("a stranger who asks for secrecy and a picture raises a signal, in French and in English")
    func harm() throws {
        let english = try run([
            ("a", "hey saw you in the lobby, how old r u"), ("b", "13"),
            ("a", "youre so mature for 13, way more than the others"), ("b", "lol thx"),
            ("a", "dont tell ur mum we talk ok, its our little secret"), ("b", "why"),
            ("a", "she wouldnt get it. send me a pic of you, just for me"), ("b", "idk"),
            ("a", "cmon ill get you nitro for it"), ("b", "no sorry"),
        ])
        #expect(english.alarmAt != nil && english.score >= 0.6)
        let french = try run([
            ("a", "coucou t'as quel âge"), ("b", "14"), ("a", "t'es vraiment mature pour ton âge"), ("b", "merci"),
            ("a", "par contre dis rien à tes parents, ça reste entre nous"), ("b", "ok ?"),
            ("a", "envoie moi une photo de toi, juste pour moi"), ("b", "j'ai pas envie"),
            ("a", "allez je t'offre un skin si tu le fais"), ("b", "non arrête"),
        ])
        #expect(french.alarmAt != nil && french.score >= 0.6)
    }

    @Test("class-mates with a picture of the homework, and friends with a surprise, raise none")
    func lookalikes() throws {
        let homework = try run([
            ("a", "t'as fait l'exo 4 de maths"), ("b", "ouais à l'instant"),
            ("a", "tu peux m'envoyer une photo stp j'ai rien compris"), ("b", "attends je cherche mon cahier"),
            ("b", "voilà"), ("a", "merci t'es la meilleure"), ("b", "la prof ramasse demain"), ("a", "ah mince ok"),
        ])
        #expect(homework.alarmAt == nil)
        let surprise = try run([
            ("a", "dont tell zoe but were doing her birthday at mine saturday"), ("b", "omg yes"),
            ("a", "keep it secret she cant know"), ("b", "ok ok what time"), ("a", "6, bring the cake"),
            ("b", "mum can drive us, shes making brownies"), ("a", "amazing"), ("b", "cant wait"),
        ])
        #expect(surprise.alarmAt == nil)
    }

    @Test("a phrase cut into several messages is read whole")
    func pieces() throws {
        let whole = try run([
            ("a", "hi how old are you"), ("b", "12"), ("a", "send me a picture of you just for me"), ("b", "why"),
        ])
        let cut = try run([
            ("a", "hi how old are you"), ("b", "12"), ("a", "send me"), ("a", "a picture of"), ("a", "you just for"),
            ("a", "me"), ("b", "why"),
        ])
        #expect(cut.score > whole.score / 2)
    }

    @Test("the same conversation gives the same score to the last bit")
    func deterministic() throws {
        let lines = [("a", "hello there"), ("b", "hi"), ("a", "send me a pic just for me"), ("b", "no")]
        #expect(try run(lines) == run(lines))
    }
}

@Suite("Files of learned weights") struct RiskModelFileTests {
    @Test("what was written is read back, and the shipped file loads")
    func roundTrip() throws {
        let model = RiskModel(
            bias: -2.5, factors: ["stage.request": 0.4], weights: ["words.actor": 1.5], card: ["data": "none"])
        #expect(try RiskModel(text: model.text) == model)
        #expect(try RiskModel.shipped().weights["words.actor"] != nil)
    }

    @Test("every learned feature that a reviewer sees has a sentence in both languages")
    func sentences() {
        for (name, _) in RiskFeatures.learned where !name.hasSuffix("_unit") {
            #expect(ContributionTexts.codes.contains(name))
        }
    }

    @Test("a weight that would turn a reason round is refused with its line")
    func signs() {
        #expect(throws: RiskModelError.wrongSign(name: "act.request", line: 3)) {
            try RiskModel(text: "bias: 1\nweights:\n  act.request: -1\n")
        }
        #expect(throws: RiskModelError.wrongSign(name: "stage.request", line: 3)) {
            try RiskModel(text: "bias: 1\nfactors:\n  stage.request: -1\n")
        }
        #expect(throws: RiskModelError.unknown(name: "act.dancing", line: 3)) {
            try RiskModel(text: "bias: 1\nweights:\n  act.dancing: 1\n")
        }
        #expect(throws: RiskModelError.noBias) { try RiskModel(text: "factors:\n") }
        #expect(throws: RiskModelError.unreadable(line: 1)) { try RiskModel(text: "hello") }
    }
}
