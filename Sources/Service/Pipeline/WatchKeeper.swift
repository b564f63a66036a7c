import SafetyModel
import TextAnalysis
import Watch

/// Guards the watch's state: reads texts, lets the watch observe in the order of the log, records what it finds, and
/// stores checkpoints.
actor WatchKeeper {
    private let log: any EventLog
    private let store: any WatchStore
    private var listener: Listener
    private let taxonomy: Taxonomy
    private let settings: PipelineSettings
    private var watch: Watch
    private var sequence: Int64 = 0
    private var recorded: Int64 = 0
    private var sinceCheckpoint = 0
    private var counters = WatchCounters()

    init(
        log: any EventLog, store: any WatchStore, reader: TextReader, taxonomy: Taxonomy, settings: PipelineSettings
    ) {
        self.log = log
        self.store = store
        listener = Listener(reader: reader)
        self.taxonomy = taxonomy
        self.settings = settings
        watch = Watch(settings: settings.watch, taxonomy: taxonomy)
    }

    /// Events before the checkpoint that are heard again.
    private static let heardBefore: Int64 = 5000

    func figures() -> WatchCounters { counters }

    /// Takes the last checkpoint up and reads what the log holds beyond it.
    /// - Returns: the sequence number of the last event seen.
    func restore() async throws -> Int64 {
        if let checkpoint = try await store.checkpoint() {
            do {
                watch = try Watch(restoring: checkpoint.pieces, settings: settings.watch, taxonomy: taxonomy)
                sequence = checkpoint.sequence
                recorded = checkpoint.sequence
            } catch {
                // Made by another version, or damaged: the log is read from its beginning. What was recorded stays.
                watch = Watch(settings: settings.watch, taxonomy: taxonomy)
            }
        }
        // Phrases cut into pieces across the checkpoint are read whole all the same.
        for logged in try await log.events(after: max(0, sequence - Self.heardBefore), limit: Int(Self.heardBefore))
        where logged.sequence <= sequence {
            listener.hear(logged.event)
        }
        while true {
            let page = try await log.events(after: sequence, limit: 5000)
            guard !page.isEmpty else { break }
            try await observe(page)
        }
        counters.watched = 0
        return sequence
    }

    /// Observes events that are new in the log. What a restore has seen already is skipped.
    func watch(_ batch: [LoggedEvent]) async throws {
        guard let first = batch.first else { return }
        try await observe(first.sequence > sequence ? batch : batch.filter { $0.sequence > sequence })
    }

    /// Stores the state as of the last event seen.
    func saveCheckpoint() async throws {
        guard sinceCheckpoint > 0 else { return }
        try await save(idle: [])
    }

    private func observe(_ batch: [LoggedEvent]) async throws {
        try await admitIdleStates(for: batch)
        var signals: [Signal] = []
        for logged in batch {
            signals += watch.observe(logged.event, listener.read(logged.event))
        }
        guard let last = batch.last else { return }
        sequence = last.sequence
        sinceCheckpoint += batch.count
        counters.watched += batch.count
        if !signals.isEmpty || sequence - recorded > 100_000 {
            counters.signals += try await store.record(signals, upTo: sequence)
            for signal in signals {
                counters.signalsByPolicy[signal.policy, default: 0] += 1
                if signal.subjectIsStaff { counters.signalsAboutStaff += 1 }
            }
            recorded = sequence
        }
        let idle = watch.evictIdle()
        if !idle.isEmpty || sinceCheckpoint >= settings.checkpointEvery { try await save(idle: idle) }
    }

    private func admitIdleStates(for batch: [LoggedEvent]) async throws {
        var keys: [UInt64] = []
        for logged in batch { keys += watch.absentKeys(for: logged.event) }
        guard !keys.isEmpty else { return }
        watch.admit(try await store.idleStates(keys))
    }

    private func save(idle: [IdleState]) async throws {
        try await store.save(WatchCheckpoint(sequence: sequence, pieces: watch.snapshot()), idle: idle)
        sinceCheckpoint = 0
    }
}

/// What the watch has done since the start.
struct WatchCounters: Sendable {
    var watched = 0
    var signals = 0
    var signalsAboutStaff = 0
    var signalsByPolicy: [PolicyCode: Int] = [:]
}
