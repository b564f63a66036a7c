public import SafetyModel
public import ServiceLifecycle
public import TextAnalysis
public import Watch

/// Joins log, watch and casework into the running whole: events come in, are made durable, are watched in the order
/// of the log, and what the watch finds is recorded.
///
/// Batches that wait at the same time share one commit. What was acknowledged is in the log; the watch follows behind
/// and, after a crash, starts again from its last checkpoint: signals are keyed, so nothing is lost and nothing doubled.
public actor Pipeline: Service {
    private let log: any EventLog
    private let keeper: WatchKeeper
    private let settings: PipelineSettings

    private var pending: [Submission] = []
    private var committed: [[LoggedEvent]] = []
    private var roomSeekers: [CheckedContinuation<Void, Never>] = []
    private var accepting = true
    private var restored = false
    private var failure: (any Error)?
    private var counters = PipelineFigures()

    private let writerWake = WakeUp()
    private let watchWake = WakeUp()

    public init(
        log: any EventLog, store: any WatchStore, reader: TextReader, taxonomy: Taxonomy,
        settings: PipelineSettings = PipelineSettings()
    ) {
        self.log = log
        self.settings = settings
        keeper = WatchKeeper(log: log, store: store, reader: reader, taxonomy: taxonomy, settings: settings)
    }

    /// What has passed through so far.
    public func figures() async -> PipelineFigures {
        var figures = counters
        figures.ready = restored && failure == nil
        figures.behind = behind
        let watched = await keeper.figures()
        figures.signals = watched.signals
        figures.watched = watched.watched
        (figures.members, figures.pairs, figures.files) = (watched.members, watched.pairs, watched.files)
        figures.signalsAboutStaff = watched.signalsAboutStaff
        figures.signalsByPolicy = watched.signalsByPolicy
        return figures
    }

    /// Appends events and returns once they are durable.
    /// - Parameter waiting: what to do when the watch is too far behind: wait for room, or refuse.
    /// - Returns: for each event its sequence number, or `nil` for a duplicate.
    /// - Throws: ``PipelineError``, ``StorageError``
    public func submit(_ events: [Event], waiting: Bool) async throws -> [Int64?] {
        while behind > settings.maximumLag {
            try refuseIfStopped()
            guard waiting else { throw PipelineError.behind(events: behind) }
            await withCheckedContinuation { roomSeekers.append($0) }
        }
        try refuseIfStopped()
        counters.received += events.count
        guard !events.isEmpty else { return [] }
        return try await withCheckedThrowingContinuation { continuation in
            pending.append(Submission(events: events, continuation: continuation))
            writerWake.signal()
        }
    }

    /// Sets lines aside that could not be taken.
    public func reject(_ letters: [DeadLetter]) async throws {
        guard !letters.isEmpty else { return }
        try await log.reject(letters)
        counters.rejected += letters.count
    }

    /// Changes a threshold of the running watch.
    ///
    /// The watch stands still between two events while `record` makes the change durable; its argument is the number
    /// of the last event that the old threshold holds for. When `record` throws, nothing has changed.
    /// - Throws: ``PipelineError/catchingUp`` before the watch has caught up; what `record` throws.
    public func changeThreshold<Change: Sendable>(
        _ record: @Sendable (_ after: Int64) async throws -> (Change, ThresholdSetting)
    ) async throws -> Change {
        try refuseIfStopped()
        guard restored else { throw PipelineError.catchingUp }
        return try await keeper.changeThreshold(record)
    }

    /// Takes other rules in force, as ``changeThreshold(_:)`` does a threshold. What `record` stores must be a set that
    /// loads.
    /// - Throws: ``PipelineError/catchingUp`` before the watch has caught up; what `record` throws.
    public func changeRules<Change: Sendable>(
        _ record: @Sendable (_ after: Int64) async throws -> (Change, RuleSetting)
    ) async throws -> Change {
        try refuseIfStopped()
        guard restored else { throw PipelineError.catchingUp }
        return try await keeper.changeRules(record)
    }

    /// Why the newest rules are not in force, if they are not: those before them are.
    public func ruleProblem() async -> String? { await keeper.ruleProblem() }

    /// Has the watch hand over what it counted and the store does not have yet, so that figures are fresh.
    /// - Throws: ``PipelineError/catchingUp`` before the watch has caught up; ``StorageError``
    public func recordCounts() async throws {
        guard restored else { throw PipelineError.catchingUp }
        try refuseIfStopped()
        try await keeper.recordCounts()
    }

    /// Runs until the task is cancelled or a graceful shutdown begins; then finishes what was taken, and stores a
    /// checkpoint.
    public func run() async throws {
        do {
            let last = try await keeper.restore()
            counters.lastSequence = max(counters.lastSequence, last)
            restored = true
        } catch {
            stop(error)
            throw error
        }
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.writeLoop() }
                group.addTask { try await self.watchLoop() }
                do {
                    // Not `waitForAll`: that waits for the other loop, which nothing would end, before it throws.
                    for try await _ in group {}
                } catch {
                    stop(error)
                    group.cancelAll()
                    throw error
                }
            }
            try await keeper.saveCheckpoint()
        } onGracefulShutdown: {
            Task { await self.finish() }
        }
    }

    /// Takes no more events; ``run()`` returns once all that was taken is watched.
    public func finish() {
        accepting = false
        writerWake.finish()
    }

    // MARK: - Writing

    private var behind: Int {
        pending.reduce(0) { $0 + $1.events.count } + committed.reduce(0) { $0 + $1.count } + counters.inHand
    }

    private func writeLoop() async throws {
        for await _ in writerWake.calls {
            try await writePending()
        }
        try await writePending()
        watchWake.finish()
    }

    private func writePending() async throws {
        while !pending.isEmpty {
            let group = takeGroup()
            let events = group.flatMap(\.events)
            do {
                let sequences = try await log.append(events)
                acknowledge(group, events, sequences)
            } catch {
                for submission in group { submission.continuation.resume(throwing: error) }
                if case StorageError.diskFull = error { continue }
                throw error
            }
        }
    }

    /// The submissions that share the next commit.
    private func takeGroup() -> [Submission] {
        var count = 0
        var taken = 0
        while taken < pending.count, taken == 0 || count + pending[taken].events.count <= settings.largestCommit {
            count += pending[taken].events.count
            taken += 1
        }
        let group = Array(pending[..<taken])
        pending.removeFirst(taken)
        return group
    }

    private func acknowledge(_ group: [Submission], _ events: [Event], _ sequences: [Int64?]) {
        var fresh: [LoggedEvent] = []
        fresh.reserveCapacity(events.count)
        for (event, sequence) in zip(events, sequences) {
            guard let sequence else {
                counters.duplicates += 1
                continue
            }
            fresh.append(LoggedEvent(sequence: sequence, event: event))
        }
        counters.stored += fresh.count
        if let last = fresh.last {
            counters.lastSequence = last.sequence
            committed.append(fresh)
            watchWake.signal()
        }
        var start = 0
        for submission in group {
            let end = start + submission.events.count
            submission.continuation.resume(returning: Array(sequences[start..<end]))
            start = end
        }
    }

    // MARK: - Watching

    private func watchLoop() async throws {
        for await _ in watchWake.calls {
            try await watchCommitted()
        }
        try await watchCommitted()
    }

    private func watchCommitted() async throws {
        while !committed.isEmpty {
            let batch = committed.removeFirst()
            counters.inHand = batch.count
            defer { counters.inHand = 0 }
            try await keeper.watch(batch)
            admitRoomSeekers()
        }
    }

    private func admitRoomSeekers() {
        guard behind - counters.inHand <= settings.maximumLag else { return }
        let seekers = roomSeekers
        roomSeekers = []
        for seeker in seekers { seeker.resume() }
    }

    private func refuseIfStopped() throws {
        if let failure { throw failure }
        if !accepting { throw PipelineError.stopping }
    }

    private func stop(_ error: any Error) {
        failure = error
        accepting = false
        writerWake.finish()
        watchWake.finish()
        for submission in pending { submission.continuation.resume(throwing: error) }
        pending = []
        let seekers = roomSeekers
        roomSeekers = []
        for seeker in seekers { seeker.resume() }
    }
}

/// Events that wait to be made durable.
private struct Submission {
    var events: [Event]
    var continuation: CheckedContinuation<[Int64?], any Error>
}

/// A call that wakes a loop; calls that come while the loop is busy are one call.
private struct WakeUp: Sendable {
    let calls: AsyncStream<Void>
    private let source: AsyncStream<Void>.Continuation

    init() {
        (calls, source) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func signal() { source.yield() }
    func finish() { source.finish() }
}
