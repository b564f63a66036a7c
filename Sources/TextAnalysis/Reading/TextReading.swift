public import SafetyModel

/// What was found in a text.
public struct TextReading: Sendable, Hashable {
    /// Nothing found: of an event without text.
    public static let empty = TextReading()

    /// The cues found, in order of place, each once. Ranges are UTF-8 offsets of the original text.
    public var hits: [CueHit]
    /// A sketch of the normalised words, to be compared by ``Fingerprints``; 0 where there are fewer than four different
    /// ones. Case, accents, punctuation, emoji, numbers and look-alikes do not change it; a changed word changes one of
    /// its eight bytes at most.
    public var fingerprint: UInt64
    /// How many words it has, as they stand.
    public var wordCount: Int
    /// What the author says of their age.
    public var statedAge: StatedAge?
    /// How hostile it is, 0…1, from the cues of insult, hate, misogyny and threat: 1 − e^(−Σ weights).
    public var hostile: Double
    /// How many words it has, as the normaliser reads them: `n u l` is one.
    public var normalisedWords: Int

    /// What the message does, where a model of acts was at hand and was asked.
    public var acts: Acts?
    /// The number of a text that says little else (`14`, `14 wbu`): an age, if an age was asked for.
    public var loneNumber: Int?

    public init(
        hits: [CueHit] = [], fingerprint: UInt64 = 0, wordCount: Int = 0, statedAge: StatedAge? = nil,
        hostile: Double = 0, normalisedWords: Int = 0, acts: Acts? = nil, loneNumber: Int? = nil
    ) {
        self.hits = hits
        self.fingerprint = fingerprint
        self.wordCount = wordCount
        self.statedAge = statedAge
        self.hostile = hostile
        self.normalisedWords = normalisedWords
        self.acts = acts
        self.loneNumber = loneNumber
    }

    /// Whether a policy is one of harassment or violence.
    public static func isHostile(_ policy: PolicyCode) -> Bool {
        policy.code.hasPrefix("harassment.") || policy.code.hasPrefix("violence.")
    }
}

/// What somebody says of their own age: a claim, with how far to trust it. Never a fact, never shown to the other party.
public struct StatedAge: Sendable, Hashable {
    /// The years that the claim allows.
    public var years: ClosedRange<Int>
    /// How likely it is that the text makes the claim at all, 0…1.
    public var confidence: Double

    public init(years: ClosedRange<Int>, confidence: Double) {
        self.years = years
        self.confidence = confidence
    }
}
