import Casework
import SafetyModel
import TextAnalysis

/// The same two hundred decisions at every run: every policy, measure, ground and source, and texts that are hard to carry.
struct VariedDecisions {
    private var state: UInt64 = 2026

    /// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood: Fast splittable pseudorandom number generators, 2014).
    private mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element { list[next(list.count)] }

    static let texts = [
        "The messages ask a member for a picture, again and again.", "<script>alert(1)</script> stands in the message.",
        "« Il a insisté », dit la règle ; c’est noté.", "ends with ]]> and \"quotes\" and 'more' & so on",
        "\u{202E}turned\u{202C} and \u{1F9D2}\u{200D}\u{1F9D1} and e\u{301}", "line one\nline two\ttabbed",
        String(repeating: "long ", count: 100), "اللغة العربية ومزيد",
    ]

    static let start = CalendarDay(year: 2026, month: 1, day: 31)

    static func all(_ count: Int = 200) throws -> [ReasonedDecision] {
        var varied = VariedDecisions()
        let taxonomy = try ShippedTaxonomy.load()
        return (0..<count).compactMap { varied.decision($0, taxonomy) }
    }

    private mutating func decision(_ number: Int, _ taxonomy: Taxonomy) -> ReasonedDecision? {
        guard let start = Self.start else { return nil }
        let made = start.adding(months: next(4))
        let decided = made.adding(months: next(3))
        let later = decided.adding(months: 1 + next(12))
        var measures = ReasonedDecision.Measures()
        let mask = number == 0 ? 0 : 1 + next(15)
        if mask & 1 != 0 {
            measures.visibility = Array(VisibilityRestriction.allCases.dropFirst(next(7)).prefix(1 + next(3)))
            if measures.visibility.contains(.other) { measures.visibilityOther = pick(Self.texts) }
            if next(2) == 0 { measures.visibilityUntil = later }
        }
        if mask & 2 != 0 {
            measures.monetary = pick(MonetaryRestriction.allCases)
            if measures.monetary == .other { measures.monetaryOther = pick(Self.texts) }
            if next(2) == 0 { measures.monetaryUntil = later }
        }
        if mask & 4 != 0 {
            measures.service = pick(ServiceRestriction.allCases)
            if next(2) == 0 { measures.serviceUntil = later }
        }
        if mask & 8 != 0 {
            measures.account = pick(AccountRestriction.allCases)
            if next(2) == 0 { measures.accountUntil = later }
        }
        var types = Array(StatementContentType.allCases.dropFirst(next(7)).prefix(1 + next(2)))
        if types.isEmpty { types = [.text] }
        let territories = StatementCodes.territories.sorted()
        var decision = ReasonedDecision(
            reference: "case-\(number)-1", policy: taxonomy.policies[number % taxonomy.policies.count].code,
            isMinorHarmed: next(2) == 0, facts: pick(Self.texts),
            automation: .init(detected: next(2) == 0, decided: pick(AutomatedDecision.allCases)), ground: ground(),
            measures: measures, territories: Array(territories.dropFirst(next(30)).prefix(next(4))),
            content: .init(
                types: types, otherType: types.contains(.other) ? pick(Self.texts) : nil,
                language: next(3) == 0 ? nil : pick(StatementCodes.languages.sorted()), day: made),
            source: pick(StatementSource.allCases), decidedOn: decided,
            redress: .init(
                complaints: "https://example.org/appeal", disputeBody: next(2) == 0 ? "Example Body" : nil))
        if next(5) == 0 {
            decision.withholding = .init(
                reason: pick(ReasonedDecision.Withholding.Reason.allCases), explanation: pick(Self.texts),
                reviewOn: later)
        }
        return decision
    }

    private mutating func ground() -> ReasonedDecision.Ground {
        let address = next(2) == 0 ? "https://example.org/rules#4" : nil
        return next(2) == 0
            ? .law("Article 227-23-1 du code pénal", explanation: pick(Self.texts), address: address)
            : .rules(
                "Rule 4.1", explanation: pick(Self.texts), isAlsoIllegal: pick([nil, true, false]), address: address)
    }
}
