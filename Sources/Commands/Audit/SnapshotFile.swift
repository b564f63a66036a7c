import Connectors
import SafetyModel

/// A community's snapshot, as a file or standard input.
struct SnapshotFile {
    var path: String
    /// Of what is wrong in it.
    var language: Language

    /// More is no community's snapshot.
    private static let mostBytes = 2 << 30

    /// - Throws: ``CommandFailure`` where the whole cannot be read.
    func read() throws -> SnapshotReading {
        let file = try InputFile(path)
        if let size = file.size, size > Self.mostBytes {
            throw CommandFailure.input("\(path) is larger than 2 GiB; a snapshot is not")
        }
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while case let count = try file.read(into: buffer), count > 0 {
            bytes.append(contentsOf: buffer[..<count])
            guard bytes.count <= Self.mostBytes else {
                throw CommandFailure.input("\(file.name) is larger than 2 GiB; a snapshot is not")
            }
        }
        do throws(SnapshotFault) { return try SnapshotReader.read(bytes) } catch {
            throw CommandFailure.input("\(file.name): \(error.text[language])")
        }
    }
}
