import Foundation
import Ledger
import SafetyModel

/// The key that signs checkpoints, in a file beside the database (`DATABASE.ledger-key`, mode 0600), and the public key
/// that belongs to it (`DATABASE.ledger.pub`), for everybody. Neither is part of a backup.
enum LedgerKeyFile {
    static let largest = 1024

    static func path(forDatabase path: String) -> String { path + ".ledger-key" }
    static func publicPath(forDatabase path: String) -> String { path + ".ledger.pub" }

    /// Reads the key, or makes it where nothing was signed yet.
    /// - Parameters:
    ///   - origin: the name of a new ledger; `nil` makes one up.
    ///   - isUsed: whether checkpoints were signed, so that a missing key is a lost one.
    static func load(forDatabase path: String, origin: String? = nil, isUsed: Bool) throws -> SignerKey {
        let keyPath = self.path(forDatabase: path)
        if !FileManager.default.fileExists(atPath: keyPath) {
            if isUsed { throw LedgerError.keyMissing(path: keyPath) }
            var generator = SystemRandomNumberGenerator()
            let seed = LedgerBook.freshSalt().bytes
            // A name that no other ledger has. RFC 2606 keeps .invalid free: it leads nowhere.
            let name = origin ?? "vigie.invalid/ledger/" + String(generator.next() | 1 << 63, radix: 16)
            let key = try wrapped(keyPath) { try SignerKey(name: name, seed: seed) }
            _ = try PrivateFile.create(keyPath, Array((key.secretText + "\n").utf8))
        }
        let text = String(decoding: try PrivateFile.read(keyPath, limit: largest), as: UTF8.self)
        let key = try wrapped(keyPath) { try SignerKey(text) }
        let publicPath = publicPath(forDatabase: path)
        if !FileManager.default.fileExists(atPath: publicPath) {
            _ = try PrivateFile.create(publicPath, Array("\(key.verifier)\n".utf8), mode: 0o644)
        }
        return key
    }

    /// Reads the public key alone.
    static func verifier(forDatabase path: String) throws -> VerifierKey {
        let publicPath = publicPath(forDatabase: path)
        let text = String(decoding: try PrivateFile.read(publicPath, limit: largest), as: UTF8.self)
        return try wrapped(publicPath) { try VerifierKey(text) }
    }

    private static func wrapped<Key>(_ path: String, _ read: () throws -> Key) throws -> Key {
        do {
            return try read()
        } catch let error as NoteKeyError {
            throw LedgerError.wrongKey(path: path, detail: error.description)
        }
    }
}
