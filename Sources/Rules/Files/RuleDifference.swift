/// What changes when one set of rules takes the place of another. Layout, comments and tests are no change.
public struct RuleDifference: Sendable, Hashable {
    /// Names of rules, in alphabetical order.
    public var added: [String]
    public var changed: [String]
    public var removed: [String]
    /// Whether a list or a declared counter changed or went, which any rule may ask.
    public var sharedChanged: Bool
    /// Whether a live rule that is new, or may behave in a new way, proposes to take members out of the community.
    public var proposesExclusion: Bool
    /// Whether something that was live may now find less: a rule that changed or went, or what rules ask.
    public var mayLoosen: Bool

    public init(from old: RuleSet, to new: RuleSet) {
        let before = Dictionary(old.rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        added = after.keys.filter { before[$0] == nil }.sorted()
        removed = before.keys.filter { after[$0] == nil }.sorted()
        changed = after.keys.filter { name in
            before[name].map { $0.definition != after[name]?.definition } ?? false
        }.sorted()
        sharedChanged = Self.shared(old).contains { Self.shared(new)[$0.key] != $0.value }
        let touched = Set(added + changed)
        let all = sharedChanged
        proposesExclusion = new.rules.contains { rule in
            rule.mode == .live && (all || touched.contains(rule.name)) && rule.proposesExclusion
        }
        mayLoosen = sharedChanged || (changed + removed).contains { before[$0]?.mode == .live }
    }

    /// Whether nothing changes but layout, comments and tests.
    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty && !sharedChanged }

    /// Lists and counters by what they are called.
    private static func shared(_ set: RuleSet) -> [String: String] {
        var all = Dictionary(set.lists.map { ("list \($0.name)", $0.text) }, uniquingKeysWith: { first, _ in first })
        for counter in set.counters { all["counter \(counter.name)"] = counter.definition }
        return all
    }
}

extension Rule {
    /// Whether it proposes to ban or kick.
    var proposesExclusion: Bool {
        effects.contains { if case .propose(let action, _, _) = $0 { action.excludes } else { false } }
    }
}
