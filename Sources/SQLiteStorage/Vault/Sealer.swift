import Crypto
import Foundation
import SafetyModel

/// Seals texts with AES-256-GCM (NIST SP 800-38D). Every sealing has a nonce of its own: eight bytes drawn when the
/// sealer is made, and a counter. What is sealed is bound to the event it belongs to, so that a text cannot be moved
/// to another message.
struct Sealer {
    /// What a sealed text is for; part of what it is bound to.
    enum Purpose: UInt8 {
        case context = 1
        case evidence = 2
        case report = 3
        case decision = 4
        case exchange = 5
    }

    private var nonce = [UInt8](repeating: 0, count: 12)
    private var counter: UInt32 = 0
    private var bound: [UInt8] = []

    init() {
        drawPrefix()
    }

    /// Nonce, ciphertext and tag of a text of the rolling window, and after them the mark of the day's key.
    mutating func seal(_ plain: [UInt8], under day: DayKey, source: String, id: String) throws -> Data {
        var sealed = try seal(plain, under: day.key, source: source, id: id, purpose: .context)
        sealed.append(day.tag)
        return sealed
    }

    static func open(_ sealed: Data, under day: DayKey, source: String, id: String) throws -> [UInt8] {
        try open(sealed.dropLast(DayKey.tagLength), under: day.key, source: source, id: id, purpose: .context)
    }

    mutating func seal(
        _ plain: [UInt8], under key: SymmetricKey, source: String, id: String, purpose: Purpose
    ) throws -> Data {
        if counter == .max { drawPrefix() }
        counter += 1
        for index in 0..<4 { nonce[8 + index] = UInt8(truncatingIfNeeded: counter >> (8 * UInt32(index))) }
        Self.bind(source: source, id: id, purpose: purpose, into: &bound)
        let box = try AES.GCM.seal(plain, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: bound)
        // Nonce, ciphertext, tag; absent only for nonces of another length.
        return box.combined ?? Data()
    }

    static func open(
        _ sealed: Data, under key: SymmetricKey, source: String, id: String, purpose: Purpose
    ) throws -> [UInt8] {
        var bound: [UInt8] = []
        bind(source: source, id: id, purpose: purpose, into: &bound)
        return [UInt8](try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: bound))
    }

    private static func bind(source: String, id: String, purpose: Purpose, into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(purpose.rawValue)
        var count = UInt64(source.utf8.count)
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: count))
            count >>= 8
        }
        bytes.append(contentsOf: source.utf8)
        bytes.append(contentsOf: id.utf8)
    }

    private mutating func drawPrefix() {
        var prefix = UInt64.random(in: .min ... .max)
        for index in 0..<8 {
            nonce[index] = UInt8(truncatingIfNeeded: prefix)
            prefix >>= 8
        }
        counter = 0
    }
}

/// Keys at rest: wrapped with AES-256-GCM under the operator's key, or the vault's, and bound to what they are for.
enum KeyWrapping {
    static func wrap(_ key: SymmetricKey, under operatorKey: OperatorKey, label: String) throws -> Data {
        try wrap(key, under: operatorKey.symmetric, label: label)
    }

    static func wrap(_ key: SymmetricKey, under outer: SymmetricKey, label: String) throws -> Data {
        let bytes = key.withUnsafeBytes { Data($0) }
        return try AES.GCM.seal(bytes, using: outer, authenticating: Data(label.utf8)).combined ?? Data()
    }

    /// - Throws: when the operator's key is not the one that wrapped it, or the bytes were changed.
    static func unwrap(_ wrapped: Data, under operatorKey: OperatorKey, label: String) throws -> SymmetricKey {
        try unwrap(wrapped, under: operatorKey.symmetric, label: label)
    }

    static func unwrap(_ wrapped: Data, under outer: SymmetricKey, label: String) throws -> SymmetricKey {
        SymmetricKey(
            data: try AES.GCM.open(
                AES.GCM.SealedBox(combined: wrapped), using: outer, authenticating: Data(label.utf8)))
    }

    static func label(forDay day: Int64) -> String { "vigie day \(day)" }
    static let evidenceLabel = "vigie evidence"
}
