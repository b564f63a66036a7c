import SafetyModel
import Service
import ServiceLifecycle
import Simulation

/// Feeds the demo: most of the simulated past at once, the last part as it might come in live.
struct DemoTraffic: Service {
    private let simulation: Simulation
    private let events: Int
    private let pipeline: Pipeline

    /// The share that is fed at once.
    private static let pastShare = 0.95
    /// Events a second after that.
    private static let liveRate = 25

    init(settings: SimulationSettings, pipeline: Pipeline) throws {
        do {
            simulation = try Simulation(settings: settings)
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        events = settings.events
        self.pipeline = pipeline
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await feed()
            } catch is CancellationError {
            } catch PipelineError.stopping {
            }
        }
        try? await gracefulShutdown()
    }

    private func feed() async throws {
        var simulation = simulation
        let past = Int(Double(events) * Self.pastShare)
        var sent = 0
        var told = false
        while sent < events {
            let live = sent >= past
            let batch = Self.batch(of: live ? Self.liveRate : min(2048, past - sent), from: &simulation)
            guard !batch.isEmpty else { return }
            _ = try await pipeline.submit(batch, waiting: true)
            sent += batch.count
            if !told, await pipeline.figures().signals > 0 {
                told = true
                Terminal.error("first possible findings are in the queue")
            }
            if live { try await Task.sleep(for: .seconds(1)) }
        }
    }

    private static func batch(of size: Int, from simulation: inout Simulation) -> [Event] {
        var batch: [Event] = []
        batch.reserveCapacity(size)
        while batch.count < size, let event = simulation.next() { batch.append(event) }
        return batch
    }
}
