public import SafetyModel

/// The code that a reporter keeps: 20 random digits (66 bits) and a check digit. Whoever has it sees where the report
/// stands and can write; nobody can find it out from what is stored.
///
/// The check digit is Damm's (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004): it catches every
/// single wrong digit and every swap of two neighbours, which is how people err when they copy digits.
public struct ReceiptCode: Sendable, Hashable {
    /// Digits without the check digit.
    public static let length = 20

    /// All 21 digits, 0…9 each.
    public let digits: [UInt8]

    /// - Parameter random: random bytes; 32 are always enough but for one case in 10⁶.
    /// - Returns: `nil` where too few of the bytes could be used: try again with others.
    public init?(random: some Sequence<UInt8>) {
        // Bytes from 250 up are left out, so that every digit is equally likely.
        let drawn = Array(random.filter { $0 < 250 }.map { $0 % 10 }.prefix(Self.length))
        guard drawn.count == Self.length else { return nil }
        digits = drawn + [Self.checkDigit(of: drawn)]
    }

    /// Draws a code: 64 bytes at a time, until there are enough that can be used.
    /// - Parameter random: as many random bytes as are asked for.
    /// - Throws: ``ReportStoreError/busy`` where no bytes come that could be used.
    public init(drawnFrom random: (Int) -> [UInt8]) throws(ReportStoreError) {
        for _ in 0..<8 {
            guard let code = ReceiptCode(random: random(64)) else { continue }
            self = code
            return
        }
        throw .busy
    }

    /// Reads what a person typed: spaces, dashes, dots and line breaks are nothing, digits of any script are digits.
    /// - Throws: ``ReceiptCodeError``
    public init(typed text: String) throws(ReceiptCodeError) {
        guard text.utf8.count <= 400 else { throw .wrongLength(found: text.utf8.count) }
        var found: [UInt8] = []
        for character in text {
            if let digit = character.wholeNumberValue, (0...9).contains(digit), !character.isLetter {
                found.append(UInt8(digit))
            } else if !Self.isSeparator(character) {
                throw .notDigits
            }
        }
        guard found.count == Self.length + 1 else { throw .wrongLength(found: found.count) }
        guard Self.checkDigit(of: found) == 0 else { throw .mistyped }
        digits = found
    }

    /// In groups of three, as it is read aloud: `042 917 …`.
    public var spoken: String {
        stride(from: 0, to: digits.count, by: 3).map { start in
            digits[start..<min(start + 3, digits.count)].map(String.init).joined()
        }.joined(separator: " ")
    }

    /// The 21 digits alone, as they are hashed.
    public var plain: String { digits.map(String.init).joined() }

    /// What whoever typed a code that opens nothing reads.
    public static let unknown = LocalizedText(
        fr: "Aucun signalement n’a ce code. Compare avec ta note.",
        en: "No report has this code. Compare with your note.")

    private static func isSeparator(_ character: Character) -> Bool {
        character.isWhitespace || "-–—.·_,/\u{200B}\u{FEFF}".contains(character)
    }

    private static func checkDigit(of digits: some Sequence<UInt8>) -> UInt8 {
        digits.reduce(0) { interim, digit in quasigroup[Int(interim) * 10 + Int(digit)] }
    }

    /// Damm's weakly totally anti-symmetric quasigroup of order 10, row by row.
    private static let quasigroup: [UInt8] = [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ]
}

extension ReceiptCode: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the code: it must not end up in a log.
    public var description: String { "ReceiptCode(…)" }
    public var debugDescription: String { description }
}

/// Why what was typed is no receipt code. Tells a slip of the fingers apart from a wrong code.
public enum ReceiptCodeError: Error, Sendable, Hashable, CustomStringConvertible {
    case notDigits
    case wrongLength(found: Int)
    /// One digit is wrong, or two are swapped.
    case mistyped

    public var description: String {
        switch self {
        case .notDigits: "a code has digits only"
        case .wrongLength(let found): "a code has 21 digits, and these are \(found)"
        case .mistyped: "a digit is wrong, or two are swapped; compare them with your note"
        }
    }

    /// What whoever typed it reads, on a page and in a chat.
    public var sentence: LocalizedText {
        switch self {
        case .notDigits: LocalizedText(fr: "Un code n’a que des chiffres.", en: "A code has digits only.")
        case .wrongLength(let found):
            LocalizedText(
                fr: "Un code a 21 chiffres ; il y en a \(found).", en: "A code has 21 digits; these are \(found).")
        case .mistyped:
            LocalizedText(
                fr: "Un chiffre est faux, ou deux sont échangés. Compare avec ta note.",
                en: "A digit is wrong, or two are swapped. Compare with your note.")
        }
    }
}
