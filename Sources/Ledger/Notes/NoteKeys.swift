import Crypto
import Foundation

/// Why a text is no key.
public struct NoteKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String

    init(_ description: String) { self.description = description }
}

/// Names of keys, as c2sp.org/signed-note restricts them.
enum KeyName {
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 255
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.value > 0x20 && scalar.value != 0x7F && scalar != "+" && !scalar.properties.isWhitespace
            }
    }

    /// The first four bytes of SHA-256 over name, newline, type of signature and public key.
    static func identifier(_ name: String, type: UInt8, publicKey: [UInt8]) -> UInt32 {
        let hash = TreeHash.plain([Array(name.utf8), [0x0A, type], publicKey]).bytes
        return hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A key's number as keys are written: eight hexadecimal digits.
    static func digits(_ identifier: UInt32) -> String {
        let digits = String(identifier, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

/// A public key that signed a note: `name+1a2b3c4d+base64` (c2sp.org/signed-note, verifier keys).
public struct VerifierKey: Sendable, Hashable, CustomStringConvertible {
    /// What the key signs.
    public enum Purpose: UInt8, Sendable, Hashable {
        /// The text of the note.
        case note = 1
        /// That a witness saw a checkpoint, and when (c2sp.org/tlog-cosignature).
        case cosignature = 4
    }

    public let name: String
    public let purpose: Purpose
    /// 32 bytes (RFC 8032).
    public let publicKey: [UInt8]

    init(name: String, purpose: Purpose, publicKey: [UInt8]) {
        (self.name, self.purpose, self.publicKey) = (name, purpose, publicKey)
    }

    /// Reads a key; white space around it is left out.
    /// - Throws: ``NoteKeyError``
    public init(_ text: String) throws(NoteKeyError) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, KeyName.isValid(String(parts[0])) else {
            throw NoteKeyError("the key is not written as NAME+8 digits+base64; take the file DATABASE.ledger.pub")
        }
        guard let bytes = StrictBase64.decode(parts[2]), bytes.count == 33, let purpose = Purpose(rawValue: bytes[0])
        else { throw NoteKeyError("the key is not an Ed25519 public key; take the file DATABASE.ledger.pub") }
        self.init(name: String(parts[0]), purpose: purpose, publicKey: Array(bytes.dropFirst()))
        guard parts[1].utf8.elementsEqual(KeyName.digits(identifier).utf8) else {
            throw NoteKeyError("the key's number does not belong to its name and bytes; a character of it was changed")
        }
    }

    /// Four bytes that tell keys of the same name apart.
    public var identifier: UInt32 {
        KeyName.identifier(name, type: purpose.rawValue, publicKey: publicKey)
    }

    public var description: String {
        "\(name)+\(KeyName.digits(identifier))+\(StrictBase64.encode([purpose.rawValue] + publicKey))"
    }

    /// Whether a signature is this key's own over bytes (RFC 8032).
    func accepts(_ signature: some Collection<UInt8>, over message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(Array(signature), for: message)
    }
}

/// The private key with which a ledger signs its checkpoints: `PRIVATE+KEY+name+1a2b3c4d+base64`, as Go's
/// `sumdb/note` writes it.
public struct SignerKey: Sendable {
    private static let mark = "PRIVATE+KEY+"
    private let key: Curve25519.Signing.PrivateKey
    /// The public key that belongs to it.
    public let verifier: VerifierKey

    /// A key from 32 random bytes.
    /// - Parameter name: who signs; for a ledger the origin of its checkpoints.
    /// - Throws: ``NoteKeyError``
    public init(name: String, seed: [UInt8]) throws(NoteKeyError) {
        guard KeyName.isValid(name) else {
            throw NoteKeyError("a name of a ledger has neither spaces nor +, as example.org/ledger")
        }
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw NoteKeyError("a private key has 32 bytes")
        }
        self.key = key
        verifier = VerifierKey(name: name, purpose: .note, publicKey: [UInt8](key.publicKey.rawRepresentation))
    }

    /// Reads a key.
    /// - Throws: ``NoteKeyError``
    public init(_ text: String) throws(NoteKeyError) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = text.dropFirst(Self.mark.count)
            .split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard text.hasPrefix(Self.mark), parts.count == 3, let bytes = StrictBase64.decode(parts[2]),
            bytes.count == 33, bytes[0] == VerifierKey.Purpose.note.rawValue
        else { throw NoteKeyError("this is no private key of a ledger; restore the right file") }
        try self.init(name: String(parts[0]), seed: Array(bytes.dropFirst()))
        guard parts[1].utf8.elementsEqual(KeyName.digits(verifier.identifier).utf8) else {
            throw NoteKeyError("the private key was changed; restore the right file")
        }
    }

    /// The key as text, to be kept where only its owner reads.
    public var secretText: String {
        let bytes = [VerifierKey.Purpose.note.rawValue] + [UInt8](key.rawRepresentation)
        return "\(Self.mark)\(verifier.name)+\(KeyName.digits(verifier.identifier))+\(StrictBase64.encode(bytes))"
    }

    /// Signs a text, which ends in a newline.
    public func sign(_ text: [UInt8]) -> NoteSignature? {
        guard let signature = try? key.signature(for: text) else { return nil }
        return NoteSignature(name: verifier.name, identifier: verifier.identifier, bytes: [UInt8](signature))
    }
}

extension SignerKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the key.
    public var description: String { "SignerKey(\(verifier.name), …)" }
    public var debugDescription: String { description }
}
