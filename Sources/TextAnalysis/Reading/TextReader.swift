import SafetyModel

/// Reads a text once: cues, fingerprint, stated age. Stateless, safe to share between threads, and linear in the length
/// of the text whatever the text is.
public struct TextReader: Sendable {
    private let cues: CueMatcher
    private let normaliser = Normaliser()

    public init(cues: CueMatcher) {
        self.cues = cues
    }

    /// Reads a text. The same text gives the same reading, on every machine.
    public func read(_ text: String) -> TextReading {
        guard !text.isEmpty else { return .empty }
        let lattice = normaliser.lattice(of: text)
        let findings = cues.findings(in: lattice)
        var fingerprint = Fingerprint()
        lattice.bytes.withUnsafeBufferPointer { bytes in
            lattice.forEachPreferred { range, _, traits in
                fingerprint.add(UnsafeBufferPointer(rebasing: bytes[range]), traits)
            }
        }
        return TextReading(
            hits: findings.hits, fingerprint: fingerprint.value, wordCount: lattice.words.count,
            statedAge: findings.age, hostile: Self.hostility(findings.hits), normalisedWords: fingerprint.wordCount)
    }

    /// How hostile a text is: 1 − e^(−Σ weights) over the cues of policies that harass or threaten.
    private static func hostility(_ hits: [CueHit]) -> Double {
        var sum = 0.0
        for hit in hits where TextReading.isHostile(hit.policy) { sum += hit.weight }
        return sum == 0 ? 0 : 1 - exponential(-sum)
    }

    /// e^x for x ≤ 0, without Foundation: (1 + x/4096)^4096, exact to three digits, which is all that is claimed here.
    private static func exponential(_ exponent: Double) -> Double {
        var result = max(0, 1 + exponent / 4096)
        for _ in 0..<12 { result *= result }
        return result
    }
}
