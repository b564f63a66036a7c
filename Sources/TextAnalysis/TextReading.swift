public import SafetyModel

/// What one pass over a text found. Holds offsets and numbers, never the text.
public struct TextReading: Sendable, Hashable {
    /// The reading of no text at all.
    public static let empty = TextReading()

    /// Cues found, in order of place; ranges are UTF-8 offsets of the original text.
    public var hits: [CueHit]
    /// SimHash of the normalised words; 0 where there are fewer than 4 words.
    public var fingerprint: UInt64
    /// Words of the original text.
    public var wordCount: Int
    /// The age that the writer states of themself.
    public var statedAge: StatedAge?
    /// 0…1 from hostile cues (insult, threat, hate, misogyny).
    public var hostile: Double
    /// Words after normalisation.
    public var normalisedWords: Int

    public init(
        hits: [CueHit] = [], fingerprint: UInt64 = 0, wordCount: Int = 0, statedAge: StatedAge? = nil,
        hostile: Double = 0, normalisedWords: Int = 0
    ) {
        self.hits = hits
        self.fingerprint = fingerprint
        self.wordCount = wordCount
        self.statedAge = statedAge
        self.hostile = hostile
        self.normalisedWords = normalisedWords
    }
}

/// An age that somebody states of themself.
public struct StatedAge: Sendable, Hashable {
    public var years: ClosedRange<Int>
    /// 0…1
    public var confidence: Double

    public init(years: ClosedRange<Int>, confidence: Double) {
        self.years = years
        self.confidence = confidence
    }
}
