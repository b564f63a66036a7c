import SafetyModel
import Testing

@testable import TextAnalysis

@Suite("Linear models") struct LinearModelTests {
    private static let hostile = [
        "you are awful", "awful people all of you", "what an awful thing", "so awful and mean",
    ]
    private static let kind = [
        "you are lovely", "lovely people all of you", "what a lovely thing", "so lovely and kind",
    ]

    private func set(buckets: Int = 4096) -> TrainingSet {
        var set = TrainingSet(shape: .init(buckets: buckets), cues: nil)
        for text in Self.hostile { set.add(text, isPositive: true) }
        for text in Self.kind { set.add(text, isPositive: false) }
        return set
    }

    private func file(seed: UInt64 = 1) -> [UInt8] {
        let set = set()
        let settings = TrainingSettings(l2: 1e-2, seed: seed)
        let learned = LogisticTrainer(settings: settings).train(set, rows: Array(set.labels.indices))
        let part = LinearModel.Part(name: "harassment.insult", learned: learned, calibration: .none)
        return LinearModel.file(parts: [part], shape: set.shape, card: ModelCard([.init("licence", "CC0")]))
    }

    @Test("what was learned tells texts apart, and the card travels with it")
    func learns() throws {
        let model = try LinearModel(memory: ModelMemory(copying: file()))
        let classifier = TextClassifier(model: model, cues: nil)
        #expect(classifier.probability(of: "an awful day") > 0.5)
        #expect(classifier.probability(of: "a lovely day") < 0.5)
        #expect(model.card["licence"] == "CC0")
        #expect(model.outputs[0].name == "harassment.insult")
    }

    @Test("the same data and seed give the same bytes")
    func deterministic() {
        #expect(file() == file())
        #expect(file(seed: 1) != file(seed: 2))
    }

    @Test("a file that is cut, changed, empty or of another kind is refused, never read")
    func damaged() {
        let good = file()
        for count in [0, 7, 8, 40, good.count / 2, good.count - 1] {
            #expect(throws: ModelFileError.self) {
                try LinearModel(memory: ModelMemory(copying: Array(good.prefix(count))))
            }
        }
        for place in stride(from: 8, to: good.count, by: 97) {
            var changed = good
            changed[place] ^= 0x10
            #expect(throws: ModelFileError.self) { try LinearModel(memory: ModelMemory(copying: changed)) }
        }
        #expect(throws: ModelFileError.notAModel) {
            try LinearModel(memory: ModelMemory(copying: Array("id,text,label\n1,hello,0\n".utf8)))
        }
    }

    @Test("sixteen outputs side by side give what each alone gives, up to rounding")
    func outputs() throws {
        let set = set()
        let learned = LogisticTrainer(settings: TrainingSettings(l2: 1e-2))
            .train(set, rows: Array(set.labels.indices))
        let parts = (0..<16).map { LinearModel.Part(name: "output \($0)", learned: learned, calibration: .none) }
        let wide = try LinearModel(
            memory: ModelMemory(copying: LinearModel.file(parts: parts, shape: set.shape, card: ModelCard())))
        let narrow = try LinearModel(
            memory: ModelMemory(copying: LinearModel.file(parts: [parts[0]], shape: set.shape, card: ModelCard())))
        for text in Self.hostile + Self.kind + [String(repeating: "awful words and ", count: 200)] {
            let sums = TextClassifier(model: wide, cues: nil).raw(text)
            let alone = TextClassifier(model: narrow, cues: nil).raw(text)[0]
            for place in 0..<16 { #expect(abs(sums[place] - alone) < 1e-3) }
        }
    }

    @Test("the words that made a score are named, the telling one first")
    func explains() throws {
        let classifier = TextClassifier(model: try LinearModel(memory: ModelMemory(copying: file())), cues: nil)
        let parts = classifier.contributions(of: "an awful day")
        #expect(parts.count == 3)
        #expect(parts.max { $0.logOdds < $1.logOdds }?.range == 3..<8)
    }

    @Test("names of groups are one word to a model that masks them")
    func masks() throws {
        var set = TrainingSet(shape: .init(buckets: 4096, masksGroups: true), cues: nil)
        set.add("muslims are awful", isPositive: true)
        set.add("gays are lovely", isPositive: false)
        let learned = LogisticTrainer(settings: TrainingSettings(l2: 1e-2)).train(set, rows: [0, 1])
        let part = LinearModel.Part(name: "harassment.hate", learned: learned, calibration: .none)
        let bytes = LinearModel.file(parts: [part], shape: set.shape, card: ModelCard())
        let classifier = TextClassifier(model: try LinearModel(memory: ModelMemory(copying: bytes)), cues: nil)
        #expect(classifier.raw("women came to the party") == classifier.raw("refugees came to the party"))
    }

    @Test("calibration gives back the shares it was fitted on")
    func calibrates() {
        var raw: [Double] = []
        var positive: [Bool] = []
        for index in 0..<2000 {
            let z = Double(index % 20) / 4 - 2.5
            raw.append(z)
            positive.append(Double((index * 7919) % 1000) / 1000 < Arithmetic.probability(logOdds: 2 * z - 1))
        }
        for calibration in [
            Calibration.fitPlatt(raw: raw, positive: positive), .fitIsotonic(raw: raw, positive: positive),
        ] {
            for z in [-1.0, 0.5, 1.5] {
                #expect(abs(calibration.probability(raw: z) - Arithmetic.probability(logOdds: 2 * z - 1)) < 0.06)
            }
            #expect(calibration.probability(raw: -50) < calibration.probability(raw: 50))
        }
    }

    @Test("logarithm and exponential agree with each other")
    func arithmetic() {
        for value in [1e-9, 0.3, 1, 2.718_281_828, 1e6] {
            #expect(abs(Arithmetic.exponential(Arithmetic.logarithm(value)) / value - 1) < 1e-12)
        }
    }
}

extension LinearModelTests {
    @Test("the threshold is where macro-F1 is best, and flags no more negatives than it may")
    func threshold() {
        let probabilities = [0.9, 0.8, 0.7, 0.6, 0.2, 0.1]
        let positive = [true, true, false, true, false, false]
        let weights = [1, 1, 0.5, 1, 1, 1]
        let free = ModelTraining.threshold(probabilities, positive, weights, 1)
        #expect(free > 0.2 && free < 0.6)
        let strict = ModelTraining.threshold(probabilities, positive, weights, 0)
        #expect(strict > 0.7 && strict < 0.8)
        // What counts ten times is worth more than three others.
        let heavy = ModelTraining.threshold(probabilities, positive, [1, 1, 10, 1, 1, 1], 1)
        #expect(heavy > 0.7 && heavy < 0.8)
    }

    @Test("a calibration counts each text as much as its weight says")
    func weightedCalibration() {
        let raw = [Double](repeating: 0, count: 200)
        let positive = (0..<200).map { $0 < 100 }
        let weights = positive.map { $0 ? 1.0 : 3.0 }
        #expect(abs(Calibration.fitPlatt(raw: raw, positive: positive).probability(raw: 0) - 0.5) < 0.01)
        let weighted = Calibration.fitPlatt(raw: raw, positive: positive, weights: weights).probability(raw: 0)
        #expect(abs(weighted - 0.25) < 0.01)
    }

    @Test("what is learned of texts taken together is the sum of what it says of each, by its share")
    func bags() {
        let set = set()
        let bags = [[0, 1], [2, 3], [4, 5], [6, 7]].map { texts in
            TrainingSet.Bag(parts: texts.map { ($0, 0.5) }, isPositive: texts[0] < 4)
        }
        let joined = set.joined(bags)
        #expect(joined.labels == [true, true, false, false])
        let learned = LogisticTrainer(settings: TrainingSettings(l2: 1e-2, rarity: 2))
            .train(joined, rows: Array(joined.labels.indices))
        let whole = LogisticTrainer.raw(joined, [0, 1, 2, 3], learned)
        let single = LogisticTrainer.raw(set, Array(set.labels.indices), learned)
        let bias = Double(learned.bias)
        for (place, bag) in bags.enumerated() {
            let sum = bag.parts.reduce(bias) { $0 + Double($1.share) * (single[$1.text] - bias) }
            #expect(abs(whole[place] - sum) < 1e-4)
        }
        #expect(whole[0] > 0 && whole[1] > 0 && whole[2] < 0 && whole[3] < 0)
    }

    @Test("log-odds on a scale far from that of probabilities are calibrated all the same")
    func farOut() {
        var random = SplitMix(seed: 3)
        for scale in [0.01, 1, 300] {
            let truth = (0..<4000).map { _ in Double.random(in: -4...4, using: &random) - 1 }
            let positive = truth.map { Double.random(in: 0..<1, using: &random) < Arithmetic.probability(logOdds: $0) }
            let calibration = Calibration.fitPlatt(raw: truth.map { ($0 + 3) * scale }, positive: positive)
            for logOdds in [-2.0, 0, 2] {
                let found = calibration.probability(raw: (logOdds + 3) * scale)
                #expect(abs(found - Arithmetic.probability(logOdds: logOdds)) < 0.05)
            }
        }
    }
}
