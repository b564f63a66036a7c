import Casework
import Crypto
import Foundation

enum KnownSamples {
    static func entry(_ account: String, _ secret: ExchangeSecret, guardians: Bool = false) -> KnownFile.Entry {
        let mark = HMAC<SHA256>.authenticationCode(
            for: Data("vigie known 1\0\(account)".utf8), using: SymmetricKey(data: secret.bytes))
        return KnownFile.Entry(
            mark: mark.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(), severity: 1, count: 2,
            since: "2026-03", standing: .upheld, isForGuardians: guardians)
    }
}
