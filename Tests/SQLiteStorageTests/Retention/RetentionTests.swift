import Casework
import Foundation
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("Evidence past its time")
struct RetentionTests {
    private struct Setting {
        var store: SQLiteStore
        var rosa, gus, gina: Reviewer
    }

    private static let rules = RetentionRules(days: ["minor.solicitation": 365, "harassment.insult": 30])
    private static let longAfter = Sample.now + .days(400)

    /// A decided case about insults (m1) and one about solicitation (m2, and m1 of which it also speaks).
    private func withDecided(
        deciding: Set<Int64> = [1, 2], forgotten: Bool = true, _ body: (Setting) async throws -> Void
    ) async throws {
        try await withStore { store in
            let setting = Setting(
                store: store, rosa: try await Sample.reviewer("rosa", [.reviewer], in: store),
                gus: try await Sample.reviewer("gus", [.guardian], in: store),
                gina: try await Sample.reviewer("gina", [.guardian], in: store))
            _ = try await store.append([
                Sample.message("m1"), Sample.message("m2", from: "a2"), Sample.message("m3", from: "a1"),
            ])
            _ = try await store.record(
                [
                    Sample.signal("m1", policy: "harassment.insult"),
                    Sample.signal("m2", subject: "a2", evidence: ["m1"]),
                    Sample.signal("m3", policy: "harassment.insult"),
                ], upTo: 3)
            for id in deciding.sorted() {
                for step in [CaseStep.claim, .decide(.warn, reason: "seen")] {
                    let version = try await store.caseFile(id, for: setting.rosa).item.version
                    try await store.perform(step, on: id, version: version, by: setting.rosa, at: Sample.now)
                }
            }
            if forgotten { try await store.forgetContext(before: Sample.now + .days(2)) }
            try await body(setting)
        }
    }

    private func texts(_ id: Int64, _ setting: Setting) async throws -> [String: ExchangeEntry] {
        let version = try await setting.store.caseFile(id, for: setting.gus).item.version
        try await setting.store.perform(
            .reveal(reason: "x"), on: id, version: version, by: setting.gus, at: Sample.now)
        let entries = try await setting.store.exchange(
            id, counterpart: nil, withText: true, limit: 50, for: setting.gus)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.event.id, $0) })
    }

    @Test("evidence is deleted when all its cases are past their time; the ledger, the case and the dossier say so")
    func deletes() async throws {
        try await withDecided { setting in
            let early = try await setting.store.applyRetention(Self.rules, at: Sample.now + .days(40))
            // m1 belongs to the case about solicitation too, and is needed for longer.
            #expect(early.due == ["harassment.insult 30d": 1] && early.waiting == 1)
            var seen = try await texts(1, setting)
            #expect(seen["m3"]?.text == nil && seen["m3"]?.deleted?.rule == "harassment.insult 30d")
            #expect(seen["m1"]?.text == "hello" && seen["m1"]?.deleted == nil)
            let late = try await setting.store.applyRetention(Self.rules, at: Self.longAfter)
            #expect(late.due == ["minor.solicitation 365d": 2] && late.waiting == 0)
            seen = try await texts(2, setting)
            #expect(seen["m1"]?.hasText == false && seen["m2"]?.deleted?.at == Self.longAfter)
            let exported = try await setting.store.exportCase(2, purpose: "test", at: Self.longAfter)
            #expect(exported.deleted.values.map(\.rule) == ["minor.solicitation 365d", "minor.solicitation 365d"])
            #expect(
                exported.trail.contains { $0.action == "evidence_deleted" && $0.detail == "2: minor.solicitation 365d" }
            )
            let audit = try await setting.store.auditLedger()
            #expect(audit.problem == nil && audit.erased == 3)
            let again = try await setting.store.applyRetention(Self.rules, at: Self.longAfter)
            #expect(again.due.isEmpty)
        }
    }

    @Test("a trial counts the same and changes nothing")
    func trial() async throws {
        try await withDecided { setting in
            let before = try await setting.store.check().counts
            let report = try await setting.store.applyRetention(Self.rules, isTrial: true, at: Self.longAfter)
            #expect(report.due.values.reduce(0, +) == 3)
            #expect(try await setting.store.check().counts == before)
            #expect(try await texts(2, setting)["m2"]?.text == "hello")
        }
    }

    @Test("what a case under way still needs, what no rule names and what is in the context window stays")
    func stays() async throws {
        try await withDecided(deciding: [1]) { setting in
            let report = try await setting.store.applyRetention(Self.rules, at: Self.longAfter)
            #expect(report.due == ["harassment.insult 30d": 1] && report.waiting == 1)
        }
        try await withDecided { setting in
            let some = RetentionRules(days: ["harassment.insult": 30])
            let few = try await setting.store.applyRetention(some, at: Self.longAfter)
            #expect(few.due == ["harassment.insult 30d": 1])
            let none = try await setting.store.applyRetention(RetentionRules(), at: Self.longAfter)
            #expect(none == RetentionReport())
        }
        try await withDecided(forgotten: false) { setting in
            let report = try await setting.store.applyRetention(Self.rules, at: Self.longAfter)
            #expect(report.due.isEmpty && report.waiting == 3)
        }
    }

    @Test("held evidence is never deleted; one guardian holds, and two lift")
    func holds() async throws {
        try await withDecided { setting in
            let store = setting.store
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.perform(.set(reason: "x"), on: 2, by: setting.rosa, at: Sample.now)
            }
            await #expect(throws: CaseStepError.reasonMissing) {
                try await store.perform(.set(reason: " "), on: 2, by: setting.gus, at: Sample.now)
            }
            try await store.perform(.set(reason: "the court asked"), on: 2, by: setting.gus, at: Sample.now)
            await #expect(throws: CaseStepError.self) {
                try await store.perform(.set(reason: "again"), on: 2, by: setting.gina, at: Sample.now)
            }
            var report = try await store.applyRetention(Self.rules, at: Self.longAfter)
            #expect(report.due == ["harassment.insult 30d": 1] && report.held == 2)
            try await store.perform(.lift(reason: "over"), on: 2, by: setting.gus, at: Sample.now)
            await #expect(throws: CaseStepError.needsSecondPerson) {
                try await store.perform(.lift(reason: "over"), on: 2, by: setting.gus, at: Sample.now)
            }
            #expect(try await store.hold(on: 2, for: setting.rosa)?.proposal == "over")
            try await store.perform(.keep(reason: "not yet"), on: 2, by: setting.gina, at: Sample.now)
            try await store.perform(.lift(reason: "over"), on: 2, by: setting.gina, at: Sample.now)
            report = try await store.applyRetention(Self.rules, at: Self.longAfter)
            #expect(report.held == 2)
            try await store.perform(.lift(reason: "agreed"), on: 2, by: setting.gus, at: Sample.now)
            #expect(try await store.hold(on: 2, for: setting.gus) == nil)
            report = try await store.applyRetention(Self.rules, at: Self.longAfter)
            #expect(report.due == ["minor.solicitation 365d": 2])
            let actions = try await store.caseFile(2, for: setting.gus).trail.map(\.action)
            for action in ["hold_set", "hold_lift_proposed", "hold_kept", "hold_lifted"] {
                #expect(actions.contains(action), "\(action)")
            }
        }
    }

    @Test("neither the key nor the words of deleted evidence are left in the files of the database")
    func bytes() async throws {
        try await withDecided { setting in
            let store = setting.store
            let (wrapped, sealed) = try await store.pool.read { db in
                try (
                    Data.fetchOne(db, sql: "SELECT wrapped FROM evidence_keys WHERE sequence = 2") ?? Data(),
                    Data.fetchOne(db, sql: "SELECT sealed FROM evidence WHERE sequence = 2") ?? Data()
                )
            }
            #expect(wrapped.count > 40 && !sealed.isEmpty)
            try await store.truncateLog()
            let path = URL(fileURLWithPath: store.path)
            #expect(try Data(contentsOf: path).range(of: wrapped) != nil)
            _ = try await store.applyRetention(Self.rules, at: Self.longAfter)
            for ending in ["", "-wal"] {
                let file = (try? Data(contentsOf: URL(fileURLWithPath: store.path + ending))) ?? Data()
                #expect(file.range(of: wrapped) == nil && file.range(of: sealed) == nil, "\(ending)")
            }
        }
    }

    @Test("community staff learn nothing of a hold on a case about staff")
    func hidden() async throws {
        try await withDecided { setting in
            _ = try await setting.store.record([Sample.signal("m9", subject: "s1", staff: true)], upTo: 3)
            let id = Visibility.firstNumberAboutStaff
            await #expect(throws: CaseStepError.notFound) {
                try await setting.store.hold(on: id, for: setting.rosa)
            }
            await #expect(throws: CaseStepError.notFound) {
                try await setting.store.perform(.set(reason: "x"), on: id, by: setting.rosa, at: Sample.now)
            }
        }
    }
}
