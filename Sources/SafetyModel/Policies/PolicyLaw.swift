/// What the law asks where a policy is breached: the codes under which it is told to the authorities.
public struct PolicyLaw: Sendable, Hashable, Codable {
    /// The codes for one kind of person harmed.
    public struct Codes: Sendable, Hashable, Codable {
        /// For the statement of reasons (regulation (EU) 2022/2065, articles 17 and 24(5)).
        public var category: StatementCategory
        public var keywords: [StatementKeyword]
        /// Further categories.
        public var additions: [StatementCategory]
        /// What ``StatementKeyword/other`` stands for, in English; at most 500 characters.
        public var otherKeyword: String?
        /// For a report to NCMEC; `nil` where NCMEC takes none.
        public var incident: CyberTipIncident?
        public var annotations: [CyberTipAnnotation]

        public init(
            category: StatementCategory, keywords: [StatementKeyword] = [], additions: [StatementCategory] = [],
            otherKeyword: String? = nil, incident: CyberTipIncident? = nil, annotations: [CyberTipAnnotation] = []
        ) {
            self.category = category
            self.keywords = keywords
            self.additions = additions
            self.otherKeyword = otherKeyword
            self.incident = incident
            self.annotations = annotations
        }
    }

    /// In general.
    public var general: Codes
    /// Where the person harmed is a minor; `nil` where that changes nothing.
    public var minors: Codes?

    public init(general: Codes, minors: Codes? = nil) {
        self.general = general
        self.minors = minors
    }

    /// The codes that hold.
    public func codes(isMinorHarmed: Bool) -> Codes { isMinorHarmed ? minors ?? general : general }
}

extension Taxonomy {
    /// The codes of a policy; for one that names none, a breach of the rules of the service under its own title.
    public func codes(of code: PolicyCode, isMinorHarmed: Bool) -> PolicyLaw.Codes {
        self[code]?.law?.codes(isMinorHarmed: isMinorHarmed)
            ?? PolicyLaw.Codes(
                category: .otherViolationOfTerms, keywords: [.other], otherKeyword: self[code]?.title.en ?? code.code)
    }
}
