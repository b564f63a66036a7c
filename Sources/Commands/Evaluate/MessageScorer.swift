import Evaluation
import SafetyModel
import TextAnalysis

/// What gives messages their scores.
enum MessageScorer {
    /// Models with the output that speaks of the policy; the mean of their probabilities counts.
    case models([(classifier: TextClassifier, output: Int)], name: String)
    /// The cues of the policy alone.
    case cues(TextReader, PolicyCode)

    /// - Parameter models: paths of model files; empty for the shipped one, or the cues where there is none.
    /// - Throws: ``CommandFailure`` for a file that is no model, or of another policy.
    static func make(policy: PolicyCode, models: [String], cues: CueMatcher) throws(CommandFailure) -> MessageScorer {
        guard !models.isEmpty else {
            if let shipped = try Self.shipped(policy, cues),
                let output = shipped.model.place(of: policy.code)
            {
                return .models([(shipped, output)], name: "shipped with Vigie")
            }
            Terminal.error("note: no model of \(policy) is shipped; scored by the cues alone (--model FILE takes one)")
            return .cues(TextReader(cues: cues), policy)
        }
        var opened: [(classifier: TextClassifier, output: Int)] = []
        for path in models {
            let model = try MappedFile.model(path)
            guard let output = model.place(of: policy.code) else {
                let names = model.outputs.map(\.name).joined(separator: ", ")
                throw .input("\(path) says nothing of \(policy); it is a model of \(names)")
            }
            opened.append((TextClassifier(model: model, cues: cues), output))
        }
        return .models(opened, name: models.joined(separator: ", "))
    }

    private static func shipped(_ policy: PolicyCode, _ cues: CueMatcher) throws(CommandFailure) -> TextClassifier? {
        do {
            return try ShippedModels.classifier(policy: policy, cues: cues)
        } catch {
            throw .input("the model of \(policy) in this program is damaged (\(error)); build it again")
        }
    }

    /// For reports.
    var name: LocalizedText {
        switch self {
        case .models(_, let name): LocalizedText(fr: "le modèle \(name)", en: "the model \(name)")
        case .cues: LocalizedText(fr: "les indices seuls", en: "the cues alone")
        }
    }

    /// The score from which a message counts as flagged where nothing else is said: what the model's card says, or the
    /// middle.
    var threshold: Double {
        guard case .models(let models, _) = self, models.count == 1,
            let text = models[0].classifier.model.card["threshold"], let threshold = Double(text),
            (0...1).contains(threshold)
        else { return 0.5 }
        return threshold
    }

    /// 0…1.
    func score(_ text: String) -> Double {
        switch self {
        case .models(let models, _):
            let sum = models.reduce(0) { $0 + $1.classifier.probability(of: text, output: $1.output) }
            return sum / Double(models.count)
        case .cues(let reader, let policy):
            let sum = reader.read(text).hits.reduce(0) { $0 + ($1.policy == policy ? $1.weight : 0) }
            return 1 - Arithmetic.exponential(-sum)
        }
    }
}
