import Connectors
import Crypto
import SafetyModel

/// SHA-256 (FIPS 180-4) by swift-crypto.
struct SHA256Hasher: ContentHasher {
    private var hash = SHA256()

    mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }
    mutating func finalize() -> [UInt8] { Array(hash.finalize()) }

    /// The hash of bytes in lower-case hexadecimal.
    static func hexadecimal(of bytes: [UInt8]) -> String { SafetyModel.hexadecimal(SHA256.hash(data: bytes)) }
}
