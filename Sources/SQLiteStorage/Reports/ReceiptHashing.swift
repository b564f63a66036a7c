import Casework
import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// Turns receipt codes into what is stored of them: scrypt (RFC 7914) with N = 2^14, r = 8, p = 1, which takes 16 MiB
/// and about 50 ms for each try. The salt is the same for a whole database, so that a report can be found by its code,
/// and it is made from the operator's key, so that a database without its key gives nothing to try against.
///
/// 66 bits of code behind that cost: to find one of a million receipts takes 7·10¹³ tries, 100,000 years of a core.
actor ReceiptHashing {
    /// How many may wait at once; beyond it the answer is "busy".
    static let maximumWaiting = 60
    private static let keyLength = 32

    private let salt: [UInt8]
    private let rounds: Int
    private let queue = DispatchQueue(label: "vigie.receipts")
    private var waiting = 0

    init(operatorKey: OperatorKey, cost: Int) {
        salt = Array(
            HMAC<SHA256>.authenticationCode(for: Array("vigie receipt codes 1".utf8), using: operatorKey.symmetric))
        rounds = 1 << min(max(cost, 4), 20)
    }

    /// - Throws: ``ReportStoreError/busy``
    func hash(_ code: ReceiptCode) async throws -> Data {
        guard waiting < Self.maximumWaiting else { throw ReportStoreError.busy }
        waiting += 1
        defer { waiting -= 1 }
        let (salt, rounds, plain) = (salt, rounds, Array(code.plain.utf8))
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: plain, salt: salt, outputByteCount: Self.keyLength, rounds: rounds, blockSize: 8,
                            parallelism: 1
                        ).withUnsafeBytes { Data($0) }
                    })
            }
        }
    }
}
