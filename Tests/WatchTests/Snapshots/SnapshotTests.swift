import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Snapshots")
struct SnapshotTests {
    private func run(_ watch: inout Watch, _ events: some Sequence<(Event, TextReading)>) -> [Signal] {
        var signals: [Signal] = []
        for (event, reading) in events { signals += watch.observe(event, reading) }
        return signals
    }

    @Test("A restored watch gives the signals that the one before would have given, wherever it was stopped")
    func restoredRunsOn() throws {
        var traffic = Traffic(seed: 11)
        let events = traffic.events(3000, members: 60)
        var whole = Watch(taxonomy: Taxonomy([]))
        let expected = run(&whole, events)
        #expect(expected.count > 50)
        #expect(Set(expected.map(\.detector.name)).count >= 3)
        for stop in stride(from: 0, through: 3000, by: 375) {
            var first = Watch(taxonomy: Taxonomy([]))
            let before = run(&first, events[..<stop])
            var second = try Watch(restoring: first.snapshot(), settings: WatchSettings(), taxonomy: Taxonomy([]))
            #expect(second.memberCount == first.memberCount && second.pairCount == first.pairCount)
            #expect(before + run(&second, events[stop...]) == expected)
        }
    }

    @Test("Two runs over the same events give the same signals, and so do two watches restored one after the other")
    func deterministic() throws {
        var traffic = Traffic(seed: 5)
        let events = traffic.events(2000, members: 40)
        var one = Watch(taxonomy: Taxonomy([]))
        var other = Watch(taxonomy: Taxonomy([]))
        #expect(run(&one, events) == run(&other, events))
        #expect(one.snapshot() == other.snapshot())
        let again = try Watch(restoring: one.snapshot(), settings: WatchSettings(), taxonomy: Taxonomy([]))
        #expect(again.snapshot() == one.snapshot())
    }

    @Test("A piece that is changed in any byte is refused")
    func corrupted() throws {
        var traffic = Traffic(seed: 3)
        var watch = Watch(taxonomy: Taxonomy([]))
        _ = run(&watch, traffic.events(60, members: 12))
        let pieces = watch.snapshot()
        for (index, piece) in pieces.enumerated() {
            for place in piece.indices {
                var damaged = pieces
                damaged[index][place] ^= 0x41
                #expect(throws: WatchSnapshotError.self) {
                    try Watch(restoring: damaged, settings: WatchSettings(), taxonomy: Taxonomy([]))
                }
            }
        }
    }

    @Test("Pieces that are cut, missing, doubled, swapped or of another version are refused, each with its reason")
    func malformed() throws {
        var traffic = Traffic(seed: 3)
        var watch = Watch(taxonomy: Taxonomy([]))
        _ = run(&watch, traffic.events(200, members: 12))
        let pieces = watch.snapshot()
        #expect(pieces.count >= 4)
        func restore(_ pieces: [[UInt8]]) throws -> Watch {
            try Watch(restoring: pieces, settings: WatchSettings(), taxonomy: Taxonomy([]))
        }
        #expect(throws: WatchSnapshotError.incomplete(expected: 1, found: 0)) { try restore([]) }
        #expect(throws: WatchSnapshotError.incomplete(expected: pieces.count, found: pieces.count - 1)) {
            try restore(Array(pieces.dropLast()))
        }
        #expect(throws: WatchSnapshotError.self) { try restore([pieces[0], pieces[1], pieces[1], pieces[3]]) }
        #expect(throws: WatchSnapshotError.self) { try restore([pieces[0]] + pieces.dropFirst().reversed()) }
        for count in 0..<pieces[1].count {
            var cut = pieces
            cut[1] = Array(pieces[1].prefix(count))
            #expect(throws: WatchSnapshotError.damaged(piece: 1)) { try restore(cut) }
        }
        var newer = ByteWriter()
        newer.write(UInt64(99))
        let error = #expect(throws: WatchSnapshotError.otherVersion(found: 99)) {
            try restore([SealedPiece.seal(newer.bytes)])
        }
        #expect(error?.description.contains("version 99") == true)
    }

    @Test("Bytes with a good checksum and nonsense inside are refused, not trapped on")
    func nonsense() {
        var traffic = Traffic(seed: 9)
        for _ in 0..<2000 {
            let bytes = (0..<traffic.below(120)).map { _ in UInt8(truncatingIfNeeded: traffic.next()) }
            #expect(throws: WatchSnapshotError.self) {
                try Watch(
                    restoring: [SealedPiece.seal([1, 1, 1, 0, 0, 0, 0] + bytes)], settings: WatchSettings(),
                    taxonomy: Taxonomy([]))
            }
            var watch = Watch(taxonomy: Taxonomy([]))
            let mark: UInt8 = traffic.below(2) == 0 ? 1 : 2
            #expect(watch.admit([IdleState(key: 7, bytes: SealedPiece.seal([mark] + bytes))]) == 0)
        }
    }

    @Test("A large state is cut into pieces of some megabytes")
    func pieces() throws {
        var watch = Watch(taxonomy: Taxonomy([]))
        for index in 0..<300_000 {
            watch.pairs.insert(PairState(key: StableHash.of(UInt64(index), 9), at: Moment(seconds: 1_700_000_000)))
        }
        let pieces = watch.snapshot()
        #expect(pieces.count >= 3)
        #expect(pieces.allSatisfy { $0.count < 5 << 20 })
        let restored = try Watch(restoring: pieces, settings: WatchSettings(), taxonomy: Taxonomy([]))
        #expect(restored.pairCount == 300_000)
    }
}
