public import Casework
public import SafetyModel

/// Where thresholds of the running watch are changed. The service does it; the console asks.
public protocol ThresholdDesk: Sendable {
    /// Has the watch hand over what it has counted, so that figures are fresh.
    func handOverCounts() async throws

    /// Changes a threshold in the store and in the running watch at once.
    /// - Throws: ``ThresholdError``; ``ThresholdDeskBusy`` while the watch cannot take it over.
    func change(_ order: ThresholdOrder, by reviewer: Reviewer, at moment: Timestamp) async throws -> ThresholdChange
}

/// The watch cannot take a threshold over now, for it reads what the log held at the start, or stops. Try again.
public struct ThresholdDeskBusy: Error, Sendable, Hashable, CustomStringConvertible {
    public init() {}

    public var description: String { "the watch is catching up or stopping; try again in a minute" }
}
