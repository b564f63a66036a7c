import Foundation
import SafetyModel

/// What the operating system says when a file cannot be used, in words that help.
enum SystemFault {
    static func sentence(_ code: Int32) -> String {
        switch code {
        case ENOENT: "there is no such file or folder"
        case EACCES, EPERM: "permission denied; check the owner and the mode of the file and its folder"
        case EISDIR: "this is a folder; name a file in it"
        case EROFS: "the file system is read-only"
        case EMFILE, ENFILE: "too many files are open"
        case ENOSPC, EDQUOT: "the disk is full"
        default: String(cString: strerror(code))
        }
    }

    static func storageError(_ code: Int32, path: String) -> StorageError {
        code == ENOSPC || code == EDQUOT
            ? .diskFull(path: path) : .cannotOpen(path: path, detail: sentence(code))
    }

    /// Makes the names in a file's folder durable. Best effort: some file systems refuse it.
    static func syncFolder(of path: String) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = Foundation.open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        _ = Foundation.close(descriptor)
    }

    /// Whether the disk that holds `path` has no room left for even a megabyte.
    static func isFull(diskOf path: String) -> Bool {
        var figures = statvfs()
        guard statvfs(path, &figures) == 0 else { return false }
        return UInt64(figures.f_bavail) * UInt64(figures.f_frsize) < 1 << 20
    }
}
