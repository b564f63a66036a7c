import SafetyModel

/// A model with what it needs to read a text: scores one text, and says which words made the score.
public struct TextClassifier: Sendable {
    public let model: LinearModel
    private let cues: CueMatcher?
    private let normaliser = Normaliser()

    public init(model: LinearModel, cues: CueMatcher?) {
        self.model = model
        self.cues = cues
    }

    /// The calibrated probability of one of the model's outputs.
    public func probability(of text: String, output: Int = 0) -> Double {
        guard model.outputs.indices.contains(output) else { return 0 }
        return model.outputs[output].calibration.probability(raw: Double(raw(text)[output]))
    }

    /// Raw log-odds of all outputs.
    public func raw(_ text: String) -> SIMD16<Float> {
        let lattice = normaliser.lattice(of: text)
        return model.raw(lattice, hits: cues?.findings(in: lattice).hits ?? [])
    }

    /// How much each word of a text adds: the raw log-odds of the text less those of the text without the word.
    /// - Returns: in the order of the text; ranges are UTF-8 offsets of it. At most the first 64 words.
    public func contributions(of text: String, output: Int = 0) -> [TokenContribution] {
        guard model.outputs.indices.contains(output) else { return [] }
        let words = normaliser.normalise(text).words.prefix(64)
        let bytes = Array(text.utf8)
        let whole = raw(text)[output]
        return words.map { word in
            var rest = bytes
            rest.replaceSubrange(word.origin, with: [UInt8(ascii: " ")])
            let without = raw(String(decoding: rest, as: UTF8.self))[output]
            return TokenContribution(range: word.origin, logOdds: Double(whole - without))
        }
    }
}

/// What one word adds to a score.
public struct TokenContribution: Sendable, Hashable {
    /// UTF-8 offsets of the original text.
    public var range: Range<Int>
    /// Raw log-odds; negative where the word speaks against.
    public var logOdds: Double

    public init(range: Range<Int>, logOdds: Double) {
        self.range = range
        self.logOdds = logOdds
    }
}
