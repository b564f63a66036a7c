import Foundation

/// What happened on the fake, line by line, and what it was asked: to compare with what a client made of it.
///
/// Each line of a happening is `{"k": kind, "g": guild, …, "s": [session, number]}`; `s` is missing where no session took
/// it. The last line has the kind `end`.
struct Ledger {
    private let file: FileHandle?
    private var waiting: [UInt8] = []
    private(set) var counts: [String: Int] = [:]

    init(path: String?) throws {
        guard let path else {
            file = nil
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw CocoaError(.fileWriteUnknown)
        }
        file = handle
    }

    mutating func note(_ happening: Happening, _ mark: (session: Int, last: Int64)?) throws {
        guard let kind = happening.note["k"].text else { return }
        counts[kind, default: 0] += 1
        guard file != nil else { return }
        var line = happening.note
        if let mark { line = line.with(["s": [.integer(Int64(mark.session)), .integer(mark.last)]]) }
        line.write(to: &waiting)
        waiting.append(0x0A)
        if waiting.count > 1_000_000 { try flush() }
    }

    mutating func write(_ line: JSON) throws {
        line.write(to: &waiting)
        waiting.append(0x0A)
        try flush()
    }

    mutating func flush() throws {
        try file?.write(contentsOf: Data(waiting))
        waiting.removeAll(keepingCapacity: true)
    }
}
