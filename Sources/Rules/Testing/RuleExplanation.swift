import Expression
public import SafetyModel
public import TextAnalysis

/// Why a rule fired on an event, or did not: each part of its condition with its value.
public struct RuleExplanation: Sendable {
    /// A part of the condition.
    public struct Part: Sendable {
        public let text: String
        public let place: FilePlace
        /// How deep it stands in the condition; 0 for the whole.
        public let depth: Int
        /// Its value as text, or why it has none; nil where it was not needed.
        public let value: String?
    }

    public let rule: String
    /// Why the rule was not asked at all (its types of event, what its index asks for); nil where it was.
    public let notAsked: String?
    /// The whole first, each part before what it is made of.
    public let parts: [Part]
    /// Whether the condition holds; nil where it failed.
    public let holds: Bool?
    /// Where the condition holds.
    public let score: Double?
    public let reason: LocalizedText
    /// Steps that the condition took.
    public let cost: Int

    init(_ rule: Rule, _ facts: Facts, costLimit: Int) {
        self.rule = rule.name
        notAsked = Self.obstacle(rule, facts)
        let trace = rule.condition.trace(facts, costLimit: costLimit)
        cost = trace.cost
        parts = Self.parts(rule.condition.syntax, 0, trace, rule)
        if case .success(.bool(let flag)) = trace.result { holds = flag } else { holds = nil }
        score = holds == true ? try? rule.score.value(facts, costLimit: costLimit) : nil
        reason = holds == true ? rule.reason.filled(facts, costLimit: costLimit) : LocalizedText(fr: "", en: "")
    }

    private static func obstacle(_ rule: Rule, _ facts: Facts) -> String? {
        guard !rule.types.contains(facts.event.type) else { return nil }
        let types = rule.types.map(\.name).joined(separator: ", ")
        return "the rule is on \(types), and the event is a \(facts.event.type.name)"
    }

    private static func parts(_ syntax: Syntax, _ depth: Int, _ trace: Trace, _ rule: Rule) -> [Part] {
        var result: [Part] = []
        if syntax.literal == nil {
            let place = rule.conditionPlaces[syntax.range.lowerBound]
            result.append(
                Part(
                    text: syntax.description,
                    place: FilePlace(file: rule.place.file, line: place.line, column: place.column), depth: depth,
                    value: trace.step(of: syntax).map { describe($0.result) }))
        }
        for child in syntax.children { result += parts(child, depth + 1, trace, rule) }
        return result
    }

    /// Objects and long texts are named rather than written out.
    private static func describe(_ result: Swift.Result<Value, EvaluationError>) -> String {
        switch result {
        case .failure(let error): return "failed: \(error.message)"
        case .success(.object(let object)): return "(\(object.type.name))"
        case .success(.list(let items)) where items.count > 5: return "(\(items.count) items)"
        case .success(.list(let items)):
            return "[" + items.map { describe(.success($0)) }.joined(separator: ", ") + "]"
        case .success(.optional(let optional)): return optional.wrapped.map { describe(.success($0)) } ?? "nothing"
        case .success(.string(let text)) where text.count > 60: return "\"\(text.prefix(60))…\""
        case .success(let value): return value.description
        }
    }
}

extension RuleEngine {
    /// Explains what a rule makes of an event, as if it came next; the engine does not change. To explain an event of the
    /// past, let an engine observe the log up to it first.
    /// - Returns: nil where there is no rule of the name.
    public func explain(
        _ rule: String, _ event: Event, _ reading: TextReading, context: RuleContext = .init()
    ) -> RuleExplanation? {
        guard let place = places[rule] else { return nil }
        var intake = intake
        if intake.takes(event.type) { intake.add(event, reading, context, labels) }
        let facts = Facts(event, reading, context, counters: intake.book, labels: labels)
        return RuleExplanation(rules[place], facts, costLimit: settings.costLimit)
    }
}
