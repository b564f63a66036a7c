import Casework
import Crypto
import SafetyModel

/// What each form of reporting carries instead of a cookie: a signed note of when it was handed out. It shows that the
/// form is ours, that somebody took their time, and makes the receipt code, so that a form that is sent twice (a double
/// tap, a page loaded again) is one report with one code.
struct ReportProof: Sendable {
    /// How long a form may lie open.
    static let lifetime = Duration.hours(12)
    /// Leading zero bits of the work (hashcash with SHA-256): 2^17 tries, about a second of a telephone.
    static let bits = 17

    private let key: SymmetricKey

    init(random: @Sendable (Int) -> [UInt8]) {
        key = SymmetricKey(data: random(32))
    }

    /// A note for a form that is handed out now.
    func note(now: Timestamp, random: @Sendable (Int) -> [UInt8]) -> String {
        let body = "\(now.milliseconds)-\(hexadecimal(random(16)))"
        return "\(body)-\(mac("form", body))"
    }

    /// When a note was handed out; `nil` for what is no note of ours, or an old one.
    func issued(_ note: String, now: Timestamp) -> Timestamp? {
        let pieces = note.split(separator: "-", omittingEmptySubsequences: false)
        guard note.utf8.count < 200, pieces.count == 3, let milliseconds = Int64(pieces[0]) else { return nil }
        let expected = Array(mac("form", "\(pieces[0])-\(pieces[1])").utf8)
        guard constantTimeEqual(Array(pieces[2].utf8), expected) else { return nil }
        let issued = Timestamp(milliseconds: milliseconds)
        return issued <= now && now.since(issued) <= Self.lifetime ? issued : nil
    }

    /// Whether a form has earned its way: by work, or by time.
    func isEarned(_ note: String, solution: String?, waited seconds: Int, now: Timestamp) -> Bool {
        guard let issued = issued(note, now: now) else { return false }
        if now.since(issued) >= .seconds(seconds) { return true }
        guard let solution, solution.utf8.count <= 20, !solution.isEmpty else { return false }
        return Self.zeroBits(Array(SHA256.hash(data: Array("\(note):\(solution)".utf8)))) >= Self.bits
    }

    static func zeroBits(_ bytes: [UInt8]) -> Int {
        var count = 0
        for byte in bytes {
            count += byte.leadingZeroBitCount
            if byte != 0 { break }
        }
        return count
    }

    /// The receipt code of the report that this form becomes. A form that is sent again with other content has another.
    /// - Parameter content: see ``ReceivedForm/digest``.
    func receipt(of note: String, content: String) -> ReceiptCode? {
        // Two blocks: of 64 bytes, 20 that can be used are certain but for one case in 10³⁰.
        let bytes = ["1", "2"].flatMap {
            Array(HMAC<SHA256>.authenticationCode(for: Array("receipt\($0)\(note) \(content)".utf8), using: key))
        }
        return ReceiptCode(random: bytes)
    }

    /// The name under which the store knows the form.
    func origin(of note: String) -> ReportOrigin {
        ReportOrigin(source: "vigie:page", id: hexadecimal(SHA256.hash(data: Array(note.utf8))))
    }

    /// A mark that reports from one address share while the service runs. See ``Reporter/originMark``.
    func originMark(of address: String?) -> String? { address.map { String(mac("origin", $0).prefix(24)) } }

    private func mac(_ purpose: String, _ text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("vigie \(purpose) 1\0\(text)".utf8), using: key)
        return hexadecimal(Array(code).prefix(16))
    }
}
