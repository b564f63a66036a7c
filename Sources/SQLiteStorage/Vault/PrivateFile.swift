import Foundation
import SafetyModel

/// Small files that only their owner may read (mode 0600): keys.
enum PrivateFile {
    /// Reads a file, at most one byte more than a limit, so that one that is too long is told by its length.
    /// - Throws: ``StorageError/cannotOpen(path:detail:)``
    static func read(_ path: String, limit: Int) throws(StorageError) -> [UInt8] {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, detail: SystemFault.sentence(errno)) }
        defer { _ = Foundation.close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .cannotOpen(path: path, detail: SystemFault.sentence(errno)) }
        return Array(bytes.prefix(count))
    }

    /// Writes a new file. It appears whole and durable, or not at all, and never replaces one.
    /// - Parameter mode: 0600 unless others may read it.
    /// - Returns: whether it was made; `false` where there is one.
    /// - Throws: ``StorageError/cannotOpen(path:detail:)``, ``StorageError/diskFull(path:)``
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws(StorageError) -> Bool {
        let draft = "\(path).\(UInt64.random(in: .min ... .max)).new"
        let descriptor = Foundation.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemFault.storageError(errno, path: path) }
        defer { unlink(draft) }
        let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        let synced = fsync(descriptor)
        let fault = errno
        _ = Foundation.close(descriptor)
        guard written == bytes.count, synced == 0 else { throw SystemFault.storageError(fault, path: path) }
        // A hard link appears whole or not at all, and never replaces a file that is there.
        if link(draft, path) != 0 {
            if errno == EEXIST { return false }
            throw SystemFault.storageError(errno, path: path)
        }
        SystemFault.syncFolder(of: path)
        return true
    }
}
