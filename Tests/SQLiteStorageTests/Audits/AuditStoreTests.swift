import Casework
import SQLiteStorage
import SafetyModel
import Testing

@Suite("Audits that are kept")
struct AuditStoreTests {
    private func reviewer(_ roles: Set<ReviewerRole>, active: Bool = true) -> Reviewer {
        Reviewer(id: 1, name: "x", roles: roles, language: "en", active: active)
    }

    @Test("guardians are given the whole report, leads theirs, and nobody else any; the newest first")
    func visibility() async throws {
        try await withFolder { folder in
            let store = try Sample.open("\(folder)/vigie.db")
            for (number, community) in ["a", "b", "a"].enumerated() {
                try await store.keepAudit(
                    community: community, report: [UInt8(number)], forLeads: [UInt8(100 + number)],
                    at: Timestamp(milliseconds: Int64(number)))
            }
            let (guardian, lead) = (reviewer([.guardian]), reviewer([.lead]))
            #expect(try await store.auditedCommunities(for: lead) == ["a", "b"])
            #expect(try await store.audits(of: "a", limit: 9, for: guardian).map(\.report) == [[2], [0]])
            #expect(try await store.audits(of: "a", limit: 9, for: lead).map(\.report) == [[102], [100]])
            #expect(try await store.audits(of: "a", limit: 1, for: lead).map(\.at.milliseconds) == [2])
            for other in [reviewer([.reviewer]), reviewer([.administrator]), reviewer([.guardian], active: false)] {
                #expect(try await store.auditedCommunities(for: other).isEmpty)
                #expect(try await store.audits(of: "a", limit: 9, for: other).isEmpty)
            }
            try store.close()
        }
    }

    @Test("of one community the last 366 are kept, and other communities lose nothing by it")
    func bounded() async throws {
        try await withFolder { folder in
            let store = try Sample.open("\(folder)/vigie.db")
            try await store.keepAudit(community: "b", report: [1], forLeads: [1], at: Timestamp(milliseconds: 0))
            for number in 0..<370 {
                try await store.keepAudit(
                    community: "a", report: [], forLeads: [], at: Timestamp(milliseconds: Int64(number)))
            }
            let kept = try await store.audits(of: "a", limit: 1000, for: reviewer([.lead]))
            #expect(kept.count == 366 && kept.last?.at.milliseconds == 4)
            #expect(try await store.audits(of: "b", limit: 1, for: reviewer([.lead])).count == 1)
            try store.close()
        }
    }
}
