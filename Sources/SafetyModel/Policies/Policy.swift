/// A code of the taxonomy, as `minor.grooming`.
public struct PolicyCode: Sendable, Hashable, Comparable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    public var code: String

    public init(_ code: String) { self.code = code }
    public init(stringLiteral value: String) { self.code = value }
    public init(from decoder: any Decoder) throws { code = try decoder.singleValueContainer().decode(String.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }

    public static func < (left: PolicyCode, right: PolicyCode) -> Bool { left.code < right.code }
    public var description: String { code }
}

/// How grave a policy's breach is: 1 is highest, 4 lowest.
public struct Severity: Sendable, Hashable, Comparable, Codable {
    public var level: Int

    public init(_ level: Int) { self.level = level }
    public init(from decoder: any Decoder) throws { level = try decoder.singleValueContainer().decode(Int.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(level)
    }

    /// Graver sorts first: severity 1 is less than severity 2.
    public static func < (left: Severity, right: Severity) -> Bool { left.level < right.level }
}

/// A language that Vigie speaks.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    case french = "fr"
    case english = "en"
}

/// A text in each language that Vigie speaks.
public struct LocalizedText: Sendable, Hashable, Codable {
    public var fr: String
    public var en: String

    public init(fr: String, en: String) {
        self.fr = fr
        self.en = en
    }

    public subscript(language: Language) -> String {
        switch language {
        case .french: fr
        case .english: en
        }
    }
}

/// One entry of the taxonomy: what a breach is called, how grave it is, and by when it must be decided.
public struct Policy: Sendable, Hashable, Codable {
    public var code: PolicyCode
    public var severity: Severity
    public var title: LocalizedText
    /// What it means, for a reviewer, in a sentence.
    public var meaning: LocalizedText
    /// Within how many hours a case of this policy is to be decided.
    public var deadlineHours: Int
    /// Score (0…1) from which a detector may raise a signal.
    public var threshold: Double
    /// The codes under which a breach is told to the authorities; `nil` where the taxonomy names none.
    public var law: PolicyLaw?

    public init(
        code: PolicyCode, severity: Severity, title: LocalizedText, meaning: LocalizedText, deadlineHours: Int,
        threshold: Double, law: PolicyLaw? = nil
    ) {
        self.code = code
        self.severity = severity
        self.title = title
        self.meaning = meaning
        self.deadlineHours = deadlineHours
        self.threshold = threshold
        self.law = law
    }
}

/// The policies in force. An operator may extend it; what is not in it has severity 4.
public struct Taxonomy: Sendable, Hashable {
    public private(set) var policies: [Policy]
    private var byCode: [PolicyCode: Int]

    public init(_ policies: [Policy]) {
        self.policies = policies
        byCode = Dictionary(policies.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { _, later in later })
    }

    public subscript(code: PolicyCode) -> Policy? { byCode[code].map { policies[$0] } }

    public func severity(of code: PolicyCode) -> Severity { self[code]?.severity ?? Severity(4) }
}
