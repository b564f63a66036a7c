import TextAnalysis
import Testing

@testable import Training

@Suite("Learning from decisions") struct DecisionTrainingTests {
    /// - Parameter counts: for each reviewer, texts upheld and dismissed; five texts a case.
    private func rows(_ counts: [(upheld: Int, dismissed: Int)]) -> [DecisionTraining.Row] {
        counts.enumerated().flatMap { reviewer, count in
            (0..<(count.upheld + count.dismissed)).map { number in
                DecisionTraining.Row(
                    text: "text \(number)", isPositive: number < count.upheld, reviewer: Int64(reviewer + 1),
                    caseID: Int64(reviewer * 1000 + number / 5))
            }
        }
    }

    @Test("of four reviewers or more none carries more than three tenths of a class, and the classes keep their weight")
    func shares() throws {
        for counts in [
            [(400, 10), (20, 30), (20, 30), (20, 300)], [(100, 50), (9, 9), (8, 8), (7, 7), (6, 6), (1, 1)],
        ] {
            let training = try DecisionTraining(rows(counts))
            for isPositive in [true, false] {
                let places = training.rows.indices.filter { training.rows[$0].isPositive == isPositive }
                let total = places.reduce(0) { $0 + training.weights[$1] }
                #expect(abs(total - Float(places.count)) < 0.01 * total)
                for reviewer in 1...Int64(counts.count) {
                    let own = places.filter { training.rows[$0].reviewer == reviewer }
                        .reduce(0) { $0 + training.weights[$1] }
                    #expect(own <= 0.301 * total)
                }
            }
        }
    }

    @Test("of two or three each carries at most an equal part, and one alone carries all")
    func fewReviewers() {
        #expect(DecisionTraining.cap([100, 10]) == 10)
        #expect(abs(DecisionTraining.cap([100, 10, 10]) - 10) < 1e-9)
        #expect(DecisionTraining.cap([7]) == 7)
    }

    @Test("with three reviewers, one with decisions of both kinds is held out")
    func heldOut() throws {
        let training = try DecisionTraining(rows([(40, 40), (12, 12), (20, 0)]))
        #expect(training.heldOut == [2])
        for (row, split) in zip(training.rows, training.splits) {
            #expect(split == (row.reviewer == 2 ? .validation : .train))
        }
    }

    @Test("with two reviewers a part of the cases is held out, each case whole")
    func byCase() throws {
        let training = try DecisionTraining(rows([(100, 100), (100, 100)]))
        #expect(training.heldOut.isEmpty)
        let cases = Dictionary(grouping: zip(training.rows, training.splits)) { $0.0.caseID }
        #expect(cases.values.allSatisfy { Set($0.map(\.1)).count == 1 })
        #expect(Set(training.splits) == [.train, .validation])
    }

    @Test("too few rows, one class alone, and nothing to hold back are refused")
    func refusals() {
        #expect(throws: DecisionTraining.Refusal.tooFew(rows: 49, needed: 50)) {
            try DecisionTraining(rows([(25, 24)]))
        }
        #expect(throws: DecisionTraining.Refusal.oneClass(upheld: 60, dismissed: 0)) {
            try DecisionTraining(rows([(60, 0)]))
        }
        #expect(throws: DecisionTraining.Refusal.cannotHoldOut) { try DecisionTraining(rows([(59, 1)])) }
    }
}
