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

    /// Texts that are judged as one: what somebody wrote in a conversation, say.
    public struct Bag: Sendable {
        /// Places of texts in the set, and how much each counts.
        public var parts: [(text: Int, share: Float)]
        public var isPositive: Bool
        public var weight: Float

        public init(parts: [(text: Int, share: Float)], isPositive: Bool, weight: Float = 1) {
            self.parts = parts
            self.isPositive = isPositive
            self.weight = weight
        }
    }

    /// Bags as texts of a set of the same shape: the features of each are the sums of those of its parts, so that what
    /// is learned for a bag is the sum of what it says of its parts.
    public func joined(_ bags: [Bag]) -> TrainingSet {
        var joined = self
        joined.labels = bags.map(\.isPositive)
        joined.weights = bags.map { max(0, $0.weight) }
        joined.starts = [0]
        joined.indices = []
        joined.values = []
        var sums = [Float](repeating: 0, count: shape.buckets)
        for bag in bags {
            var touched: [UInt32] = []
            for part in bag.parts where labels.indices.contains(part.text) && part.share > 0 {
                for place in starts[part.text]..<starts[part.text + 1] {
                    let index = indices[place]
                    if sums[Int(index)] == 0 { touched.append(index) }
                    sums[Int(index)] += part.share * values[place]
                }
            }
            for index in touched {
                joined.indices.append(index)
                joined.values.append(sums[Int(index)])
                sums[Int(index)] = 0
            }
            joined.starts.append(joined.indices.count)
        }
        return joined
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
