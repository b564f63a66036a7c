public import SafetyModel

/// A programme: what a community has to be like to hold a badge.
public struct Programme: Sendable, Hashable {
    /// One thing that is asked.
    public struct Criterion: Sendable, Hashable {
        public enum Bound: Sendable, Hashable {
            case atLeast(Double)
            case atMost(Double)

            func holds(_ value: Double) -> Bool {
                switch self {
                case .atLeast(let bound): value >= bound
                case .atMost(let bound): value <= bound
                }
            }
        }

        public var figure: ProgrammeFigure
        public var bound: Bound
        /// Days that the figure is computed over.
        public var over: Int
        /// For how many days it has to be otherwise before the criterion counts as met, or as not met, anew.
        public var holding: Int
        /// Where it stands in the file.
        public var line: Int

        public init(figure: ProgrammeFigure, bound: Bound, over: Int? = nil, holding: Int = 0, line: Int = 0) {
            self.figure = figure
            self.bound = bound
            self.over = over ?? figure.usualSpan
            self.holding = holding
            self.line = line
        }
    }

    /// The longest span, in days: for so long activity is remembered.
    public static let longestSpan = 365
    public static let longestHolding = 60

    /// The kind of badge that it is about, as events call it.
    public var badge: String
    public var title: LocalizedText
    public var criteria: [Criterion]

    public init(badge: String, title: LocalizedText, criteria: [Criterion]) {
        self.badge = badge
        self.title = title
        self.criteria = criteria
    }

    /// Whether guardians alone can know the whole result.
    public var isForGuardians: Bool { criteria.contains { $0.figure.isForGuardians } }
}
