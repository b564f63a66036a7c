public import SafetyModel

/// Who a result is for.
public enum ProgrammeAudience: String, Sendable, Hashable, CaseIterable {
    /// Everything.
    case guardians
    /// Nothing that comes of cases about staff: not the value of such a criterion, not whether it is met, and not the
    /// overall result, from which it could be told.
    case staff
}

/// How a community stands in a programme, for one audience.
///
/// A result for staff is made from facts without those about staff in the first place
/// (``ProvenanceStore/communityFacts(_:from:until:withStaff:)``), so that what is not to be told is not there.
public struct ProgrammeResult: Sendable, Hashable {
    public enum State: String, Sendable, Hashable {
        case met, unmet, unknown
        /// A matter of the guardians; nothing else is said, whatever it is.
        case judgedByGuardians = "judged_by_guardians"
    }

    public struct Line: Sendable, Hashable {
        public var criterion: Programme.Criterion
        public var state: State
        /// Today's value; `nil` where it is not known, or not told.
        public var value: Double?
        /// The day from which on it is so; `nil` where that is before the days that are looked at.
        public var since: CalendarDay?
        /// The day from which on the figure says otherwise, where that has not lasted long enough to count.
        public var otherwiseSince: CalendarDay?
        public var evidence: ProgrammeEvidence
    }

    public enum Overall: String, Sendable, Hashable {
        case earned
        case notEarned = "not_earned"
        /// Something is not known, and nothing speaks against it.
        case undecided
        /// What the guardians decide is published; until then nothing is said.
        case judgedByGuardians = "judged_by_guardians"
    }

    public enum Holding: String, Sendable, Hashable {
        case none, earned, inherited
    }

    public var place: CommunityPlace
    public var audience: ProgrammeAudience
    public var lines: [Line]
    /// Whether the community holds the badge, as the platform's own events say: everybody may know.
    public var holding: Holding
    public var heldSince: Timestamp?
    public var overall: Overall
    /// Since when it would not be earned; `nil` where it would, or that was before the days that are looked at.
    public var notSince: CalendarDay?

    /// Days that are looked back on to find out since when something is so.
    public static let daysBack = 180

    /// Evaluates a programme. The facts of the input have to fit the audience.
    public init(_ programme: Programme, _ input: ProgrammeInput, for audience: ProgrammeAudience) {
        place = input.record.place
        self.audience = audience
        var input = input
        if audience == .staff {
            // Asked for without them already; this holds even if a caller did not.
            let hidden = Set(input.facts.decisions.filter(\.isAboutStaff).map(\.caseID))
            input.facts.decisions.removeAll(where: \.isAboutStaff)
            input.facts.rulings.removeAll { hidden.contains($0.caseID) }
        }
        lines = programme.criteria.map { criterion in
            audience == .staff && criterion.figure.isForGuardians
                ? Line(criterion: criterion, state: .judgedByGuardians, evidence: ProgrammeEvidence())
                : Self.line(criterion, badge: programme.badge, input)
        }
        let held = input.record.badges.last { $0.kind == programme.badge && $0.isHeld }
        holding = held.map { $0.isInherited ? .inherited : .earned } ?? .none
        heldSince = held?.grantedAt
        let isHidden = audience == .staff && programme.isForGuardians
        let unmet = lines.filter { $0.state == .unmet }
        if isHidden {
            overall = .judgedByGuardians
        } else if !unmet.isEmpty {
            overall = .notEarned
        } else {
            overall = lines.contains { $0.state == .unknown } ? .undecided : .earned
        }
        if overall == .notEarned, !unmet.contains(where: { $0.since == nil }) {
            notSince = unmet.compactMap(\.since).min()
        }
    }

    private static func line(
        _ criterion: Programme.Criterion, badge: String, _ input: ProgrammeInput
    ) -> Line {
        let today = input.now.dayNumber
        let reading = input.reading(criterion.figure, badge: badge, day: today, over: criterion.over)
        guard let value = reading.value else {
            return Line(criterion: criterion, state: .unknown, evidence: reading.evidence)
        }
        var course = CriterionCourse(holding: criterion.holding)
        if input.given[criterion.figure] != nil {
            // A figure given by hand has no past.
            course.add(criterion.bound.holds(value), on: today)
        } else {
            for day in today - daysBack...today {
                let then =
                    day == today
                    ? value : input.reading(criterion.figure, badge: badge, day: day, over: criterion.over).value
                course.add(then.map(criterion.bound.holds), on: day)
            }
        }
        return Line(
            criterion: criterion, state: course.isMet.map { $0 ? .met : .unmet } ?? .unknown, value: value,
            since: course.isBeginningKnown ? course.since.flatMap(Self.day) : nil,
            otherwiseSince: course.otherwiseSince.flatMap(Self.day), evidence: reading.evidence)
    }

    private static func day(_ number: Int) -> CalendarDay? {
        CalendarDay(Timestamp(milliseconds: Int64(number) * 86_400_000))
    }
}

/// Whether a criterion is met, day by day: it changes only once the figure has said otherwise for as long as the
/// criterion asks, and then from the first of those days.
struct CriterionCourse: Sendable {
    let holding: Int
    private(set) var isMet: Bool?
    private(set) var since: Int?
    private(set) var otherwiseSince: Int?
    /// Whether it began within the days that were looked at.
    private(set) var isBeginningKnown = false

    init(holding: Int) { self.holding = holding }

    mutating func add(_ holds: Bool?, on day: Int) {
        // A day of which nothing is known changes nothing.
        guard let holds else { return }
        guard let isMet else {
            (self.isMet, since) = (holds, day)
            return
        }
        guard holds != isMet else {
            otherwiseSince = nil
            return
        }
        let first = otherwiseSince ?? day
        otherwiseSince = first
        guard day - first >= holding else { return }
        (self.isMet, since, otherwiseSince, isBeginningKnown) = (holds, first, nil, true)
    }
}
