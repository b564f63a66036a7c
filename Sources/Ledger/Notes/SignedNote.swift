/// A line under a note: who signed, and the signature.
public struct NoteSignature: Sendable, Hashable {
    /// The key's name.
    public var name: String
    /// The key's number.
    public var identifier: UInt32
    /// What the key made of the text.
    public var bytes: [UInt8]

    var line: String {
        let number = (0..<4).map { UInt8(truncatingIfNeeded: identifier >> (24 - 8 * UInt32($0))) }
        return "\u{2014} \(name) \(StrictBase64.encode(number + bytes))\n"
    }
}

/// Why bytes are no signed note, or not one that a key signed.
public enum SignedNoteError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is not written as c2sp.org/signed-note says.
    case malformed(String)
    /// None of its signatures is by this key.
    case notSigned(name: String)
    /// A signature in this key's name does not fit the text.
    case wrongSignature(name: String)

    public var description: String {
        switch self {
        case .malformed(let what): what
        case .notSigned(let name): "it carries no signature by the key \(name)"
        case .wrongSignature(let name): "the signature by \(name) does not fit the text"
        }
    }
}

/// A text with signatures under it (c2sp.org/signed-note).
public struct SignedNote: Sendable, Hashable {
    /// Bytes of the largest note that is read.
    public static let largest = 1 << 20
    static let mostSignatures = 64

    /// The text with the newline that ends it: what is signed.
    public private(set) var text: [UInt8]
    public private(set) var signatures: [NoteSignature]

    /// Signs a text, which must end in a newline. `nil` where the key cannot sign.
    public init?(signing text: [UInt8], with key: SignerKey) {
        guard let signature = key.sign(text) else { return nil }
        self.text = text
        signatures = [signature]
    }

    /// Reads a note. Says nothing of whether its signatures are good.
    /// - Throws: ``SignedNoteError/malformed(_:)``
    public init(_ bytes: [UInt8]) throws(SignedNoteError) {
        guard bytes.count <= Self.largest else { throw .malformed("it is longer than 1 MiB") }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .malformed("it is not UTF-8") }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else { throw .malformed("it has a control character") }
        guard bytes.last == 0x0A, let end = Self.lastEmptyLine(in: bytes) else {
            throw .malformed("a text, an empty line and lines of signatures are expected")
        }
        text = Array(bytes[...end])
        signatures = []
        for line in bytes[(end + 2)...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) {
            signatures.append(try Self.signature(line))
            guard signatures.count <= Self.mostSignatures else { throw .malformed("it has more than 64 signatures") }
        }
    }

    /// The offset of the newline that ends the text, where an empty line follows and then at least one line.
    private static func lastEmptyLine(in bytes: [UInt8]) -> Int? {
        var index = bytes.count - 3
        while index >= 1 {
            if bytes[index] == 0x0A, bytes[index + 1] == 0x0A { return index }
            index -= 1
        }
        return nil
    }

    private static func signature(_ line: ArraySlice<UInt8>) throws(SignedNoteError) -> NoteSignature {
        let dash = Array("\u{2014} ".utf8)
        let parts = line.dropFirst(dash.count).split(separator: 0x20, omittingEmptySubsequences: false)
        guard line.starts(with: dash), parts.count == 2, let name = String(validating: parts[0], as: UTF8.self),
            KeyName.isValid(name), let bytes = StrictBase64.decode(parts[1]), bytes.count > 4
        else { throw .malformed("a line of its signatures is not written as — NAME BASE64") }
        return NoteSignature(
            name: name, identifier: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(bytes.dropFirst(4))
        )
    }

    /// The note as text.
    public var bytes: [UInt8] { text + [0x0A] + signatures.flatMap { Array($0.line.utf8) } }

    /// Adds a line under the note; one that is there already is not doubled.
    public mutating func add(_ signature: NoteSignature) {
        if !signatures.contains(signature) { signatures.append(signature) }
    }

    /// Checks that a key signed the text, and that nothing else stands in its name.
    /// - Throws: ``SignedNoteError``
    public func verify(with key: VerifierKey) throws(SignedNoteError) {
        let own = signatures(by: key)
        guard !own.isEmpty else { throw .notSigned(name: key.name) }
        for signature in own where !Self.isGood(signature, of: text, by: key) {
            throw .wrongSignature(name: key.name)
        }
    }

    /// The lines in the name of a key: name and number are its own.
    public func signatures(by key: VerifierKey) -> [NoteSignature] {
        let number = key.identifier
        return signatures.filter { $0.identifier == number && $0.name.utf8.elementsEqual(key.name.utf8) }
    }

    private static func isGood(_ signature: NoteSignature, of text: [UInt8], by key: VerifierKey) -> Bool {
        switch key.purpose {
        case .note: return key.accepts(signature.bytes, over: text)
        case .cosignature:
            // Eight bytes say when the witness saw it, in seconds since 1970; they are signed with the text.
            guard signature.bytes.count == 72 else { return false }
            let seconds = signature.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard seconds <= UInt64(Int64.max) else { return false }
            let message = Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
            return key.accepts(signature.bytes.dropFirst(8), over: message)
        }
    }
}
