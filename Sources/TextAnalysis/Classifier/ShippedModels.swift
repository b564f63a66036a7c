import CModels
public import SafetyModel

/// The models that come with Vigie, part of the program's own file: mapped into memory with it.
public enum ShippedModels {
    /// The model of acts (``SpeechAct``).
    /// - Throws: ``ModelFileError``; as shipped, nothing.
    public static func acts() throws(ModelFileError) -> LinearModel {
        let bytes = UnsafeRawBufferPointer(start: vigie_model_acts_start(), count: vigie_model_acts_size())
        let memory = ModelMemory(bytes) {}
        return try LinearModel(memory: memory)
    }

    /// The model of a policy; `nil` where none is shipped: cues alone judge there.
    public static func classifier(policy: PolicyCode, cues: CueMatcher) -> TextClassifier? { nil }
}
