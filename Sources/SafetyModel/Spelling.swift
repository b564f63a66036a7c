/// Finds the word that somebody meant.
package enum Spelling {
    /// `; did you mean “policy”?`, or nothing where no candidate is close.
    package static func hint(_ written: String, among candidates: some Sequence<String>) -> String {
        let written = Array(written.unicodeScalars.prefix(80))
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(written, Array(candidate.unicodeScalars.prefix(80)))
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, min(4, best.word.unicodeScalars.count / 3)) else { return "" }
        return "; did you mean “\(best.word)”?"
    }

    /// How many scalars must be changed, put in, taken out or swapped (optimal string alignment).
    package static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var cost = min(
                    previous[column] + (left[row] == right[column] ? 0 : 1), previous[column + 1] + 1,
                    current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
