public import SafetyModel

/// A line of the ledger: what happened, when, and a salted commitment to its content. The content itself is elsewhere
/// and can be erased; the entry stays, and tells nothing of it.
///
/// Written as six lines, which are hashed as they stand:
///
///     vigie-entry/v1
///     17
///     decision
///     2026-06-16T20:14:03.120Z
///     audit/41
///     x3xnGOaZKK3bsLXY1rhKVaiXxkUEXtd8TWNGYhP2rLY=
public struct Entry: Sendable, Hashable {
    static let format = "vigie-entry/v1"

    /// Its place on the ledger, from 0.
    public var number: UInt64
    public var kind: EntryKind
    public var time: Timestamp
    public var reference: EntryReference
    public var commitment: TreeHash

    public init(
        number: UInt64, kind: EntryKind, time: Timestamp, reference: EntryReference, commitment: TreeHash
    ) {
        (self.number, self.kind, self.time) = (number, kind, time)
        (self.reference, self.commitment) = (reference, commitment)
    }

    /// The bytes that are hashed.
    public var bytes: [UInt8] {
        Array(
            """
            \(Self.format)
            \(number)
            \(kind.text)
            \(time.rfc3339)
            \(reference.text)
            \(commitment.base64)

            """.utf8)
    }

    /// Reads an entry; `nil` for anything that is not written exactly so.
    public init?(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == 7, lines[0].elementsEqual(Self.format.utf8), lines[6].isEmpty,
            let number = Decimal.number(lines[1]), let kind = EntryKind(String(decoding: lines[2], as: UTF8.self)),
            let time = Timestamp(rfc3339: String(decoding: lines[3], as: UTF8.self)),
            time.rfc3339.utf8.elementsEqual(lines[3]),
            let reference = EntryReference(String(decoding: lines[4], as: UTF8.self)),
            let commitment = StrictBase64.decode(lines[5]).flatMap({ TreeHash($0) })
        else { return nil }
        self.init(number: number, kind: kind, time: time, reference: reference, commitment: commitment)
    }
}
