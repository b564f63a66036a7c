/// What came of one step of trying a connection.
public struct CheckFinding: Sendable, Hashable {
    public enum Grade: String, Sendable { case fine, warning, fault }

    public var grade: Grade
    /// What it is, and how to mend it.
    public var sentence: String

    public init(_ grade: Grade, _ sentence: String) {
        self.grade = grade
        self.sentence = sentence
    }

    /// Whether two clocks are too far apart for the order of events.
    /// - Parameter skew: seconds that the platform's is ahead.
    static func clocks(_ platform: String, skew: Double) -> CheckFinding {
        guard abs(skew) > largestSkew else { return CheckFinding(.fine, "the clocks agree") }
        return CheckFinding(
            .fault,
            "\(platform)'s clock and this machine's are \(Int(abs(skew))) s apart: let both take the time from NTP (timedatectl set-ntp true)"
        )
    }

    /// In seconds.
    private static let largestSkew = 30.0
}
