import CModels
public import SafetyModel

/// The models that come with Vigie, part of the program's own file: mapped into memory with it.
public enum ShippedModels {
    /// The policies that a model of messages is shipped for.
    public static let policies: [PolicyCode] = [
        "harassment.hate", "harassment.misogyny", "harassment.insult", "violence.threat",
    ]

    /// The model of acts (``SpeechAct``).
    /// - Throws: ``ModelFileError``; as shipped, nothing.
    public static func acts() throws(ModelFileError) -> LinearModel {
        try model(vigie_model_acts_start(), vigie_model_acts_size())
    }

    /// The model of a policy; `nil` where none is shipped: cues alone judge there.
    /// - Throws: ``ModelFileError``; as shipped, nothing.
    public static func classifier(
        policy: PolicyCode, cues: CueMatcher
    ) throws(ModelFileError) -> TextClassifier? {
        let found: LinearModel? =
            switch policy.code {
            case "harassment.hate": try model(vigie_model_hate_start(), vigie_model_hate_size())
            case "harassment.misogyny": try model(vigie_model_misogyny_start(), vigie_model_misogyny_size())
            case "harassment.insult": try model(vigie_model_insult_start(), vigie_model_insult_size())
            case "violence.threat": try model(vigie_model_threat_start(), vigie_model_threat_size())
            default: nil
            }
        return found.map { TextClassifier(model: $0, cues: cues) }
    }

    private static func model(_ start: UnsafeRawPointer?, _ size: Int) throws(ModelFileError) -> LinearModel {
        try LinearModel(memory: ModelMemory(UnsafeRawBufferPointer(start: start, count: size)) {})
    }
}
