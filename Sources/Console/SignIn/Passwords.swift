import Crypto
import CryptoExtras
import Dispatch
import Foundation
import SafetyModel

/// Hashes passwords with scrypt (RFC 7914), away from the event loops and one at a time: each try takes 32 MiB and
/// a tenth of a second, and a flood of tries must not take the machine with it.
actor PasswordHashing {
    /// How many tries may wait at once; beyond it the answer is "busy".
    static let maximumWaiting = 40

    private let cost: Int
    private let random: @Sendable (Int) -> [UInt8]
    private let queue = DispatchQueue(label: "vigie.console.passwords")
    private var waiting = 0
    private var decoy: PasswordHash?

    init(cost: Int, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.cost = min(max(cost, 10), PasswordHash.maximumCost)
        self.random = random
    }

    /// Hashes a new password with a new salt.
    func hash(_ password: String) async throws -> String {
        let salt = random(16)
        let cost = cost
        let key = try await derive(password, cost: cost, salt: salt)
        return PasswordHash(cost: cost, salt: salt, key: key).encoded
    }

    /// Whether the password fits the stored hash. Where there is no hash (nobody has that name) the same work is done
    /// for nothing, so that the time of an answer does not tell which names exist.
    func verify(_ password: String, against encoded: String?) async throws -> Bool {
        let stored = encoded.flatMap(PasswordHash.init(encoded:))
        let hash = stored ?? decoyHash()
        let key = try await derive(password, cost: hash.cost, salt: hash.salt)
        return constantTimeEqual(key, hash.key) && stored != nil
    }

    private func decoyHash() -> PasswordHash {
        if let decoy { return decoy }
        let made = PasswordHash(cost: cost, salt: random(16), key: random(PasswordHash.keyLength))
        decoy = made
        return made
    }

    private func derive(_ password: String, cost: Int, salt: [UInt8]) async throws -> [UInt8] {
        guard waiting < Self.maximumWaiting else { throw Refusal.busy }
        waiting += 1
        defer { waiting -= 1 }
        // The same letters typed on two keyboards may come composed or decomposed (RFC 8265 asks for NFC).
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: bytes, salt: salt, outputByteCount: PasswordHash.keyLength, rounds: 1 << cost,
                            blockSize: PasswordHash.blockSize, parallelism: 1, maxMemory: 256 << (cost + 3) + 1 << 20
                        ).withUnsafeBytes { Array($0) }
                    })
            }
        }
    }
}

/// A stored password hash: `scrypt$v=1$ln=15,r=8,p=1$SALT$KEY`, salt and key in hexadecimal.
struct PasswordHash: Sendable, Hashable {
    static let keyLength = 32
    static let blockSize = 8
    /// 2^18 takes 256 MiB: a hash that asks for more was not made by Vigie.
    static let maximumCost = 18

    var cost: Int
    var salt: [UInt8]
    var key: [UInt8]

    init(cost: Int, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    init?(encoded: String) {
        let pieces = encoded.split(separator: "$", omittingEmptySubsequences: false)
        guard pieces.count == 5, pieces[0] == "scrypt", pieces[1] == "v=1" else { return nil }
        let settings = pieces[2].split(separator: ",")
        guard settings.count == 3, settings[0].hasPrefix("ln="), let cost = Int(settings[0].dropFirst(3)),
            (1...Self.maximumCost).contains(cost), settings[1] == "r=8", settings[2] == "p=1",
            let salt = bytes(hexadecimal: pieces[3]), salt.count >= 8,
            let key = bytes(hexadecimal: pieces[4]), key.count == Self.keyLength
        else { return nil }
        self.init(cost: cost, salt: salt, key: key)
    }

    var encoded: String {
        "scrypt$v=1$ln=\(cost),r=\(Self.blockSize),p=1$\(hexadecimal(salt))$\(hexadecimal(key))"
    }
}

/// What a new password must be. Length is what counts (NIST SP 800-63B-4, 3.1.1.2): no rules on kinds of letters.
enum PasswordPolicy {
    static let minimumLength = 12
    static let maximumBytes = 512

    /// The key of the sentence that says what is wrong, or `nil`.
    static func problem(with password: String, name: String) -> String? {
        if password.unicodeScalars.count < minimumLength { return "problem_password_short" }
        if password.utf8.count > maximumBytes { return "problem_password_long" }
        if Set(password).count < 4 || password.lowercased().contains(name.lowercased()) && name.count > 3 {
            return "problem_password_easy"
        }
        return nil
    }
}

/// Compares without stopping at the first difference.
func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
}

private func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2), digits.count <= 256 else { return nil }
    var result: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
            return nil
        }
        result.append(byte)
    }
    return result
}
