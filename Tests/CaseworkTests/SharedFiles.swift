import Foundation

/// Files beside the checkout that are not part of the repository.
enum SharedFiles {
    /// The first folder upwards that holds `shared/` and the path; `nil` where there is none.
    static func find(_ path: String) -> URL? {
        var directory = URL(fileURLWithPath: #filePath)
        while directory.path != "/" {
            directory.deleteLastPathComponent()
            let candidate = directory.appendingPathComponent("shared/\(path)")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }
}
