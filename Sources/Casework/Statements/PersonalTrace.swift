/// What in a text may say who somebody is. Statements of reasons are published, and must not (regulation (EU) 2022/2065,
/// article 24(5)); notices must not tell the subject who reported.
///
/// It finds what a careless moment leaves behind (a name that is known, an address, a number); it proves nothing.
public enum PersonalTrace: Sendable, Hashable, CaseIterable {
    /// A name or id that the case knows.
    case knownName
    case mailAddress
    /// A telephone number.
    case telephone
    /// A long number, as accounts and messages have.
    case longNumber

    /// Everything of the kind that a text holds.
    /// - Parameter names: names and ids of the people of the case; those of fewer than three characters are not looked for.
    public static func found(in text: String, names: some Sequence<String>) -> [PersonalTrace] {
        let lower = text.lowercased()
        var traces: [PersonalTrace] = []
        if names.contains(where: { $0.unicodeScalars.count >= 3 && holds(lower, word: $0.lowercased()) }) {
            traces.append(.knownName)
        }
        if holdsMailAddress(Array(lower.unicodeScalars)) { traces.append(.mailAddress) }
        let (telephone, long) = numbers(Array(lower.utf8))
        if telephone { traces.append(.telephone) }
        if long { traces.append(.longNumber) }
        return traces
    }

    /// Whether a word stands in a text, with no letter or digit around it.
    private static func holds(_ text: String, word: String) -> Bool {
        var rest = text[...]
        while let found = rest.firstRange(of: word) {
            let before = found.lowerBound > text.startIndex ? text[text.index(before: found.lowerBound)] : " "
            let after = found.upperBound < text.endIndex ? text[found.upperBound] : " "
            if !isWordPart(before), !isWordPart(after) { return true }
            rest = rest[rest.index(after: found.lowerBound)...]
        }
        return false
    }

    private static func isWordPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    /// `something@host.name`
    private static func holdsMailAddress(_ scalars: [Unicode.Scalar]) -> Bool {
        for (index, scalar) in scalars.enumerated() where scalar == "@" && index > 0 {
            guard !scalars[index - 1].properties.isWhitespace else { continue }
            let host = scalars[(index + 1)...].prefix { !$0.properties.isWhitespace }
            if let dot = host.firstIndex(of: "."), dot > host.startIndex, dot + 2 < host.endIndex { return true }
        }
        return false
    }

    /// Digits with at most one space, dot or hyphen between them: a telephone number where it begins with `0` or `+` and
    /// has 9 to 15; without any between, an account's from 15 on.
    private static func numbers(_ bytes: [UInt8]) -> (telephone: Bool, long: Bool) {
        var result = (telephone: false, long: false)
        var index = 0
        while index < bytes.count {
            let isPlus = bytes[index] == UInt8(ascii: "+")
            guard isDigit(bytes[index]) || isPlus else {
                index += 1
                continue
            }
            let beginsAsTelephone = isPlus || bytes[index] == UInt8(ascii: "0")
            var (digits, run) = (0, 0)
            while index < bytes.count {
                if isDigit(bytes[index]) {
                    digits += 1
                    run += 1
                } else if !(isPlus && digits == 0) {
                    guard [0x20, 0x2E, 0x2D].contains(bytes[index]), index + 1 < bytes.count, isDigit(bytes[index + 1])
                    else { break }
                    run = 0
                }
                result.long = result.long || run >= 15
                index += 1
            }
            result.telephone = result.telephone || beginsAsTelephone && (9...15).contains(digits)
            index += 1
        }
        return result
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
