import SafetyModel
import TextAnalysis

extension TextReading {
    /// A reading of which a test names only what it is about.
    init(
        hits: [CueHit] = [], fingerprint: UInt64 = 0, wordCount: Int = 0, age: StatedAge? = nil, hostile: Double = 0
    ) {
        self.init(
            hits: hits, fingerprint: fingerprint, wordCount: wordCount, statedAge: age, hostile: hostile)
    }
}
