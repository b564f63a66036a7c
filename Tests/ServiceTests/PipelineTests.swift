import SafetyModel
import Testing

@testable import Service

@Suite("Pipeline")
struct PipelineTests {
    @Test("what is submitted is durable, watched, and its signals are recorded")
    func endToEnd() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            try await service.running { pipeline in
                let sequences = try await pipeline.submit(Talk.story(), waiting: true)
                #expect(sequences.allSatisfy { $0 != nil })
            }
            let signals = try await service.store.allSignals()
            #expect(signals.contains { $0.subject == "900" && $0.counterpart == "901" })
            #expect(await service.pipeline.figures().watched == Talk.story().count)
        }
    }

    @Test("the same events twice are stored once and raise nothing more")
    func duplicates() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            try await service.running { pipeline in
                _ = try await pipeline.submit(Talk.story(), waiting: true)
                let again = try await pipeline.submit(Talk.story(), waiting: true)
                #expect(again.allSatisfy { $0 == nil })
            }
            let figures = await service.pipeline.figures()
            #expect(figures.duplicates == Talk.story().count)
            #expect(figures.stored == Talk.story().count)
        }
    }

    @Test("posts that come together share commits and each get their own answer")
    func groupCommit() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            try await service.running { pipeline in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<40 {
                        group.addTask {
                            try await pipeline.submit(Talk.chatter(25, prefix: "post-\(number)"), waiting: true)
                                .count { $0 != nil }
                        }
                    }
                    for try await stored in group { #expect(stored == 25) }
                }
            }
            #expect(try await service.store.lastSequence() == 1000)
        }
    }

    @Test("a start after a stop goes on where it stopped: the signals equal those of one run")
    func resumes() async throws {
        let stories = Talk.story() + Talk.chatter(300) + Talk.story(actor: "800", target: "801", offset: 500)
        let whole = try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            try await service.running { _ = try await $0.submit(stories, waiting: true) }
            return try await service.store.allSignals()
        }
        for cut in [3, 6, 9, 100, 312, 315] {
            let resumed = try await withDatabase { path in
                try await ServiceUnderTest.open(path).running {
                    _ = try await $0.submit(Array(stories[..<cut]), waiting: true)
                }
                let second = try ServiceUnderTest.open(path)
                try await second.running { _ = try await $0.submit(Array(stories[cut...]), waiting: true) }
                return try await second.store.allSignals()
            }
            #expect(resumed == whole, "cut after \(cut) events")
        }
    }

    @Test("events that were made durable but not watched before a crash are watched at the next start")
    func catchesUp() async throws {
        try await withDatabase { path in
            let first = try ServiceUnderTest.open(path)
            // The log alone: what a crash right after the commit leaves behind.
            _ = try await first.store.append(Talk.story())
            let second = try ServiceUnderTest.open(path)
            try await second.running { _ in }
            #expect(try await !second.store.allSignals().isEmpty)
        }
    }

    @Test("when the watch is too far behind, a sender who does not wait is refused")
    func backPressure() async throws {
        try await withDatabase { path in
            var settings = PipelineSettings()
            settings.maximumLag = 10
            let service = try ServiceUnderTest.open(path, settings: settings)
            // Nothing runs yet, so the first post stays waiting and the second finds the line full.
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await service.pipeline.submit(Talk.chatter(20), waiting: false) }
                while await service.pipeline.figures().behind == 0 { await Task.yield() }
                await #expect(throws: PipelineError.self) {
                    try await service.pipeline.submit(Talk.chatter(1, prefix: "late"), waiting: false)
                }
                group.addTask { try? await service.pipeline.run() }
                while await service.pipeline.figures().watched < 20 { await Task.yield() }
                await service.pipeline.finish()
            }
        }
    }

    @Test("after it has finished, it takes nothing more")
    func finished() async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            try await service.running { _ in }
            await #expect(throws: PipelineError.stopping) {
                try await service.pipeline.submit(Talk.chatter(1), waiting: true)
            }
        }
    }
}
