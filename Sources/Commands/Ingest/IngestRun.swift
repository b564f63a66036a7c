import SafetyModel
import Service

/// Reads a file into the pipeline, the next batch being decoded while the last is stored and the one before watched.
struct IngestRun {
    var setting: Assembly

    func run(_ path: String) async throws -> IngestFigures {
        let started = ContinuousClock.now
        var reader = try EventBatchReader(path, now: Clock.now())
        var figures = IngestFigures()
        let pipeline = setting.pipeline
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pipeline.run() }
            do {
                try await feed(pipeline, from: &reader, into: &figures)
            } catch {
                await pipeline.finish()
                // What stopped the pipeline says more than that it stopped.
                try await group.waitForAll()
                throw error
            }
            await pipeline.finish()
            try await group.waitForAll()
        }
        let passed = await pipeline.figures()
        figures.signals = passed.signals
        for (policy, count) in passed.signalsByPolicy {
            figures.signalsBySeverity[setting.taxonomy.severity(of: policy), default: 0] += count
        }
        figures.seconds = Double((ContinuousClock.now - started).milliseconds) / 1000
        return figures
    }

    private func feed(
        _ pipeline: Pipeline, from reader: inout EventBatchReader, into figures: inout IngestFigures
    ) async throws {
        var progress = ProgressBar(total: reader.size, unit: "events")
        defer { progress.finish() }
        var batch = try reader.next()
        while let current = batch {
            async let sequences = pipeline.submit(current.events, waiting: true)
            async let rejections: Void = pipeline.reject(current.rejected)
            let following = Result { () throws(CommandFailure) in try reader.next() }
            let stored = try await sequences.count { $0 != nil }
            try await rejections
            figures.add(current, stored: stored)
            progress.advance(done: reader.bytesRead, count: figures.read)
            batch = try following.get()
        }
    }
}

/// What became of a file.
struct IngestFigures {
    var read = 0
    var stored = 0
    var duplicates = 0
    var rejected = 0
    var signals = 0
    var seconds = 0.0
    var signalsBySeverity: [Severity: Int] = [:]
    var firstProblem: String?

    mutating func add(_ batch: EventBatch, stored: Int) {
        read += batch.events.count + batch.rejected.count
        self.stored += stored
        duplicates += batch.events.count - stored
        rejected += batch.rejected.count
        if firstProblem == nil, let first = batch.rejected.first {
            firstProblem = "line \(first.line): \(first.reason.sentence)"
        }
    }

    var eventsPerSecond: Double { Double(read) / max(seconds, 0.001) }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        let counts = [
            ("read", read), ("stored", stored), ("duplicates", duplicates), ("rejected", rejected),
            ("signals", signals),
        ]
        for (name, count) in counts {
            writer.key(name)
            writer.integer(Int64(count))
        }
        writer.key("seconds")
        writer.double((seconds * 1000).rounded() / 1000)
        writer.key("events_per_second")
        writer.double(eventsPerSecond.rounded())
        writer.endObject()
        return writer.bytes
    }

    var sentence: String {
        """
        \(grouped(read)) lines read: \(grouped(stored)) stored, \(grouped(duplicates)) known already, \
        \(grouped(rejected)) set aside; \(grouped(signals)) signals to review; \
        \((seconds * 10).rounded() / 10) s, \(grouped(Int(eventsPerSecond))) events/s
        """
    }
}
