public import SafetyModel
public import Watch

/// How the pipeline runs.
public struct PipelineSettings: Sendable {
    /// Events that may wait for the log or the watch before more are refused or have to wait.
    public var maximumLag: Int
    /// Events that share one commit at most.
    public var largestCommit: Int
    /// After how many events the watch stores a checkpoint: what a crash makes it read again.
    public var checkpointEvery: Int
    /// After how many events, at the latest, the store is told what the watch counted.
    public var countsEvery: Int
    public var watch: WatchSettings

    public init(
        maximumLag: Int = 200_000, largestCommit: Int = 16_384, checkpointEvery: Int = 500_000,
        countsEvery: Int = 5_000, watch: WatchSettings = WatchSettings(maximumCounted: 100_000)
    ) {
        self.maximumLag = maximumLag
        self.largestCommit = largestCommit
        self.checkpointEvery = checkpointEvery
        self.countsEvery = countsEvery
        self.watch = watch
    }
}

/// What has passed through the pipeline since it started.
public struct PipelineFigures: Sendable, Hashable {
    /// Events submitted.
    public var received = 0
    /// Events that were new and are durable.
    public var stored = 0
    public var duplicates = 0
    /// Lines set aside.
    public var rejected = 0
    /// Signals that were new.
    public var signals = 0
    /// How many of ``signals`` are about members of staff.
    public var signalsAboutStaff = 0
    public var signalsByPolicy: [PolicyCode: Int] = [:]
    /// Events that the watch has seen.
    public var watched = 0
    /// Members, directed pairs, and pairs with evidence that the watch remembers; the settings bound each.
    public var members = 0
    public var pairs = 0
    public var files = 0
    /// Sequence number of the newest event in the log.
    public var lastSequence: Int64 = 0
    /// Events that wait for the log or the watch.
    public var behind = 0
    /// Whether the watch has caught up after the start, and nothing has failed since.
    public var ready = false
    var inHand = 0
}

/// Why the pipeline took nothing.
public enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The watch is too far behind; try again in a few seconds.
    case behind(events: Int)
    /// The service is stopping.
    case stopping
    /// The watch reads what the log held at the start; a threshold cannot be changed until it has.
    case catchingUp

    public var description: String {
        switch self {
        case .behind(let events): "the watch is \(events) events behind; try again in a few seconds"
        case .catchingUp: "the watch is catching up with the log; try again in a minute"
        case .stopping: "the service is stopping; send the events again once it is back"
        }
    }
}
