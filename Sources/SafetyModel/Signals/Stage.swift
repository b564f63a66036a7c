/// A stage of grooming or extortion that a cue speaks for. Stages are kinds of evidence, not a fixed sequence.
public enum Stage: String, Sendable, Hashable, Codable, CaseIterable {
    case contact, profiling, trust, isolation, desensitisation, request, leverage, coercion
}

/// A cue found in a text.
public struct CueHit: Sendable, Hashable {
    /// The cue's id in its pack, as `fr.request.picture`.
    public var cue: String
    /// The stage it speaks for; `nil` for cues outside grooming and extortion (insults, threats …).
    public var stage: Stage?
    /// The policy it speaks for.
    public var policy: PolicyCode
    /// How much it says, in log-odds (natural logarithm), usually 0.2 … 3.
    public var weight: Double
    /// Where it stands in the original text: a range of UTF-8 offsets.
    public var range: Range<Int>

    public init(cue: String, stage: Stage?, policy: PolicyCode, weight: Double, range: Range<Int>) {
        self.cue = cue
        self.stage = stage
        self.policy = policy
        self.weight = weight
        self.range = range
    }
}
