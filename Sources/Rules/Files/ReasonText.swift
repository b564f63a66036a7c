import Expression
public import SafetyModel

/// A rule's reason in both languages; a file that gives one text gives it for both.
public struct RuleReason: Sendable {
    public let fr: ReasonText
    public let en: ReasonText

    static let none = RuleReason(fr: .empty, en: .empty)

    func filled(_ facts: Facts, costLimit: Int) -> LocalizedText {
        LocalizedText(fr: fr.filled(facts, costLimit: costLimit), en: en.filled(facts, costLimit: costLimit))
    }
}

/// A rule's reason: a sentence with expressions between braces, as `a gift was offered to {target.name}`.
public struct ReasonText: Sendable {
    enum Piece: Sendable {
        case text(String)
        case expression(Program)
    }

    /// As it was written.
    public let template: String
    let pieces: [Piece]

    static let empty = ReasonText(template: "", pieces: [])

    init(template: String, pieces: [Piece]) {
        self.template = template
        self.pieces = pieces
    }

    /// The sentence about one event. An expression that fails leaves a question mark.
    func filled(_ facts: Facts, costLimit: Int) -> String {
        var meter = Meter(limit: costLimit)
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .expression(let program):
                do { result += Self.spell(try program.evaluate(facts, &meter)) } catch { result += "?" }
            }
        }
        return result
    }

    private static func spell(_ value: Value) -> String {
        switch value {
        case .string(let text): String(text.prefix(100))
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .bool(let flag): flag ? "✓" : "✗"
        case .double(let number):
            number.isFinite && number.magnitude < 1e15 ? spell(hundredths: (number * 100).rounded() / 100) : "?"
        default: "?"
        }
    }

    private static func spell(hundredths number: Double) -> String {
        number == number.rounded() ? String(Int64(number)) : String(number)
    }

    /// A template in parts: texts, and expressions with their offset in code points.
    static func parts(of template: String) -> [(text: String, isExpression: Bool, offset: Int)]? {
        var result: [(text: String, isExpression: Bool, offset: Int)] = []
        var current = String.UnicodeScalarView()
        var isInside = false
        var start = 0
        for (offset, scalar) in template.unicodeScalars.enumerated() {
            switch scalar {
            case "{" where !isInside, "}" where isInside:
                if !current.isEmpty || isInside { result.append((String(current), isInside, start)) }
                current = String.UnicodeScalarView()
                isInside.toggle()
                start = offset + 1
            case "{", "}": return nil
            default: current.append(scalar)
            }
        }
        guard !isInside else { return nil }
        if !current.isEmpty { result.append((String(current), false, start)) }
        return result
    }
}
