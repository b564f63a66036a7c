public import SafetyModel

/// Reads chat exports: files, folders and zip archives, in the formats of ``ExportFormat``.
///
/// A first look goes through every input once, in constant memory, and notes where each message stands; then the
/// messages of all inputs are read one by one in the order of time. Whatever could not be read is in
/// ``ExportSummary/skipped``, with its reason. It blocks: call it where blocking is fine.
public struct ExportScan: Sendable {
    public var paths: [String]
    public var format: ExportFormat
    public var limits: ExportLimits
    /// Events of NDJSON that lie more than a day after it are refused.
    public var now: Timestamp
    private let hasher: @Sendable () -> any ContentHasher

    /// - Parameter hasher: makes a fresh SHA-256.
    public init(
        paths: [String], format: ExportFormat = .auto, limits: ExportLimits = ExportLimits(), now: Timestamp,
        hasher: @escaping @Sendable () -> any ContentHasher
    ) {
        self.paths = paths
        self.format = format
        self.limits = limits
        self.now = now
        self.hasher = hasher
    }

    /// Looks through the inputs, then hands out every event.
    /// - Throws: what `body` throws, and nothing else: faults of the inputs are in the summary.
    @discardableResult
    public func run(_ body: (ExportItem) throws -> Void) throws -> ExportSummary {
        let exports = try open { try body(.progress($0)) }
        try exports.forEachEvent { try body(.event($0, input: $1)) }
        return exports.summary
    }

    /// Takes the first look only; the events can then be gone through as often as needed.
    /// - Throws: what `progress` throws.
    public func open(progress: (ExportProgress) throws -> Void = { _ in }) throws -> OpenedExports {
        try withoutActuallyEscaping(progress) { progress in
            let look = FirstLook(scan: self, hasher: hasher, progress: progress)
            for path in paths { try look.take(path) }
            return look.finish()
        }
    }
}

/// Exports that were looked through and can be read in the order of time.
public final class OpenedExports {
    /// What was read and what not. Reading adds to it what was found meanwhile.
    public private(set) var summary: ExportSummary

    private let records: [MessageRecord]
    private let sources: [ExportSource]
    private let spool: Spool

    init(
        inputs: [ExportInput], skipped: [SkippedInput], records: [MessageRecord], sources: [ExportSource], spool: Spool
    ) {
        summary = ExportSummary(inputs: inputs, skipped: skipped, events: 0)
        self.records = records
        self.sources = sources
        self.spool = spool
    }

    /// How many events there are at most; those that several inputs hold are handed out once.
    public var eventCount: Int { records.count }

    /// Hands out every event in the order of time, with the place of its input in ``ExportSummary/inputs``.
    /// - Throws: what `body` throws.
    public func forEachEvent(_ body: (Event, Int) throws -> Void) throws {
        let isFirstTime = summary.events == 0
        let windows = RecordWindows(places: sources.map(\.place), spool: spool)
        var broken: Set<Int32> = []
        var seen: Set<EventKey> = []
        var events = 0
        for (index, record) in records.enumerated() where !broken.contains(record.source) {
            let source = sources[Int(record.source)]
            let event: Event?
            do {
                event = try windows.withRecord(
                    place: Int(record.source), offset: record.offset, length: Int(record.length)
                ) {
                    source.reader.event(record, $0)
                }
            } catch {
                let fault = error as? ExportFault ?? ExportFault(.readError, offset: record.offset)
                broken.insert(record.source)
                if isFirstTime { summary.skipped.append(fault.skipped(source.path)) }
                continue
            }
            guard let event else { continue }
            if isRepeated(event, at: index, &seen) {
                if isFirstTime { summary.inputs[source.input].leftOut["duplicate", default: 0] += 1 }
                continue
            }
            events += 1
            try body(event, source.input)
        }
        summary.events = events
    }

    /// Whether an export that overlaps this one had the event already. Copies carry the same time, so only those of
    /// one millisecond are compared.
    private func isRepeated(_ event: Event, at index: Int, _ seen: inout Set<EventKey>) -> Bool {
        let time = records[index].time
        let follows = index > 0 && records[index - 1].time == time
        let isFollowed = index + 1 < records.count && records[index + 1].time == time
        if !follows && !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
        guard follows || isFollowed else { return false }
        return !seen.insert(event.key).inserted
    }
}

/// One stream of messages: a file, or an entry of an archive.
struct ExportSource {
    /// As it is shown to people.
    var path: String
    var place: Place
    var reader: any FormatReader
    /// The place in the list of inputs: entries of one archive share it.
    var input: Int
}
