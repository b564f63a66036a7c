import SafetyModel
import TextAnalysis

/// A guess at whether a member is a minor, from what it states of itself and from its roles. A leaning, never a fact:
/// it is part of no signal's text, and is never shown to another member.
struct AgeEstimate: Sendable, Hashable {
    /// Log-odds of being under 18; 0 where nothing is known.
    var minorLogOdds: Float = 0
    /// The last stated age in years; 0 where none was stated.
    var low: UInt8 = 0
    var high: UInt8 = 0

    private static let bound: Float = 4

    /// Probability of being under 18; one half where nothing is known.
    var minorProbability: Double { Arithmetic.probability(logOdds: Double(minorLogOdds)) }
    /// 0 where nothing speaks for it, up to 1.
    var likelyMinor: Double { max(0, 2 * minorProbability - 1) }
    /// 0 where nothing speaks for it, up to 1.
    var likelyAdult: Double { max(0, 1 - 2 * minorProbability) }
    /// Whether it is likely enough to count as a young member.
    var isYoung: Bool { minorLogOdds > 0.8 }

    /// Takes in a stated age. A statement weighs more than what was believed before it, by how sure the reading is.
    mutating func state(_ age: StatedAge) {
        guard age.confidence > 0, age.years.lowerBound >= 5, age.years.upperBound <= 120 else { return }
        let confidence = Float(min(1, age.confidence))
        let span = Float(age.years.count)
        let under = Float(max(0, min(age.years.upperBound, 17) - age.years.lowerBound + 1))
        let lean = under / span * 2 - 1
        move(by: lean * 2.8 * confidence, keeping: 1 - 0.5 * confidence)
        low = UInt8(age.years.lowerBound)
        high = UInt8(age.years.upperBound)
    }

    /// Takes in role names such as `-15`, `13-17`, `18+`, `mineur`, `adult`.
    mutating func read(roles: [String]) {
        var lean: Float = 0
        for role in roles.prefix(64) { lean += RoleAge.lean(role) }
        if lean != 0 { move(by: max(-2.2, min(2.2, lean)), keeping: 0.5) }
    }

    private mutating func move(by amount: Float, keeping share: Float) {
        minorLogOdds = max(-Self.bound, min(Self.bound, minorLogOdds * share + amount))
    }
}

/// Reads an age group out of a role's name.
enum RoleAge {
    /// Log-odds that the role adds to its holder being a minor; 0 for a role that says nothing of age.
    static func lean(_ role: String) -> Float {
        var lean: Float = 0
        for word in words(role).prefix(12) where lean == 0 { lean = Self.lean(word: word) }
        return lean
    }

    private static let minors: Set<String> = ["mineur", "mineure", "mineurs", "minor", "minors", "underage", "u18"]
    private static let adults: Set<String> = ["majeur", "majeure", "majeurs", "adult", "adults", "adulte", "adultes"]

    private static func lean(word: [UInt8]) -> Float {
        let digits = numbers(word)
        let sign = word.first
        if digits.count == 2, digits[0] >= 8, digits[1] <= 99, digits[0] < digits[1] {
            return digits[1] <= 17 ? 2.2 : digits[0] >= 18 ? -2.2 : 0
        }
        if digits.count == 1, (12...30).contains(digits[0]) {
            if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "<") { return digits[0] <= 18 ? 2.2 : 0 }
            if sign == UInt8(ascii: "+") || word.last == UInt8(ascii: "+") { return digits[0] >= 18 ? -2.2 : 0 }
        }
        let text = String(decoding: word, as: UTF8.self)
        if minors.contains(text) { return 2.2 }
        return adults.contains(text) ? -2.2 : 0
    }

    /// Words of ASCII letters, digits and `+ - <`, in lower case; anything else parts them.
    private static func words(_ role: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in role.utf8.prefix(64) {
            let lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
            if isPart(lower) {
                word.append(lower)
            } else if !word.isEmpty {
                words.append(word)
                word = []
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "<"): true
        default: false
        }
    }

    /// The numbers of a word that holds nothing but digits and signs, each at most two digits.
    private static func numbers(_ word: [UInt8]) -> [Int] {
        guard word.allSatisfy({ $0 < 97 }) else { return [] }
        let parts = word.split { $0 < 48 || $0 > 57 }
        guard parts.allSatisfy({ $0.count <= 2 }) else { return [] }
        return parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}
