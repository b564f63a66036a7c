public import SafetyModel

/// What a homeserver sends at once: the events of a transaction, or of a page of history
/// (https://spec.matrix.org/v1.11/application-service-api/#pushing-events).
public struct MatrixTransaction: Sendable {
    let events: [MatrixEvent]
    /// How many were no Matrix events.
    public let unreadable: Int

    /// No events at all.
    public static let none = MatrixTransaction(events: [])

    private init(events: [MatrixEvent]) {
        self.events = events
        unreadable = 0
    }

    /// Each event as a transaction of its own, to be merged by time with others.
    public var single: [MatrixTransaction] { events.map { MatrixTransaction(events: [$0]) } }

    public var isEmpty: Bool { events.isEmpty && unreadable == 0 }

    /// When the first event happened, in milliseconds since 1970.
    public var firstTime: Int64? { events.first?.time }

    /// - Throws: ``JSONError`` where the text is no JSON, or has no `events`.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        try self.init(bytes, key: "events")
    }

    /// The events of a page of history (`chunk`), newest first as they come.
    public init(history bytes: [UInt8]) throws(JSONError) {
        try self.init(bytes, key: "chunk")
    }

    /// The state of a room: an array, or an object with `state`.
    public init(state bytes: [UInt8]) throws(JSONError) {
        let isArray = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "[")
        try self.init(bytes, key: isArray ? nil : "state")
    }

    private init(_ bytes: [UInt8], key wanted: StaticString?) throws(JSONError) {
        var (events, unreadable): ([MatrixEvent], Int) = ([], 0)
        var failure: JSONError?
        bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONError) {
                var reader = JSONReader(buffer)
                if let wanted {
                    try reader.beginObject()
                    var isThere = false
                    while let key = try reader.nextKey() {
                        guard key == wanted else {
                            try reader.skip()
                            continue
                        }
                        isThere = true
                        try Self.read(&reader, buffer, &events, &unreadable)
                    }
                    // What has no list of events at all is no transaction.
                    if !isThere {
                        var empty = JSONReader(UnsafeBufferPointer(rebasing: buffer[0..<0]))
                        try empty.beginArray()
                    }
                } else {
                    try Self.read(&reader, buffer, &events, &unreadable)
                }
                try reader.end()
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        self.events = events
        self.unreadable = unreadable
    }

    private static func read(
        _ reader: inout JSONReader, _ buffer: UnsafeBufferPointer<UInt8>, _ events: inout [MatrixEvent],
        _ unreadable: inout Int
    ) throws(JSONError) {
        try reader.beginArray()
        while try reader.nextElement() {
            let range = try reader.skipValue()
            let event: MatrixEvent? = try? MatrixEvent(UnsafeBufferPointer(rebasing: buffer[range]))
            if let event, !event.sender.isEmpty, !event.type.isEmpty, event.time != nil, event.isSane {
                events.append(event)
            } else {
                unreadable += 1
            }
        }
    }

    /// Rooms whose events these are, and of which nothing is known: their state has to be asked for first.
    public func unknownRooms(to state: MatrixState) -> [String] {
        var seen: Set<String> = []
        var unknown: [String] = []
        for event in events where !event.room.isEmpty && seen.insert(event.room).inserted {
            if state.rooms[event.room] == nil, event.type != "m.room.create" { unknown.append(event.room) }
        }
        return unknown
    }

    /// The ids of the events, as they came.
    public var eventIDs: [String] { events.map(\.id) }
}

extension MatrixEvent {
    /// Ids have at most 255 bytes (https://spec.matrix.org/v1.11/appendices/#opaque-identifiers); longer ones, as a
    /// hostile server may send, are not taken.
    var isSane: Bool {
        !id.isEmpty && [id, type, room, sender].allSatisfy { $0.utf8.count <= 255 }
            && (stateKey?.utf8.count ?? 0) <= 255
    }
}
