import SafetyModel

/// Why a model file cannot be used.
public enum ModelFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It does not begin as a model of Vigie does.
    case notAModel
    /// It was written by a version whose files this one does not read.
    case otherVersion(found: Int)
    /// It ends early, or its checksum does not fit.
    case damaged

    public var description: String {
        switch self {
        case .notAModel: "it is not a model of Vigie; train one with: vigie train"
        case .otherVersion(let found): "it has format \(found) and this Vigie reads format 1; train it again"
        case .damaged: "it is damaged or was not written whole; copy it again, or train it again"
        }
    }
}

/// The file: a mark and six numbers, the header (``SafetyModel/ByteWriter``), the weights from a multiple of 64 on, and a
/// checksum (SipHash-1-3) of all before it.
extension LinearModel {
    private static let mark: [UInt8] = Array("VIGIEMDL".utf8)
    private static let fixedSize = 32
    private static let checksumSeed: UInt64 = 0x6d6f_6465_6c00_0001

    /// Opens a model.
    /// - Throws: ``ModelFileError``
    public init(memory: ModelMemory) throws(ModelFileError) {
        let bytes = memory.bytes
        guard bytes.count >= 8, bytes.prefix(8).elementsEqual(Self.mark) else { throw .notAModel }
        guard bytes.count >= Self.fixedSize + 8 else { throw .damaged }
        let numbers = (0..<6).map {
            Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 + 4 * $0, as: UInt32.self)))
        }
        guard numbers[0] == 1 else { throw .otherVersion(found: numbers[0]) }
        let (buckets, outputs, flags, headerSize) = (numbers[1], numbers[2], numbers[3], numbers[4])
        guard (1...Self.mostOutputs).contains(outputs), (1...(1 << 24)).contains(buckets), headerSize < 1 << 20 else {
            throw .damaged
        }
        let start = Self.weightsStart(headerSize)
        let end = start + buckets * Self.stride(outputs)
        guard bytes.count == end + 8, Self.fixedSize + headerSize <= start else { throw .damaged }
        let sum = StableHash.of(UnsafeRawBufferPointer(rebasing: bytes[0..<end]), seed: Self.checksumSeed)
        guard UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self)) == sum else {
            throw .damaged
        }
        do {
            var reader = ByteReader(Array(bytes[Self.fixedSize..<(Self.fixedSize + headerSize)]))
            var read: [Output] = []
            for _ in 0..<outputs { read.append(try Self.output(&reader)) }
            var card = ModelCard()
            for _ in 0..<min(256, try reader.readUInt64()) {
                card.entries.append(.init(try reader.readString(), try reader.readString()))
            }
            self.init(
                outputs: read, card: card, masksGroups: flags & 1 != 0, buckets: buckets, start: start, memory: memory)
        } catch {
            throw .damaged
        }
    }

    private static func weightsStart(_ headerSize: Int) -> Int { (fixedSize + headerSize + 63) / 64 * 64 }

    private static func output(_ reader: inout ByteReader) throws(ByteCodingError) -> Output {
        let name = try reader.readString()
        let bias = try reader.readFloat()
        let step = try reader.readFloat()
        let points = try reader.readUInt64()
        guard points > 0 else {
            return Output(
                name: name, bias: bias, step: step,
                calibration: .platt(slope: try reader.readDouble(), offset: try reader.readDouble()))
        }
        var curve: [Calibration.Point] = []
        for _ in 0..<min(100_000, points) {
            curve.append(.init(raw: try reader.readDouble(), probability: try reader.readDouble()))
        }
        return Output(name: name, bias: bias, step: step, calibration: .isotonic(curve))
    }

    /// The bytes of a model file.
    /// - Parameter weights: for each bucket ``stride(_:)`` weights as 128 + w.
    static func file(
        outputs: [Output], card: ModelCard, masksGroups: Bool, buckets: Int, weights: [UInt8]
    ) -> [UInt8] {
        var header = ByteWriter()
        for output in outputs {
            header.write(output.name)
            header.write(output.bias)
            header.write(output.step)
            switch output.calibration {
            case .platt(let slope, let offset):
                header.write(UInt64(0))
                header.write(slope)
                header.write(offset)
            case .isotonic(let points):
                header.write(UInt64(points.count))
                for point in points {
                    header.write(point.raw)
                    header.write(point.probability)
                }
            }
        }
        header.write(UInt64(card.entries.count))
        for entry in card.entries {
            header.write(entry.name)
            header.write(entry.text)
        }
        var bytes = mark
        for number in [1, buckets, outputs.count, masksGroups ? 1 : 0, header.bytes.count, 0] {
            withUnsafeBytes(of: UInt32(number).littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes += header.bytes
        bytes += [UInt8](repeating: 0, count: weightsStart(header.bytes.count) - bytes.count)
        bytes += weights
        let sum = bytes.withUnsafeBytes { StableHash.of($0, seed: checksumSeed) }
        withUnsafeBytes(of: sum.littleEndian) { bytes.append(contentsOf: $0) }
        return bytes
    }
}
