public import Casework
public import SafetyModel
public import TextAnalysis

/// Where rules are read, tried and changed. The service does it, for it knows their language; the console asks.
public protocol RuleDesk: Sendable {
    /// Whether a file of this name would be read: a plain name that ends as rules or lists do.
    func isFileName(_ name: String) -> Bool

    /// The rules of files that were taken in before; none where they do not load any more.
    func rules(in files: [RuleFileText]) async -> [RuleReview.Entry]

    /// Reads a set of files, runs the tests in them, and compares them with those in force.
    func review(_ files: [RuleFileText], inForce: [RuleFileText]) async -> RuleReview

    /// What a set of files would have found since a moment, beside what those in force found.
    /// - Parameter scopes: whose signals are counted; others are not there.
    /// - Throws: ``RuleDeskBusy`` while another runs.
    func rehearse(
        _ files: [RuleFileText], inForce: [RuleFileText], since: Timestamp, about scopes: [ThresholdScope]
    ) async throws -> RuleRehearsal

    /// Enters a revision in the store and, where it is live, in the running watch at once.
    /// - Throws: ``RuleBookError``; ``RuleDeskBusy`` while the watch cannot take it over.
    func enter(_ order: RuleOrder, by author: Reviewer, at moment: Timestamp) async throws -> RuleRevision

    /// Agrees to a revision that waits, or declines it.
    /// - Throws: ``RuleBookError``; ``RuleDeskBusy``
    func decide(
        _ revision: Int64, agrees: Bool, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RuleRevision

    /// Why the newest rules are not in force, if they are not.
    func problem() async -> String?
}

/// The watch, or the one place where rules are tried, is taken. Try again.
public struct RuleDeskBusy: Error, Sendable, Hashable, CustomStringConvertible {
    public init() {}

    public var description: String { "the watch is busy; try again in a minute" }
}

/// What is to be said of a set of rule files.
public struct RuleReview: Sendable, Hashable {
    /// A rule as a page shows it.
    public struct Entry: Sendable, Hashable {
        public var name: String
        public var policy: PolicyCode
        public var isLive: Bool
        public var file: String
        public var line: Int
        /// What it proposes to do.
        public var proposals: [ProposedAction]

        public init(
            name: String, policy: PolicyCode, isLive: Bool, file: String, line: Int, proposals: [ProposedAction]
        ) {
            self.name = name
            self.policy = policy
            self.isLive = isLive
            self.file = file
            self.line = line
            self.proposals = proposals
        }
    }

    /// Where there are any, nothing else is known.
    public var problems: [FileProblem]
    public var rules: [Entry]
    public var changes: RuleChanges
    public var passedTests: Int
    /// A line for each test that failed.
    public var failedTests: [String]
    /// Rules without a test.
    public var untested: [String]

    public init(
        problems: [FileProblem] = [], rules: [Entry] = [], changes: RuleChanges = RuleChanges(), passedTests: Int = 0,
        failedTests: [String] = [], untested: [String] = []
    ) {
        self.problems = problems
        self.rules = rules
        self.changes = changes
        self.passedTests = passedTests
        self.failedTests = failedTests
        self.untested = untested
    }

    public var mayBeSaved: Bool { problems.isEmpty && failedTests.isEmpty }
}

/// What rules would have found in the past.
public struct RuleRehearsal: Sendable, Hashable {
    public struct Example: Sendable, Hashable {
        public var time: Timestamp
        public var community: String
        public var subject: String
        public var subjectName: String?
        /// Found by the rules in force, and no longer by these.
        public var isLost: Bool

        public init(time: Timestamp, community: String, subject: String, subjectName: String?, isLost: Bool) {
            self.time = time
            self.community = community
            self.subject = subject
            self.subjectName = subjectName
            self.isLost = isLost
        }
    }

    public struct Row: Sendable, Hashable {
        public var rule: String
        public var found = 0
        /// Found by these rules alone.
        public var gained = 0
        /// Found by those in force alone.
        public var lost = 0
        public var examples: [Example] = []

        public init(rule: String) {
            self.rule = rule
        }
    }

    /// Events of the span that were looked at.
    public var events: Int
    /// The first moment of the span that was looked at.
    public var since: Timestamp
    /// Whether the whole span was looked at; where it was too much, the latest part was, or time ran out.
    public var isWhole: Bool
    public var rows: [Row]

    public init(events: Int, since: Timestamp, isWhole: Bool, rows: [Row]) {
        self.events = events
        self.since = since
        self.isWhole = isWhole
        self.rows = rows
    }
}
