import Console
import Rules
import SQLiteStorage
import SafetyModel

/// Two sets of rules over what is stored: what the one would have found and the other not.
///
/// It starts a while before the span, so that windows and labels are not empty when the span begins, and it ends when a
/// limit of events or time is reached.
struct Rehearsal {
    private var new: RuleEngine
    private var old: RuleEngine
    private var lookout: RuleLookout
    private let since: Timestamp
    private let scopes: Set<ThresholdScope>
    private var rows: [String: RuleRehearsal.Row] = [:]
    private var order: [String] = []
    private var events = 0

    private static let warmUp = Duration.days(30)
    private static let mostEvents: Int64 = 300_000
    private static let mostTime = Duration.seconds(20)
    private static let examples = 5

    init(
        new: RuleSet, old: RuleSet, taxonomy: Taxonomy, since: Timestamp, scopes: [ThresholdScope]
    ) throws {
        var settings = RuleSettings()
        settings.runsShadowRules = true
        self.new = RuleEngine(new, settings: settings)
        self.old = RuleEngine(old, settings: settings)
        lookout = try RuleLookout(taxonomy: taxonomy)
        self.since = since
        self.scopes = Set(scopes)
        order = new.rules.map(\.name)
    }

    mutating func go(through store: SQLiteStore) async throws -> RuleRehearsal {
        let end = try await store.lastSequence()
        let wanted = try await store.lastSequence(before: since - Self.warmUp)
        let begins = try await store.lastSequence(before: since)
        var sequence = max(wanted, end - Self.mostEvents)
        var isWhole = sequence <= begins
        var first = since
        let started = ContinuousClock.now
        while sequence < end {
            let page = try await store.events(after: sequence, limit: 2_000)
            guard let last = page.last else { break }
            if !isWhole, events == 0, let start = page.first { first = max(since, start.event.time) }
            for logged in page { observe(logged.event) }
            sequence = last.sequence
            if ContinuousClock.now - started > Self.mostTime {
                isWhole = isWhole && sequence >= end
                break
            }
        }
        return RuleRehearsal(
            events: events, since: first, isWhole: isWhole,
            rows: order.compactMap { rows[$0] })
    }

    private mutating func observe(_ event: Event) {
        let (reading, context) = lookout.look(event)
        let found = signals(new.observe(event, reading, context: context))
        let before = signals(old.observe(event, reading, context: context))
        guard event.time >= since else { return }
        events += 1
        for (name, signal) in found { add(signal, to: name, isNew: before[name] == nil, isLost: false) }
        for (name, signal) in before where found[name] == nil { add(signal, to: name, isNew: false, isLost: true) }
    }

    private func signals(_ outcomes: [RuleOutcome]) -> [String: Signal] {
        var found: [String: Signal] = [:]
        for case .signal(let signal) in outcomes where scopes.contains(signal.subjectIsStaff ? .staff : .members) {
            found[RuleOutcome.signal(signal).rule] = signal
        }
        return found
    }

    private mutating func add(_ signal: Signal, to name: String, isNew: Bool, isLost: Bool) {
        if rows[name] == nil, !order.contains(name) { order.append(name) }
        var row = rows[name] ?? RuleRehearsal.Row(rule: name)
        if isLost { row.lost += 1 } else { row.found += 1 }
        if isNew { row.gained += 1 }
        if row.examples.count < Self.examples, !row.examples.contains(where: { $0.subject == signal.subject }) {
            row.examples.append(
                RuleRehearsal.Example(
                    time: signal.time, community: signal.community, subject: signal.subject,
                    subjectName: signal.subjectName, isLost: isLost))
        }
        rows[name] = row
    }
}
