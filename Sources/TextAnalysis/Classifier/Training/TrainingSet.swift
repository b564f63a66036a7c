import SafetyModel

/// Texts taken apart into hashed features, with a label for each: what a trainer learns from.
public struct TrainingSet: Sendable {
    /// How texts are read into features.
    public struct Shape: Sendable, Hashable {
        /// Buckets that features are hashed into: 2^18 for one output, fewer for many.
        public var buckets: Int
        /// Whether names of groups of people become one word.
        public var masksGroups: Bool

        public init(buckets: Int = 1 << 18, masksGroups: Bool = false) {
            self.buckets = max(1024, min(1 << 24, buckets))
            self.masksGroups = masksGroups
        }
    }

    public let shape: Shape
    /// Whether each text is positive.
    public private(set) var labels: [Bool] = []
    /// How much each text counts; 1 as a rule.
    public private(set) var weights: [Float] = []
    /// Where each text's features begin, and the end of the last.
    private(set) var starts: [Int] = [0]
    private(set) var indices: [UInt32] = []
    private(set) var values: [Float] = []

    private let features: TextFeatures
    private let normaliser = Normaliser()
    private let cues: CueMatcher?

    /// - Parameter cues: what to look for besides words; the model must be used with the same.
    public init(shape: Shape, cues: CueMatcher?) {
        self.shape = shape
        self.cues = cues
        features = TextFeatures(classes: .shipped, masksGroups: shape.masksGroups)
    }

    public var count: Int { labels.count }

    /// Adds a text.
    public mutating func add(_ text: String, isPositive: Bool, weight: Float = 1) {
        let lattice = normaliser.lattice(of: text)
        let hits = cues?.findings(in: lattice).hits ?? []
        var collector = Collector(buckets: UInt64(shape.buckets))
        features.scan(lattice, hits: hits, into: &collector)
        for place in collector.indices.indices {
            indices.append(collector.indices[place])
            values.append(BlockScale.of(collector.counts[Int(collector.blocks[place])]))
        }
        starts.append(indices.count)
        labels.append(isPositive)
        weights.append(max(0, weight))
    }

    /// The same texts with other labels: several outputs are learned from one set.
    public func relabelled(_ labels: [Bool]) -> TrainingSet {
        guard labels.count == count else { return self }
        var copy = self
        copy.labels = labels
        return copy
    }

    /// The same texts with other weights.
    public func reweighted(_ weights: [Float]) -> TrainingSet {
        guard weights.count == count else { return self }
        var copy = self
        copy.weights = weights
        return copy
    }

    private struct Collector: FeatureSink {
        let buckets: UInt64
        var indices: [UInt32] = []
        var blocks: [UInt8] = []
        var counts = [0, 0, 0, 0]

        mutating func add(_ hash: UInt64, _ block: FeatureBlock) {
            indices.append(UInt32(truncatingIfNeeded: bucket(hash, buckets)))
            blocks.append(UInt8(block.rawValue))
            counts[block.rawValue] += 1
        }
    }
}
