import Crypto
import SafetyModel

/// Random values that people or browsers hold, and what is derived from them.
enum Secrets {
    /// Bytes of the system's generator.
    static let systemRandom: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// What the store keeps of a session's token.
    static func tokenHash(_ token: String) -> String { hexadecimal(SHA256.hash(data: Array(token.utf8))) }

    /// The token that every form of a session (or, before signing in, of a visit) carries: an HMAC under the cookie's
    /// value, which no other site can read.
    static func formToken(for secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Array("vigie form token 1".utf8), using: key))
    }

    static func isFormToken(_ token: String, for secret: String) -> Bool {
        constantTimeEqual(Array(token.utf8), Array(formToken(for: secret).utf8))
    }

    /// Digits and letters that are not mistaken for one another when read aloud or copied by hand
    /// (Crockford's base 32).
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 5 bits of each byte as a letter, in groups of five: `7Q2KD-9V1TX-…`.
    static func spoken(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if index > 0, index.isMultiple(of: 5) { result.append(UInt8(ascii: "-")) }
            result.append(letters[Int(byte & 31)])
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What was typed, without spaces and dashes, and with the letters that look like digits read as digits.
    static func unspoken(_ text: String) -> String {
        String(
            text.uppercased().compactMap { letter -> Character? in
                switch letter {
                case "O": "0"
                case "I", "L": "1"
                case "A"..."Z", "0"..."9": letter
                default: nil
                }
            })
    }
}

/// The door through which the first administrator comes in: open while there is no account, to whoever knows the code
/// that was printed at start.
actor SetupDoor {
    /// 130 bits in 26 letters.
    nonisolated let code: String
    private var busy = false

    init(random: @Sendable (Int) -> [UInt8]) {
        code = Secrets.spoken(random(26))
    }

    nonisolated func accepts(_ typed: String) -> Bool {
        let digest = { (text: String) in Array(SHA256.hash(data: Array(Secrets.unspoken(text).utf8))) }
        return constantTimeEqual(digest(typed), digest(code))
    }

    /// Lets one through at a time, so that two who know the code do not both become the first.
    func passOne<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        guard !busy else { throw Refusal.busy }
        busy = true
        defer { busy = false }
        return try await work()
    }
}
