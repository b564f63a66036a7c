import SafetyModel
public import TextAnalysis

/// What reviewers decided, as rows to learn from. Decisions are judgements of people: no reviewer may carry a class
/// alone, and where there are enough of them, what is learned is validated on decisions of others.
public struct DecisionTraining: Sendable {
    /// A text of a decided case.
    public struct Row: Sendable, Hashable {
        public var text: String
        /// Whether the case was upheld.
        public var isPositive: Bool
        public var reviewer: Int64
        public var caseID: Int64

        public init(text: String, isPositive: Bool, reviewer: Int64, caseID: Int64) {
            self.text = text
            self.isPositive = isPositive
            self.reviewer = reviewer
            self.caseID = caseID
        }
    }

    /// Why nothing can be learned.
    public enum Refusal: Error, Sendable, Hashable {
        case tooFew(rows: Int, needed: Int)
        /// Nothing was upheld, or nothing dismissed.
        case oneClass(upheld: Int, dismissed: Int)
        /// The texts that are held back, or those that remain, are all of one class.
        case cannotHoldOut
    }

    /// The fewest rows that are learned from.
    public static let fewestRows = 50
    /// The fewest reviewers among whom some are held out.
    public static let fewestReviewers = 3
    /// The most of a class's weight that one reviewer may carry.
    public static let largestShare = 0.3

    public let rows: [Row]
    /// How much each row counts: see ``largestShare``. Of three reviewers or fewer each carries at most an equal part.
    public let weights: [Float]
    /// What each row is for. Nothing is tested: there is too little.
    public let splits: [ModelTraining.Split]
    /// Whose decisions validate; empty where there are too few reviewers, and a fifth of the cases validates.
    public let heldOut: Set<Int64>

    /// - Throws: ``Refusal``
    public init(_ rows: [Row]) throws(Refusal) {
        let upheld = rows.count { $0.isPositive }
        guard rows.count >= Self.fewestRows else { throw .tooFew(rows: rows.count, needed: Self.fewestRows) }
        guard upheld > 0, upheld < rows.count else { throw .oneClass(upheld: upheld, dismissed: rows.count - upheld) }
        self.rows = rows
        let heldOut = Self.reviewersToHoldOut(rows)
        let splits = rows.map { row -> ModelTraining.Split in
            if !heldOut.isEmpty { return heldOut.contains(row.reviewer) ? .validation : .train }
            return ModelTraining.split(of: "case \(row.caseID)")
        }
        guard Self.bothClasses(rows, splits, .train), Self.bothClasses(rows, splits, .validation) else {
            throw .cannotHoldOut
        }
        self.heldOut = heldOut
        self.splits = splits
        weights = Self.balanced(rows)
    }

    private static func bothClasses(
        _ rows: [Row], _ splits: [ModelTraining.Split], _ split: ModelTraining.Split
    ) -> Bool {
        let labels = rows.indices.filter { splits[$0] == split }.map { rows[$0].isPositive }
        return labels.contains(true) && labels.contains(false)
    }

    /// The reviewer whose part is nearest to a fifth, with decisions of both kinds, as all the others together have.
    private static func reviewersToHoldOut(_ rows: [Row]) -> Set<Int64> {
        let counts = Dictionary(grouping: rows, by: \.reviewer).mapValues(\.count)
        guard counts.count >= fewestReviewers else { return [] }
        let fifth = rows.count / 5
        let order = counts.sorted { (abs($0.value - fifth), $0.key) < (abs($1.value - fifth), $1.key) }
        for (reviewer, count) in order where count * 2 <= rows.count {
            let splits = rows.map { $0.reviewer == reviewer ? ModelTraining.Split.validation : .train }
            if bothClasses(rows, splits, .train), bothClasses(rows, splits, .validation) { return [reviewer] }
        }
        return []
    }

    /// Weights that hold each reviewer's part of each class down, with a mean of one in the class.
    private static func balanced(_ rows: [Row]) -> [Float] {
        var weights = [Float](repeating: 1, count: rows.count)
        for isPositive in [true, false] {
            let places = rows.indices.filter { rows[$0].isPositive == isPositive }
            let counts = Dictionary(grouping: places) { rows[$0].reviewer }.mapValues(\.count)
            let cap = cap(Array(counts.values))
            let total = counts.values.reduce(0.0) { $0 + min(Double($1), cap) }
            for place in places {
                let count = Double(counts[rows[place].reviewer] ?? 1)
                weights[place] = Float(min(1, cap / count) * Double(places.count) / total)
            }
        }
        return weights
    }

    /// The largest weight of a reviewer such that it is at most the allowed share of what remains of all.
    static func cap(_ counts: [Int]) -> Double {
        let share = max(largestShare, 1 / Double(max(1, counts.count)))
        let falling = counts.sorted(by: >).map(Double.init)
        var rest = falling.reduce(0, +)
        for (capped, count) in falling.enumerated() {
            let remaining = 1 - Double(capped) * share
            // All that are left carry the same.
            guard remaining > 1e-9 else { return count }
            let cap = share * rest / remaining
            if count <= cap * (1 + 1e-9) { return cap }
            rest -= count
        }
        return falling.last ?? 0
    }
}
