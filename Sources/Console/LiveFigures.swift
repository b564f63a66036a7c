/// How the watch is doing at this moment, for the overview page. The service measures; the console shows.
public protocol LiveFigures: Sendable {
    /// The figures as of now.
    func current() async -> LiveReading

    /// The figures as they change, about one reading a second. The stream ends when the service stops, so that open
    /// pages do not keep it from stopping; whoever listens may leave at any time.
    func updates() async -> AsyncStream<LiveReading>
}

/// One reading of ``LiveFigures``.
public struct LiveReading: Sendable, Hashable {
    /// Events judged per second, over the last few seconds.
    public var eventsPerSecond: Double
    /// Events judged since the log began.
    public var events: Int
    /// Signals raised since the log began.
    public var signals: Int
    /// How many of ``signals`` are about members of staff: only guardians are told of those.
    public var signalsAboutStaff: Int
    /// Events that the log holds and the watch has not judged yet.
    public var behindBy: Int

    public init(eventsPerSecond: Double, events: Int, signals: Int, signalsAboutStaff: Int, behindBy: Int) {
        self.eventsPerSecond = eventsPerSecond
        self.events = events
        self.signals = signals
        self.signalsAboutStaff = signalsAboutStaff
        self.behindBy = behindBy
    }
}
