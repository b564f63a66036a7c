import Evaluation
import SafetyModel

/// Files of a data set, read in pieces one after the other with one progress bar.
struct DatasetFiles {
    let paths: [String]
    /// What the bar counts.
    let unit: String

    /// - Parameters:
    ///   - begin: makes a reader for a file.
    ///   - push: gives a piece of the file to the reader, and returns how many rows were read in all.
    ///   - end: takes the reader at the end of its file.
    /// - Throws: ``CommandFailure``
    func read<Reader>(
        begin: (String) -> Reader, push: (inout Reader, UnsafeBufferPointer<UInt8>) -> Int,
        end: (inout Reader) throws -> Void
    ) throws {
        // All are looked at first, so that a wrong path is told at once and not after an hour.
        var total: Int? = 0
        for path in paths {
            let size = try InputFile.check(path)
            total = size.flatMap { size in total.map { $0 + size } }
        }
        var progress = ProgressBar(total: total, unit: unit)
        defer { progress.finish() }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
        let bytes = buffer.bindMemory(to: UInt8.self)
        defer { buffer.deallocate() }
        var done = 0
        for path in paths {
            let file = try InputFile(path)
            var reader = begin(file.name)
            while true {
                let count = try file.read(into: buffer)
                guard count > 0 else { break }
                done += count
                let rows = push(&reader, UnsafeBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[0..<count])))
                progress.advance(done: done, count: rows)
            }
            try end(&reader)
        }
    }

    /// Tells what was wrong in the files, the first problems with their places.
    static func report(_ problems: DatasetProblems) {
        guard !problems.isEmpty else { return }
        let most = 20
        for problem in problems.kept.prefix(most) {
            Terminal.error("\(problem.reason.isLoss ? "error" : "note"): \(problem)")
        }
        if problems.count > most { Terminal.error("… and \(grouped(problems.count - most)) more") }
        Terminal.error(
            "\(grouped(problems.lossCount)) left out, \(grouped(problems.duplicateCount)) with an id that was seen before"
        )
    }

    /// Ends the command where a file gave nothing at all.
    static func refuse(_ file: String, _ problems: DatasetProblems) -> CommandFailure {
        report(problems)
        return .input("\(file) could not be used: see above; nothing was evaluated")
    }
}
