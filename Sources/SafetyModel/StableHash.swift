/// Hashes that are the same in every run and on every machine, unlike Swift's own, whose seed changes per process.
///
/// SipHash-1-3 (Aumasson and Bernstein, 2012) with a fixed key: ids are chosen by strangers, so a hash with easy
/// collisions would let them fall together with another member on purpose.
package enum StableHash {
    /// The hash of a text; `seed` keeps the ids of one community apart from those of another.
    package static func of(_ text: String, seed: UInt64) -> UInt64 {
        let hash = text.utf8.withContiguousStorageIfAvailable { of(UnsafeRawBufferPointer($0), seed: seed) }
        if let hash { return hash }
        var copy = text
        return copy.withUTF8 { of(UnsafeRawBufferPointer($0), seed: seed) }
    }

    /// The hash of a directed pair of keys.
    package static func of(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var state = SipState(0x7061_6972_7669_6769)
        state.compress(first)
        state.compress(second)
        return state.finish()
    }

    /// The hash of raw bytes.
    package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var state = SipState(seed)
        let whole = bytes.count & ~7
        var offset = 0
        while offset < whole {
            state.compress(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var last = UInt64(truncatingIfNeeded: bytes.count) << 56
        var shift: UInt64 = 0
        while offset < bytes.count {
            last |= UInt64(bytes[offset]) << shift
            shift += 8
            offset += 1
        }
        state.compress(last)
        return state.finish()
    }
}

private struct SipState {
    private var v0, v1, v2, v3: UInt64

    init(_ seed: UInt64) {
        let key: UInt64 = 0x5669_6769_6520_7631
        v0 = key ^ 0x736f_6d65_7073_6575
        v1 = seed ^ 0x646f_7261_6e64_6f6d
        v2 = key ^ 0x6c79_6765_6e65_7261
        v3 = seed ^ 0x7465_6462_7974_6573
    }

    private mutating func round() {
        v0 &+= v1
        v1 = (v1 << 13 | v1 >> 51) ^ v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = (v3 << 16 | v3 >> 48) ^ v2
        v0 &+= v3
        v3 = (v3 << 21 | v3 >> 43) ^ v0
        v2 &+= v1
        v1 = (v1 << 17 | v1 >> 47) ^ v2
        v2 = v2 << 32 | v2 >> 32
    }

    mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        v0 ^= word
    }

    mutating func finish() -> UInt64 {
        v2 ^= 0xff
        round()
        round()
        round()
        return v0 ^ v1 ^ v2 ^ v3
    }
}
