import Foundation
import Synchronization
import Testing

/// A real run of the program, in a folder of its own.
struct VigieProcess {
    var folder: URL

    struct Outcome {
        var status: Int32
        var output: String
        var errors: String

        /// The output as a JSON object.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
        }
    }

    /// The program that this test run built.
    static var program: URL {
        Bundle.main.bundleURL.pathExtension == "xctest"
            ? Bundle.main.bundleURL.deletingLastPathComponent().appendingPathComponent("vigie")
            : URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("vigie")
    }

    /// One process is started at a time.
    private static let starting = Mutex(())

    /// Runs `vigie` to its end.
    func run(_ arguments: String..., input: Data? = nil, outputTo path: String? = nil) throws -> Outcome {
        try run(arguments, input: input, outputTo: path)
    }

    /// - Parameter outputTo: a file or device that takes standard output instead.
    func run(_ arguments: [String], input: Data? = nil, outputTo path: String? = nil) throws -> Outcome {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let outputFile = folder.appendingPathComponent(".output-\(UUID())")
        let errorFile = folder.appendingPathComponent(".errors-\(UUID())")
        FileManager.default.createFile(atPath: outputFile.path, contents: nil)
        FileManager.default.createFile(atPath: errorFile.path, contents: nil)
        process.standardOutput = try FileHandle(
            forWritingTo: path.map { URL(fileURLWithPath: $0) } ?? outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        let pipe = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : pipe
        // Foundation has crashed in `run()` where many tests start a process at the same moment.
        try Self.starting.withLock { _ in try process.run() }
        if let input {
            try pipe.fileHandleForWriting.write(contentsOf: input)
            try pipe.fileHandleForWriting.close()
        }
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: try String(contentsOf: outputFile, encoding: .utf8),
            errors: try String(contentsOf: errorFile, encoding: .utf8))
    }

    /// Writes a file into the folder.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    @discardableResult
    func write(_ name: String, _ data: Data) throws -> String {
        let url = folder.appendingPathComponent(name)
        try data.write(to: url)
        return url.path
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }
}

/// Gives a process a fresh folder that goes afterwards.
func withVigie<Result>(_ body: (VigieProcess) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-test-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(VigieProcess(folder: folder))
}
