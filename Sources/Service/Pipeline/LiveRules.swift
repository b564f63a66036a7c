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
    /// The engine's counts up to where they are in `pending`.
    private var counted: [String: RuleCounts] = [:]
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
        return outcomes.compactMap { outcome in
            if case .signal(let signal) = outcome { signal } else { nil }
        }
    }

    // MARK: Counts

    /// What was counted since the last call.
    mutating func takeCounts() -> [RuleCount] {
        collect()
        defer { pending = [] }
        return pending
    }

    private func counts() -> [String: RuleCounts] {
        guard let engine else { return [:] }
        var counts: [String: RuleCounts] = [:]
        for rule in engine.rules { counts[rule.name] = engine.counts(of: rule.name) }
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
        let steps = now.reduce(0) { $0 + $1.value.steps - (counted[$1.key]?.steps ?? 0) }
        let share = steps > 0 ? Double(spent.nanoseconds) / Double(steps) : 0
        for (name, counts) in now.sorted(by: { $0.key < $1.key }) {
            let before = counted[name] ?? RuleCounts()
            guard counts != before else { continue }
            var members = RuleCount(day: day, rule: name, scope: .members)
            members.evaluated = counts.evaluated - before.evaluated
            members.matched = counts.matched - counts.matchedStaff - before.matched + before.matchedStaff
            members.effective = counts.effective - counts.effectiveStaff - before.effective + before.effectiveStaff
            members.limited = counts.limited - before.limited
            members.failed = counts.failed - before.failed
            members.nanoseconds = Int(Double(counts.steps - before.steps) * share)
            pending.append(members)
            guard counts.matchedStaff > before.matchedStaff else { continue }
            var staff = RuleCount(day: day, rule: name, scope: .staff)
            staff.matched = counts.matchedStaff - before.matchedStaff
            staff.effective = counts.effectiveStaff - before.effectiveStaff
            pending.append(staff)
        }
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
