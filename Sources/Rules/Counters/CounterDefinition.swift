/// By what a counter keeps its figures apart.
public enum CounterScope: String, Sendable, Hashable, CaseIterable {
    /// What a member did.
    case member
    /// What was done to a member.
    case received
    /// What one member did to another.
    case pair
    case channel
    case community
}

/// What distinct values are taken of.
public enum CounterField: String, Sendable, Hashable, CaseIterable {
    case actor, target, channel, community
    /// The words of a message, by their fingerprint: two that differ in case or accents are the same.
    case text
    /// The value that a declared counter gives with `of`.
    case value
}

/// One counter in memory: what it counts, by what, and how far back. Rules that ask the same share it.
public struct CounterDefinition: Sendable, Hashable {
    public var scope: CounterScope
    /// A type of event, or the name of a declared counter.
    public var name: String
    /// In milliseconds.
    public var window: Int64
    /// Set where distinct values are counted.
    public var field: CounterField?

    public init(scope: CounterScope, name: String, window: Int64, field: CounterField? = nil) {
        self.scope = scope
        self.name = name
        self.window = window
        self.field = field
    }
}
