import Synchronization

/// How many live streams are open: each holds a connection, so there is a bound.
final class StreamCount: Sendable {
    static let maximum = 256

    private let open = Mutex(0)

    var hasRoom: Bool { open.withLock { $0 < Self.maximum } }
    func enter() { open.withLock { $0 += 1 } }
    func leave() { open.withLock { $0 -= 1 } }
}
