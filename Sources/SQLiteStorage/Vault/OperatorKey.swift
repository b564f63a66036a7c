import Crypto
import Foundation
public import SafetyModel

/// The key that the operator holds: 32 random bytes in a file of their own. It wraps the keys under which texts are
/// sealed; without it a database (or a backup of one) says who wrote to whom, but not what.
public struct OperatorKey: Sendable {
    /// Length in bytes: AES-256.
    public static let length = 32

    let symmetric: SymmetricKey

    /// - Throws: ``StorageError/cannotOpen(path:detail:)`` where there are not exactly 32 bytes.
    public init(bytes: [UInt8], origin: String = "the key") throws(StorageError) {
        guard bytes.count == Self.length else {
            throw .cannotOpen(
                path: origin,
                detail: "a key has \(Self.length) bytes and this one has \(bytes.count); restore the right file")
        }
        symmetric = SymmetricKey(data: bytes)
    }

    /// A new random key, that is nowhere yet.
    public static func random() -> OperatorKey { OperatorKey(symmetric: SymmetricKey(size: .bits256)) }

    /// Where the key of a database is kept unless the operator says otherwise.
    public static func defaultPath(forDatabase path: String) -> String { path + ".key" }

    /// Reads a key file.
    /// - Throws: ``StorageError/cannotOpen(path:detail:)``
    public static func read(from path: String) throws(StorageError) -> OperatorKey {
        try OperatorKey(bytes: PrivateFile.read(path, limit: length), origin: path)
    }

    /// Makes a new key and writes it to a file that only its owner may read (mode 0600). Where another process was
    /// quicker, its key is the one.
    /// - Throws: ``StorageError/cannotOpen(path:detail:)``, ``StorageError/diskFull(path:)``
    public static func create(at path: String) throws(StorageError) -> OperatorKey {
        let key = OperatorKey.random()
        let isMade = try PrivateFile.create(path, key.symmetric.withUnsafeBytes { [UInt8]($0) })
        if !isMade { return try read(from: path) }
        return key
    }

    private init(symmetric: SymmetricKey) {
        self.symmetric = symmetric
    }
}

extension OperatorKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the key.
    public var description: String { "OperatorKey(…)" }
    public var debugDescription: String { description }
}
