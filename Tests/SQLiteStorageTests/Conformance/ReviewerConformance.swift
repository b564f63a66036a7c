import Casework
import SafetyModel
import Testing

/// What every store of accounts must do; see ``LogConformance``.
enum ReviewerConformance {
    static func keepsAccounts(_ store: any WholeStore) async throws {
        #expect(try await store.reviewerCount() == 0)
        let ada = try await Sample.reviewer("Ada", [.administrator, .guardian], in: store)
        #expect(try await store.reviewerCount() == 1)
        #expect(try await store.reviewer(id: ada.id) == ada)
        let found = try #require(try await store.reviewer(named: "ADA"))
        #expect(found.reviewer == ada && found.passwordHash == "hash")
        #expect(try await store.reviewer(named: "eve") == nil)
        await #expect(throws: ReviewerStoreError.nameTaken) { try await Sample.reviewer("ada", [.lead], in: store) }
        for name in ["", "a", " ab", "ab ", "a\nb", "a\u{202E}b", "a\u{0}b", String(repeating: "a", count: 65)] {
            await #expect(throws: ReviewerStoreError.nameInvalid) {
                try await Sample.reviewer(name, [.lead], in: store)
            }
        }
        try await store.setPassword(hash: "other", of: ada.id, by: ada.id, at: Sample.start)
        #expect(try await store.reviewer(named: "Ada")?.passwordHash == "other")
        await #expect(throws: ReviewerStoreError.notFound) {
            try await store.setPassword(hash: "x", of: 99, by: nil, at: Sample.start)
        }
        let trail = try await store.auditTrail(before: nil, limit: 9, for: ada)
        #expect(trail.map(\.action) == ["password_changed", "account_created"])
        #expect(!trail.contains { $0.detail.contains("other") })
    }

    static func keepsOneAdministrator(_ store: any WholeStore) async throws {
        var ada = try await Sample.reviewer("ada", [.administrator], in: store)
        ada.active = false
        await #expect(throws: ReviewerStoreError.lastAdministrator) {
            try await store.update(ada, by: nil, at: Sample.start)
        }
        ada.active = true
        ada.roles = [.lead]
        await #expect(throws: ReviewerStoreError.lastAdministrator) {
            try await store.update(ada, by: nil, at: Sample.start)
        }
        _ = try await Sample.reviewer("eve", [.administrator], in: store)
        try await store.update(ada, by: nil, at: Sample.start)
        #expect(try await store.reviewer(id: ada.id)?.roles == [.lead])
        #expect(try await store.reviewers().map(\.name) == ["ada", "eve"])
        ada.name = "EVE"
        await #expect(throws: ReviewerStoreError.nameTaken) { try await store.update(ada, by: nil, at: Sample.start) }
        ada.id = 99
        await #expect(throws: ReviewerStoreError.notFound) { try await store.update(ada, by: nil, at: Sample.start) }
    }

    static func keepsSessions(_ store: any WholeStore) async throws {
        _ = try await Sample.reviewer("ada", [.administrator], in: store)
        var rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        let end = Sample.start + .hours(8)
        try await store.openSession(tokenHash: "t1", reviewer: rosa.id, expires: end, at: Sample.start)
        #expect(try await store.session(tokenHash: "t1", at: Sample.start) == rosa)
        #expect(try await store.session(tokenHash: "t2", at: Sample.start) == nil)
        #expect(try await store.session(tokenHash: "t1", at: end) == nil)
        try await store.endSession(tokenHash: "t1", at: Sample.start)
        #expect(try await store.session(tokenHash: "t1", at: Sample.start) == nil)
        // A new password and a closed account end what was open.
        try await store.openSession(tokenHash: "t3", reviewer: rosa.id, expires: end, at: Sample.start)
        try await store.setPassword(hash: "new", of: rosa.id, by: rosa.id, at: Sample.start)
        #expect(try await store.session(tokenHash: "t3", at: Sample.start) == nil)
        try await store.openSession(tokenHash: "t4", reviewer: rosa.id, expires: end, at: Sample.start)
        rosa.active = false
        try await store.update(rosa, by: nil, at: Sample.start)
        #expect(try await store.session(tokenHash: "t4", at: Sample.start) == nil)
        await #expect(throws: ReviewerStoreError.notFound) {
            try await store.openSession(tokenHash: "t5", reviewer: rosa.id, expires: end, at: Sample.start)
        }
    }

    static func givesBackCasesOfClosedAccounts(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        var rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        _ = try await store.record([Sample.signal("m1")], upTo: 1)
        _ = try await store.perform(.claim, on: 1, version: 1, by: rosa, at: Sample.start)
        rosa.active = false
        try await store.update(rosa, by: gus.id, at: Sample.start)
        let file = try await store.caseFile(1, for: gus)
        #expect(file.item.state == .open && file.item.claimedBy == nil)
        #expect(file.trail.last?.action == "released")
    }

    static func auditsWhatIsNoCase(_ store: any WholeStore) async throws {
        let ada = try await Sample.reviewer("ada", [.administrator], in: store)
        try await store.audit(
            action: "sign_in_failed", detail: String(repeating: "x", count: 100_000), by: nil, at: Sample.start)
        let entry = try #require(try await store.auditTrail(before: nil, limit: 1, for: ada).first)
        #expect(entry.action == "sign_in_failed" && entry.detail.count == CaseSteps.textLimit)
    }
}
