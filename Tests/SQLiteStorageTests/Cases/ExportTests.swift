import Casework
import SQLiteStorage
import SafetyModel
import Testing

@Suite("Cases taken out by the operator")
struct ExportTests {
    @Test("a case comes with its signals, names, texts and the exchange around, and its trail says so")
    func exported() async throws {
        try await withStore { store in
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            _ = try await store.append([
                Sample.message("m1", "one"), Sample.message("m2", from: "b7", to: "a1", "an answer", minute: 1),
                Sample.message("m3", "two", minute: 2), Sample.message("m4", from: "a2", to: "b9", "other", minute: 3),
            ])
            _ = try await store.record(
                [Sample.signal("m1", staff: true), Sample.signal("m3", staff: true, minute: 2)], upTo: 4)
            let id = Visibility.firstNumberAboutStaff
            let outline = try await store.caseOutline(id)
            #expect(outline.item.subjectIsStaff)
            #expect(outline.policies == ["minor.solicitation"])
            let quiet = try await store.caseFile(id, for: gus).trail.map(\.action)
            #expect(!quiet.contains("exported"))

            let exported = try await store.exportCase(id, purpose: "a test", at: Sample.now)
            #expect(exported.events.map(\.text) == ["one", "an answer", "two"])
            #expect(exported.evidence == Set(["m1", "m3"].map { EventKey(source: "test:guild/1", id: $0) }))
            #expect(exported.names["b7"] == "Name of b7")
            #expect(exported.signals.map(\.event.id) == ["m1", "m3"])
            try await store.recordOnTrail(.referenceRecorded, detail: "X: 1", of: id, at: Sample.now)
            let trail = try await store.caseFile(id, for: gus).trail.suffix(2)
            #expect(trail.map(\.action) == ["exported", "reference_recorded"])
            #expect(trail.map(\.detail) == ["a test", "X: 1"])
        }
    }

    @Test("a case that is not there gives nothing, and leaves no line")
    func missing() async throws {
        try await withStore { store in
            let ada = try await Sample.reviewer("ada", [.administrator, .guardian], in: store)
            let before = try await store.auditTrail(before: nil, limit: 50, for: ada).count
            await #expect(throws: CaseStepError.notFound) { try await store.caseOutline(7) }
            await #expect(throws: CaseStepError.notFound) {
                try await store.exportCase(7, purpose: "x", at: Sample.now)
            }
            await #expect(throws: CaseStepError.notFound) {
                try await store.recordOnTrail(.written, detail: "x", of: 7, at: Sample.now)
            }
            #expect(try await store.auditTrail(before: nil, limit: 50, for: ada).count == before)
        }
    }
}
