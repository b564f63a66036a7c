import Governance
import SafetyModel
import Simulation
import Testing

@Suite("Standing in a programme")
struct ProgrammeResultTests {
    private static let title = LocalizedText(fr: "Partenaires", en: "Partners")

    private func programme(_ criteria: Programme.Criterion...) -> Programme {
        Programme(badge: "partner", title: Self.title, criteria: criteria)
    }

    /// A community in which somebody writes ten messages on each day before `quietSince`.
    private func input(days: Int, quietSince: Int = .max) throws -> ProgrammeInput {
        var platform = Platform()
        platform.grants(to: "a")
        for day in 0..<days {
            platform.day = Double(day)
            if day < quietSince { platform.talks(0..<10, in: "a", staff: true) }
        }
        return ProgrammeInput(record: try #require(platform["a"]), facts: CommunityFacts(), now: platform.now)
    }

    private static let lively = Programme.Criterion(figure: .messagesPerDay, bound: .atLeast(5), over: 2, holding: 10)

    @Test("a criterion is lost only after it failed for as long as it says, and then from the first of those days")
    func hysteresis() throws {
        let short = ProgrammeResult(programme(Self.lively), try input(days: 48, quietSince: 40), for: .staff)
        #expect(short.overall == .earned && short.lines[0].otherwiseSince != nil)
        let long = ProgrammeResult(programme(Self.lively), try input(days: 60, quietSince: 40), for: .staff)
        #expect(long.overall == .notEarned && long.holding == .earned)
        #expect(long.notSince == CalendarDay(Timestamp(milliseconds: 1_780_000_000_000) + .days(41)))
        #expect(long.lines[0].value == 0)
    }

    @Test("a badge that came in by a merge is inherited, and fails the criterion that asks for one of one's own")
    func inherited() throws {
        var platform = Platform()
        platform.grants(to: "old")
        platform.day = 50
        let key = platform.merges(["old"], into: "new")
        platform.day = 90
        let input = ProgrammeInput(
            record: try #require(platform["new"]), facts: CommunityFacts(), now: platform.now)
        let criterion = Programme.Criterion(figure: .badgeInherited, bound: .atMost(0))
        let result = ProgrammeResult(programme(criterion), input, for: .staff)
        #expect(result.holding == .inherited && result.overall == .notEarned)
        #expect(result.lines[0].evidence.events.contains(key))
        #expect(result.notSince == CalendarDay(platform.now - .days(40)))
    }

    @Test("what nothing is known of leaves the result open, and a figure given by hand settles it")
    func unknown() throws {
        var input = try input(days: 5)
        let criterion = Programme.Criterion(figure: .staffTwoFactor, bound: .atLeast(0.9))
        #expect(ProgrammeResult(programme(criterion), input, for: .staff).overall == .undecided)
        input.given = [.staffTwoFactor: 0.95]
        #expect(ProgrammeResult(programme(criterion), input, for: .staff).overall == .earned)
        input.given = [.staffTwoFactor: 0.5]
        #expect(ProgrammeResult(programme(criterion), input, for: .staff).overall == .notEarned)
    }

    @Test("the newest audit tells its lowest score for ninety days, and a figure given by hand stands above it")
    func audited() throws {
        var input = try input(days: 10)
        let criterion = Programme.Criterion(figure: .auditScore, bound: .atLeast(0.5))
        func result() -> ProgrammeResult { ProgrammeResult(programme(criterion), input, for: .staff) }
        input.audits = [AuditedFigures(at: input.now - .days(91), score: 0.9, twoFactor: nil)]
        #expect(result().overall == .undecided)
        input.audits.append(AuditedFigures(at: input.now - .days(60), score: 0.9, twoFactor: nil))
        input.audits.append(AuditedFigures(at: input.now - .days(40), score: 0.3, twoFactor: nil))
        #expect(result().overall == .notEarned && result().lines[0].value == 0.3)
        #expect(result().notSince == CalendarDay(input.now - .days(40)))
        input.audits.append(AuditedFigures(at: input.now - .days(2), score: 0.8, twoFactor: nil))
        #expect(result().overall == .earned)
        input.given = [.auditScore: 0.1]
        #expect(result().overall == .notEarned)
    }

    @Test("an audit gives its lowest area, and a second factor only where the platform demands one of all")
    func figuresOfAnAudit() throws {
        func figures(_ community: AuditedCommunity) -> AuditedFigures {
            let standing = AuditStanding(community.snapshot)
            return AuditedFigures(
                CommunityAudit(standing: standing, activity: nil).report(at: Timestamp(milliseconds: 0)))
        }
        #expect(figures(.wellRun) == AuditedFigures(at: Timestamp(milliseconds: 0), score: 1, twoFactor: 1))
        let story = figures(.story)
        #expect(try #require(story.score) < 0.5 && story.twoFactor == nil)
    }

    @Test("reports, decisions and appeals are counted as they were known on the day")
    func facts() throws {
        var input = try input(days: 60)
        let start = input.now - .days(20)
        input.facts.reports = [1, 2, 30].map { hours in
            CommunityFacts.Report(
                filedAt: start, lookBy: start + .hours(4), lookedAt: start + .hours(hours),
                decideBy: start + .hours(24), decidedAt: start + .hours(hours))
        }
        input.facts.decisions = [
            .init(caseID: 7, openedAt: start, decidedAt: start, severity: 1, isAboutStaff: false, isUpheld: true),
            .init(
                caseID: 8, openedAt: start, decidedAt: start, severity: 1, isAboutStaff: false, isUpheld: true,
                reversedAt: start + .days(5)),
            .init(caseID: 9, openedAt: start, decidedAt: start, severity: 1, isAboutStaff: false, isUpheld: false),
            .init(caseID: 10, openedAt: start, decidedAt: start, severity: 2, isAboutStaff: false, isUpheld: true),
        ]
        input.facts.rulings = [
            .init(caseID: 8, at: start + .days(5), isReversed: true),
            .init(caseID: 7, at: start + .days(6), isReversed: false),
        ]
        let asked: [(ProgrammeFigure, Double)] = [
            (.hoursToFirstLook, 2), (.hoursToDecision, 2), (.reportsLate, 1.0 / 3), (.upheldSevere, 1),
            (.appealsReversed, 0.5),
        ]
        for (figure, value) in asked {
            let result = ProgrammeResult(
                programme(.init(figure: figure, bound: .atMost(1000))), input, for: .guardians)
            #expect(result.lines[0].value == value, "\(figure.rawValue)")
        }
        let upheld = ProgrammeResult(
            programme(.init(figure: .upheldSevere, bound: .atMost(0))), input, for: .guardians)
        #expect(upheld.lines[0].evidence.cases == [7] && upheld.overall == .notEarned)
    }

    @Test("a result for staff is the same whether there are cases about staff or not", arguments: 0..<40)
    func secrecy(_ seed: Int) throws {
        // Every figure is asked for, with bounds that such cases could cross.
        let all = Programme(
            badge: "partner", title: Self.title,
            criteria: ProgrammeFigure.allCases.map { .init(figure: $0, bound: .atMost(0), over: $0.usualSpan) }
                + ProgrammeFigure.allCases.map { .init(figure: $0, bound: .atLeast(0.5)) })
        let without = try input(days: 30)
        var with = without
        for number in 0...seed % 5 {
            let at = without.now - .days((seed * 7 + number * 3) % 60)
            with.facts.decisions.append(
                .init(
                    caseID: Int64(number), openedAt: at, decidedAt: at, severity: 1 + (seed + number) % 2,
                    isAboutStaff: true, isUpheld: seed % 3 != 0, reversedAt: seed % 4 == 0 ? at + .days(1) : nil))
            with.facts.rulings.append(.init(caseID: Int64(number), at: at, isReversed: seed % 2 == 0))
        }
        let shown = ProgrammeResult(all, with, for: .staff)
        #expect(shown == ProgrammeResult(all, without, for: .staff))
        #expect(shown.overall == .judgedByGuardians && shown.notSince == nil)
        let lines = shown.lines.filter { $0.criterion.figure == .upheldSevereStaff }
        #expect(lines.count == 2)
        for line in lines {
            #expect(line.state == .judgedByGuardians && line.value == nil && line.since == nil)
            #expect(line.otherwiseSince == nil && line.evidence == ProgrammeEvidence())
        }
        #expect(ProgrammeResult(all, with, for: .guardians).overall == .notEarned)
    }

    @Test("guardians see the case about staff that costs the badge")
    func guardians() throws {
        var input = try input(days: 30)
        let at = input.now - .days(3)
        input.facts.decisions = [
            .init(caseID: 1, openedAt: at, decidedAt: at, severity: 1, isAboutStaff: true, isUpheld: true)
        ]
        let result = ProgrammeResult(
            programme(.init(figure: .upheldSevereStaff, bound: .atMost(0))), input, for: .guardians)
        #expect(result.lines[0].state == .unmet && result.lines[0].evidence.cases == [1])
        #expect(result.overall == .notEarned && result.notSince == CalendarDay(at))
    }
}
