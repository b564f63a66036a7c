import Foundation

/// What a file was when it was first opened; if it is another later, it was changed under the reader's hands.
struct FileIdentity: Sendable, Hashable {
    var device: UInt64
    var number: UInt64
    var size: Int
    var modifiedSeconds: Int
    var modifiedNanoseconds: Int
}

/// A regular file, open for reading at any place. Closed when it goes away.
///
/// It is read with `pread` and never mapped: a mapped file that shrinks, or a disk that fails, would end the process.
final class ReadableFile {
    private let descriptor: Int32
    let identity: FileIdentity
    var size: Int { identity.size }

    /// Opens a file by its path, symbolic links followed.
    /// - Throws: a fault for what is missing, may not be read, or is no regular file (a pipe is never waited for).
    init(path: String) throws(ExportFault) {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.fault(errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw Self.fault(code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ExportFault(.notAFile, detail: Self.kindName(status.st_mode))
        }
        self.descriptor = descriptor
        identity = FileIdentity(status)
    }

    deinit { close(descriptor) }

    /// Reads up to the buffer's size from `offset` on; less only at the file's end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ExportFault) -> Int {
        try Self.readFully(descriptor, at: offset, into: buffer)
    }

    static func readFully(
        _ descriptor: Int32, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(ExportFault) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        var done = 0
        while done < buffer.count {
            let count = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw ExportFault(.readError, offset: offset + done, detail: Self.errorName(errno))
            }
            done += count
        }
        return done
    }

    static func fault(_ code: Int32) -> ExportFault {
        switch code {
        case ENOENT, ENOTDIR: ExportFault(.missingPath)
        case ELOOP: ExportFault(.symlinkLoop)
        case ENXIO, ENODEV: ExportFault(.notAFile, detail: "socket")
        default: ExportFault(.unreadableFile, detail: errorName(code))
        }
    }

    /// The system's own words for an error number.
    static func errorName(_ code: Int32) -> String { String(cString: strerror(code)) }

    static func kindName(_ mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFDIR: "folder"
        case S_IFIFO: "pipe"
        case S_IFSOCK: "socket"
        case S_IFCHR, S_IFBLK: "device"
        default: "special file"
        }
    }
}

extension FileIdentity {
    init(_ status: stat) {
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        size = Int(status.st_size)
        #if canImport(Darwin)
        modifiedSeconds = Int(status.st_mtimespec.tv_sec)
        modifiedNanoseconds = Int(status.st_mtimespec.tv_nsec)
        #else
        modifiedSeconds = Int(status.st_mtim.tv_sec)
        modifiedNanoseconds = Int(status.st_mtim.tv_nsec)
        #endif
    }
}
