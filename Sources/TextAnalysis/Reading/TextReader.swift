import SafetyModel

/// Reads a text once: cues, fingerprint, stated age. Stateless, safe to share between threads, and linear in the length
/// of the text whatever the text is.
public struct TextReader: Sendable {
    private let cues: CueMatcher
    private let normaliser = Normaliser()
    /// The model of acts (``SpeechAct``); `nil` where cues alone are wanted.
    private let acts: LinearModel?

    /// - Parameter acts: a model with an output for each ``SpeechAct``, in the order of their places; any other is not
    ///   used.
    public init(cues: CueMatcher, acts: LinearModel? = nil) {
        self.cues = cues
        self.acts = acts.flatMap { $0.outputs.map(\.name) == SpeechAct.allCases.map(\.rawValue) ? $0 : nil }
    }

    /// Reads a text. The same text gives the same reading, on every machine.
    /// - Parameter withActs: whether to ask the model of acts, if there is one; it costs about as much as the cues.
    public func read(_ text: String, withActs: Bool = true) -> TextReading {
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
            statedAge: findings.age, hostile: Self.hostility(findings.hits), normalisedWords: fingerprint.wordCount,
            acts: withActs ? acts.map { Acts(logOdds: $0.raw(lattice, hits: findings.hits)) } : nil,
            loneNumber: Self.loneNumber(lattice))
    }

    /// A number of one or two digits in a text of at most three words.
    private static func loneNumber(_ lattice: borrowing WordLattice) -> Int? {
        guard lattice.words.count <= 3 else { return nil }
        for word in lattice.words where word.traits.contains(.digit) && !word.traits.contains(.letter) {
            guard word.count <= 2 else { return nil }
            return lattice.bytes[Int(word.start)..<Int(word.end)].reduce(0) { $0 * 10 + Int($1 & 15) }
        }
        return nil
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
