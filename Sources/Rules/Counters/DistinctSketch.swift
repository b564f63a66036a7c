import SafetyModel

/// How many different hashes were put in, to about 5 %, in 512 bytes: HyperLogLog (Flajolet and others, 2007) with
/// linear counting for small numbers.
struct DistinctSketch: Sendable, Hashable {
    private static let indexBits: UInt64 = 9
    static let registerCount = 512
    var registers = [UInt8](repeating: 0, count: registerCount)

    /// - Parameter hash: evenly spread.
    mutating func insert(_ hash: UInt64) {
        let index = Int(hash >> (64 - Self.indexBits))
        let rest = hash << Self.indexBits
        let rank = UInt8(min(rest.leadingZeroBitCount, 64 - Int(Self.indexBits)) + 1)
        if registers[index] < rank { registers[index] = rank }
    }

    mutating func merge(_ other: DistinctSketch) {
        for index in registers.indices where registers[index] < other.registers[index] {
            registers[index] = other.registers[index]
        }
    }

    var estimate: Int {
        let count = Double(Self.registerCount)
        var sum = 0.0
        var zeros = 0
        for register in registers {
            sum += Arithmetic.powerOfTwo(-Double(register))
            if register == 0 { zeros += 1 }
        }
        let raw = 0.7213 / (1 + 1.079 / count) * count * count / sum
        guard raw <= 2.5 * count, zeros > 0 else { return Int(raw.rounded()) }
        return Int((count * Arithmetic.logarithm(count / Double(zeros))).rounded())
    }
}
