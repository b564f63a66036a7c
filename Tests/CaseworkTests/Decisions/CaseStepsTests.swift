import Casework
import SafetyModel
import Testing

@Suite("Steps on a case")
struct CaseStepsTests {
    let steps = CaseSteps(taxonomy: Sample.taxonomy)

    private func apply(_ step: CaseStep, _ item: Case, _ reviewer: Reviewer) throws(CaseStepError) -> Case {
        try steps.apply(step, to: item, version: item.version, by: reviewer, at: Sample.start).item
    }

    @Test("a case is claimed, decided and reopened, and each step raises its version by one")
    func wholeWay() throws {
        let item = Sample.item()
        let claimed = try apply(.claim, item, Sample.rosa)
        #expect(claimed.state == .claimed && claimed.claimedBy == 1 && claimed.version == 2)
        let decided = try apply(.decide(.timeOut, reason: "  repeated requests \n"), claimed, Sample.rosa)
        #expect(decided.state == .decided && decided.version == 3)
        #expect(decided.decision?.reason == "repeated requests")
        #expect(decided.decision?.decidedBy == 1)
        let reopened = try apply(.reopen(reason: "new facts"), decided, Sample.rosa)
        #expect(reopened.state == .open && reopened.claimedBy == nil && reopened.decision == nil)
        #expect(reopened.version == 4)
    }

    @Test("a step that was prepared on an older version is refused")
    func staleVersion() throws {
        let claimed = try apply(.claim, Sample.item(), Sample.rosa)
        #expect(throws: CaseStepError.changedMeanwhile(currentVersion: 2)) {
            try steps.apply(
                .decide(.warn, reason: "x"), to: claimed, version: 1, by: Sample.rosa, at: Sample.start)
        }
    }

    @Test("who holds a case keeps it: another can neither claim nor decide it, and to claim it again changes nothing")
    func held() throws {
        let claimed = try apply(.claim, Sample.item(), Sample.rosa)
        #expect(throws: CaseStepError.claimedByAnother) { try apply(.claim, claimed, Sample.paul) }
        #expect(throws: CaseStepError.claimedByAnother) {
            try apply(.decide(.warn, reason: "x"), claimed, Sample.paul)
        }
        #expect(throws: CaseStepError.claimedByAnother) { try apply(.release, claimed, Sample.paul) }
        let again = try steps.apply(.claim, to: claimed, version: 2, by: Sample.rosa, at: Sample.start)
        #expect(again.item == claimed && again.trail.isEmpty)
    }

    @Test("a case is released by its holder without a reason, and by a lead or a guardian for another")
    func release() throws {
        let claimed = try apply(.claim, Sample.item(), Sample.rosa)
        for reviewer in [Sample.rosa, Sample.lena, Sample.gus] {
            let released = try apply(.release, claimed, reviewer)
            #expect(released.state == .open && released.claimedBy == nil)
        }
        #expect(throws: CaseStepError.notClaimed) { try apply(.release, Sample.item(), Sample.rosa) }
    }

    @Test("a decision needs a claim and a reason")
    func decisionNeeds() throws {
        #expect(throws: CaseStepError.notClaimed) { try apply(.decide(.warn, reason: "x"), Sample.item(), Sample.rosa) }
        let claimed = try apply(.claim, Sample.item(), Sample.rosa)
        for empty in ["", " \n\t ", "\u{3000}"] {
            #expect(throws: CaseStepError.reasonMissing) {
                try apply(.decide(.warn, reason: empty), claimed, Sample.rosa)
            }
        }
    }

    @Test("texts over the limit are refused, however they are made")
    func longTexts() throws {
        let limit = CaseSteps.textLimit
        #expect(throws: CaseStepError.textTooLong(limit: limit)) {
            try apply(.note(String(repeating: "a", count: limit + 1)), Sample.item(), Sample.rosa)
        }
        #expect(throws: CaseStepError.textTooLong(limit: limit)) {
            try apply(.note("e" + String(repeating: "\u{301}", count: 1_000_000)), Sample.item(), Sample.rosa)
        }
        let long = try apply(.note(String(repeating: "é", count: limit)), Sample.item(), Sample.rosa)
        #expect(long.version == 2)
    }

    @Test("a decided case is not claimed, released or decided again, but notes may be added")
    func decided() throws {
        let claimed = try apply(.claim, Sample.item(), Sample.rosa)
        let decided = try apply(.decide(.noAction, reason: "two friends"), claimed, Sample.rosa)
        for step in [CaseStep.claim, .release, .decide(.ban, reason: "x")] {
            #expect(throws: CaseStepError.alreadyDecided) { try apply(step, decided, Sample.rosa) }
        }
        #expect(try apply(.note("seen"), decided, Sample.rosa).state == .decided)
        #expect(throws: CaseStepError.notDecided) { try apply(.reopen(reason: "x"), claimed, Sample.rosa) }
    }

    @Test("another's decision is reopened by a lead or a guardian only, with a reason and a clock of its own")
    func reopen() throws {
        let claimed = try apply(.claim, Sample.item(), Sample.rosa)
        let decided = try apply(.decide(.noAction, reason: "x"), claimed, Sample.rosa)
        #expect(throws: CaseStepError.notAllowed) { try apply(.reopen(reason: "x"), decided, Sample.paul) }
        #expect(throws: CaseStepError.reasonMissing) { try apply(.reopen(reason: ""), decided, Sample.lena) }
        let later = Sample.start + .hours(100)
        let reopened = try steps.apply(
            .reopen(reason: "x"), to: decided, version: decided.version, by: Sample.lena, at: later)
        #expect(reopened.item.dueAt == later + .hours(24))
    }

    @Test("a case about staff does not exist for reviewers, leads, administrators and accounts that are not active")
    func hidden() {
        let item = Sample.item(staff: true)
        var retired = Sample.gus
        retired.active = false
        for reviewer in [Sample.rosa, Sample.lena, Sample.ada, retired] {
            for step in [CaseStep.claim, .note("x"), .reveal(reason: "x"), .release] {
                #expect(throws: CaseStepError.notFound) { try apply(step, item, reviewer) }
            }
        }
        #expect(throws: CaseStepError.notFound) { try apply(.claim, Sample.item(), Sample.ada) }
    }

    @Test("a ban of a member waits for a lead or a guardian who did not propose it")
    func banOfMember() throws {
        let claimed = try apply(.claim, Sample.item(), Sample.rosa)
        let proposed = try apply(.decide(.ban, reason: "clear"), claimed, Sample.rosa)
        #expect(proposed.state == .claimed && proposed.decision?.decidedBy == Sample.rosa.id)
        #expect(throws: CaseStepError.needsSecondPerson) {
            try apply(.decide(.ban, reason: "x"), proposed, Sample.rosa)
        }
        #expect(throws: CaseStepError.notAllowed) { try apply(.decide(.ban, reason: "x"), proposed, Sample.paul) }
        for second in [Sample.lena, Sample.gus] {
            let confirmed = try apply(.decide(.ban, reason: "I agree"), proposed, second)
            #expect(confirmed.state == .decided && confirmed.decision?.confirmedBy == second.id)
        }
    }

    @Test("a ban of staff waits for another guardian to confirm it")
    func twoPeople() throws {
        let claimed = try apply(.claim, Sample.item(staff: true), Sample.gus)
        let proposed = try steps.apply(
            .decide(.ban, reason: "clear"), to: claimed, version: claimed.version, by: Sample.gus, at: Sample.start)
        #expect(proposed.item.state == .claimed)
        #expect(proposed.item.decision?.confirmedBy == nil)
        #expect(proposed.trail.map(\.action) == ["proposed"])
        #expect(throws: CaseStepError.needsSecondPerson) {
            try apply(.decide(.ban, reason: "again"), proposed.item, Sample.gus)
        }
        #expect(throws: CaseStepError.claimedByAnother) {
            try apply(.decide(.warn, reason: "less"), proposed.item, Sample.gina)
        }
        let confirmed = try steps.apply(
            .decide(.ban, reason: "I agree"), to: proposed.item, version: 3, by: Sample.gina, at: Sample.start)
        #expect(confirmed.item.state == .decided)
        #expect(confirmed.item.decision?.decidedBy == Sample.gus.id)
        #expect(confirmed.item.decision?.confirmedBy == Sample.gina.id)
        #expect(confirmed.item.decision?.reason == "clear")
        #expect(confirmed.trail == [.init(action: "confirmed", detail: "ban: I agree")])
    }

    @Test("the first guardian may change their mind, and another may release the case: the proposal falls")
    func proposalFalls() throws {
        let claimed = try apply(.claim, Sample.item(staff: true), Sample.gus)
        let proposed = try apply(.decide(.ban, reason: "clear"), claimed, Sample.gus)
        let milder = try apply(.decide(.timeOut, reason: "after all"), proposed, Sample.gus)
        #expect(milder.state == .claimed && milder.decision?.outcome == .timeOut)
        let none = try apply(.decide(.noAction, reason: "nothing in it"), milder, Sample.gus)
        #expect(none.state == .decided && none.decision?.confirmedBy == nil)
        let released = try apply(.release, proposed, Sample.gina)
        #expect(released.decision == nil && released.state == .open)
    }

    @Test("a second person is asked for where it is irreversible, and for each measure against staff")
    func whenTwo() {
        for policy: PolicyCode in ["minor.solicitation", "staff.misuse"] {
            let staff = Sample.item(staff: true, policy: policy)
            let takesTwo = Decision.Outcome.allCases.filter { CaseSteps.takesTwoPeople($0, on: staff) }
            #expect(takesTwo == [.warn, .timeOut, .ban])
        }
        let takesTwo = Decision.Outcome.allCases.filter { CaseSteps.takesTwoPeople($0, on: Sample.item()) }
        #expect(takesTwo == [.ban])
    }

    @Test("every step that changes something leaves one line on the trail")
    func trail() throws {
        let item = Sample.item()
        let note = try steps.apply(.note("look at Monday"), to: item, version: 1, by: Sample.rosa, at: Sample.start)
        #expect(note.trail == [.init(action: "noted", detail: "look at Monday")])
        let reveal = try steps.apply(
            .reveal(reason: "context"), to: item, version: 1, by: Sample.rosa, at: Sample.start)
        #expect(reveal.trail == [.init(action: "revealed", detail: "context")])
        #expect(throws: CaseStepError.reasonMissing) { try apply(.reveal(reason: ""), item, Sample.rosa) }
    }
}
