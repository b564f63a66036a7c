import Foundation

/// Where inflated entries are put: in memory up to a bound, then in a temporary file that has no name any more, so
/// that nothing stays behind whatever happens.
final class Spool {
    private let limits: ExportLimits
    private var memoryUsed = 0
    private var descriptor: Int32 = -1
    private var fileEnd = 0

    init(limits: ExportLimits) {
        self.limits = limits
    }

    /// Writes to a descriptor that is open already; the spool closes it.
    init(limits: ExportLimits, descriptor: Int32) {
        self.limits = limits
        self.descriptor = descriptor
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Takes in what `produce` hands out piece by piece, at most `size` bytes of it.
    func take(
        size: Int, _ produce: ((UnsafeRawBufferPointer) throws(ExportFault) -> Void) throws(ExportFault) -> Void
    ) throws(ExportFault) -> Place {
        if memoryUsed + size <= limits.memoryBytes {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(size)
            try produce { (piece: UnsafeRawBufferPointer) throws(ExportFault) in bytes.append(contentsOf: piece) }
            memoryUsed += bytes.count
            return .memory(bytes)
        }
        try openFile()
        let start = fileEnd
        try produce { (piece: UnsafeRawBufferPointer) throws(ExportFault) in try self.write(piece) }
        return .spooled(start..<fileEnd)
    }

    /// Reads back what ``take(size:_:)`` put into the file.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ExportFault) -> Int {
        guard descriptor >= 0 else { return 0 }
        return try ReadableFile.readFully(descriptor, at: offset, into: buffer)
    }

    private func write(_ piece: UnsafeRawBufferPointer) throws(ExportFault) {
        guard let base = piece.baseAddress else { return }
        var done = 0
        while done < piece.count {
            let count = pwrite(descriptor, base + done, piece.count - done, off_t(fileEnd))
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.writeFault(errno)
            }
            done += count
            fileEnd += count
        }
    }

    static func writeFault(_ code: Int32) -> ExportFault {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: ExportFault(.diskFull)
        default: ExportFault(.noTemporaryFile, detail: ReadableFile.errorName(code))
        }
    }

    private func openFile() throws(ExportFault) {
        guard descriptor < 0 else { return }
        let folder = limits.temporaryDirectory ?? ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(folder)/vigie-scan-XXXXXX".utf8CString)
        let opened = mkstemp(&template)
        guard opened >= 0 else { throw ExportFault(.noTemporaryFile, detail: ReadableFile.errorName(errno)) }
        unlink(template)
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        descriptor = opened
    }
}

/// Where the bytes of an input are, once it was looked through.
enum Place: Sendable {
    case path(String, FileIdentity)
    case spooled(Range<Int>)
    case memory([UInt8])
}
