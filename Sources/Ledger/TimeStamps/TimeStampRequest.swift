/// Asks an authority to say when it saw a checkpoint (RFC 3161, section 2.4.1), as DER. The authority learns a hash and
/// nothing else.
public struct TimeStampRequest: Sendable, Hashable {
    /// SHA-256 of the checkpoint's text.
    public var imprint: TreeHash
    /// Comes back in the answer, so that an old answer is not taken for a new one.
    public var nonce: UInt64

    /// - Parameter checkpoint: the note; what is stamped is its text, without the signatures.
    public init(checkpoint: SignedNote, nonce: UInt64) {
        (imprint, self.nonce) = (.plain([checkpoint.text]), nonce)
    }

    /// The request as `openssl ts` reads it.
    public var der: [UInt8] {
        let algorithm = DER.wrap(0x30, DER.sha256 + DER.wrap(0x05, []))
        let messageImprint = DER.wrap(0x30, algorithm + DER.wrap(0x04, imprint.bytes))
        var number = (0..<8).map { UInt8(truncatingIfNeeded: nonce >> (56 - 8 * UInt64($0))) }
        while number.count > 1, number[0] == 0, number[1] < 0x80 { number.removeFirst() }
        if number[0] >= 0x80 { number.insert(0, at: 0) }
        // Version 1; the answer is to bring the authority's certificate.
        return DER.wrap(
            0x30, DER.wrap(0x02, [1]) + messageImprint + DER.wrap(0x02, number) + DER.wrap(0x01, [0xFF]))
    }
}

/// The answer of an authority (RFC 3161, section 2.4.2), as far as it says what was stamped and when. Whether the
/// authority signed it is checked by `openssl ts -verify`, which knows certificates.
public struct TimeStampResponse: Sendable, Hashable {
    /// The hash that was stamped.
    public var imprint: [UInt8]
    /// When, as the authority writes it: `20260616201403Z`.
    public var time: String

    /// `nil` where it is no granted time stamp over a SHA-256 hash.
    public init?(_ der: [UInt8]) {
        var whole = DER.Reader(der[...])
        guard var response = whole.open(0x30), whole.isAtEnd, var status = response.open(0x30),
            // 0 is granted, 1 granted with changes.
            let code = status.take(0x02), code.elementsEqual([0]) || code.elementsEqual([1]),
            var token = response.open(0x30), token.take(0x06) != nil, var signed = token.open(0xA0),
            var signedData = signed.open(0x30), signedData.take(0x02) != nil, signedData.take(0x31) != nil,
            var content = signedData.open(0x30), content.take(0x06)?.elementsEqual(DER.timeStampInfo) == true,
            var explicit = content.open(0xA0), var octets = explicit.open(0x04), var info = octets.open(0x30),
            info.take(0x02) != nil, info.take(0x06) != nil, var messageImprint = info.open(0x30),
            let algorithm = messageImprint.take(0x30), algorithm.starts(with: DER.sha256),
            let imprint = messageImprint.take(0x04), info.take(0x02) != nil, let time = info.take(0x18)
        else { return nil }
        self.imprint = Array(imprint)
        self.time = String(decoding: time.filter { (0x2B...0x7A).contains($0) }, as: UTF8.self)
    }
}

/// The little of DER (ITU-T X.690) that time stamps need.
enum DER {
    /// 2.16.840.1.101.3.4.2.1, with tag and length.
    static let sha256: [UInt8] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
    /// 1.2.840.113549.1.9.16.1.4: the content of a time stamp.
    static let timeStampInfo: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04]

    /// A value with its tag and length.
    static func wrap(_ tag: UInt8, _ value: [UInt8]) -> [UInt8] {
        // Whatever we write is short.
        if value.count < 0x80 { return [tag, UInt8(truncatingIfNeeded: value.count)] + value }
        let (high, low) = (UInt8(truncatingIfNeeded: value.count >> 8), UInt8(truncatingIfNeeded: value.count))
        return [tag, 0x82, high, low] + value
    }

    /// Goes through values that stand one after the other. Never traps.
    struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        var isAtEnd: Bool { rest.isEmpty }

        /// The content of the next value, where it has this tag.
        mutating func take(_ tag: UInt8) -> ArraySlice<UInt8>? {
            var ahead = rest
            guard ahead.popFirst() == tag, let first = ahead.popFirst() else { return nil }
            var count = Int(first)
            if first >= 0x80 {
                guard (0x81...0x84).contains(first) else { return nil }
                count = 0
                for _ in 0..<Int(first & 0x7F) {
                    guard let byte = ahead.popFirst() else { return nil }
                    count = count << 8 | Int(byte)
                }
            }
            guard count <= ahead.count else { return nil }
            rest = ahead.dropFirst(count)
            return ahead.prefix(count)
        }

        /// The values inside the next one.
        mutating func open(_ tag: UInt8) -> Reader? { take(tag).map { Reader($0) } }
    }
}
