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
    private var rules: LiveRules
    private var sequence: Int64 = 0
    private var recorded: Int64 = 0
    private var sinceCheckpoint = 0
    private var counters = WatchCounters()
    /// Up to here the store has the counts, from before a crash.
    private var countedBefore: Int64 = 0
    /// Thresholds that the watch has not come to yet, in the order of their events.
    private var settingsAhead: ArraySlice<ThresholdSetting> = []
    private let turnstile = Turnstile()

    init(
        log: any EventLog, store: any WatchStore, reader: TextReader, taxonomy: Taxonomy, settings: PipelineSettings
    ) {
        self.log = log
        self.store = store
        listener = Listener(reader: reader)
        self.taxonomy = taxonomy
        self.settings = settings
        watch = Watch(settings: settings.watch, taxonomy: taxonomy)
        rules = LiveRules(taxonomy: taxonomy)
    }

    /// Events before the checkpoint that are heard again.
    private static let heardBefore: Int64 = 5000

    func figures() -> WatchCounters {
        var counters = counters
        (counters.members, counters.pairs, counters.files) = (watch.memberCount, watch.pairCount, watch.fileCount)
        return counters
    }

    /// Takes the last checkpoint up and reads what the log holds beyond it.
    /// - Returns: the sequence number of the last event seen.
    func restore() async throws -> Int64 {
        settingsAhead = try await store.thresholdSettings()[...]
        countedBefore = try await store.watchPosition()
        if let checkpoint = try await store.checkpoint() {
            do {
                rules = LiveRules(
                    try await store.ruleSettings(from: checkpoint.sequence), from: checkpoint.sequence,
                    taxonomy: taxonomy)
                if let bytes = checkpoint.rules { try rules.restore(bytes) }
                watch = try Watch(restoring: checkpoint.pieces, settings: settings.watch, taxonomy: taxonomy)
                sequence = checkpoint.sequence
                recorded = checkpoint.sequence
            } catch let error as StorageError {
                throw error
            } catch {
                // Made by another version, or damaged: the log is read from its beginning. What was recorded stays.
                watch = Watch(settings: settings.watch, taxonomy: taxonomy)
            }
        }
        if sequence == 0 {
            rules = LiveRules(try await store.ruleSettings(from: 0), from: 0, taxonomy: taxonomy)
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
        try await alone {
            try await self.record([])
            try await self.save(idle: [])
        }
    }

    /// Sets a threshold between two batches: what `record` wrote holds for every event after the number it is given.
    func changeThreshold<Change: Sendable>(
        _ record: @Sendable (_ after: Int64) async throws -> (Change, ThresholdSetting)
    ) async throws -> Change {
        try await alone {
            let (change, setting) = try await record(self.sequence)
            self.watch.apply(setting)
            return change
        }
    }

    /// Takes other rules in force between two batches: what `record` wrote holds for every event after the number it is
    /// given.
    func changeRules<Change: Sendable>(
        _ record: @Sendable (_ after: Int64) async throws -> (Change, RuleSetting)
    ) async throws -> Change {
        try await alone {
            let (change, setting) = try await record(self.sequence)
            self.rules.apply(setting)
            return change
        }
    }

    /// Why the newest rules are not in force, if they are not.
    func ruleProblem() -> String? { rules.problem }

    /// Stores what was counted so far.
    func recordCounts() async throws { try await alone { try await self.record([]) } }

    private func observe(_ batch: [LoggedEvent]) async throws { try await alone { try await self.observeAlone(batch) } }

    /// Runs one piece of work from its beginning to its end before another begins.
    private func alone<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        await turnstile.enter()
        do {
            let value = try await work()
            await turnstile.leave()
            return value
        } catch {
            await turnstile.leave()
            throw error
        }
    }

    private func observeAlone(_ batch: [LoggedEvent]) async throws {
        try await admitIdleStates(for: batch)
        let signals = batch.withUnsafeBufferPointer(observe)
        sinceCheckpoint += batch.count
        counters.watched += batch.count
        if !signals.isEmpty || sequence - recorded >= settings.countsEvery { try await record(signals) }
        let idle = watch.evictIdle()
        if !idle.isEmpty || sinceCheckpoint >= settings.checkpointEvery {
            try await record([])
            try await save(idle: idle)
        }
    }

    /// The events one after the other, each read where it lies: an event is large, and copies of it are dear.
    private func observe(_ batch: UnsafeBufferPointer<LoggedEvent>) -> [Signal] {
        var signals: [Signal] = []
        for index in batch.indices {
            let number = batch[index].sequence
            while let next = settingsAhead.first, next.after < number {
                watch.apply(next)
                settingsAhead.removeFirst()
            }
            // What was counted up to here before a crash is in the store already.
            if sequence <= countedBefore, number > countedBefore { _ = takeCounts() }
            rules.advance(to: number)
            let reading = listener.read(batch[index].event)
            let found = watch.observe(batch[index].event, reading)
            signals += found
            if !rules.isEmpty { signals += rules.observe(batch[index].event, reading, found, in: watch) }
            sequence = number
        }
        return signals
    }

    /// Stores signals, what was counted, and how far the watch has come.
    private func record(_ signals: [Signal]) async throws {
        guard !signals.isEmpty || sequence > recorded else { return }
        let counts = takeCounts()
        counters.signals += try await store.record(
            signals, counts: sequence > countedBefore ? counts : WatchCounts(), upTo: sequence)
        for signal in signals {
            counters.signalsByPolicy[signal.policy, default: 0] += 1
            if signal.subjectIsStaff { counters.signalsAboutStaff += 1 }
        }
        recorded = sequence
    }

    private func takeCounts() -> WatchCounts {
        var counts = watch.takeCounts()
        counts.rules = rules.takeCounts()
        counts.labels = rules.takeLabels()
        return counts
    }

    private func admitIdleStates(for batch: [LoggedEvent]) async throws {
        guard watch.evictedCount > 0 else { return }
        var keys: [UInt64] = []
        for index in batch.indices { keys += watch.absentKeys(for: batch[index].event) }
        guard !keys.isEmpty else { return }
        watch.admit(try await store.idleStates(keys))
    }

    private func save(idle: [IdleState]) async throws {
        try await store.save(
            WatchCheckpoint(sequence: sequence, pieces: watch.snapshot(), rules: rules.snapshot()), idle: idle)
        sinceCheckpoint = 0
    }
}

/// What the watch has done since the start, and how much it remembers.
struct WatchCounters: Sendable {
    var members = 0
    var pairs = 0
    var files = 0
    var watched = 0
    var signals = 0
    var signalsAboutStaff = 0
    var signalsByPolicy: [PolicyCode: Int] = [:]
}

/// Lets one at a time through, in the order in which they came: an actor alone is open to others at every `await`.
private actor Turnstile {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            waiting.removeFirst().resume()
        }
    }
}
