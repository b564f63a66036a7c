public import SafetyModel

/// The models that come with Vigie, embedded in the program.
public enum ShippedModels {
    /// The model of a policy; `nil` where none is shipped.
    public static func classifier(policy: PolicyCode, cues: CueMatcher) -> TextClassifier? { nil }
}
