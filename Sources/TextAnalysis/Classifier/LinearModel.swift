import SafetyModel

/// One or several linear models over the same hashed features of a text, with weights of eight bits each, side by side for
/// each bucket: all outputs of a text cost one look at each of its features.
public struct LinearModel: Sendable {
    /// One thing that the model says of a text.
    public struct Output: Sendable, Hashable {
        /// A policy's code, or the name of an act (``SpeechAct``).
        public var name: String
        /// Log-odds before any feature.
        public var bias: Float
        /// What one step of a stored weight is worth.
        public var step: Float
        public var calibration: Calibration

        public init(name: String, bias: Float, step: Float, calibration: Calibration) {
            self.name = name
            self.bias = bias
            self.step = step
            self.calibration = calibration
        }
    }

    /// At most this many outputs.
    public static let mostOutputs = 16

    public let outputs: [Output]
    public let card: ModelCard
    /// Whether names of groups of people are one word to it.
    public let masksGroups: Bool
    /// How many buckets the features are hashed into.
    public let buckets: Int
    /// Bytes of weights for each bucket: 1 for one output, 16 for more.
    let stride: Int
    /// Where the weights begin in the file, each as 128 + w.
    private let start: Int
    private let memory: ModelMemory
    private let features: TextFeatures

    init(
        outputs: [Output], card: ModelCard, masksGroups: Bool, buckets: Int, start: Int, memory: ModelMemory
    ) {
        self.outputs = outputs
        self.card = card
        self.masksGroups = masksGroups
        self.buckets = buckets
        stride = Self.stride(outputs.count)
        self.start = start
        self.memory = memory
        features = TextFeatures(classes: .shipped, masksGroups: masksGroups)
    }

    static func stride(_ outputs: Int) -> Int { outputs == 1 ? 1 : mostOutputs }

    /// The place of an output by its name.
    public func place(of name: String) -> Int? { outputs.firstIndex { $0.name == name } }

    /// Raw log-odds of every output; those that the model has not are 0.
    func raw(_ lattice: borrowing WordLattice, hits: [CueHit]) -> SIMD16<Float> {
        var result = SIMD16<Float>(repeating: 0)
        guard let base = memory.bytes.baseAddress else { return result }
        let weights = base + start
        if stride == 1 {
            var sink = NarrowSink(weights, buckets)
            features.scan(lattice, hits: hits, into: &sink)
            result[0] = outputs[0].bias + outputs[0].step * sink.sum
            return result
        }
        var sink = WideSink(weights, buckets)
        features.scan(lattice, hits: hits, into: &sink)
        let sums = sink.sums
        for (place, output) in outputs.enumerated() { result[place] = output.bias + output.step * sums[place] }
        return result
    }
}

/// 1 / √n for the features of a block: what makes long texts comparable with short ones.
enum BlockScale {
    private static let table = FrozenArray<Float>((0..<4096).map { 1 / Float(max(1, $0)).squareRoot() })

    @inline(__always)
    static func of(_ count: Int) -> Float { count < 4096 ? table[count] : 1 / Float(count).squareRoot() }
}

/// The bucket of a hash: the high half, scaled to the number of buckets without division.
@inline(__always)
func bucket(_ hash: UInt64, _ buckets: UInt64) -> Int {
    let mixed = hash &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: ((mixed >> 32) &* buckets) >> 32)
}

/// Adds up the weights of one output.
private struct NarrowSink: FeatureSink {
    let weights: UnsafePointer<UInt8>
    let buckets: UInt64
    var totals = SIMD4<Int32>(repeating: 0)
    var counts = SIMD4<Int32>(repeating: 0)

    init(_ weights: UnsafeRawPointer, _ buckets: Int) {
        self.weights = weights.assumingMemoryBound(to: UInt8.self)
        self.buckets = UInt64(buckets)
    }

    @inline(__always)
    mutating func add(_ hash: UInt64, _ block: FeatureBlock) {
        totals[block.rawValue] &+= Int32(weights[bucket(hash, buckets)])
        counts[block.rawValue] &+= 1
    }

    var sum: Float {
        var sum: Float = 0
        for block in 0..<4 where counts[block] > 0 {
            sum += Float(totals[block] - 128 * counts[block]) * BlockScale.of(Int(counts[block]))
        }
        return sum
    }
}

/// Adds up the weights of sixteen outputs: eight bits each in two words of 64, the even and the odd ones apart, so that
/// plain 64-bit additions carry four sums each without touching their neighbours (SIMD within a register).
private struct WideSink: FeatureSink {
    let weights: UnsafeRawPointer
    let buckets: UInt64
    var characters = Lane()
    var words = Lane()
    var classes = Lane()
    var marks = Lane()

    struct Lane {
        var even = SIMD2<UInt64>(repeating: 0)
        var odd = SIMD2<UInt64>(repeating: 0)
        var pending: Int32 = 0
        var count = 0
        var totals = SIMD16<Int32>(repeating: 0)

        @inline(__always)
        mutating func add(_ packed: SIMD2<UInt64>) {
            let mask = SIMD2<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
            even = even &+ (packed & mask)
            odd = odd &+ ((packed &>> 8) & mask)
            pending &+= 1
            if pending == 256 { flush() }
        }

        mutating func flush() {
            for half in 0..<2 {
                for place in 0..<4 {
                    let shift = UInt64(16 * place)
                    totals[half * 8 + place * 2] &+= Int32((even[half] >> shift) & 0xFFFF) &- 128 &* pending
                    totals[half * 8 + place * 2 + 1] &+= Int32((odd[half] >> shift) & 0xFFFF) &- 128 &* pending
                }
            }
            count += Int(pending)
            pending = 0
            even = SIMD2(repeating: 0)
            odd = SIMD2(repeating: 0)
        }

        mutating func sums() -> SIMD16<Float> {
            flush()
            return count == 0 ? SIMD16(repeating: 0) : SIMD16<Float>(totals) * BlockScale.of(count)
        }
    }

    init(_ weights: UnsafeRawPointer, _ buckets: Int) {
        self.weights = weights
        self.buckets = UInt64(buckets)
    }

    @inline(__always)
    mutating func add(_ hash: UInt64, _ block: FeatureBlock) {
        let packed = weights.loadUnaligned(fromByteOffset: bucket(hash, buckets) &* 16, as: SIMD2<UInt64>.self)
        switch block {
        case .characters: characters.add(packed)
        case .words: words.add(packed)
        case .classes: classes.add(packed)
        case .marks: marks.add(packed)
        }
    }

    var sums: SIMD16<Float> {
        mutating get { characters.sums() + words.sums() + classes.sums() + marks.sums() }
    }
}
