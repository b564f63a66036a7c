public import SafetyModel

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
                fingerprint.add(
                    UnsafeBufferPointer(rebasing: bytes[range]),
                    isNumber: traits.contains(.digit) && !traits.contains(.letter))
            }
        }
        return TextReading(
            hits: findings.hits, fingerprint: fingerprint.value, wordCount: fingerprint.wordCount,
            statedAge: findings.age, hostile: Self.hostility(findings.hits))
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

/// What was found in a text.
public struct TextReading: Sendable, Hashable {
    /// Nothing found: of an event without text.
    public static let empty = TextReading(hits: [], fingerprint: 0, wordCount: 0, statedAge: nil, hostile: 0)

    /// The cues found, in order of place, each once. Ranges are UTF-8 offsets of the original text.
    public var hits: [CueHit]
    /// SimHash of the normalised words and pairs of words; 0 where there are fewer than four. Case, accents, punctuation,
    /// numbers and look-alikes do not change it; a changed word moves some bits, fewer the longer the text is.
    public var fingerprint: UInt64
    /// How many words it has, as the normaliser reads them.
    public var wordCount: Int
    /// What the author says of their age.
    public var statedAge: StatedAge?
    /// How hostile it is, 0…1, from the cues of insult, hate, misogyny and threat: 1 − e^(−Σ weights).
    public var hostile: Double

    public init(
        hits: [CueHit] = [], fingerprint: UInt64 = 0, wordCount: Int = 0, statedAge: StatedAge? = nil,
        hostile: Double = 0
    ) {
        self.hits = hits
        self.fingerprint = fingerprint
        self.wordCount = wordCount
        self.statedAge = statedAge
        self.hostile = hostile
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
