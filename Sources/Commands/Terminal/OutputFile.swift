#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that is written whole; `-` is standard output.
struct OutputFile: ~Copyable {
    private let name: String
    private let descriptor: Int32

    /// - Throws: ``CommandFailure``
    init(_ path: String) throws(CommandFailure) {
        if path == "-" {
            (name, descriptor) = ("standard output", 1)
            return
        }
        let opened = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard opened >= 0 else { throw .usage("cannot write \(path): \(String(cString: strerror(errno)))") }
        (name, descriptor) = (path, opened)
    }

    deinit {
        if descriptor > 2 { close(descriptor) }
    }

    /// - Throws: ``CommandFailure`` when the disk is full, or the reader of a pipe has gone.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
            }
            if count < 0 {
                if errno == EINTR { continue }
                let reason =
                    errno == ENOSPC
                    ? "the disk is full; free some space and run it again" : String(cString: strerror(errno))
                throw .failed("writing \(name) failed: \(reason)")
            }
            offset += count
        }
    }
}
