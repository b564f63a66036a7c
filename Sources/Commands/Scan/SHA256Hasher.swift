import Connectors
import Crypto

/// SHA-256 (FIPS 180-4) by swift-crypto.
struct SHA256Hasher: ContentHasher {
    private var hash = SHA256()

    mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }
    mutating func finalize() -> [UInt8] { Array(hash.finalize()) }

    /// The hash of bytes in lower-case hexadecimal.
    static func hexadecimal(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
