/// Lets one piece of long work run at a time: each takes a processor for a while, and the watch needs the other.
actor OneAtATime {
    private var isTaken = false

    /// Runs it.
    /// - Returns: `nil` where another is still running.
    func run<Result: Sendable>(_ work: @Sendable () async throws -> Result) async rethrows -> Result? {
        guard !isTaken else { return nil }
        isTaken = true
        defer { isTaken = false }
        return try await work()
    }
}
