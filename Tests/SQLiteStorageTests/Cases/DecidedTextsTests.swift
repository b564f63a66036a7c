import Casework
import SQLiteStorage
import SafetyModel
import Testing

@Suite("Texts of decided cases")
struct DecidedTextsTests {
    private func decide(
        _ outcome: Decision.Outcome, on id: Int64, by reviewer: Reviewer, in store: SQLiteStore
    ) async throws {
        let file = try await store.caseFile(id, for: reviewer)
        let claimed = try await store.perform(
            .claim, on: id, version: file.item.version, by: reviewer, at: Sample.start)
        try await store.perform(
            .decide(outcome, reason: "x"), on: id, version: claimed.version, by: reviewer, at: Sample.start)
    }

    @Test("only what subjects wrote counts, of decided cases of the policy, once, and each such case's trail says so")
    func texts() async throws {
        try await withStore { store in
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            _ = try await store.append([
                Sample.message("m1", "one"), Sample.message("m2", from: "b7", to: "a1", "an answer", minute: 1),
                Sample.message("m3", "two", minute: 2), Sample.message("m4", from: "a2", "three"),
                Sample.message("m5", from: "a3", "four"), Sample.message("m6", from: "a4", "five"),
                Sample.message("m7", from: "a5", nil),
            ])
            _ = try await store.record(
                [
                    Sample.signal("m1"), Sample.signal("m3", minute: 2, evidence: ["m1", "m2"]),
                    Sample.signal("m4", subject: "a2"), Sample.signal("m5", policy: "sextortion", subject: "a3"),
                    Sample.signal("m6", subject: "a4"), Sample.signal("m7", subject: "a5"),
                ], upTo: 7)
            try await decide(.timeOut, on: 1, by: gus, in: store)
            try await decide(.noAction, on: 2, by: gus, in: store)
            try await decide(.timeOut, on: 3, by: gus, in: store)
            try await decide(.timeOut, on: 5, by: gus, in: store)
            let texts = try await store.decidedTexts(of: "minor.solicitation", purpose: "a test", at: Sample.now)
            #expect(
                texts == [
                    DecidedText(caseID: 1, reviewer: gus.id, outcome: .timeOut, text: "one"),
                    DecidedText(caseID: 1, reviewer: gus.id, outcome: .timeOut, text: "two"),
                    DecidedText(caseID: 2, reviewer: gus.id, outcome: .noAction, text: "three"),
                ])
            #expect(texts.map(\.isUpheld) == [true, true, false])
            let trail = try await store.auditTrail(before: nil, limit: 100, for: gus)
                .filter { $0.action == "learned_from" }
            #expect(trail.map(\.caseID) == [2, 1])
            #expect(trail.allSatisfy { $0.by == nil && $0.detail == "a test" && $0.at == Sample.now })
        }
    }
}
