import Casework
import SQLiteStorage
import SafetyModel
import Testing

@testable import Commands
@testable import LiveConnectors

@Suite("Reports on Discord, filed")
struct DiscordReportDeskTests {
    private func withDesk(_ body: (DiscordReportDesk, SQLiteStore) async throws -> Void) async throws {
        try await withVigie { vigie in
            let store = try SQLiteStore.open(
                path: vigie.folder.appendingPathComponent("a.db").path,
                keyPath: vigie.folder.appendingPathComponent("a.key").path, taxonomy: try Texts.taxonomy(nil),
                clock: { Clock.now() })
            try await body(try DiscordReportDesk(store: store, console: "https://vigie.example.org"), store)
            try store.close()
        }
    }

    private func report(_ id: String = "77", language: Language = .french) -> DiscordReport {
        DiscordReport(
            id: id, community: "500", reporter: "100000000000000041", accused: ["100000000000000042"],
            happening: "pictures", place: "https://discord.com/channels/@me/800/70",
            text: "send me a picture, just for me",
            language: language, locale: "fr")
    }

    private func code(in text: String) throws -> String {
        try #require(text.split(separator: "**").first { $0.allSatisfy { $0.isNumber || $0 == " " } && $0.count > 20 })
            .description
    }

    @Test("a report is filed once, its code follows it, and help is named")
    func files() async throws {
        try await withDesk { desk, store in
            let answer = try await desk.file(report())
            #expect(answer.text.contains("C’est reçu") && answer.text.contains("17"))
            #expect(answer.link?.address == "https://vigie.example.org/report/status")
            let status = try await desk.status(code: try code(in: answer.text), language: .english)
            #expect(status.text.contains("Received") && status.text.contains("Answer due"))
            let again = try await desk.file(report())
            #expect(again.text.contains("déjà reçu") && !again.text.contains("**"))
        }
    }

    @Test("what cannot be filed says what to do, in the member's language")
    func refused() async throws {
        try await withDesk { desk, _ in
            var empty = report(language: .english)
            (empty.accused, empty.place, empty.text) = ([], "", "")
            let nothing = try await desk.file(empty).text
            #expect(nothing.contains("who, where or what"))
            var unknown = report(language: .english)
            unknown.happening = "weather"
            let odd = try await desk.file(unknown).text
            #expect(odd.contains("Choose what it is"))
        }
    }

    @Test(
        "a code that is mistyped, too short or nobody's says so",
        arguments: ["042", "letters", String(repeating: "0", count: 21)])
    func codes(code: String) async throws {
        try await withDesk { desk, _ in
            let answer = try await desk.status(code: code, language: .english)
            #expect(answer.link == nil && answer.text.contains("code"))
        }
    }

    @Test("moderators are told of a case and nothing of what is in it, and of none against staff")
    func notices() async throws {
        try await withDesk { desk, _ in
            let (none, start) = try await desk.notices(for: ["500"], after: nil)
            #expect(none.isEmpty)
            _ = try await desk.file(report())
            let (notices, position) = try await desk.notices(for: ["500"], after: start)
            let notice = try #require(notices.first)
            #expect(notices.count == 1 && notice.link?.hasPrefix("https://vigie.example.org/cases/") == true)
            for told in [notice.text.fr, notice.text.en] {
                // The moment by which it is due has any digits.
                let text = told.replacing(/<t:[0-9]+:R>/, with: "")
                #expect(
                    text != told && !text.contains("picture") && !text.contains("100000000000000042")
                        && !text.contains("41"))
            }
            #expect(try await desk.notices(for: ["500"], after: position).notices.isEmpty)
            #expect(try await desk.notices(for: ["501"], after: start).notices.isEmpty)
        }
    }

    @Test("who looks at a case takes it in the console where their account is known, else it is on the trail")
    func looks() async throws {
        try await withDesk { plain, store in
            let rina = try await store.create(
                name: "rina", passwordHash: "x", roles: [.reviewer], language: "en", by: nil, at: Clock.now())
            _ = try await store.create(
                name: "leo", passwordHash: "x", roles: [.lead], language: "en", by: nil, at: Clock.now())
            let desk = try DiscordReportDesk(store: store, console: nil, reviewers: ["70": "rina", "71": "leo"])
            _ = try await desk.file(report())
            let item = try #require(
                try await store.openedCases(in: ["500"], after: (Clock.now() - .days(1), 0), limit: 9).first)
            let notice = "case-\(item.id)"
            #expect(try await desk.look(at: notice, by: "69", in: "500") == .recorded)
            #expect(try await desk.look(at: notice, by: "69", in: "500") == .recorded)
            #expect(try await desk.look(at: notice, by: "70", in: "500") == .claimed)
            #expect(try await desk.look(at: notice, by: "70", in: "500") == .claimed)
            #expect(try await desk.look(at: notice, by: "71", in: "500") == .refused(DiscordWords.takenByAnother))
            // Another server's, one about whoever asks, and one that is not there are answered alike.
            for (notice, user, guild) in [
                (notice, "70", "501"), (notice, "100000000000000042", "500"), ("case-99", "70", "500"),
            ] {
                #expect(try await desk.look(at: notice, by: user, in: guild) == .refused(DiscordWords.nothingToTake))
            }
            let file = try await store.caseFile(item.id, for: rina)
            #expect(file.item.claimedBy == rina.id)
            #expect(file.trail.filter { $0.action == "looked_at" }.map(\.detail) == ["Discord 69"])
        }
    }

    @Test("a case about staff is answered as one that is not there, whoever asks")
    func looksAtStaff() async throws {
        try await withDesk { _, store in
            _ = try await store.create(
                name: "gaia", passwordHash: "x", roles: [.guardian], language: "en", by: nil, at: Clock.now())
            let desk = try DiscordReportDesk(store: store, console: nil, reviewers: ["70": "gaia"])
            let event = Event(
                id: "m1", source: "discord:guild/500", type: .messagePosted, time: Clock.now(), community: "500",
                actor: Member(id: "42", staff: true), target: Member(id: "43"))
            _ = try await store.append([event])
            let signal = Signal(
                policy: "harassment.insult", score: 0.9, community: "500", subject: "42", subjectIsStaff: true,
                counterpart: "43", time: event.time, event: EventKey(source: event.source, id: "m1"),
                detector: Detector(name: "test", version: 1))
            _ = try await store.record([signal], upTo: 1)
            for user in ["69", "70"] {
                #expect(try await desk.look(at: "case-1", by: user, in: "500") == .refused(DiscordWords.nothingToTake))
            }
        }
    }
}
