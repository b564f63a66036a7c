import Expression
public import SafetyModel
public import TextAnalysis

/// The rules in force and what they remember: an event with the reading of its text goes in, outcomes come out.
///
/// Deterministic, as ``Watch`` is: time comes from events, and the same events in the same order give the same outcomes.
/// A condition that fails or takes too many steps is counted and holds up nothing.
public struct RuleEngine: Sendable {
    public private(set) var rules: [Rule]
    let settings: RuleSettings
    let places: [String: Int]
    private var index: RuleIndex
    private var conditions: SharedConditions
    var intake: CounterIntake
    var labels: LabelBook
    var states: [RuleState]
    private var candidates: [Int] = []

    /// What an engine remembers of one rule.
    struct RuleState: Sendable {
        var counts = RuleCounts()
        /// Of these, what is about subjects on the staff.
        var staff = RuleCounts()
        var effects = HourlyLimit()
        var exhaustions = HourlyLimit()
    }

    /// An engine that has seen nothing yet.
    public init(_ set: RuleSet, settings: RuleSettings = .init()) {
        self.init(set, settings: settings, keeping: nil)
    }

    private init(_ set: RuleSet, settings: RuleSettings, keeping old: RuleEngine?) {
        rules = set.rules
        self.settings = settings
        places = Dictionary(rules.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        index = RuleIndex(rules)
        conditions = SharedConditions(rules)
        intake = CounterIntake(set, settings: settings, keeping: old?.intake)
        labels = old?.labels ?? LabelBook(maximumMembers: settings.maximumLabelledMembers)
        states = rules.map { rule in
            old.flatMap { old in old.places[rule.name].map { old.states[$0] } } ?? RuleState()
        }
    }

    /// Takes other rules in force. Labels, counts, and the figures of counters that both have are kept.
    public mutating func replaceRules(with set: RuleSet) {
        self = RuleEngine(set, settings: settings, keeping: self)
    }

    // MARK: Figures

    /// What became of a rule so far; nil where there is none of the name.
    public func counts(of rule: String) -> RuleCounts? { places[rule].map { states[$0].counts } }

    /// What of ``counts(of:)`` is about subjects on the staff.
    public func staffCounts(of rule: String) -> RuleCounts? { places[rule].map { states[$0].staff } }

    /// Members, pairs, channels and communities in counters.
    public var counterKeyCount: Int { intake.book.keyCount }

    /// Different parts that the conditions are made of.
    public var conditionCount: Int { conditions.count }

    /// The labels of a member that have not ended.
    public func labels(of member: String, community: String, at time: SafetyModel.Timestamp) -> [Label] {
        let community = EventKeys.community(community)
        return labels.active(EventKeys.member(member, community), at: time)
    }

    // MARK: Events

    /// Takes in an event and the reading of its text.
    /// - Parameter context: what the watch knows of actor and target, after it has seen the event. It is not asked for
    ///   where no rule concerns the event.
    /// - Returns: what the rules made of it, in their order. Labels that it sets hold from the next event on.
    public mutating func observe(
        _ event: Event, _ reading: TextReading, context: @autoclosure () -> RuleContext = .init()
    ) -> [RuleOutcome] {
        index.candidates(event, reading.hits, into: &candidates)
        let isCounted = intake.takes(event.type)
        guard isCounted || !candidates.isEmpty else { return [] }
        let context = context()
        if isCounted { intake.add(event, reading, context, labels) }
        return candidates.isEmpty ? [] : judge(event, reading, context)
    }

    private mutating func judge(_ event: Event, _ reading: TextReading, _ context: RuleContext) -> [RuleOutcome] {
        var outcomes: [RuleOutcome] = []
        // The facts hold on to the books, which must be nobody else's when they are written to again.
        do {
            let facts = Facts(event, reading, context, counters: intake.book, labels: labels)
            conditions.startEvent()
            for place in candidates where holds(place, facts) { take(place, facts, &outcomes) }
        }
        for case .label(let label, let member) in outcomes {
            labels.set(
                label, on: EventKeys.member(member.id, EventKeys.community(event.community)), at: event.time)
        }
        return outcomes
    }

    /// Counts something of a rule; apart what is about staff, for it is not for everybody to see.
    private mutating func count(
        _ figure: WritableKeyPath<RuleCounts, Int>, _ place: Int, _ facts: Facts, by amount: Int = 1
    ) {
        states[place].counts[keyPath: figure] += amount
        if Judgement.isStaff(rules[place].subject, facts) { states[place].staff[keyPath: figure] += amount }
    }

    /// Whether a rule's condition holds; failures are counted.
    private mutating func holds(_ place: Int, _ facts: Facts) -> Bool {
        let time = facts.event.time.milliseconds
        if states[place].exhaustions.isReached(at: time, limit: settings.exhaustionsPerHour) {
            count(\.rested, place, facts)
            return false
        }
        count(\.evaluated, place, facts)
        var meter = Meter(limit: settings.costLimit)
        defer { count(\.steps, place, facts, by: meter.spent) }
        do throws(EvaluationError) {
            return try conditions.holds(place, facts, &meter)
        } catch {
            note(error, place, facts)
            return false
        }
    }

    private mutating func note(_ error: EvaluationError, _ place: Int, _ facts: Facts) {
        count(\.failed, place, facts)
        guard case .costLimit = error.kind else { return }
        count(\.exhausted, place, facts)
        _ = states[place].exhaustions.take(at: facts.event.time.milliseconds, limit: settings.exhaustionsPerHour)
    }

    /// A rule's condition holds: its effects, within its limits.
    private mutating func take(_ place: Int, _ facts: Facts, _ outcomes: inout [RuleOutcome]) {
        let rule = rules[place]
        let time = facts.event.time.milliseconds
        count(\.matched, place, facts)
        guard rule.mode == .live || settings.runsShadowRules else { return }
        guard !states[place].effects.isReached(at: time, limit: rule.hourlyLimit) else {
            count(\.limited, place, facts)
            return
        }
        let before = outcomes.count
        do throws(EvaluationError) {
            let judgement = Judgement(
                rule: rule, facts: facts, score: try rule.score.value(facts, costLimit: settings.costLimit),
                reason: rule.reason.filled(facts, costLimit: settings.costLimit))
            outcomes += rule.effects.compactMap(judgement.outcome)
        } catch {
            return note(error, place, facts)
        }
        guard outcomes.count > before else { return }
        _ = states[place].effects.take(at: time, limit: rule.hourlyLimit)
        count(\.effective, place, facts)
    }
}
