import Casework
import Connectors
import Governance
import SQLiteStorage
import SafetyModel
import Simulation
import Testing

@testable import Console

/// Reads and audits for real, without the events of the database: those are tested with the command.
struct StoreAudits: AuditDesk {
    let store: SQLiteStore

    func audit(_ snapshot: [UInt8], at moment: Timestamp) async throws -> AuditUpload {
        let reading: SnapshotReading
        do throws(SnapshotFault) {
            reading = try SnapshotReader.read(snapshot)
        } catch {
            throw AuditUploadFault.unreadable(error.text)
        }
        let standing = AuditStanding(reading.snapshot)
        guard !standing.isEmpty else { throw AuditUploadFault.empty(reading.problems) }
        let report = CommunityAudit(standing: standing, activity: nil).report(at: moment, problems: reading.problems)
        try await KeptAudits.keep(report, in: store)
        return AuditUpload(community: report.community.id, problems: reading.problems)
    }
}

@Suite("Snapshots that are brought to the page of audits")
struct SnapshotUploadTests {
    @Test("a guardian brings one and reads its audit; the file's name is nothing to the page")
    func brought() async throws {
        try await withConsole(takesSnapshots: true) { _, browser in
            try await browser.signIn("gus")
            #expect(try await browser.get("/audit").body.contains("type=\"file\""))
            let answer = try await browser.upload("/audit", AuditedCommunity.story.discordJSON, named: "snapshot")
            #expect(answer.status == .ok && answer.body.contains("Audited and kept"))
            #expect(answer.body.contains("audit.everyone_can_mention_everyone"))
            let leo = browser.another()
            try await leo.signIn("leo")
            let seen = try await leo.get("/audit")
            #expect(seen.body.contains("audit.everyone_can_mention_everyone") && !seen.body.contains("type=\"file\""))
        }
    }

    @Test("an administrator brings one and is told that it was kept, and of the report nothing")
    func administrator() async throws {
        try await withConsole(takesSnapshots: true) { harness, browser in
            try await browser.signIn("ada")
            #expect(try await browser.get("/audit").status == .ok)
            let answer = try await browser.upload("/audit", AuditedCommunity.story.discordJSON, named: "snapshot")
            #expect(answer.status == .ok && answer.body.contains("Audited and kept"))
            #expect(!answer.body.contains("audit.everyone_can_mention_everyone"))
            let kept = try await harness.store.keptAudits(
                of: AuditedCommunity.story.snapshot.id, limit: 5, withStaff: true)
            #expect(kept.count == 1)
        }
    }

    @Test(
        "what is no snapshot is answered with what is wrong, and nothing is kept",
        arguments: [
            ("", "Choose a file first"), ("{\"roles\":[{\"id\":", "cut short"), ("not JSON", "not JSON"),
            ("{\"message\":\"Missing Access\",\"code\":50001}", "refusal"), ("{\"a\":1}", "neither a Discord guild"),
            ("{\"roles\":[],\"channels\":[],\"members\":[]}", "nothing to audit"), ("PK\u{3}\u{4}", "compressed"),
        ])
    func bad(_ text: String, _ told: String) async throws {
        try await withConsole(takesSnapshots: true) { harness, browser in
            try await browser.signIn("gus")
            let answer = try await browser.upload("/audit", Array(text.utf8), named: "snapshot")
            #expect(answer.status == .unprocessableContent, "\(answer.status)")
            #expect(answer.body.contains(told), "\(told)")
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            #expect(try await harness.store.auditedCommunities(for: gus).isEmpty)
        }
    }

    @Test("what does not fit together is told, and the rest is audited")
    func halfBroken() async throws {
        try await withConsole(takesSnapshots: true) { _, browser in
            try await browser.signIn("gus")
            let guild = """
                {"id":"1","name":"<b>x","owner_id":"404","roles":[{"id":"1","name":"@everyone","permissions":"8"},
                {"id":"1","name":"twice","permissions":"99999999999999999999999999"}],"channels":[],
                "members":[{"user":{"id":"5"},"roles":["77"]}]}
                """
            let answer = try await browser.upload("/audit", Array(guild.utf8), named: "snapshot")
            #expect(answer.status == .ok && answer.body.contains("the rest was audited"))
            #expect(answer.body.contains("&lt;b&gt;x") && !answer.body.contains("<b>x"))
        }
    }

    @Test("leads, reviewers and who is not signed in bring nothing; a form of another page is not believed")
    func refused() async throws {
        try await withConsole(takesSnapshots: true) { _, browser in
            let file = AuditedCommunity.family.discordJSON
            #expect(try await browser.upload("/audit", file, named: "snapshot").status == .seeOther)
            for name in ["leo", "rina"] {
                let other = browser.another()
                try await other.signIn(name)
                #expect(try await other.upload("/audit", file, named: "snapshot").status == .forbidden)
            }
            let forged = browser.another()
            try await forged.signIn("gus")
            let answer = try await forged.send(
                "/audit", method: .post, headers: [.contentType: "multipart/form-data; boundary=XyZ"],
                body: .init(
                    string:
                        "--XyZ\r\nContent-Disposition: form-data; name=\"snapshot\"; filename=\"a\"\r\n\r\n{}\r\n--XyZ--\r\n"
                ))
            #expect(answer.status == .forbidden || answer.status == .badRequest, "\(answer.status)")
        }
    }

    @Test("a file beyond the bound is read past and answered so")
    func large() async throws {
        try await withConsole(takesSnapshots: true) { _, browser in
            try await browser.signIn("gus")
            let file = [UInt8](repeating: UInt8(ascii: " "), count: (64 << 20) + 1)
            let answer = try await browser.upload("/audit", file, named: "snapshot")
            #expect(answer.status == .contentTooLarge && answer.body.contains("64 MiB"))
        }
    }
}
