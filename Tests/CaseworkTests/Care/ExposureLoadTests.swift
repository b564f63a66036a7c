import Casework
import SafetyModel
import Testing

@Suite("How much a reviewer has looked at")
struct ExposureLoadTests {
    private let now = Sample.start + .days(2)

    private func exposure(_ id: Int64, from: Int, to: Int, severity: Int = 1) -> Exposure {
        Exposure(caseID: id, severity: Severity(severity), from: now - .minutes(from), until: now - .minutes(to))
    }

    private func load(_ exposures: [Exposure], rest: Int = 15) -> ExposureLoad {
        ExposureLoad(exposures, at: now, rest: .minutes(rest))
    }

    @Test("two texts open at once count once, what is still open counts up to now, and what is a day old no longer")
    func open() {
        #expect(load([]).open == .zero && load([]).lastOpen == nil)
        #expect(load([exposure(1, from: 60, to: 30), exposure(2, from: 50, to: 20)]).open == .minutes(40))
        #expect(load([exposure(1, from: 10, to: -20)]).open == .minutes(10))
        #expect(load([exposure(1, from: 1500, to: 1430)]).open == .minutes(10))
        #expect(load([exposure(1, from: 3000, to: 2000)]).open == .zero)
        // A row that ends before it begins, or lies ahead, counts nothing.
        #expect(load([exposure(1, from: 10, to: 20), exposure(2, from: -5, to: -10)]).open == .zero)
    }

    @Test("cases of severity 1 count each once, however often they were opened")
    func gravest() {
        let seen = [
            exposure(1, from: 60, to: 50), exposure(1, from: 40, to: 30), exposure(2, from: 20, to: 10),
            exposure(3, from: 20, to: 10, severity: 2),
        ]
        #expect(load(seen).gravest == [1, 2])
    }

    @Test("when the minutes are used up, the refusal says when the first of them falls out of the 24 hours")
    func minutes() throws {
        let limits = ExposureLimits(minutes: 30, gravest: 9)
        let seen = load([exposure(7, from: 600, to: 580), exposure(8, from: 100, to: 80)])
        let refusal = try #require(seen.refusal(under: limits, opening: 9, severity: Severity(3)))
        guard case .minutesReached(let free) = refusal else {
            Issue.record("\(refusal)")
            return
        }
        #expect(free >= now - .minutes(590) + .days(1) && free <= now - .minutes(589) + .days(1))
        let later = ExposureLoad(
            [exposure(7, from: 600, to: 580), exposure(8, from: 100, to: 80)], at: free, rest: .zero)
        #expect(later.refusal(under: limits, opening: 9, severity: Severity(3)) == nil)
        #expect(seen.refusal(under: ExposureLimits(minutes: 41, gravest: 9), opening: 9, severity: Severity(3)) == nil)
    }

    @Test("one more case of severity 1 is refused at the limit; one that was opened before, or a lesser one, is not")
    func count() {
        let limits = ExposureLimits(minutes: 600, gravest: 2)
        let seen = load([exposure(1, from: 300, to: 290), exposure(2, from: 200, to: 190)])
        let refusal = seen.refusal(under: limits, opening: 3, severity: Severity(1))
        #expect(refusal == .gravestReached(freeAt: now - .minutes(300) + .days(1)))
        #expect(seen.refusal(under: limits, opening: 2, severity: Severity(1)) == nil)
        #expect(seen.refusal(under: limits, opening: 3, severity: Severity(2)) == nil)
    }

    @Test("a break is due after so long without a rest, and is over after the rest")
    func rest() {
        var limits = ExposureLimits(minutes: 600, restAfter: 45, rest: 15, restIsRequired: true)
        let long = load([exposure(1, from: 60, to: 35), exposure(2, from: 30, to: 5)])
        #expect(long.unbroken == .minutes(50) && long.restIsDue(under: limits))
        #expect(
            long.refusal(under: limits, opening: 3, severity: Severity(3))
                == .restNeeded(until: now + .minutes(10)))
        limits.restIsRequired = false
        #expect(long.refusal(under: limits, opening: 3, severity: Severity(3)) == nil)
        let rested = load([exposure(1, from: 90, to: 40), exposure(2, from: 20, to: 16)])
        #expect(rested.unbroken == .zero)
        #expect(load([exposure(1, from: 90, to: 40), exposure(2, from: 20, to: 10)]).unbroken == .minutes(10))
    }

    @Test("a reviewer's own limits tighten the operator's and never loosen them")
    func wishes() {
        let limits = ExposureLimits(minutes: 100, gravest: 10, restAfter: 40)
        let wished = limits.tightened(
            by: CareWishes(minutes: 500, gravest: 3, restAfter: 20, restIsRequired: true))
        #expect(wished.minutes == 100 && wished.gravest == 3 && wished.restAfter == 20 && wished.restIsRequired)
        #expect(limits.tightened(by: CareWishes()) == limits)
        let strict = ExposureLimits(restIsRequired: true)
        #expect(strict.tightened(by: CareWishes(restIsRequired: false)).restIsRequired)
    }
}
