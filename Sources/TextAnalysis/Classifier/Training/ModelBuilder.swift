import SafetyModel

extension LinearModel {
    /// One output to be put into a model.
    public struct Part: Sendable {
        public var name: String
        public var learned: LearnedWeights
        public var calibration: Calibration

        public init(name: String, learned: LearnedWeights, calibration: Calibration) {
            self.name = name
            self.learned = learned
            self.calibration = calibration
        }
    }

    /// The bytes of a model file with weights cut to eight bits (127 steps each way).
    /// - Parameter parts: 1 to ``mostOutputs`` outputs, learned from sets of one shape.
    public static func file(parts: [Part], shape: TrainingSet.Shape, card: ModelCard) -> [UInt8] {
        let parts = Array(parts.prefix(mostOutputs))
        let width = stride(parts.count)
        var weights = [UInt8](repeating: 128, count: shape.buckets * width)
        var outputs: [Output] = []
        for (place, part) in parts.enumerated() {
            let step = quantum(part.learned.weights)
            for (bucket, weight) in part.learned.weights.prefix(shape.buckets).enumerated() where weight != 0 {
                let level = max(-127, min(127, (weight / step).rounded()))
                weights[bucket * width + place] = UInt8(128 + Int(level))
            }
            outputs.append(
                Output(name: part.name, bias: part.learned.bias, step: step, calibration: part.calibration))
        }
        return file(
            outputs: outputs, card: card, masksGroups: shape.masksGroups, buckets: shape.buckets, weights: weights)
    }

    /// The worth of one step: a few heavy weights are cut off rather than all light ones lost.
    private static func quantum(_ weights: [Float]) -> Float {
        let sizes = weights.lazy.filter { $0 != 0 }.map { abs($0) }.sorted()
        guard let largest = sizes.last else { return 1 }
        let common = sizes[min(sizes.count - 1, sizes.count * 9995 / 10000)]
        return max(1e-9, max(common, largest / 3) / 127)
    }
}
