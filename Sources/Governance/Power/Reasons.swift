import Foundation
import SafetyModel

/// The reasons that add up to a score, in log-odds.
struct Reasons {
    private(set) var contributions: [Contribution] = []

    /// - Parameter prior: the log-odds before anything speaks for it.
    init(prior: Double) { add("power.prior", prior) }

    mutating func add(_ code: String, _ logOdds: Double, figure: Double? = nil) {
        contributions.append(Contribution(code: code, logOdds: logOdds, figure: figure))
    }

    /// The logistic function of the sum: 0…1.
    var score: Double { 1 / (1 + exp(-contributions.reduce(0) { $0 + $1.logOdds })) }

    /// Largest first; equal ones in the order they were added.
    var sorted: [Contribution] {
        contributions.enumerated().sorted { ($1.element.logOdds, $0.offset) < ($0.element.logOdds, $1.offset) }
            .map(\.element)
    }
}

/// Who is above whom, on one platform: a member of staff and a member.
///
/// The community is not part of it: private contact happens outside of communities.
struct PowerPair: Hashable, Comparable, Storable {
    var platform: String
    var staff: String
    var member: String

    init(platform: String, staff: String, member: String) {
        self.platform = platform
        self.staff = staff
        self.member = member
    }

    /// - Parameter source: an event's source; what stands before its first colon names the platform.
    init(source: String, staff: String, member: String) {
        self.init(platform: PowerPair.platform(of: source), staff: staff, member: member)
    }

    static func platform(of source: String) -> String {
        guard let colon = source.utf8.firstIndex(of: UInt8(ascii: ":")) else { return source }
        return String(source[..<colon])
    }

    func write(into writer: inout ByteWriter) { writer.write(self) }
    init(from reader: inout ByteReader) throws(ByteCodingError) { self = try reader.readPair() }

    static func < (left: PowerPair, right: PowerPair) -> Bool {
        (left.platform, left.staff, left.member) < (right.platform, right.staff, right.member)
    }
}

extension EvidenceReference {
    init(_ event: Event) { self.init(event: event.key, time: event.time, author: event.actor?.id) }
}

extension [EvidenceReference] {
    /// How many references a detector keeps of one matter.
    static var mostKept: Int { 24 }

    /// Appends, unless there are enough already: the first ones tell how it began.
    mutating func keep(_ event: Event) {
        if count < Self.mostKept { append(EvidenceReference(event)) }
    }

    /// Oldest first.
    var inOrder: [EvidenceReference] { sorted { ($0.time, $0.event.id) < ($1.time, $1.event.id) } }
}

extension Timestamp {
    /// The span from `earlier` to this moment; as long as a span can be where no number of milliseconds holds it, since
    /// events may carry any time.
    func elapsed(since earlier: Timestamp) -> Duration {
        let (span, overflows) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return .milliseconds(overflows ? (self > earlier ? Int64.max : Int64.min) : span)
    }
}

// MARK: Snapshots

extension ByteWriter {
    mutating func write(_ moment: Timestamp) { write(moment.milliseconds) }

    mutating func write(_ moment: Timestamp?) {
        write(moment != nil)
        if let moment { write(moment) }
    }

    mutating func write(_ references: [EvidenceReference]) {
        write(references.count)
        for reference in references {
            write(reference.event.source)
            write(reference.event.id)
            write(reference.time)
            write(reference.author)
        }
    }

    mutating func write(_ pair: PowerPair) {
        write(pair.platform)
        write(pair.staff)
        write(pair.member)
    }

    /// Writes the entries in the order of their keys, so that the same state gives the same bytes.
    mutating func write<Key: Comparable, Value>(
        _ entries: [Key: Value], _ entry: (inout ByteWriter, Key, Value) -> Void
    ) {
        write(entries.count)
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) { entry(&self, key, value) }
    }
}

extension ByteReader {
    mutating func readTimestamp() throws(ByteCodingError) -> Timestamp {
        Timestamp(milliseconds: try readInt64())
    }

    mutating func readOptionalTimestamp() throws(ByteCodingError) -> Timestamp? {
        try readBool() ? try readTimestamp() : nil
    }

    /// A number of entries, which cannot be negative.
    mutating func readCount() throws(ByteCodingError) -> Int {
        let count = try readInt()
        guard count >= 0 else { throw .malformed(offset: offset) }
        return count
    }

    mutating func readReferences() throws(ByteCodingError) -> [EvidenceReference] {
        var references: [EvidenceReference] = []
        // The count is not trusted: nothing is reserved, and the bytes run out before the memory does.
        for _ in 0..<(try readCount()) {
            let key = EventKey(source: try readString(), id: try readString())
            references.append(
                EvidenceReference(event: key, time: try readTimestamp(), author: try readOptionalString()))
        }
        return references
    }

    mutating func readPair() throws(ByteCodingError) -> PowerPair {
        PowerPair(platform: try readString(), staff: try readString(), member: try readString())
    }
}
