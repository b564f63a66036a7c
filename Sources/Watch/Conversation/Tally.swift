import SafetyModel

/// Adds up log-odds and keeps each part, so that a score always equals the sum of its reasons.
struct Tally: Sendable {
    private(set) var total = 0.0
    private(set) var parts: [Contribution] = []

    init(prior: Double) {
        parts.reserveCapacity(12)
        add("context.prior", prior)
    }

    mutating func add(_ code: String, _ logOdds: Double, figure: Double? = nil) {
        guard logOdds != 0, logOdds.isFinite else { return }
        total += logOdds
        parts.append(Contribution(code: code, logOdds: logOdds, figure: figure))
    }

    /// The probability that the sum stands for.
    var score: Double { Arithmetic.probability(logOdds: total) }

    /// The parts, largest first; equal ones by code.
    var contributions: [Contribution] {
        parts.sorted { ($1.logOdds, $0.code) < ($0.logOdds, $1.code) }
    }
}
