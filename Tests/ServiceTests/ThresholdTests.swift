import Casework
import SQLiteStorage
import SafetyModel
import Testing
import Watch

@testable import Service

@Suite("Thresholds in the running watch")
struct ThresholdTests {
    private let policies: [PolicyCode] = ["minor.grooming", "minor.solicitation", "sextortion"]

    private func guardian(_ store: SQLiteStore) async throws -> Reviewer {
        try await store.create(
            name: "gus", passwordHash: "hash", roles: [.guardian], language: "en", by: nil, at: ServiceUnderTest.noon)
    }

    /// Sets the thresholds that the story's signals go by.
    private func set(_ threshold: Double?, _ service: ServiceUnderTest, by reviewer: Reviewer) async throws {
        for policy in policies {
            try await service.pipeline.changeThreshold { after in
                let version = try await service.store.thresholdChanges(policy, .members, limit: 1, for: reviewer)
                    .first?.number
                let order = ThresholdOrder(
                    policy: policy, scope: .members, threshold: threshold, version: version ?? 0, reason: "test")
                let change = try await service.store.changeThreshold(
                    order, after: after, by: reviewer, at: ServiceUnderTest.noon)
                return (change, change.setting)
            }
        }
    }

    /// Waits until so many events were watched and what they brought is stored.
    private func settle(_ pipeline: Pipeline, events: Int) async throws {
        while await pipeline.figures().watched < events { await Task.yield() }
        try await pipeline.recordCounts()
    }

    private func signals(about subject: String, _ store: SQLiteStore) async throws -> [Signal] {
        try await store.allSignals().filter { $0.subject == subject }
    }

    @Test("a change holds for what comes after it, at once, and not for what came before")
    func takesEffect() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let gus = try await guardian(service.store)
            try await service.running { pipeline in
                _ = try await pipeline.submit(Talk.story(), waiting: true)
                try await settle(pipeline, events: Talk.story().count)
                let usual = try await signals(about: "900", service.store)
                #expect(!usual.isEmpty && usual.allSatisfy { $0.score >= 0.6 })
                try await set(0.3, service, by: gus)
                #expect(try await signals(about: "900", service.store) == usual)
                let again = Talk.story(actor: "700", target: "701", offset: 100)
                _ = try await pipeline.submit(again, waiting: true)
                try await settle(pipeline, events: Talk.story().count + again.count)
                let early = try await signals(about: "700", service.store)
                #expect(early.contains { $0.score < 0.6 })
                #expect(try await signals(about: "900", service.store) == usual)
            }
            let settings = try await service.store.thresholdSettings()
            #expect(settings.map(\.after) == [10, 10, 10])
        }
    }

    @Test("after a crash the log is read with the thresholds that were in force at each event")
    func replays() async throws {
        let last = Talk.story(actor: "300", target: "301", offset: 300)
        func play(crash: Bool) async throws -> ([Signal], [ScoreCount], [CueCount]) {
            try await withDatabase { path in
                let service = try ServiceUnderTest.open(path)
                let gus = try await guardian(service.store)
                try await service.running { pipeline in
                    _ = try await pipeline.submit(Talk.story(), waiting: true)
                    try await settle(pipeline, events: 10)
                    try await set(0.3, service, by: gus)
                    _ = try await pipeline.submit(Talk.story(actor: "700", target: "701", offset: 100), waiting: true)
                    try await settle(pipeline, events: 20)
                    try await set(nil, service, by: gus)
                    _ = try await pipeline.submit(Talk.story(actor: "500", target: "501", offset: 200), waiting: true)
                    try await settle(pipeline, events: 30)
                    try await set(0.3, service, by: gus)
                    if !crash { _ = try await pipeline.submit(last, waiting: true) }
                }
                if crash {
                    // What is left after a crash right after a commit, with the checkpoint lost: all of the log is
                    // read again, and what was told of its first thirty events must not be told twice.
                    _ = try await service.store.append(last)
                    try await service.store.save(WatchCheckpoint(sequence: 0, pieces: []), idle: [])
                    try await ServiceUnderTest.open(path).running { _ in }
                }
                let windows = FigureWindows(
                    signals: ServiceUnderTest.noon, cases: ServiceUnderTest.noon, recent: ServiceUnderTest.noon,
                    firstDay: 0)
                let figures = try await service.store.detectorFigures(.members, windows: windows, for: gus)
                return (try await service.store.allSignals(), figures.scores, figures.cues)
            }
        }
        let (signals, scores, cues) = try await play(crash: false)
        let again = try await play(crash: true)
        #expect(again.0 == signals)
        #expect(Set(signals.filter { $0.score < 0.6 }.map(\.subject)) == ["700", "300"])
        #expect(again.1 == scores && again.2 == cues)
        #expect(!scores.isEmpty && !cues.isEmpty)
        #expect(scores.filter { $0.detector == nil && $0.policy == "sextortion" }.map(\.count).reduce(0, +) == 4)
    }

    @Test("what was counted comes with the next call, without waiting for a signal")
    func handsOver() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let gus = try await guardian(service.store)
            try await service.running { pipeline in
                _ = try await pipeline.submit(Array(Talk.story().prefix(3)), waiting: true)
                try await settle(pipeline, events: 3)
                let windows = FigureWindows(
                    signals: ServiceUnderTest.noon, cases: ServiceUnderTest.noon, recent: ServiceUnderTest.noon,
                    firstDay: 0)
                let cues = try await service.store.detectorFigures(.members, windows: windows, for: gus).cues
                #expect(!cues.isEmpty)
                try await pipeline.recordCounts()
                #expect(
                    try await service.store.detectorFigures(.members, windows: windows, for: gus).cues == cues)
            }
        }
    }

    @Test("before the watch has caught up, and when the store refuses, nothing changes")
    func refused() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let gus = try await guardian(service.store)
            await #expect(throws: PipelineError.catchingUp) { try await set(0.9, service, by: gus) }
            let rosa = try await service.store.create(
                name: "rosa", passwordHash: "hash", roles: [.reviewer], language: "en", by: nil,
                at: ServiceUnderTest.noon)
            try await service.running { pipeline in
                _ = try await pipeline.submit(Talk.chatter(1), waiting: true)
                while await !pipeline.figures().ready { await Task.yield() }
                await #expect(throws: ThresholdError.notAllowed) { try await set(0.95, service, by: rosa) }
                _ = try await pipeline.submit(Talk.story(), waiting: true)
            }
            #expect(try await service.store.thresholdSettings().isEmpty)
            #expect(try await !signals(about: "900", service.store).isEmpty)
        }
    }
}
