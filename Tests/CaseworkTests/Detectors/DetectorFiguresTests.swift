import Casework
import Foundation
import SafetyModel
import Testing

@Suite("Figures of detectors")
struct DetectorFiguresTests {
    @Test("the interval of a share is Wilson's, and stays within 0 and 1")
    func wilson() {
        // Checked against statsmodels' proportion_confint(8, 12, method="wilson").
        let some = WilsonInterval(8, of: 12)
        #expect(abs(some.low - 0.390_622) < 1e-5 && abs(some.high - 0.861_872) < 1e-5)
        let all = WilsonInterval(10, of: 10)
        #expect(abs(all.low - 0.722_467) < 1e-5 && all.high == 1)
        #expect(WilsonInterval(0, of: 10).low == 0 && WilsonInterval(0, of: 0).share == 0)
        #expect(WilsonInterval(-3, of: 10).share == 0 && WilsonInterval(30, of: 10).share == 1)
    }

    @Test("under ten decisions there is no share")
    func few() {
        #expect(Judged(upheld: 9, undecided: 90).precision == nil)
        #expect(Judged(upheld: 9, dismissed: 1).precision?.share == 0.9)
    }

    @Test("drift is the population stability index, with a word that chance alone does not earn")
    func drift() {
        let same = Drift(before: [100, 200, 300], now: [10, 20, 30])
        #expect(same.word == .steady && same.index < 0.01)
        let moved = Drift(before: [500, 500], now: [350, 650])
        // By hand, with half an observation added to each bin.
        let (p, q) = (350.5 / 1001, 650.5 / 1001)
        #expect(abs(moved.index - ((p - 0.5) * log(p / 0.5) + (q - 0.5) * log(q / 0.5))) < 1e-12)
        #expect(moved.word == .steady && Drift(before: [500, 500], now: [300, 700]).word == .moved)
        #expect(Drift(before: [900, 100], now: [100, 900]).word == .changed)
        // The same shares of twenty: an index as large is what chance gives.
        let chance = Drift(before: [10, 10], now: [6, 14])
        #expect(chance.index > 0.1 && chance.word == .steady)
        #expect(Drift(before: [0, 7], now: [0, 9]).index == 0)
        #expect(Drift(before: [], now: []).word == .steady)
    }

    private func score(_ day: Int, _ bin: Int, _ count: Int, detector: String? = nil) -> ScoreCount {
        ScoreCount(day: day, policy: "spam", detector: detector, scope: .members, bin: bin, count: count)
    }

    @Test("a week is held against the whole days before it that were counted, and today is left out")
    func weeks() throws {
        let weeks = DriftWeeks(today: 100, countedSince: 10)
        #expect(weeks.now == 93..<100 && weeks.before == 65..<93)
        #expect(DriftWeeks(today: 100, countedSince: 80).before == 81..<93)
        #expect(DriftWeeks(today: 100, countedSince: nil).before.isEmpty)
        #expect(DriftWeeks(today: 100, countedSince: 99).before.isEmpty)
        let scores = [score(70, 8, 60), score(95, 18, 60), score(100, 8, 9000)]
        #expect(weeks.scoreDrift(scores)?.word == .changed)
        #expect(weeks.scoreDrift([score(70, 8, 60), score(95, 8, 19)]) == nil)
    }

    @Test("days with cues are compared as quiet, usual and busy ones")
    func cueDays() throws {
        func cues(_ week: Int) -> [CueCount] {
            (65..<100).map { day in
                CueCount(day: day, policy: "spam", scope: .members, count: day < 93 ? 10 + day % 7 : week + day % 7)
            }
        }
        let weeks = DriftWeeks(today: 100, countedSince: 10)
        let steady = try #require(weeks.cueDrift(cues(10)))
        #expect(steady.drift.word == .steady && abs(steady.before - 13) < 1 && abs(steady.now - 13) < 1)
        let more = try #require(weeks.cueDrift(cues(40)))
        #expect(more.drift.word == .changed && more.now > 40)
        #expect(DriftWeeks(today: 100, countedSince: 88).cueDrift(cues(10)) == nil)
        #expect(weeks.cueDrift([]) == nil)
    }
}

@Suite("What a threshold would bring")
struct ThresholdEstimateTests {
    private let now = Timestamp(milliseconds: 100 * 86_400_000)

    private func figures(since: Int?) -> DetectorFigures {
        let scores = [(6, 60), (11, 30), (12, 15), (19, 3)].map { bin, count in
            ScoreCount(day: 90, policy: "spam", detector: nil, scope: .members, bin: bin, count: count)
        }
        let other = ScoreCount(day: 90, policy: "spam", detector: "x", scope: .members, bin: 19, count: 500)
        let cases = [(12, 20, 4, 2), (14, 10, 6, 1), (19, 5, 0, 0)].map { bin, upheld, dismissed, undecided in
            CaseScores(
                policy: "spam", bin: bin, judged: Judged(upheld: upheld, dismissed: dismissed, undecided: undecided),
                recent: upheld)
        }
        return DetectorFigures(cases: cases, scores: scores + [other], countedSince: since)
    }

    @Test("it counts members whose highest score reached the threshold, over the days that were counted")
    func fromScores() throws {
        let estimate = ThresholdEstimate(figures(since: 20), policy: "spam", present: 0.6, now: now)
        #expect(estimate.basis == .scores && estimate.days == 30)
        #expect(estimate.casesADay(at: 0.95) == 0.1 && estimate.casesADay(at: 0.6) == 0.6)
        #expect(estimate.casesADay(at: 0.3) == 3.6 && estimate.casesADay(at: 0.25) == nil)
        // Between two edges, by the share of the bin.
        let between = try #require(estimate.casesADay(at: 0.62))
        #expect(abs(between - 12.0 / 30) < 1e-9)
        let short = ThresholdEstimate(figures(since: 85), policy: "spam", present: 0.6, now: now)
        #expect(short.days == 14.5)
        var before = Double.infinity
        for choice in Thresholds.choices {
            let cases = try #require(estimate.casesADay(at: choice))
            #expect(cases <= before)
            before = cases
        }
    }

    @Test("without counted scores it goes by signals, and says nothing of lower thresholds")
    func fromSignals() {
        for since in [nil, 99] {
            let estimate = ThresholdEstimate(figures(since: since), policy: "spam", present: 0.62, now: now)
            #expect(estimate.basis == .signals && estimate.lowest == 0.62)
            #expect(estimate.casesADay(at: 0.6) == nil)
            #expect(estimate.casesADay(at: 0.62) == 35.0 / 30 && estimate.casesADay(at: 0.7) == 0.5)
        }
    }

    @Test("what reviewers made of cases that a threshold would have kept back is known")
    func below() {
        let figures = figures(since: nil)
        #expect(figures.judgedBelow(0.75, policy: "spam") == Judged(upheld: 30, dismissed: 10, undecided: 3))
        #expect(figures.judgedBelow(0.65, policy: "spam") == Judged(upheld: 20, dismissed: 4, undecided: 2))
        #expect(figures.judgedBelow(0.6, policy: "spam") == Judged())
        #expect(figures.judged(policy: "spam").upheld == 35)
    }

    @Test("the edges of bins are the thresholds that may be chosen, to the last digit")
    func edges() {
        for choice in Thresholds.choices {
            let bin = ScoreBins.bin(of: choice)
            #expect(bin.map(ScoreBins.lowerEdge) == choice, "\(choice)")
        }
        #expect(ScoreBins.bin(of: 0.299) == nil && ScoreBins.bin(of: 1) == 19 && ScoreBins.bin(of: .nan) == nil)
    }
}
