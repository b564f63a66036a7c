import TextAnalysis

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file as a part of memory: read page by page as it is needed, and shared between processes.
enum MappedFile {
    /// - Throws: ``CommandFailure``
    static func memory(_ path: String) throws(CommandFailure) -> ModelMemory {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .input("cannot read \(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .input("\(path) is not a file")
        }
        let size = Int(status.st_size)
        guard size > 0 else { return ModelMemory(copying: []) }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw .failed("cannot map \(path) into memory: \(String(cString: strerror(errno)))")
        }
        nonisolated(unsafe) let mapped = start
        return ModelMemory(UnsafeRawBufferPointer(start: start, count: size)) { munmap(mapped, size) }
    }

    /// A model of `vigie train`.
    /// - Throws: ``CommandFailure``
    static func model(_ path: String) throws(CommandFailure) -> LinearModel {
        let memory = try memory(path)
        do throws(ModelFileError) {
            return try LinearModel(memory: memory)
        } catch {
            throw .input("cannot use \(path): \(error)")
        }
    }
}
