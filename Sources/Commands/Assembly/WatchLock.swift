#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Lets one process at a time watch a database. Two would each see a part of what is said, and each would overwrite
/// the other's checkpoint. The lock goes with the process, however that ends; reading and backing up need none.
final class WatchLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``CommandFailure`` where another process holds it.
    init(database: String) throws(CommandFailure) {
        let path = database + ".lock"
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw .failed("cannot make \(path): \(String(cString: strerror(errno)))") }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw .failed(
                "\(database) is in use by another vigie (serve, ingest or demo); stop that one first, or post the events to the service"
            )
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
