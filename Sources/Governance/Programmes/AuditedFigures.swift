public import SafetyModel

/// What one audit of a community gives a programme to go by.
public struct AuditedFigures: Sendable, Hashable {
    public var at: Timestamp
    /// The lowest score of its areas, 0…1: there is no overall one, since a good structure does not make up for reports
    /// that nobody reads. nil where no area could be judged.
    public var score: Double?
    /// 1 where the platform demands a second factor of all who moderate; nil where the share of those who have one is
    /// not known.
    public var twoFactor: Double?

    /// After so many days an audit no longer says how things are.
    public static let daysValid = 90

    public init(at: Timestamp, score: Double?, twoFactor: Double?) {
        self.at = at
        self.score = score
        self.twoFactor = twoFactor
    }

    /// - Parameter report: as whoever reads the programme's result may know it.
    public init(_ report: AuditReport) {
        let lowest = report.scores.compactMap(\.score).min()
        let demanded = report.checks.contains { $0.rule == .noTwoFactor && $0.state == .fine }
        self.init(at: report.madeAt, score: lowest.map { Double($0) / 100 }, twoFactor: demanded ? 1 : nil)
    }

    func value(of figure: ProgrammeFigure) -> Double? { figure == .staffTwoFactor ? twoFactor : score }
}

extension ProgrammeInput {
    /// The figure of the newest audit that held at a moment; what is given by hand stands above it.
    func audited(_ figure: ProgrammeFigure, at moment: Timestamp) -> Double? {
        if let value = given[figure] { return value }
        let valid = audits.filter { $0.at <= moment && $0.at > moment - .days(AuditedFigures.daysValid) }
        return valid.max { $0.at < $1.at }?.value(of: figure)
    }
}
