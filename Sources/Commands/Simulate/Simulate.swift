import ArgumentParser
import SafetyModel
import Simulation

/// `vigie simulate`
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the traffic of an invented community, with planted stories and innocent look-alikes.",
        discussion: """
            The same seed gives the same bytes. The truth file says which events belong to which story, so that
            `vigie evaluate` can tell what was found, missed and false. Nobody in it exists.
            """)

    @Option(help: "How many accounts.")
    var members = 300_000

    @Option(help: "How many events.")
    var events = 1_000_000

    @Option(help: "Another seed gives other people and other talk.")
    var seed: UInt64 = 7

    @Option(help: "Where to write the events (NDJSON), or - for standard output.", completion: .file())
    var out: String

    @Option(help: "Where to write what was planted (JSON).", completion: .file())
    var truth: String?

    func validate() throws {
        if out == truth { throw ValidationError("--out and --truth name the same file; give each its own") }
    }

    func run() async throws {
        var simulation: Simulation
        do {
            simulation = try Simulation(settings: SimulationSettings(members: members, events: events, seed: seed))
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        let output = try OutputFile(out)
        var progress = ProgressBar(total: events, unit: "events")
        let encoder = EventEncoder()
        var bytes: [UInt8] = []
        var count = 0
        while let event = simulation.next() {
            encoder.encode(event, into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
            count += 1
            if bytes.count >= 1 << 20 {
                try output.write(bytes)
                bytes.removeAll(keepingCapacity: true)
                progress.advance(done: count, count: count)
            }
        }
        try output.write(bytes)
        progress.finish()
        if let truth { try OutputFile(truth).write(simulation.truth.json) }
        Terminal.error(
            "\(grouped(count)) events, \(simulation.truth.stories.count) stories, \(simulation.truth.lookalikes.count) look-alikes"
        )
    }
}
