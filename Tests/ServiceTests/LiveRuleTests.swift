import Casework
import Rules
import SQLiteStorage
import SafetyModel
import Testing
import TextAnalysis
import Watch

@testable import Service

@Suite("Rules in the running watch")
struct LiveRuleTests {
    private static func files(_ names: String..., condition: String = "cues.size() > 0") -> [RuleFileText] {
        [
            RuleFileText(
                name: "rules.yaml",
                text: "rules:\n"
                    + names.map { name in
                        """
                          - name: \(name)
                            policy: harassment.insult
                            on: [message.posted]
                            when: \(condition) && actor.count('message.posted', duration('24h')) > 1
                            limit: 10000

                        """
                    }.joined())
        ]
    }

    private func gus(_ store: SQLiteStore) async throws -> Reviewer {
        try await store.create(
            name: "gus", passwordHash: "hash", roles: [.guardian], language: "en", by: nil, at: ServiceUnderTest.noon)
    }

    private func take(
        _ files: [RuleFileText], in service: ServiceUnderTest, by reviewer: Reviewer
    ) async throws {
        try await service.pipeline.changeRules { after in
            let order = RuleOrder(
                files: files, changes: RuleChanges(), base: try await service.store.rulesInForce().revision,
                reason: "test")
            let revision = try await service.store.enter(
                order, after: after, by: reviewer, at: ServiceUnderTest.noon)
            return ((), RuleSetting(revision: revision.id, files: files, after: revision.after ?? 0))
        }
    }

    private func found(_ store: SQLiteStore) async throws -> [String] {
        try await store.allSignals().filter { $0.detector.name.hasPrefix("rule.") }.map(\.id)
    }

    /// Waits until the watch has caught up.
    private func ready(_ pipeline: Pipeline) async { while await !pipeline.figures().ready { await Task.yield() } }

    private func settle(_ pipeline: Pipeline, events: Int) async throws {
        while await pipeline.figures().watched < events { await Task.yield() }
        try await pipeline.recordCounts()
    }

    @Test("rules hold from the event on at which they came, and a replay finds the same")
    func takesEffect() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let gus = try await gus(service.store)
            try await service.running { pipeline in
                _ = try await pipeline.submit(Talk.story(), waiting: true)
                try await settle(pipeline, events: 10)
                #expect(try await found(service.store).isEmpty)
                try await take(Self.files("one"), in: service, by: gus)
                _ = try await pipeline.submit(Talk.story(actor: "700", target: "701", offset: 100), waiting: true)
                try await settle(pipeline, events: 20)
                #expect(try await !found(service.store).isEmpty)
            }
            let live = try await found(service.store)
            // The same by hand: the watch over all, the engine over what came after the change.
            let taxonomy = try ShippedTaxonomy.load()
            var watch = Watch(taxonomy: taxonomy)
            var listener = Listener(reader: try ServiceUnderTest.reader())
            var engine = RuleEngine(try RuleSet.parse(texts: Self.files("one"), taxonomy: taxonomy))
            var expected: [String] = []
            for logged in try await service.store.events(after: 0, limit: 100) {
                let reading = listener.read(logged.event)
                let signals = watch.observe(logged.event, reading)
                guard logged.sequence > 10 else { continue }
                for outcome in engine.observe(
                    logged.event, reading, context: RuleContext(of: logged.event, signals: signals, in: watch))
                {
                    if case .signal(let signal) = outcome { expected.append(signal.id) }
                }
            }
            #expect(!expected.isEmpty)
            #expect(Set(live) == Set(expected))
            let counts = try await service.store.ruleCounts(.members, from: 0, for: gus)
            #expect(counts.map(\.matched).reduce(0, +) == expected.count)
            #expect(counts.map(\.evaluated).reduce(0, +) > expected.count)
        }
    }

    @Test(
        "after a crash, with or without its checkpoint, the same signals and the same counts", arguments: [1, 15, 500])
    func survives(checkpointEvery: Int) async throws {
        func play(crash: Bool, forget: Bool) async throws -> ([String], [RuleCount]) {
            try await withDatabase { path in
                var settings = PipelineSettings()
                settings.checkpointEvery = checkpointEvery
                let service = try ServiceUnderTest.open(path, settings: settings)
                let gus = try await gus(service.store)
                let last = Talk.story(actor: "500", target: "501", offset: 200)
                try await service.running { pipeline in
                    await ready(pipeline)
                    try await take(Self.files("one"), in: service, by: gus)
                    _ = try await pipeline.submit(Talk.story(), waiting: true)
                    try await settle(pipeline, events: 10)
                    try await take(Self.files("two", condition: "cues.size() > 1"), in: service, by: gus)
                    _ = try await pipeline.submit(Talk.story(actor: "700", target: "701", offset: 100), waiting: true)
                    try await settle(pipeline, events: 20)
                    try await take(Self.files("one", "two"), in: service, by: gus)
                    if !crash { _ = try await pipeline.submit(last, waiting: true) }
                }
                if crash {
                    _ = try await service.store.append(last)
                    if forget { try await service.store.save(WatchCheckpoint(sequence: 0, pieces: []), idle: []) }
                    try await ServiceUnderTest.open(path, settings: settings).running { _ in }
                }
                var counts = try await service.store.ruleCounts(.members, from: 0, for: gus)
                for index in counts.indices { counts[index].nanoseconds = 0 }
                return (try await found(service.store).sorted(), counts)
            }
        }
        let (signals, counts) = try await play(crash: false, forget: false)
        #expect(signals.contains { $0.hasPrefix("rule.two") } && signals.contains { $0.hasPrefix("rule.one") })
        for forget in [false, true] {
            let again = try await play(crash: true, forget: forget)
            #expect(again.0 == signals)
            #expect(again.1 == counts)
        }
    }

    @Test("rules that do not load any more leave those before in force, and say so")
    func refuses() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let gus = try await gus(service.store)
            try await service.running { pipeline in
                await ready(pipeline)
                try await take(Self.files("one"), in: service, by: gus)
                try await take([RuleFileText(name: "rules.yaml", text: "rules: [")], in: service, by: gus)
                #expect(await pipeline.ruleProblem()?.contains("revision 2") == true)
                _ = try await pipeline.submit(Talk.story(), waiting: true)
                try await settle(pipeline, events: 10)
            }
            #expect(try await !found(service.store).isEmpty)
        }
    }

    @Test("before the watch has caught up, nothing changes")
    func refused() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let gus = try await gus(service.store)
            await #expect(throws: PipelineError.catchingUp) {
                try await take(Self.files("one"), in: service, by: gus)
            }
            #expect(try await service.store.rulesInForce().revision == 0)
        }
    }
}
