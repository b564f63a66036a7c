import Foundation
import Ledger
import SQLiteStorage
import SafetyModel
import Testing

@testable import Commands

@Suite("Entries of nothing")
struct LedgerPaddingTests {
    /// A generator that a test can repeat.
    private struct Steps: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test("most minutes have none, some have one to four, so growth alone tells nothing")
    func varies() {
        var generator = Steps(state: 7)
        let counts = (0..<4000).map { _ in LedgerCheckpoints.padding(using: &generator) }
        #expect(Set(counts) == [0, 1, 2, 3, 4])
        #expect((3300...3700).contains(counts.count { $0 == 0 }))
    }

    @Test("the ledger with them is sound")
    func sound() async throws {
        try await withVigie { vigie in
            let setting = try Assembly.open(try DatabaseOptions.parse(["--db", vigie.folder.path + "/vigie.db"]))
            _ = try await setting.store.enter(
                (0..<300).map { _ in
                    LedgerItem(
                        kind: .padding, time: Clock.now(), reference: EntryReference(.document, 0), content: [])
                })
            try await setting.store.signCheckpoint()
            #expect(try await setting.store.auditLedger().problem == nil)
        }
    }
}
