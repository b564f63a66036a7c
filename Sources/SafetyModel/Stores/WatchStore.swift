/// Keeps what the watch needs to resume: how far it read, what it remembered, and what it put aside as idle.
public protocol WatchStore: Sendable {
    /// The newest complete checkpoint.
    func checkpoint() async throws -> WatchCheckpoint?

    /// Stores signals and what the watch counted and, with it in the same transaction, how far the watch has read. A
    /// signal whose id is stored already is skipped; counts are added to those of their days, so the caller leaves out
    /// what was counted up to ``watchPosition()``.
    /// - Returns: how many signals were new.
    @discardableResult
    func record(_ signals: [Signal], counts: WatchCounts, upTo sequence: Int64) async throws -> Int

    /// How far the watch has read, by what it recorded. At least the checkpoint's sequence number.
    func watchPosition() async throws -> Int64

    /// Every threshold that was ever set, in the order of the events from which on they hold.
    func thresholdSettings() async throws -> [ThresholdSetting]

    /// The rules in force at an event of the log, if there are any, and every setting after it, in their order.
    func ruleSettings(from sequence: Int64) async throws -> [RuleSetting]

    /// Stores a snapshot of the watch's state as of a sequence number, with the states that went idle; replaces the
    /// one before, atomically.
    func save(_ checkpoint: WatchCheckpoint, idle: [IdleState]) async throws

    /// Brings back idle states by key; keys that are not there are absent from the answer.
    func idleStates(_ keys: [UInt64]) async throws -> [IdleState]
}

extension WatchStore {
    /// Stores signals alone.
    @discardableResult
    public func record(_ signals: [Signal], upTo sequence: Int64) async throws -> Int {
        try await record(signals, counts: WatchCounts(), upTo: sequence)
    }
}

/// The watch's state as of an event of the log.
public struct WatchCheckpoint: Sendable, Hashable {
    /// Sequence number of the last event that the state has seen.
    public var sequence: Int64
    /// The state, in the watch's own versioned binary form, in pieces of at most some megabytes.
    public var pieces: [[UInt8]]
    /// What the rules remember; `nil` where there are none.
    public var rules: [UInt8]?

    public init(sequence: Int64, pieces: [[UInt8]], rules: [UInt8]? = nil) {
        self.sequence = sequence
        self.pieces = pieces
        self.rules = rules
    }
}

/// The state of a member or pair that was idle and was put aside.
public struct IdleState: Sendable, Hashable {
    /// A hash of what it is the state of.
    public var key: UInt64
    public var bytes: [UInt8]

    public init(key: UInt64, bytes: [UInt8]) {
        self.key = key
        self.bytes = bytes
    }
}
