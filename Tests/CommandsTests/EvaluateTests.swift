import Foundation
import Testing

/// Small invented data sets.
enum EvaluateSets {
    static let messages = """
        id,text,label,functionality,variety
        1,"I will find where you live and kill you",1,threat,en
        2,"we meet at the library, at five",0,plain,en
        3,"he wrote ""I will kill you"" and I reported it",0,quoted,en
        4,"tu vas mourir ce soir, je sais où tu habites",1,threat,fr
        5,"à demain, bonne nuit",0,plain,fr
        6,"this game kills me",0,plain,en

        """

    /// Somebody offers, asks, wants secrecy and threatens; and two who plan an afternoon.
    static let conversations = [
        conversation(
            "c1", label: "1", policy: "minor.solicitation",
            [
                ("a", "b", "hi, how old are you?"), ("b", "a", "i'm 13"), ("a", "b", "you are so mature for your age"),
                ("b", "a", "thanks"),
                ("a", "b", "i give you the vip role if you send me a picture of you, just for me"),
                ("b", "a", "hmm"), ("a", "b", "don't tell your parents, it is our secret"), ("b", "a", "no"),
                ("a", "b", "send me a picture or i show your messages to everyone"), ("b", "a", "please stop"),
            ]),
        conversation(
            "c2", label: "0", policy: "minor.grooming",
            [
                ("a", "b", "are you coming to the library at five?"), ("b", "a", "yes, with my brother"),
                ("a", "b", "great, bring the board game"), ("b", "a", "ok see you"),
            ]),
    ]

    static func conversation(_ id: String, label: String, policy: String, _ lines: [(String, String, String)]) -> String
    {
        let messages = lines.enumerated().map { index, line in
            """
            {"id":"m\(index)","from":"\(line.0)","to":"\(line.1)","channel":"direct",\
            "time":"2026-01-05T20:\(10 + index):00Z","text":"\(line.2)"}
            """
        }
        return """
            {"id":"\(id)","label":\(label),"actor":"a","target":"b","policy":"\(policy)","language":"en",\
            "messages":[\(messages.joined(separator: ","))],"context":{"actor":{"staff":true},\
            "target":{"joinedAt":"2026-01-04T10:00:00Z"}}}
            """
    }
}

@Suite("vigie evaluate")
struct EvaluateTests {
    private func evaluate(_ vigie: VigieProcess, _ arguments: String...) throws -> VigieProcess.Outcome {
        try vigie.run(["evaluate"] + arguments)
    }

    // MARK: Messages

    @Test("messages are scored by the shipped model, and told by column")
    func messages() async throws {
        try await withVigie { vigie in
            try vigie.write("set.csv", EvaluateSets.messages)
            let outcome = try evaluate(
                vigie, "--messages", "set.csv", "--policy", "violence.threat", "--by", "functionality", "--by",
                "variety",
                "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let json = outcome.json
            #expect(json["n"] as? Int == 6)
            for key in ["macro_f1", "roc_auc", "pr_auc", "ece"] { #expect(json[key] is Double, "\(key)") }
            let entries = try #require(json["by_id"] as? [[String: Any]])
            #expect(entries.map { $0["id"] as? String } == ["1", "2", "3", "4", "5", "6"])
            #expect(entries.allSatisfy { $0["score"] is Double && $0["label"] is Int })
            let by = try #require(json["by"] as? [String: [String: [String: Any]]])
            #expect(by["functionality"]?["plain"]?["n"] as? Int == 3)
            #expect(by["functionality"]?["plain"]?["false_alarm_rate"] is Double)
            #expect(by["functionality"]?["threat"]?["false_alarm_rate"] is NSNull)
            #expect(by["variety"]?["fr"]?["accuracy"] is Double)
            let table = try evaluate(vigie, "--messages", "set.csv", "--policy", "violence.threat", "--by", "variety")
            #expect(table.output.contains("ROC-AUC") && table.output.contains("variety"))
        }
    }

    @Test("columns can be mapped, positive values named, rows chosen, and JSONL gives what CSV gives")
    func mapping() async throws {
        try await withVigie { vigie in
            try vigie.write(
                "set.tsv",
                "nr\tbody\tclass\tsplit\n7\thello\tnot\ttest\n8\ti will kill you\tHateful\ttest\n9\tx\tnot\ttrain\n")
            try vigie.write(
                "set.jsonl",
                "{\"id\":7,\"text\":\"hello\",\"label\":0}\n{\"id\":8,\"text\":\"i will kill you\",\"label\":true}\n")
            let mapped = try evaluate(
                vigie, "--messages", "set.tsv", "--policy", "violence.threat", "--id-column", "nr", "--text-column",
                "body",
                "--label-column", "class", "--positive", "hateful", "toxic", "--where", "split=test", "--json")
            #expect(mapped.status == 0, "\(mapped.errors)")
            let plain = try evaluate(vigie, "--messages", "set.jsonl", "--policy", "violence.threat", "--json")
            #expect(mapped.json["n"] as? Int == 2)
            #expect(mapped.json["by_id"] as? NSArray == plain.json["by_id"] as? NSArray)
            #expect(mapped.json["by_id"] != nil)
        }
    }

    @Test("one class only gives null where a figure does not exist")
    func oneClass() async throws {
        try await withVigie { vigie in
            try vigie.write("set.csv", "id,text,label\n1,good morning,0\n2,good night,0\n")
            let outcome = try evaluate(
                vigie, "--messages", "set.csv", "--policy", "violence.threat", "--json", "--html", "page.html")
            #expect(outcome.status == 0, "\(outcome.errors)")
            for key in ["macro_f1", "roc_auc", "pr_auc", "precision", "recall"] {
                #expect(outcome.json[key] is NSNull, "\(key)")
            }
            #expect(outcome.json["false_alarm_rate"] as? Double == 0)
            #expect(outcome.errors.contains("--positive"))
            #expect(!outcome.output.lowercased().contains("nan"))
            #expect(vigie.exists("page.html"))
        }
    }

    // MARK: Conversations

    @Test("conversations are judged by the watch: the one that harms is flagged as it goes, the other never")
    func conversations() async throws {
        try await withVigie { vigie in
            try vigie.write("talks.jsonl", EvaluateSets.conversations.joined(separator: "\n"))
            let outcome = try evaluate(vigie, "--conversations", "talks.jsonl", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let json = outcome.json
            #expect(json["n"] as? Int == 2)
            #expect(json["auc"] as? Double == 1)
            #expect(json["threshold"] as? Double == 0.6)
            for key in ["precision", "recall", "f05", "erde50", "f_latency", "k50", "speed"] {
                #expect(json[key] is Double, "\(key)")
            }
            let entries = try #require(json["by_id"] as? [[String: Any]])
            let alarm = try #require(entries[0]["alarm_at"] as? Int)
            #expect((2...10).contains(alarm))
            #expect(entries[0]["of"] as? Int == 10)
            #expect(entries[1]["alarm_at"] is NSNull)
            let scores = entries.compactMap { $0["score"] as? Double }
            #expect(scores.count == 2 && scores[0] >= 0.6 && scores[1] < 0.6)
            #expect((json["by_policy"] as? [String: Any])?.count == 2)
        }
    }

    @Test("a higher threshold makes signals fire later or never")
    func threshold() async throws {
        try await withVigie { vigie in
            try vigie.write("talks.jsonl", EvaluateSets.conversations[0])
            let strict = try evaluate(vigie, "--conversations", "talks.jsonl", "--threshold", "1", "--json")
            let entry = try #require((strict.json["by_id"] as? [[String: Any]])?.first)
            #expect(entry["alarm_at"] is NSNull)
            #expect(strict.json["threshold"] as? Double == 1)
            #expect(strict.json["precision"] is NSNull)
            #expect(strict.json["f_latency"] as? Double == 0)
        }
    }

    // MARK: Held against another

    @Test("an evaluation held against itself differs by nothing")
    func against() async throws {
        try await withVigie { vigie in
            try vigie.write("set.csv", EvaluateSets.messages)
            try vigie.write("talks.jsonl", EvaluateSets.conversations.joined(separator: "\n"))
            for (name, arguments) in [
                ("set.json", ["--messages", "set.csv", "--policy", "violence.threat"]),
                ("talks.json", ["--conversations", "talks.jsonl"]),
            ] {
                let first = try vigie.run(["evaluate"] + arguments + ["--json"])
                try vigie.write(name, first.output)
                let second = try vigie.run(["evaluate"] + arguments + ["--against", name, "--json"])
                #expect(second.status == 0, "\(second.errors)")
                let comparison = try #require(second.json["against"] as? [String: Any])
                let metrics = try #require(comparison["metrics"] as? [String: [String: Any]])
                #expect(metrics.values.allSatisfy { $0["difference"] is NSNull || $0["difference"] as? Double == 0 })
                #expect(metrics.values.contains { $0["difference"] as? Double == 0 })
                let table = try vigie.run(["evaluate"] + arguments + ["--against", name])
                #expect(table.output.contains("95 % interval"))
            }
            let crossed = try evaluate(vigie, "--conversations", "talks.jsonl", "--against", "set.json")
            #expect(crossed.status == 3)
            #expect(crossed.errors.contains("compare like with like"))
        }
    }

    // MARK: The same twice, and pages

    @Test("the same files give the same bytes, on the terminal, as JSON and as a page")
    func deterministic() async throws {
        try await withVigie { vigie in
            try vigie.write("set.csv", EvaluateSets.messages)
            try vigie.write("talks.jsonl", EvaluateSets.conversations.joined(separator: "\n"))
            for arguments in [
                ["--messages", "set.csv", "--policy", "violence.threat", "--by", "variety"],
                ["--conversations", "talks.jsonl"],
            ] {
                for extra in [["--json"], ["--html", "page.html", "--lang", "fr"]] {
                    let runs = try (0..<2).map { _ in
                        let outcome = try vigie.run(["evaluate"] + arguments + extra)
                        let page = try? Data(contentsOf: vigie.folder.appendingPathComponent("page.html"))
                        return (outcome.output, page)
                    }
                    #expect(runs[0] == runs[1])
                    #expect(!runs[0].0.isEmpty)
                }
            }
            let page = try String(contentsOf: vigie.folder.appendingPathComponent("page.html"), encoding: .utf8)
            #expect(page.contains("<html lang=\"fr\">"))
            #expect(!page.contains("our secret"))
        }
    }

    // MARK: Bad usage and bad input

    @Test(
        "anything but one evaluation is refused with what to say instead",
        arguments: [
            ([], "--messages"), (["--messages", "a.csv"], "--policy"),
            (["--messages", "a.csv", "--conversations", "b.jsonl", "--policy", "spam"], "one by one"),
            (["--conversations", "b.jsonl", "--truth", "t.json"], "one by one"),
            (["--conversations", "b.jsonl", "--by", "x"], "--by goes with --messages"),
            (["--conversations", "b.jsonl", "--model", "x"], "--model goes with --messages"),
            (
                ["--messages", "a.csv", "--policy", "spam", "--risk-model", "x"],
                "--risk-model goes with --conversations"
            ),
            (["--truth", "t.json", "--html", "x.html"], "--html goes with"),
            (["--messages", "a.csv", "--policy", "spam", "--threshold", "2"], "0 to 1"),
            (["--messages", "a.csv", "--policy", "harasment.hate"], "did you mean “harassment.hate”?"),
            (["--messages", "a.csv", "--policy", "spam", "--where", "split"], "--where split=test"),
        ] as [([String], String)])
    func usage(arguments: [String], words: String) async throws {
        try await withVigie { vigie in
            try vigie.write("a.csv", EvaluateSets.messages)
            let outcome = try vigie.run(["evaluate"] + arguments)
            #expect(outcome.status == 2, "\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test(
        "a file that gives nothing is told with its reason, and the status says bad input",
        arguments: [
            ("empty.csv", Data(), "no rows"), ("head.csv", Data("id,text,label\n".utf8), "no rows"),
            ("none.csv", Data("id,txt,label\n1,a,1\n".utf8), "did you mean “txt”?"),
            ("wide.csv", Data([0xFF, 0xFE, 0x69, 0x00, 0x0A, 0x00]), "UTF-16"),
            ("cut.jsonl", Data(#"{"id":"1","text":"a","la"#.utf8), "cut.jsonl:1:25: the JSON ends too early"),
            ("array.jsonl", Data("[{}]".utf8), "jq"),
        ] as [(String, Data, String)])
    func badMessages(name: String, bytes: Data, words: String) async throws {
        try await withVigie { vigie in
            try vigie.write(name, bytes)
            let outcome = try vigie.run("evaluate", "--messages", name, "--policy", "spam", "--json")
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("bad rows are told with their places and left out, duplicate ids noted, and the rest is evaluated")
    func badRows() async throws {
        try await withVigie { vigie in
            try vigie.write(
                "set.csv", Data("id,text,label\n1,a,1\n2,b\n1,c,0\n3,caf".utf8) + [0xE9] + Data(",0\n4,d,0\n".utf8))
            let outcome = try evaluate(vigie, "--messages", "set.csv", "--policy", "spam", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.json["n"] as? Int == 3)
            #expect(outcome.json["skipped"] as? Int == 2)
            #expect(outcome.json["duplicate_ids"] as? Int == 1)
            #expect(outcome.errors.contains("set.csv:3:1: the row has 2 columns and the header 3"))
            #expect(outcome.errors.contains("set.csv:5:3: the field is not UTF-8"))
            #expect(outcome.errors.contains("set.csv:4:1: the id was seen before"))

            let talks = [
                EvaluateSets.conversations[1], "{\"id\":\"x\",\"label\":1,\"mess", EvaluateSets.conversations[1],
            ]
            try vigie.write("talks.jsonl", talks.joined(separator: "\n"))
            let judged = try evaluate(vigie, "--conversations", "talks.jsonl", "--json")
            #expect(judged.status == 0, "\(judged.errors)")
            #expect(judged.json["n"] as? Int == 2)
            #expect(judged.json["skipped"] as? Int == 1)
            #expect(judged.json["duplicate_ids"] as? Int == 1)
            #expect(judged.json["auc"] is NSNull && judged.json["recall"] is NSNull && judged.json["erde50"] is NSNull)
        }
    }

    @Test("files that are not there, models that are none, and rows that no condition meets are bad input")
    func otherInput() async throws {
        try await withVigie { vigie in
            try vigie.write("set.csv", EvaluateSets.messages)
            try vigie.write("model.vigie", "not a model")
            try vigie.write("weights.bin", "no weights")
            try vigie.write("talks.jsonl", EvaluateSets.conversations[1])
            let runs: [([String], String)] = [
                (["--messages", "set.csv", "missing.csv", "--policy", "spam"], "missing.csv: there is no such file"),
                (["--messages", ".", "--policy", "spam"], "folder"),
                (["--messages", "set.csv", "--policy", "spam", "--model", "model.vigie"], "not a model"),
                (["--messages", "set.csv", "--policy", "spam", "--model", "none.vigie"], "cannot read none.vigie"),
                (["--messages", "set.csv", "--policy", "spam", "--where", "variety=de"], "no row has variety=de"),
                (
                    ["--messages", "set.csv", "--policy", "spam", "--by", "functionalty"],
                    "did you mean “functionality”?"
                ),
                (["--messages", "set.csv", "--policy", "spam", "--against", "set.csv"], "vigie evaluate --json"),
                (["--conversations", "talks.jsonl", "--risk-model", "weights.bin"], "weights.bin"),
                (["--conversations", "set.csv"], "not a JSON object"),
            ]
            for (arguments, words) in runs {
                let outcome = try vigie.run(["evaluate"] + arguments)
                #expect(outcome.status == 3, "\(arguments) \(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(outcome.errors)")
            }
        }
    }

    @Test("messages come from standard input too")
    func standardInput() async throws {
        try await withVigie { vigie in
            let outcome = try vigie.run(
                ["evaluate", "--messages", "-", "--policy", "violence.threat", "--json"],
                input: Data(EvaluateSets.messages.utf8))
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.json["n"] as? Int == 6)
        }
    }
}
