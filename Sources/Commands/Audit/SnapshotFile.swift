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
        let name = path == "-" ? "standard input" : path
        let bytes = try WholeFile.read(
            path, limit: Self.mostBytes, tooLong: "\(name) is larger than 2 GiB; a snapshot is not")
        do throws(SnapshotFault) { return try SnapshotReader.read(bytes) } catch {
            throw CommandFailure.input("\(name): \(error.text[language])")
        }
    }
}
