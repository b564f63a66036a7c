import Casework
import Connectors
import Console
import Foundation
import Governance
import SQLiteStorage
import SafetyModel
import Simulation
import Testing
import TextAnalysis

@testable import Commands

@Suite("A snapshot that is brought to the console")
struct AuditUploadTests {
    @Test(
        "is audited as vigie audit does it, with the events of the database, and kept",
        arguments: AuditTests.examples.map(\.0))
    func same(_ name: String) async throws {
        let community = try #require(AuditTests.examples.first { $0.0 == name }?.1)
        try await withVigie { vigie in
            let store = try SQLiteStore.open(
                path: vigie.folder.appendingPathComponent("a.db").path, taxonomy: try ShippedTaxonomy.load())
            _ = try await store.append(community.events)
            let upload = try await AuditUploads(store: store).audit(community.discordJSON, at: Clock.now())
            #expect(upload.community == community.snapshot.id && upload.problems.isEmpty && upload.eventsSince == nil)
            let kept = try await store.keptAudits(of: upload.community, limit: 2, withStaff: true)
            let report = try JSONDecoder().decode(AuditReport.self, from: Data(try #require(kept.first).report))
            #expect(Set(report.findings.map(\.id)) == community.planted)
            try store.close()
        }
    }

    @Test("what is none is told with what to do, and nothing is kept")
    func faults() async throws {
        try await withVigie { vigie in
            let store = try SQLiteStore.open(
                path: vigie.folder.appendingPathComponent("a.db").path, taxonomy: try ShippedTaxonomy.load())
            let uploads = AuditUploads(store: store)
            for text in ["", "{", "[]", "{\"a\":1}"] {
                await #expect(throws: AuditUploadFault.self) {
                    try await uploads.audit(Array(text.utf8), at: Clock.now())
                }
            }
            let empty = "{\"roles\":[],\"channels\":[],\"members\":[]}"
            await #expect(throws: AuditUploadFault.self) { try await uploads.audit(Array(empty.utf8), at: Clock.now()) }
            // After a fault the next one has its turn.
            _ = try await uploads.audit(AuditedCommunity.family.discordJSON, at: Clock.now())
            try store.close()
        }
    }
}
