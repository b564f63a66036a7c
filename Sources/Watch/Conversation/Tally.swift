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

    /// The probability that the sum stands for. Beyond log-odds of 5 it grows ever more slowly, and nothing is certain:
    /// no evidence of this kind is worth more than a few thousand to one.
    var score: Double { Arithmetic.probability(logOdds: bounded) }

    private var bounded: Double {
        let sure = 5.0
        return total <= sure ? total : sure + Arithmetic.logarithm(1 + total - sure)
    }

    /// The parts, largest first; equal ones by code.
    var contributions: [Contribution] {
        let held = bounded < total ? [Contribution(code: "context.bounded", logOdds: bounded - total)] : []
        return (parts + held).sorted { ($1.logOdds, $0.code) < ($0.logOdds, $1.code) }
    }
}
