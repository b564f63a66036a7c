import Casework
import SQLiteStorage
import SafetyModel
import Testing

@Suite("Staff whom reports name")
struct StaffNamesTests {
    /// Whether a moderator sees the case of a report.
    private func isSeen(accused: String?, text: String) async throws -> Bool {
        var options = SQLiteStore.Options()
        options.receiptCost = 4
        return try await withStore(options: options) { store in
            let staff = ["Zoé", "Mod_Max", "Léonard", "Kevin42"].enumerated().map { number, name in
                var event = Sample.message("m\(number)")
                event.actor = Member(id: "s\(number)", name: name, staff: true)
                return event
            }
            _ = try await store.append(staff)
            let rina = try await Sample.reviewer("rina", [.reviewer], in: store)
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            var draft = ReportDraft()
            draft.community = "c1"
            draft.happening = "pictures"
            draft.accused = accused.map { [$0] } ?? []
            draft.text = text
            let receipt = try #require(ReceiptCode(random: (0..<40).map { UInt8($0) }))
            _ = try await store.file(
                ReportFiling(report: try draft.report(now: Sample.now)), receipt: receipt, at: Sample.now)
            #expect(try await store.queue(QueueFilter(), for: gus).cases.count == 1)
            return try await !store.queue(QueueFilter(), for: rina).cases.isEmpty
        }
    }

    @Test(
        "another spelling of the name of staff is for guardians alone, as the accused and in the text",
        arguments: ["zoe", "ZOE", "modmax", "leonard", "kevin_42", "Kevin 42"])
    func spellings(_ written: String) async throws {
        #expect(try await !isSeen(accused: written, text: "asked me for a picture"))
        #expect(try await !isSeen(accused: nil, text: "it was \(written) who asked me for a picture"))
        #expect(try await !isSeen(accused: "nobody99", text: "\(written) laughed about it"))
    }

    @Test("a letter wrong in the name of the accused is for guardians, another number is somebody else")
    func mistakes() async throws {
        #expect(try await !isSeen(accused: "Leonart", text: "asked me for a picture"))
        #expect(try await isSeen(accused: "kevin43", text: "asked me for a picture"))
    }
}
