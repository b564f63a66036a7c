import Casework
import Console
import Foundation
import SafetyModel
import Testing

@testable import Commands

@Suite("Rules tried on the last days")
struct RehearsalTests {
    private static let noon = Timestamp(milliseconds: 1_781_640_000_000)

    private static func rule(_ name: String, word: String) -> RuleFileText {
        RuleFileText(
            name: "\(name).yaml",
            text: """
                rules:
                  - name: \(name)
                    policy: spam
                    on: [message.posted]
                    when: event.text.contains('\(word)') && actor.count('message.posted', duration('480h')) > 1

                """)
    }

    /// A message a day by a member and one by somebody on the staff, for so many days.
    private static func events(days: Int) -> [Event] {
        (0..<days).flatMap { day in
            [("a1", false), ("boss", true)].map { actor, staff in
                Event(
                    id: "\(day)-\(actor)", source: "test:x", type: .messagePosted, time: noon + .days(day),
                    community: "c", channel: Channel(id: "lobby", kind: .text),
                    actor: Member(id: actor, name: "Name of \(actor)", staff: staff),
                    body: .message(Message(text: day % 2 == 0 ? "a red boat" : "a blue boat")))
            }
        }
    }

    private func withDesk<Value>(_ body: (PipelineRules, Assembly) async throws -> Value) async throws -> Value {
        try await withVigie { vigie in
            let setting = try Assembly.open(try DatabaseOptions.parse(["--db", vigie.folder.path + "/vigie.db"]))
            return try await body(PipelineRules(setting), setting)
        }
    }

    @Test("only the span is counted, though what came before it is known; what is new and what is lost is told")
    func compares() async throws {
        try await withDesk { desk, setting in
            _ = try await setting.store.append(Self.events(days: 20))
            let result = try await desk.rehearse(
                [Self.rule("red", word: "red")], inForce: [Self.rule("blue", word: "blue")],
                since: Self.noon + .days(13), about: [.members])
            #expect(result.isWhole && result.events == 14)
            let rows = Dictionary(uniqueKeysWithValues: result.rows.map { ($0.rule, $0) })
            // Days 14, 16, 18 are red; 13, 15, 17, 19 blue.
            #expect(rows["red"]?.found == 3 && rows["red"]?.gained == 3 && rows["red"]?.lost == 0)
            #expect(rows["blue"]?.found == 0 && rows["blue"]?.lost == 4)
            #expect(rows["red"]?.examples.map(\.subject) == ["a1"])
            // Nothing was stored by it.
            #expect(try await setting.store.allSignals().isEmpty)
        }
    }

    @Test("what is about staff is counted and named for those alone who may see it")
    func hides() async throws {
        try await withDesk { desk, setting in
            _ = try await setting.store.append(Self.events(days: 9))
            for (scopes, found, names) in [
                ([ThresholdScope.members], 3, ["a1"]), ([.members, .staff], 6, ["a1", "boss"]),
            ] {
                let result = try await desk.rehearse(
                    [Self.rule("red", word: "red")], inForce: [], since: Self.noon + .days(3), about: scopes)
                #expect(result.rows.first?.found == found)
                #expect(result.rows.first?.examples.map(\.subject).sorted() == names)
            }
        }
    }

    @Test("one runs at a time, and the next is told to wait")
    func takesTurns() async throws {
        try await withDesk { desk, setting in
            _ = try await setting.store.append(Self.events(days: 400))
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            _ = try await desk.rehearse(
                                [Self.rule("red", word: "red")], inForce: [], since: Self.noon, about: [.members])
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.contains(true))
            let after = try await desk.rehearse([], inForce: [], since: Self.noon, about: [.members])
            #expect(after.rows.isEmpty)
        }
    }

    @Test("names of files are plain, and end as rules or lists do")
    func names() async throws {
        try await withDesk { desk, _ in
            for name in ["a.yaml", "raid.words", "gift-sites.domains", "known.hashes", "x_1.regexes"] {
                #expect(desk.isFileName(name), "\(name)")
            }
            for name in ["", ".yaml", "../a.yaml", "a/b.yaml", "a.txt", "A.yaml", "é.yaml", "a\0.yaml", "a.yaml "] {
                #expect(!desk.isFileName(name), "\(name)")
            }
        }
    }
}
