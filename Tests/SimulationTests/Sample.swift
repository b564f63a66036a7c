import SafetyModel

@testable import Simulation

/// A simulation that was run to its end.
struct Sample: Sendable {
    let settings: SimulationSettings
    let truth: Truth
    let events: [Event]

    init(_ settings: SimulationSettings) throws {
        self.settings = settings
        let simulation = try Simulation(settings: settings)
        truth = simulation.truth
        events = Array(simulation)
    }

    /// 60,000 events among 6,000 members: every kind is there once.
    static let shared = Result { try Sample(SimulationSettings(members: 6000, events: 60_000, seed: 7)) }

    /// FNV-1a over the events as they stand on the wire.
    static func digest(_ settings: SimulationSettings) throws -> UInt64 {
        let encoder = EventEncoder()
        var line: [UInt8] = []
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for event in try Simulation(settings: settings) {
            line.removeAll(keepingCapacity: true)
            encoder.encode(event, into: &line)
            for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return hash
    }
}

extension Event {
    /// Ids of who did it and to whom it was done.
    var people: [String] { [actor?.id, target?.id].compactMap { $0 } }
}
