import Archives
import Foundation

/// A file that the given paths lead to.
struct FoundFile {
    /// As it is shown to people.
    var path: String
    /// Its place in the scan's list of zip archives, and the entry in it; `nil` for a file on disk.
    var entry: (archive: Int, entry: ZipEntry)?
    /// Whether a person named it, rather than a folder or an archive that holds it.
    var isNamed: Bool

    var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }
    var name: String { path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path }
    var fileExtension: String {
        let name = name
        return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }
}

/// Follows the given paths into folders. Symbolic links inside folders are not followed; pipes and devices are never
/// opened.
struct InputWalk {
    private let limits: ExportLimits
    private(set) var files: [FoundFile] = []
    private(set) var skipped: [SkippedInput] = []
    private var links = 0

    init(limits: ExportLimits) {
        self.limits = limits
    }

    /// Adds what one path leads to.
    /// - Returns: whether it is a folder.
    mutating func add(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            skipped.append(ReadableFile.fault(errno).skipped(path))
            return false
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            // Whether it can be read is told when it is opened.
            files.append(FoundFile(path: path, isNamed: true))
            return false
        }
        links = 0
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        walk(trimmed, depth: 0)
        if links > 0 { skipped.append(SkippedInput(path: path, reason: .symlink, count: links)) }
        return true
    }

    private mutating func walk(_ folder: String, depth: Int) {
        guard depth <= limits.folderDepth else {
            skipped.append(SkippedInput(path: folder, reason: .tooDeep))
            return
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            skipped.append(SkippedInput(path: folder, reason: .unreadableFile, detail: "folder"))
            return
        }
        for name in names {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: walk(path, depth: depth + 1)
            case S_IFLNK: links += 1
            case S_IFREG:
                guard files.count < limits.files else {
                    if skipped.last?.reason != .tooManyFiles {
                        skipped.append(SkippedInput(path: folder, reason: .tooManyFiles, count: limits.files))
                    }
                    return
                }
                files.append(FoundFile(path: path, isNamed: false))
            default:
                let kind = ReadableFile.kindName(status.st_mode)
                skipped.append(SkippedInput(path: path, reason: .notAFile, detail: kind))
            }
        }
    }
}
