import Rules
import SafetyModel
import TextAnalysis
import Watch

/// The rules beside the watch: each event that the watch has seen goes through those in force at its place in the log.
struct LiveRules {
    /// Nil where there are no rules.
    private var engine: RuleEngine?
    private let taxonomy: Taxonomy
    /// Settings that the watch has not come to yet, in the order of their events.
    private var ahead: ArraySlice<RuleSetting>
    /// What was counted and not handed over yet.
    private var pending: [RuleCount] = []
    private var labels: [LabelSetting] = []
    /// The engine's counts up to where they are in `pending`.
    private var counted: [String: Done] = [:]
    private var day = Int.min
    private var spent = Duration.zero
    /// Why the newest setting is not in force.
    private(set) var problem: String?

    /// No rules.
    init(taxonomy: Taxonomy) {
        self.init([], from: 0, taxonomy: taxonomy)
    }

    /// - Parameter settings: that in force at an event, and those after it.
    init(_ settings: [RuleSetting], from sequence: Int64, taxonomy: Taxonomy) {
        self.taxonomy = taxonomy
        ahead = settings[...]
        advance(to: sequence + 1)
    }

    // MARK: Settings

    /// Takes the settings in force that hold for an event, if they do not yet.
    mutating func advance(to sequence: Int64) {
        while let next = ahead.first, next.after < sequence {
            apply(next)
            ahead.removeFirst()
        }
    }

    /// Takes other rules in force. Files that cannot be read any more, as after an update, leave those before in force.
    mutating func apply(_ setting: RuleSetting) {
        do throws(RuleProblems) {
            let set = try RuleSet.parse(texts: setting.files, taxonomy: taxonomy)
            collect()
            if engine == nil { engine = RuleEngine(set) } else { engine?.replaceRules(with: set) }
            if set.rules.isEmpty { engine = nil }
            problem = nil
        } catch {
            problem = "revision \(setting.revision) of the rules does not load: \(error)"
        }
        counted = counts()
    }

    // MARK: Events

    /// Whether there are none: a caller that asks before ``observe(_:_:_:in:)`` saves a copy of the watch's many parts.
    var isEmpty: Bool { engine == nil }

    /// What the rules find in an event, after the watch has seen it.
    mutating func observe(_ event: Event, _ reading: TextReading, _ signals: [Signal], in watch: Watch) -> [Signal] {
        guard engine != nil else { return [] }
        if event.time.dayNumber != day {
            collect()
            day = event.time.dayNumber
        }
        let start = ContinuousClock.now
        let outcomes =
            engine?.observe(event, reading, context: RuleContext(of: event, signals: signals, in: watch)) ?? []
        spent += ContinuousClock.now - start
        for case .label(let label, let member) in outcomes {
            labels.append(
                LabelSetting(
                    community: event.community, member: member.id, name: label.name, rule: label.rule,
                    since: event.time, until: label.until))
        }
        return outcomes.compactMap { outcome in
            if case .signal(let signal) = outcome { signal } else { nil }
        }
    }

    // MARK: Counts

    /// The labels that were set since the last call.
    mutating func takeLabels() -> [LabelSetting] {
        defer { labels = [] }
        return labels
    }

    /// What was counted since the last call.
    mutating func takeCounts() -> [RuleCount] {
        collect()
        defer { pending = [] }
        return pending
    }

    /// What a rule did, all of it and what of it is about staff.
    private struct Done: Hashable {
        var all = RuleCounts()
        var staff = RuleCounts()
    }

    private func counts() -> [String: Done] {
        guard let engine else { return [:] }
        var counts: [String: Done] = [:]
        for rule in engine.rules {
            counts[rule.name] = Done(
                all: engine.counts(of: rule.name) ?? RuleCounts(),
                staff: engine.staffCounts(of: rule.name) ?? RuleCounts())
        }
        return counts
    }

    /// Puts what was counted since the last time down to the day of the events.
    private mutating func collect() {
        let now = counts()
        defer {
            counted = now
            spent = .zero
        }
        guard day != .min else { return }
        let steps = now.reduce(0) { $0 + $1.value.all.steps - (counted[$1.key]?.all.steps ?? 0) }
        let share = steps > 0 ? Double(spent.nanoseconds) / Double(steps) : 0
        for (name, done) in now.sorted(by: { $0.key < $1.key }) {
            let before = counted[name] ?? Done()
            guard done != before else { continue }
            let staff = done.staff - before.staff
            add(done.all - before.all - staff, of: name, .members, nanosecondsAStep: share)
            add(staff, of: name, .staff, nanosecondsAStep: share)
        }
    }

    private mutating func add(
        _ counts: RuleCounts, of rule: String, _ scope: ThresholdScope, nanosecondsAStep share: Double
    ) {
        guard counts != RuleCounts() else { return }
        var count = RuleCount(day: day, rule: rule, scope: scope)
        count.evaluated = counts.evaluated
        count.matched = counts.matched
        count.effective = counts.effective
        count.limited = counts.limited
        count.failed = counts.failed
        count.nanoseconds = Int(Double(counts.steps) * share)
        pending.append(count)
    }

    // MARK: Checkpoints

    func snapshot() -> [UInt8]? { engine?.snapshot() }

    /// Takes up what the rules remembered.
    mutating func restore(_ bytes: [UInt8]) throws(ByteCodingError) {
        try engine?.restore(bytes)
        counted = counts()
    }
}

extension Duration {
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
