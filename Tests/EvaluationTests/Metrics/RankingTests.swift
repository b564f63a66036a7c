import Evaluation
import Testing

/// A small set with ties within and across the classes; its figures come from scikit-learn 1.9.1.
enum SmallSet {
    static let labels = [true, false, true, true, false, false, true, false, false, true, false, false]
    static let scores = [0.9, 0.9, 0.8, 0.8, 0.8, 0.55, 0.55, 0.4, 0.35, 0.35, 0.1, 0.05]
    static let weights = [2, 0, 1, 3, 1, 0, 1, 2, 0, 1, 1, 0]
    static let ranking = Ranking(scores: scores, labels: labels)
}

func isNear(_ value: Double?, _ expected: Double, within distance: Double = 1e-12) -> Bool {
    value.map { abs($0 - expected) <= distance } ?? false
}

@Suite("Figures of scores")
struct RankingTests {
    @Test("a set worked out by hand: four texts, one tie")
    func byHand() {
        // Pairs of positive and negative: (0.8, 0.8) half, (0.8, 0.2) right, (0.4, 0.8) wrong, (0.4, 0.2) right.
        let ranking = Ranking(scores: [0.8, 0.8, 0.4, 0.2], labels: [true, false, true, false])
        #expect(ranking.rocAUC() == 2.5 / 4)
        // Recall rises by a half at 0.8 (precision 1/2) and at 0.4 (precision 2/3).
        #expect(isNear(ranking.averagePrecision(), 0.5 * 0.5 + 0.5 * 2 / 3))
        let confusion = ranking.confusion(threshold: 0.5)
        #expect(
            confusion == Confusion(truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1))
        #expect(confusion.macroF1 == 0.5)
        #expect(confusion.falseAlarmsPer10000 == 5000)
    }

    @Test("ROC-AUC, average precision and the figures at a threshold are those of scikit-learn, ties included")
    func reference() {
        #expect(isNear(SmallSet.ranking.rocAUC(), 0.7))
        #expect(isNear(SmallSet.ranking.averagePrecision(), 0.5542857142857143))
        let confusion = SmallSet.ranking.confusion(threshold: 0.5)
        #expect(isNear(confusion.macroF1, 0.6666666666666666))
        #expect(isNear(confusion.precision, 0.5714285714285714))
        #expect(isNear(confusion.recall, 0.8))
        #expect(isNear(confusion.f05, 0.6060606060606061))
        #expect(isNear(confusion.accuracy, 0.6666666666666666))
        #expect(isNear(confusion.falseAlarmRate, 3.0 / 7))
    }

    @Test("weights count an item as often as they say")
    func weights() {
        #expect(isNear(SmallSet.ranking.rocAUC(weights: SmallSet.weights), 0.8125))
        #expect(isNear(SmallSet.ranking.averagePrecision(weights: SmallSet.weights), 0.8788555194805194))
        #expect(isNear(SmallSet.ranking.confusion(threshold: 0.5, weights: SmallSet.weights).macroF1, 0.8125))
    }

    @Test("calibration error over fifteen bins and Brier score are those of the reference")
    func calibration() {
        let reliability = Reliability(scores: SmallSet.scores, labels: SmallSet.labels)
        #expect(isNear(reliability.expectedError, 0.17916666666666672))
        #expect(isNear(reliability.brier, 0.23020833333333332))
        #expect(reliability.bins.map(\.count) == [1, 1, 0, 0, 0, 2, 1, 0, 2, 0, 0, 0, 3, 2, 0])
        #expect(reliability.bins[12].positives == 2)
        #expect(reliability.bins[2].share == nil)
        #expect(Reliability(scores: [0, 1, 1.5, .nan], labels: [false, true, true, false]).expectedError == 0)
    }

    @Test("the order in which items are given makes no difference")
    func order() {
        let reversed = Ranking(scores: SmallSet.scores.reversed(), labels: SmallSet.labels.reversed())
        #expect(reversed.rocAUC() == SmallSet.ranking.rocAUC())
        #expect(reversed.averagePrecision() == SmallSet.ranking.averagePrecision())
        #expect(reversed.points() == SmallSet.ranking.points())
    }

    @Test("figures that do not exist are nil: of one class only, of nothing flagged, of nothing at all")
    func missing() {
        let positives = Ranking(scores: [0.9, 0.2], labels: [true, true])
        #expect(positives.rocAUC() == nil)
        #expect(positives.averagePrecision() == nil)
        #expect(positives.confusion(threshold: 0.5).macroF1 == nil)
        #expect(positives.confusion(threshold: 0.5).falseAlarmRate == nil)
        #expect(positives.confusion(threshold: 0.5).recall == 0.5)
        let negatives = Ranking(scores: [0.1, 0.2], labels: [false, false])
        #expect(negatives.rocAUC() == nil)
        #expect(negatives.confusion(threshold: 0.5).precision == nil)
        #expect(negatives.confusion(threshold: 0.5).f1 == nil)
        #expect(negatives.confusion(threshold: 0.5).falseAlarmRate == 0)
        let nothing = Ranking(scores: [], labels: [])
        #expect(nothing.rocAUC() == nil)
        #expect(nothing.points().isEmpty)
        #expect(Reliability(scores: [], labels: []).expectedError == nil)
        // Positives that were all missed make F1 zero, which exists.
        #expect(Confusion(falseNegatives: 3, trueNegatives: 2).f1 == 0)
    }

    @Test("the threshold for a precision is the one that finds most")
    func thresholds() {
        let ranking = Ranking(
            scores: [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], labels: [false, true, true, true, false, true])
        let point = ranking.threshold(forPrecision: 0.75)
        #expect(point?.threshold == 0.6)
        #expect(point?.confusion.recall == 0.75)
        #expect(ranking.threshold(forPrecision: 0.9) == nil)
        #expect(SmallSet.ranking.bestMacroF1()?.threshold == 0.55)
    }
}
