import Casework
import SafetyModel
import Testing

@Suite("Folding signals into cases")
struct CaseFoldingTests {
    let folding = CaseFolding(taxonomy: Sample.taxonomy)

    @Test("the first signal on a subject opens a case with its policy, severity and deadline")
    func opens() {
        let folded = folding.fold(Sample.signal(score: 0.8), into: nil, id: 7, at: Sample.start)
        #expect(folded.isNew)
        #expect(folded.item.id == 7)
        #expect(folded.item.state == .open)
        #expect(folded.item.severity == Severity(1))
        #expect(folded.item.score == 0.8)
        #expect(folded.item.dueAt == Sample.start + .hours(24))
        #expect(folded.item.counterparts == ["b7"])
        #expect(folded.item.signalCount == 1)
        #expect(folded.item.version == 1)
    }

    @Test("a second signal joins the undecided case, and a signal on a decided case opens a new one")
    func joins() {
        let first = folding.fold(Sample.signal(), into: nil, id: 1, at: Sample.start).item
        let second = folding.fold(Sample.signal(counterpart: "b8", hour: 2), into: first, id: 2, at: Sample.start)
        #expect(!second.isNew)
        #expect(second.item.id == 1)
        #expect(second.item.signalCount == 2)
        #expect(second.item.counterparts == ["b8", "b7"])
        var decided = second.item
        decided.state = .decided
        let third = folding.fold(Sample.signal(hour: 3), into: decided, id: 2, at: Sample.start)
        #expect(third.isNew)
        #expect(third.item.id == 2)
        #expect(third.item.signalCount == 1)
    }

    @Test("the gravest policy leads with its own highest score, in whatever order signals come")
    func orderOfArrivalIsNothing() {
        let signals = [
            Sample.signal("harassment.insult", score: 0.99, hour: 1), Sample.signal("sextortion", score: 0.6, hour: 2),
            Sample.signal("minor.solicitation", score: 0.7, hour: 3), Sample.signal("sextortion", score: 0.65, hour: 4),
            Sample.signal("staff.misuse", score: 0.9, hour: 5, cues: [Sample.cue(.leverage)]),
        ]
        var seen: Set<String> = []
        for rotation in signals.indices {
            let turned = signals[rotation...] + signals[..<rotation]
            for order in [Array(turned), turned.reversed()] {
                var item: Case?
                for signal in order { item = folding.fold(signal, into: item, id: 1, at: Sample.start).item }
                guard let item else { continue }
                seen.insert(
                    "\(item.policy) \(item.severity.level) \(item.score) \(item.imminence) \(item.dueAt.milliseconds) "
                        + "\(item.signalCount) \(item.firstEvent.milliseconds) \(item.lastEvent.milliseconds)")
            }
        }
        #expect(seen.count == 1)
        #expect(seen.first?.hasPrefix("minor.solicitation 1 0.7 1.0") == true)
    }

    @Test("the deadline comes nearer with a graver signal and never goes back")
    func deadline() {
        let insult = folding.fold(Sample.signal("harassment.insult"), into: nil, id: 1, at: Sample.start).item
        #expect(insult.dueAt == Sample.start + .hours(168))
        let grave = folding.fold(
            Sample.signal("sextortion", hour: 1), into: insult, id: 1, at: Sample.start + .hours(1))
        #expect(grave.item.dueAt == Sample.start + .hours(5))
        let later = folding.fold(
            Sample.signal("minor.solicitation", score: 1, hour: 2), into: grave.item, id: 1,
            at: Sample.start + .hours(30))
        #expect(later.item.dueAt == Sample.start + .hours(5))
    }

    @Test("a policy that is not in the taxonomy gets severity 4 and a week; a mistyped deadline does not overflow")
    func unknownPolicy() {
        let item = folding.fold(Sample.signal("new.policy"), into: nil, id: 1, at: Sample.start).item
        #expect(item.severity == Severity(4))
        #expect(item.dueAt == Sample.start + .hours(168))
        let wild = CaseFolding(taxonomy: Taxonomy([Sample.policy("p", severity: 1, hours: .max)]))
        #expect(wild.deadline(for: "p", from: Sample.start) == Sample.start + .hours(87_600))
    }

    @Test("a case is imminent when pressure or a threat was seen within a week of its newest event")
    func imminence() {
        let calm = folding.fold(Sample.signal(cues: [Sample.cue(.trust)]), into: nil, id: 1, at: Sample.start).item
        #expect(calm.imminence == 0)
        let pressed = folding.fold(
            Sample.signal(hour: 1, cues: [Sample.cue(.leverage)]), into: calm, id: 1, at: Sample.start
        ).item
        #expect(pressed.imminence == 1)
        let longAfter = folding.fold(Sample.signal(hour: 24 * 9), into: pressed, id: 1, at: Sample.start).item
        #expect(longAfter.imminence == 0.5)
        let threat = folding.fold(Sample.signal("sextortion", hour: 24 * 10), into: longAfter, id: 1, at: Sample.start)
        #expect(threat.item.imminence == 1)
    }

    @Test("a contribution of the stage coercion makes a case imminent; one that speaks against it does not")
    func imminenceByContribution() {
        var signal = Sample.signal()
        signal.contributions = [Contribution(code: "stage.coercion", logOdds: -1)]
        #expect(Imminence.urgentMoment(of: signal) == nil)
        signal.contributions = [Contribution(code: "stage.coercion", logOdds: 1)]
        #expect(Imminence.urgentMoment(of: signal) == signal.time)
    }

    @Test("times at the edge of the range do not overflow")
    func extremeTimes() {
        let low = Timestamp(milliseconds: .min)
        #expect(Imminence.value(urgentAt: low, lastEvent: low) == 1)
        #expect(Imminence.value(urgentAt: low, lastEvent: Timestamp(milliseconds: .max)) == 0.5)
    }

    @Test("staff once is staff for good, and a claimant who may not see it any longer loses the claim")
    func staff() {
        var item = Sample.item()
        item.state = .claimed
        item.claimedBy = Sample.rosa.id
        let folded = folding.fold(
            Sample.signal(staff: true, hour: 1), into: item, id: 1, claimant: Sample.rosa, at: Sample.start)
        #expect(folded.item.subjectIsStaff)
        #expect(folded.releasedFrom == Sample.rosa.id)
        #expect(folded.item.state == .open)
        #expect(folded.item.claimedBy == nil)
        #expect(folded.item.version == item.version + 1)
        let after = folding.fold(Sample.signal(hour: 2), into: folded.item, id: 1, at: Sample.start)
        #expect(after.item.subjectIsStaff)
        item.claimedBy = Sample.gus.id
        let kept = folding.fold(
            Sample.signal(staff: true, hour: 1), into: item, id: 1, claimant: Sample.gus, at: Sample.start)
        #expect(kept.item.claimedBy == Sample.gus.id)
    }

    @Test("a subject that events call staff is staff, even where the signal does not say so")
    func knownAsStaff() {
        let folded = folding.fold(Sample.signal(), into: nil, id: 1, subjectKnownAsStaff: true, at: Sample.start)
        #expect(folded.item.subjectIsStaff)
    }

    @Test("more of the same leaves the version alone, so that a reviewer can finish")
    func versionStays() {
        let item = Sample.item()
        let same = folding.fold(Sample.signal(score: 0.7, hour: 1), into: item, id: 1, at: Sample.start).item
        #expect(same.version == item.version)
        let graver = folding.fold(Sample.signal("sextortion", score: 0.9, hour: 1), into: item, id: 1, at: Sample.start)
        #expect(graver.item.version == item.version + 1)
    }

    @Test("scores that are no number, or out of range, do no harm")
    func wildScores() {
        #expect(folding.fold(Sample.signal(score: .nan), into: nil, id: 1, at: Sample.start).item.score == 0)
        #expect(folding.fold(Sample.signal(score: .infinity), into: nil, id: 1, at: Sample.start).item.score == 1)
        #expect(folding.fold(Sample.signal(score: -3), into: nil, id: 1, at: Sample.start).item.score == 0)
    }

    @Test("twenty counterparts are named, the most recent first, the subject never")
    func counterparts() {
        var item = Sample.item()
        for hour in 1...30 {
            item =
                folding.fold(Sample.signal(counterpart: "m\(hour)", hour: hour), into: item, id: 1, at: Sample.start)
                .item
        }
        item = folding.fold(Sample.signal(counterpart: "a1", hour: 31), into: item, id: 1, at: Sample.start).item
        #expect(item.counterparts == (11...30).reversed().map { "m\($0)" })
    }
}

@Suite("The order of the queue")
struct QueueOrderTests {
    @Test("severity goes before likelihood, likelihood before imminence, imminence before the deadline")
    func order() {
        var grave = Sample.item()
        grave.score = 0.1
        var likely = Sample.item(policy: "staff.misuse")
        likely.score = 0.9
        var urgent = likely
        urgent.score = 0.5
        urgent.imminence = 1
        var early = likely
        early.score = 0.5
        early.dueAt = Sample.start
        var late = early
        late.dueAt = Sample.start + .hours(1)
        var last = late
        last.id = 9
        let expected = [grave, likely, urgent, early, late, last]
        #expect(expected.shuffled().sorted(by: QueueOrder.precedes) == expected)
        #expect(!QueueOrder.precedes(grave, grave))
    }
}
