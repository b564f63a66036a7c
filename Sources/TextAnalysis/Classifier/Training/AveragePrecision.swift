/// Average precision (the area under the precision-recall curve without interpolation) over scores of which equal ones
/// stand together, so that the order of the texts does not matter.
enum AveragePrecision {
    /// - Returns: 0 where there is no positive.
    static func of(_ scored: [(score: Float, isPositive: Bool)]) -> Double {
        let order = scored.sorted { $0.score > $1.score }
        var hits = 0.0
        var sum = 0.0
        var start = 0
        while start < order.count {
            var end = start
            var found = 0.0
            while end < order.count, order[end].score == order[start].score {
                if order[end].isPositive { found += 1 }
                end += 1
            }
            hits += found
            sum += found * hits / Double(end)
            start = end
        }
        return hits > 0 ? sum / hits : 0
    }
}
