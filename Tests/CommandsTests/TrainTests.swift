import Casework
import Foundation
import SQLiteStorage
import SafetyModel
import Testing
import TextAnalysis

@Suite("vigie train")
struct TrainTests {
    private static let places = ["library", "arena", "lobby", "market", "garden", "station", "harbour", "studio"]

    /// A hundred and twenty invented rows that a word tells apart.
    private static func rows(
        _ count: Int = 120, label: (Int) -> String = { $0 % 3 == 0 ? "1" : "0" }
    ) -> String {
        (0..<count).map { number in
            let word = number % 3 == 0 ? "dreadful" : "pleasant"
            return "\(number),a \(word) day number \(number) at the \(places[number % places.count]),\(label(number))"
        }.joined(separator: "\n")
    }

    private static func set(label: (Int) -> String = { $0 % 3 == 0 ? "1" : "0" }) -> String {
        "id,text,label\n" + rows(label: label) + "\n"
    }

    private func train(_ vigie: VigieProcess, _ arguments: String...) throws -> VigieProcess.Outcome {
        try vigie.run(
            ["train", "--policy", "harassment.insult", "--out", "model.vigie", "--date", "2026-11-26"] + arguments)
    }

    @Test("a model is learned, its card says of what, and evaluate reads it; the same again gives the same bytes")
    func learns() async throws {
        try await withVigie { vigie in
            try vigie.write("set.csv", Self.set())
            var files: [Data] = []
            for _ in 0..<2 {
                let outcome = try train(vigie, "--data", "set.csv", "--licence", "CC0-1.0", "--json")
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(try #require(outcome.json["pr_auc_valid"] as? Double) > 0.99)
                files.append(try Data(contentsOf: vigie.folder.appendingPathComponent("model.vigie")))
            }
            #expect(files[0] == files[1])
            #expect(files[0].count < 2 << 20)
            let card = try vigie.run("train", "--card", "model.vigie").output
            for words in ["harassment.insult", "CC0-1.0", "2026-11-26", "set.csv (sha256 ", "intended use", "limits"] {
                #expect(card.contains(words), "\(words)")
            }
            #expect(!card.contains("dreadful"))
            let judged = try vigie.run(
                "evaluate", "--messages", "set.csv", "--policy", "harassment.insult", "--model", "model.vigie", "--json"
            )
            #expect(try #require(judged.json["pr_auc"] as? Double) > 0.99)
        }
    }

    @Test(
        "what nothing can be learned from is told with its reason, and the model that was there stays",
        arguments: [
            ("empty.csv", Data(), "no rows"), ("head.csv", Data("id,text,label\n".utf8), "no rows"),
            ("column.csv", Data("id,txt,label\n1,a,1\n".utf8), "did you mean “txt”?"),
            ("wide.csv", Data([0xFF, 0xFE, 0x69, 0x00, 0x0A, 0x00]), "UTF-16"),
            ("one.csv", Data(set { _ in "1" }.utf8), "both are needed"),
        ] as [(String, Data, String)])
    func refuses(name: String, bytes: Data, words: String) async throws {
        try await withVigie { vigie in
            try vigie.write("model.vigie", "what was there")
            try vigie.write(name, bytes)
            let outcome = try train(vigie, "--data", name)
            #expect(outcome.status == 3, "\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            let kept = try Data(contentsOf: vigie.folder.appendingPathComponent("model.vigie"))
            #expect(kept == Data("what was there".utf8))
        }
    }

    @Test(
        "anything but one kind of training is refused with what to say instead",
        arguments: [
            ([], "--data"), (["--data", "a.csv", "--out", "m"], "--policy"),
            (["--from-decisions", "--out", "m"], "--from-decisions needs --policy"),
            (["--from-decisions", "--data", "a.csv", "--policy", "spam", "--out", "m"], "one by one"),
            (["--data", "a.csv", "--policy", "spam"], "--out"),
            (["--from-decisions", "--policy", "spam", "--out", "vigie.db"], "a file of its own"),
        ] as [([String], String)])
    func usage(arguments: [String], words: String) async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run(["train"] + arguments)
            #expect(outcome.status == 2, "\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    // MARK: Decisions

    /// A database in which three reviewers decided cases about messages: dreadful ones upheld, pleasant ones not.
    private func decided(_ vigie: VigieProcess, cases: Int, dismissing: Bool = true) async throws {
        let store = try SQLiteStore.open(
            path: vigie.folder.appendingPathComponent("vigie.db").path, taxonomy: try ShippedTaxonomy.load())
        let start = Timestamp(milliseconds: 1_781_640_000_000)
        var reviewers: [Reviewer] = []
        for name in ["ana", "ben", "chloe"] {
            reviewers.append(
                try await store.create(
                    name: name, passwordHash: "hash", roles: [.guardian], language: "en", by: nil, at: start))
        }
        var events: [Event] = []
        var signals: [Signal] = []
        for number in 0..<cases {
            let member = Member(id: "s\(number)")
            let time = start + .minutes(number)
            let word = number % 2 == 0 ? "dreadful" : "pleasant"
            let event = Event(
                id: "m\(number)", source: "test", type: .messagePosted, time: time, community: "c",
                channel: Channel(id: "lobby", kind: .text), actor: member, target: Member(id: "b"),
                body: .message(Message(text: "a \(word) day at the \(Self.places[number / 2 % 8]) number \(number)")))
            events.append(event)
            signals.append(
                Signal(
                    policy: "harassment.insult", score: 0.8, community: "c", subject: member.id, subjectName: nil,
                    subjectIsStaff: false, counterpart: "b", counterpartName: nil, time: time, event: event.key,
                    detector: Detector(name: "test", version: 1),
                    evidence: [EvidenceReference(event: event.key, time: time, author: member.id)], contributions: []))
        }
        _ = try await store.append(events)
        _ = try await store.record(signals, upTo: Int64(cases))
        for number in 0..<cases {
            let reviewer = reviewers[number % 3]
            let id = Int64(number + 1)
            let claimed = try await store.perform(.claim, on: id, version: 1, by: reviewer, at: start)
            let outcome: Decision.Outcome = dismissing && number % 2 == 1 ? .noAction : .warn
            try await store.perform(
                .decide(outcome, reason: "test"), on: id, version: claimed.version, by: reviewer, at: start)
        }
        try store.close()
    }

    private func trail(_ vigie: VigieProcess) async throws -> [AuditEntry] {
        let store = try SQLiteStore.open(
            path: vigie.folder.appendingPathComponent("vigie.db").path, taxonomy: try ShippedTaxonomy.load())
        let ana = try #require(try await store.reviewer(named: "ana")).reviewer
        let entries = try await store.auditTrail(before: nil, limit: 1000, for: ana)
        try store.close()
        return entries.filter { $0.action == "learned_from" }
    }

    @Test("decisions become a model, validated on a reviewer held out; that texts were read is on each case's trail")
    func decisions() async throws {
        try await withVigie { vigie in
            try await decided(vigie, cases: 90)
            let outcome = try train(vigie, "--from-decisions", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.json["n"] as? Int == 90)
            #expect(try #require(outcome.json["pr_auc_valid"] as? Double) > 0.99)
            let card = try vigie.run("train", "--card", "model.vigie").output
            #expect(card.contains("90 texts of 90 decided cases of 3 reviewers"))
            #expect(card.contains("held out"))
            #expect(!card.contains("ana"))
            let entries = try await trail(vigie)
            #expect(Set(entries.compactMap(\.caseID)).count == 90)
            #expect(entries.allSatisfy { $0.by == nil && $0.detail.contains("harassment.insult") })
        }
    }

    @Test(
        "too few decisions, decisions of one kind and a database that is not there are refused",
        arguments: [(40, true, "at least 50"), (60, false, "both are needed"), (0, true, "there is no database")])
    func fewDecisions(cases: Int, dismissing: Bool, words: String) async throws {
        try await withVigie { vigie in
            if cases > 0 { try await decided(vigie, cases: cases, dismissing: dismissing) }
            let outcome = try train(vigie, "--from-decisions")
            #expect(outcome.status == 3, "\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(!vigie.exists("model.vigie") && (cases > 0 || !vigie.exists("vigie.db")))
        }
    }
}
