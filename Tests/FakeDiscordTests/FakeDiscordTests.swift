import Testing

@testable import FakeDiscord

@Suite("The fake Discord")
struct FakeDiscordTests {
    @Test("The same seed makes the same world")
    func isDeterministic() {
        func lines(_ seed: UInt64) -> [[UInt8]] {
            var scenario = Scenario()
            scenario.seed = seed
            var world = World(scenario, at: 1_700_000_000_000)
            for index in 0..<3_000 { world.happen(at: 1_700_000_000_000 + Int64(index * 2)) }
            return world.takeOutbox().map(\.note.bytes)
        }
        #expect(lines(1) == lines(1))
        #expect(lines(1) != lines(2))
    }
}
