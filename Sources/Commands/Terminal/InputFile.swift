import SafetyModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file, or standard input, read in pieces.
struct InputFile: ~Copyable {
    /// The name for messages: the path, or `standard input`.
    let name: String
    /// In bytes; `nil` for what is not a regular file.
    let size: Int?
    private let descriptor: Int32

    /// - Parameter path: a path, or `-` for standard input.
    /// - Throws: ``CommandFailure``
    init(_ path: String) throws(CommandFailure) {
        if path == "-" {
            (name, size, descriptor) = ("standard input", nil, 0)
            return
        }
        let found = try Self.check(path)
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .input("cannot read \(path): \(Self.reason())") }
        (name, size) = (path, found)
        descriptor = opened
    }

    /// Looks whether a file can be read, without opening it.
    /// - Returns: its size in bytes; `nil` for what is not a regular file.
    /// - Throws: ``CommandFailure``
    static func check(_ path: String) throws(CommandFailure) -> Int? {
        if path == "-" { return nil }
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw .input("cannot read \(path): \(reason())")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw .input("\(path) is a folder; name a file, or use `vigie scan` for a folder of exports")
        }
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        if descriptor != 0 { close(descriptor) }
    }

    /// Reads the next piece.
    /// - Returns: how many bytes were read; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CommandFailure) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw .input("reading \(name) failed: \(Self.reason())") }
        }
    }

    private static func reason() -> String {
        switch errno {
        case ENOENT: "there is no such file"
        case EACCES: "permission denied"
        default: String(cString: strerror(errno))
        }
    }
}
