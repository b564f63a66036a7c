import SafetyModel
import Testing

@testable import Watch

@Suite("Keyed stores")
struct KeyedStoreTests {
    private struct Record: Keyed, Equatable {
        var key: UInt64
        var value: Int
    }

    @Test("What is put in, put over and taken out is what a dictionary would hold, colliding keys included")
    func likeADictionary() {
        var store = KeyedStore<Record>()
        var model: [UInt64: Int] = [:]
        var traffic = Traffic(seed: 4)
        for step in 0..<40_000 {
            // Few distinct lower halves, so that probing and the closing of gaps are put to work.
            let key = UInt64(traffic.below(900)) << 29
            if traffic.below(3) == 0 {
                if let slot = store.find(key) { #expect(store.remove(at: slot).value == model[key]) }
                model[key] = nil
            } else {
                store.insert(Record(key: key, value: step))
                model[key] = step
            }
        }
        #expect(store.count == model.count)
        for (key, value) in model { #expect(store.find(key).map { store.records[$0].value } == value) }
    }

    @Test("Places of a pool are used again")
    func pool() {
        var pool = Pool<[Int]>()
        let first = pool.add([1])
        _ = pool.add([2])
        pool.remove(first, leaving: [])
        #expect(pool.count == 1 && pool.add([3]) == first && pool.items[Int(first)] == [3])
    }

    @Test("A state of a pair takes 32 bytes, one of a member less than 100")
    func sizes() {
        #expect(MemoryLayout<PairState>.stride == 32)
        #expect(MemoryLayout<MemberState>.stride < 100)
        #expect(MemoryLayout<PairFile>.stride <= 224)
    }

    @Test("Hashes are the same on every machine")
    func stable() {
        #expect(StableHash.of("harbour", seed: 1) == StableHash.of("harbour", seed: 1))
        #expect(StableHash.of("harbour", seed: 1) != StableHash.of("harbour", seed: 2))
        #expect(StableHash.of(1, 2) != StableHash.of(2, 1))
        #expect(StableHash.of("", seed: 0) != StableHash.of("\u{0}", seed: 0))
    }
}
