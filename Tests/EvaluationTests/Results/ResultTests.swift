import Evaluation
import SafetyModel
import Testing

enum SampleResults {
    static func messages(shift: Double = 0, threshold: Double = 0.5) -> MessageEvaluation {
        let items = SmallSet.scores.indices.map { index in
            MessageEvaluation.Item(
                id: "t\(index)", score: max(0, SmallSet.scores[index] - (SmallSet.labels[index] ? shift : 0)),
                label: SmallSet.labels[index], groups: [index < 6 ? "negation" : "quoted"])
        }
        return MessageEvaluation(
            items: items,
            setting: .init(
                policy: "harassment.hate", scorer: .init(fr: "cues alone", en: "cues alone"), threshold: threshold,
                by: ["functionality"]),
            source: EvaluationSource(files: ["set.csv"]))
    }

    static func conversations(later: Int = 0) -> ConversationEvaluation {
        let items: [ConversationEvaluation.Item] = [
            .init(
                id: "c1", score: 0.95, label: true, alarmAt: 3 + later, of: 20, policy: "sextortion",
                alarmPolicy: "sextortion", language: "fr"),
            .init(
                id: "c2", score: 0.8, label: true, alarmAt: 10 + later, of: 40, policy: "minor.grooming", language: "en"
            ),
            .init(id: "c3", score: 0.3, label: true, alarmAt: nil, of: 30, policy: "minor.grooming", language: "fr"),
            .init(id: "c4", score: 0.7, label: false, alarmAt: 5, of: 50, language: "fr"),
            .init(id: "c5", score: 0.1, label: false, alarmAt: nil, of: 60, language: "en"),
            .init(id: "c6", score: 0.05, label: false, alarmAt: nil, of: 10, language: "en"),
        ]
        return ConversationEvaluation(
            items: items, threshold: 0.6, scorer: .init(fr: "the watch", en: "the watch"),
            source: EvaluationSource(files: ["talks.jsonl"]))
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

@Suite("Evaluations as JSON, and held against each other")
struct ResultTests {
    @Test("messages have the keys that were agreed, and each message its score and label")
    func messageJSON() {
        let json = SampleResults.text(SampleResults.messages().json())
        #expect(json.contains(#""n":12,"positives":5,"threshold":0.5,"macro_f1":0.66"#))
        for key in ["macro_f1", "roc_auc", "pr_auc", "ece", "by_id", "by", "reliability"] {
            #expect(json.contains("\"\(key)\":"))
        }
        #expect(json.contains(#"{"id":"t0","score":0.9,"label":1}"#))
        #expect(
            json.contains(
                #""by":{"functionality":{"negation":{"n":6,"positives":3,"accuracy":0.5,"false_alarm_rate":1.0"#))
        #expect(SampleResults.messages().json() == SampleResults.messages().json())
    }

    @Test("an alarm that was explained before the end counts among the alarms, not in precision and recall")
    func explained() {
        let evaluation = ConversationEvaluation(
            items: [
                .init(id: "c1", score: 0.95, label: true, alarmAt: 3, of: 20),
                .init(id: "c2", score: 0.2, label: false, alarmAt: 8, of: 20),
                .init(id: "c3", score: 0.5, label: true, alarmAt: 9, of: 20),
            ], threshold: 0.6, scorer: .init(fr: "", en: ""), source: EvaluationSource(files: []))
        let figures = Dictionary(uniqueKeysWithValues: evaluation.measures.map { ($0.measure, $0.value) })
        #expect(figures[.precision] == 1 && figures[.recall] == 0.5)
        #expect(figures[.alarmPrecision] == 2.0 / 3 && figures[.alarmRecall] == 1)
        #expect(figures[.falseAlarmRate] == 0 && evaluation.confusion.falsePositives == 0)
    }

    @Test("conversations have the keys that were agreed, and null where no signal fired")
    func conversationJSON() {
        let json = SampleResults.text(SampleResults.conversations().json())
        for key in ["n", "auc", "precision", "recall", "f05", "erde50", "f_latency", "threshold", "k50"] {
            #expect(json.contains("\"\(key)\":"))
        }
        #expect(json.contains(#"{"id":"c1","score":0.95,"alarm_at":3,"of":20,"label":1,"policy":"sextortion""#))
        #expect(json.contains(#"{"id":"c5","score":0.1,"alarm_at":null,"of":60,"label":0,"language":"en"}"#))
        #expect(json.contains(#""by_policy":{"minor.grooming":{"n":2,"positives":2"#))
        #expect(!json.contains("by_pattern"))
    }

    @Test("one class only gives null and never a number that is none")
    func oneClass() {
        let evaluation = MessageEvaluation(
            items: [.init(id: "1", score: 0.2, label: false), .init(id: "2", score: .nan, label: false)],
            setting: .init(policy: "harassment.hate", scorer: .init(fr: "x", en: "x")),
            source: EvaluationSource(files: []))
        let json = SampleResults.text(evaluation.json())
        #expect(
            json.contains(#""macro_f1":null,"roc_auc":null,"pr_auc":null,"ece":0.1,"precision":null,"recall":null"#))
        #expect(!json.lowercased().contains("nan"))
    }

    @Test("the gap of false alarms between groups is told")
    func gap() {
        let column = SampleResults.messages().columns.first
        #expect(column?.groups.map(\.value) == ["negation", "quoted"])
        #expect(column?.groups.map(\.confusion.falseAlarmRate) == [1, 0])
        #expect(column?.falseAlarmGap == 1)
    }

    @Test("an evaluation held against itself differs by nothing, with an interval of nothing")
    func same() throws {
        let this = SampleResults.messages()
        let saved = try SavedEvaluation(json: this.json())
        let comparison = try EvaluationComparison(this, against: saved, name: "a.json", resamples: 200)
        #expect(comparison.shared == 12)
        #expect(comparison.rows.allSatisfy { $0.difference == 0 })
        #expect(comparison.rows.first?.interval == Bootstrap.Interval(lower: 0, upper: 0))
        #expect(comparison.labelsDiffer == 0)
    }

    @Test("a worse one differs downwards, and the interval holds the difference")
    func worse() throws {
        let saved = try SavedEvaluation(json: SampleResults.messages(shift: 0.3).json())
        let comparison = try EvaluationComparison(SampleResults.messages(), against: saved, name: "a.json")
        let row = try #require(comparison.rows.first { $0.measure == .rocAUC })
        let difference = try #require(row.difference)
        let interval = try #require(row.interval)
        #expect(difference > 0)
        #expect(interval.lower <= difference && difference <= interval.upper)
        #expect(interval.lower < interval.upper)
        let json = SampleResults.text(SampleResults.messages().json(against: comparison))
        #expect(json.contains(#""against":{"file":"a.json","shared":12,"only_here":0"#))
    }

    @Test("only shared ids are compared, those of one id once, and labels that differ are counted")
    func shared() throws {
        let saved = try SavedEvaluation(
            json: Array(
                #"{"n":4,"by_id":[{"id":"t0","score":1,"label":0},{"id":"t0","score":0},{"id":"t1","score":0.5},{"id":"x","score":0}]}"#
                    .utf8))
        let comparison = try EvaluationComparison(
            SampleResults.messages(), against: saved, name: "b.json", resamples: 10)
        #expect(comparison.shared == 2)
        #expect(comparison.onlyHere == 10)
        #expect(comparison.onlyThere == 1)
        #expect(comparison.labelsDiffer == 1)
    }

    @Test("conversations are compared by when their alarms came")
    func conversations() throws {
        let saved = try SavedEvaluation(json: SampleResults.conversations(later: 9).json())
        let comparison = try EvaluationComparison(
            SampleResults.conversations(), against: saved, name: "a.json", resamples: 200)
        #expect(comparison.rows.first { $0.measure == .recall }?.difference == 0)
        #expect((comparison.rows.first { $0.measure == .latencyF1 }?.difference ?? 0) > 0.05)
    }

    @Test("what is no saved evaluation, of another kind or of other data is refused with a sentence")
    func refusals() throws {
        #expect(throws: SavedEvaluationError.self) { try SavedEvaluation(json: Array("{".utf8)) }
        #expect(throws: SavedEvaluationError.self) { try SavedEvaluation(json: Array(#"{"by_id":[]}"#.utf8)) }
        let talks = try SavedEvaluation(json: SampleResults.conversations().json())
        #expect(throws: SavedEvaluationError.self) {
            try EvaluationComparison(SampleResults.messages(), against: talks, name: "x")
        }
        let other = try SavedEvaluation(json: Array(#"{"by_id":[{"id":"z","score":1}]}"#.utf8))
        #expect(throws: SavedEvaluationError.self) {
            try EvaluationComparison(SampleResults.messages(), against: other, name: "x")
        }
    }
}
