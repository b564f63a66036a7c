import Logging
import SafetyModel
import Testing

@testable import LiveConnectors

/// Is not done before the service ends.
private struct SlowCarrier: ActionCarrier {
    let outcome: ActionOutcome

    func carryOut(_ action: PlatformAction) async -> ActionOutcome {
        while !Task.isCancelled { await Task.yield() }
        return outcome
    }
}

/// Takes nothing of a task that was cancelled, as the database does.
private actor OneAction: ActionStore {
    private(set) var settled: [ActionOutcome] = []

    func dueActions(on platform: String, at moment: Timestamp, limit: Int) -> [PlatformAction] {
        [
            PlatformAction(
                id: "decision/1/remove_roles", kind: .removeRoles, community: "1", subject: "2", reference: "A")
        ]
    }

    func settle(_ action: PlatformAction, _ outcome: ActionOutcome, at moment: Timestamp) throws {
        try Task.checkCancellation()
        settled.append(outcome)
    }
}

@Suite("What becomes of tries")
struct ActionDeliveryTests {
    private struct Fault: CustomStringConvertible { let description: String }

    @Test("Parts that were done are named, those that failed are not, and the rest is tried again")
    func named() {
        var tally = ActionTally()
        tally.note(Fault?.none, isPassing: false)
        tally.note(Fault(description: "busy"), isPassing: true)
        #expect(tally.outcome(of: 2, "roles", naming: ["7"]) == .part("1 of 2 roles: 7", fault: "busy"))
        #expect(tally.outcome(of: 2, "rooms") == .failed("1 of 2 rooms; busy"))
    }

    @Test("Where the service ends meanwhile, what was done is written down, and a fault is not")
    func ending() async throws {
        let part = ActionOutcome.part("1 of 2 roles: 7", fault: "nobody answers")
        let done = ActionOutcome.done("1 of 1 roles: 7")
        let cases: [(outcome: ActionOutcome, kept: [ActionOutcome])] = [
            (part, [part]), (done, [done]), (.failed("nobody answers"), []),
        ]
        for (outcome, kept) in cases {
            let store = OneAction()
            let delivery = ActionDelivery(
                platform: "test", store: store, carrier: SlowCarrier(outcome: outcome), logger: Logger(label: "test"),
                now: { Timestamp(milliseconds: 0) })
            let round = Task { try await delivery.round() }
            round.cancel()
            try await round.value
            let settled = await store.settled
            #expect(settled == kept)
        }
    }
}
