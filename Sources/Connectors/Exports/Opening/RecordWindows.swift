import Foundation

/// Reads records back in the order of time: a small window over each of the inputs that were used last, so that
/// neighbouring records cost one read, and thousands of inputs don't hold thousands of open files.
final class RecordWindows {
    private struct Window {
        var place: Int
        var content: Content
        var buffer: Buffer
        var start = 0
        var filled = 0
        var lastUse = 0
    }

    private let windowBytes: Int
    private let capacity: Int
    private let places: [Place]
    private let spool: Spool
    private var windows: [Window] = []
    private var indexOfPlace: [Int32]
    private var clock = 0

    init(places: [Place], spool: Spool) {
        self.places = places
        self.spool = spool
        // Each window holds a file open: at most half of what the process may open, and no more than 256.
        capacity = min(256, max(8, Int(sysconf(Int32(_SC_OPEN_MAX))) / 2))
        // With more inputs than windows, little of what is read ahead is used before the window must go.
        windowBytes = places.count > capacity ? 8 << 10 : 64 << 10
        indexOfPlace = Array(repeating: -1, count: places.count)
    }

    /// Hands the bytes of a record to `body`; they are valid only there.
    func withRecord<Result>(
        place: Int, offset: Int, length: Int,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result {
        let index = try window(of: place)
        clock += 1
        windows[index].lastUse = clock
        let window = windows[index]
        if offset < window.start || offset + length > window.start + window.filled {
            window.buffer.grow(to: length)
            let filled = try window.content.read(at: offset, into: window.buffer.raw)
            windows[index].start = offset
            windows[index].filled = filled
            guard filled >= length else { throw ExportFault(.changedWhileReading, offset: offset) }
            return try body(slice(window.buffer, 0, length))
        }
        return try body(slice(window.buffer, offset - window.start, length))
    }

    private func slice(_ buffer: Buffer, _ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            rebasing: UnsafeRawBufferPointer(buffer.raw).bindMemory(to: UInt8.self)[start..<start + length])
    }

    private func window(of place: Int) throws -> Int {
        if indexOfPlace[place] >= 0 { return Int(indexOfPlace[place]) }
        let content = try Content(places[place], spool: spool)
        if windows.count < capacity {
            windows.append(Window(place: place, content: content, buffer: Buffer(count: windowBytes)))
            indexOfPlace[place] = Int32(windows.count - 1)
            return windows.count - 1
        }
        var oldest = 0
        for index in windows.indices where windows[index].lastUse < windows[oldest].lastUse { oldest = index }
        indexOfPlace[windows[oldest].place] = -1
        windows[oldest] = Window(place: place, content: content, buffer: windows[oldest].buffer)
        indexOfPlace[place] = Int32(oldest)
        return oldest
    }
}
