public import Expression
public import SafetyModel

/// A condition on events, and what follows from it.
public struct Rule: Sendable {
    /// What a rule's matches lead to.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// Only counted: for a rule that is being tried.
        case shadow
        case live
    }

    public let name: String
    public let version: Int
    public let policy: PolicyCode
    public let mode: Mode
    /// The types of events that it looks at.
    public let types: [EventType]
    /// Whom its signals are about.
    public let subject: Party
    public let condition: Program
    public let score: Score
    public let reason: RuleReason
    public let effects: [RuleEffect]
    /// So many times an hour it may have effects; what is beyond is counted only.
    public let hourlyLimit: Int
    /// What its expressions count.
    public let counters: [CounterDefinition]
    public let tests: [RuleTest]
    public let place: FilePlace
    /// Where each part of the condition stands in the file.
    let conditionPlaces: ScalarPlaces
    /// What it says, written the same whatever its layout, comments and tests.
    public let definition: String

    /// The name that its signals carry.
    public var detector: Detector { Detector(name: "rule.\(name)", version: version) }
}

/// The actor or the target of an event.
public enum Party: String, Sendable, Hashable, CaseIterable {
    case actor, target
}

/// How likely a match is what the rule says.
public enum Score: Sendable {
    case constant(Double)
    case expression(Program)
}

/// What a rule does when its condition holds.
public enum RuleEffect: Sendable, Hashable {
    case signal
    case label(name: String, subject: Party, duration: Duration)
    case propose(action: ProposedAction, subject: Party, duration: Duration?)
}

/// Where something stands in a file.
public struct FilePlace: Sendable, Hashable {
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// A counter that a file declares: which events go into it and what it takes of them.
public struct DeclaredCounter: Sendable {
    public let name: String
    public let types: [EventType]
    /// All events of the types where nil.
    public let condition: Program?
    /// What `sum` adds; 1 where nil.
    public let amount: Program?
    /// What `distinct` with the field `value` tells apart.
    public let value: Program?
    public let place: FilePlace
    /// What it says, written the same whatever its layout.
    public let definition: String
}
