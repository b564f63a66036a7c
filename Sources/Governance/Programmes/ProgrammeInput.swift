public import SafetyModel

/// What a programme is evaluated on: one community on the days up to today.
public struct ProgrammeInput: Sendable {
    public var record: CommunityRecord
    /// With or without what is about staff; see ``ProvenanceStore/communityFacts(_:from:until:withStaff:)``.
    public var facts: CommunityFacts
    /// Audits of the community, as whoever reads the result may know them.
    public var audits: [AuditedFigures]
    /// Figures that neither events nor audits tell, by hand.
    public var given: [ProgrammeFigure: Double]
    public var now: Timestamp

    public init(
        record: CommunityRecord, facts: CommunityFacts, audits: [AuditedFigures] = [],
        given: [ProgrammeFigure: Double] = [:], now: Timestamp
    ) {
        self.record = record
        self.facts = facts
        self.audits = audits
        self.given = given
        self.now = now
    }

    /// A figure as it was at the end of a day (or now, for today), with what it was counted from.
    struct Reading {
        /// `nil` where nothing is known.
        var value: Double?
        var evidence = ProgrammeEvidence()
    }

    func reading(_ figure: ProgrammeFigure, badge: String, day: Int, over span: Int) -> Reading {
        let end = min(Timestamp(milliseconds: Int64(day + 1) * 86_400_000 - 1), now)
        let start = Timestamp(milliseconds: Int64(day + 1 - span) * 86_400_000)
        switch figure {
        case .messagesPerDay: return Reading(value: record.activity.messagesPerDay(until: day, days: span))
        case .activeMembers: return Reading(value: record.activity.activeMembers(until: day, days: span).rounded())
        case .staffMembers: return Reading(value: Double(record.staff(before: end).count))
        case .moderationCoverage: return Reading(value: record.activity.coverage(until: day, days: span))
        case .staffTwoFactor, .auditScore: return Reading(value: audited(figure, at: end))
        case .communityAge:
            let age = end.milliseconds - record.begin.milliseconds
            return Reading(value: Double(max(0, age)) / 86_400_000)
        case .hoursToFirstLook, .hoursToDecision, .reportsLate: return reports(figure, start...max(start, end))
        case .upheldSevere, .upheldSevereStaff: return upheld(figure == .upheldSevereStaff, start...max(start, end))
        case .appealsReversed: return appeals(start...max(start, end))
        case .badgeInherited: return inherited(badge, at: end)
        case .ownerChanges:
            let changes = record.changes.filter { $0.kind == .ownerChanged && $0.time >= start && $0.time <= end }
            return Reading(
                value: Double(changes.count), evidence: ProgrammeEvidence(events: changes.map(\.event)))
        }
    }

    private func reports(_ figure: ProgrammeFigure, _ span: ClosedRange<Timestamp>) -> Reading {
        let reports = facts.reports.filter { span.contains($0.filedAt) }
        let evidence = ProgrammeEvidence(reports: reports.count)
        guard !reports.isEmpty else { return Reading(value: nil, evidence: evidence) }
        // What happened after that day was not known on it.
        let by = span.upperBound
        if figure == .reportsLate {
            let late = reports.filter { report in
                let done = report.decidedAt.flatMap { $0 <= by ? $0 : nil }
                return (done ?? by) > report.decideBy
            }
            return Reading(value: Double(late.count) / Double(reports.count), evidence: evidence)
        }
        let hours = reports.map { report -> Double in
            let done = (figure == .hoursToFirstLook ? report.lookedAt : report.decidedAt).flatMap {
                $0 <= by ? $0 : nil
            }
            // One that waits has taken this long at least.
            return Double(max(0, (done ?? by).milliseconds - report.filedAt.milliseconds)) / 3_600_000
        }.sorted()
        return Reading(value: hours[(hours.count - 1) / 2], evidence: evidence)
    }

    private func upheld(_ staff: Bool, _ span: ClosedRange<Timestamp>) -> Reading {
        let found = facts.decisions.filter { decision in
            decision.isAboutStaff == staff && decision.isUpheld && decision.severity == 1
                && span.contains(decision.decidedAt) && (decision.reversedAt.map { $0 > span.upperBound } ?? true)
        }
        return Reading(value: Double(found.count), evidence: ProgrammeEvidence(cases: found.map(\.caseID)))
    }

    private func appeals(_ span: ClosedRange<Timestamp>) -> Reading {
        let rulings = facts.rulings.filter { span.contains($0.at) }
        guard !rulings.isEmpty else { return Reading(value: nil) }
        let reversed = rulings.filter(\.isReversed)
        return Reading(
            value: Double(reversed.count) / Double(rulings.count),
            evidence: ProgrammeEvidence(cases: reversed.map(\.caseID)))
    }

    private func inherited(_ badge: String, at moment: Timestamp) -> Reading {
        let held = record.badges.last { holding in
            holding.kind == badge && holding.grantedAt <= moment && (holding.end.map { $0.time > moment } ?? true)
        }
        let steps = held?.inheritances.filter { $0.time <= moment } ?? []
        return Reading(
            value: steps.isEmpty ? 0 : 1,
            evidence: ProgrammeEvidence(events: (held.map { [$0.grant] } ?? []) + steps.map(\.event)))
    }
}

/// What a figure rests on.
public struct ProgrammeEvidence: Sendable, Hashable {
    public var events: [EventKey] = []
    public var cases: [Int64] = []
    /// How many reports were counted.
    public var reports: Int?

    public init(events: [EventKey] = [], cases: [Int64] = [], reports: Int? = nil) {
        self.events = events
        self.cases = cases
        self.reports = reports
    }
}
