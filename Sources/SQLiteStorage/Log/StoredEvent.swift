import Crypto
import Foundation
import GRDB
import SafetyModel

/// How an event lies in the log: its JSON without what a person wrote, and beside it the sealed text. Attributes that
/// Vigie does not know may hold a person's words too, so those inside `data` are sealed with the text.
struct StoredEvent {
    /// Columns to select, in the order that ``init(row:path:)`` reads.
    static let columns = "events.sequence, events.body, events.sealed"
    /// The same, and whether the text is still kept: by the day's key, or as evidence.
    static let columnsAndWhetherKept = """
        \(columns),
        EXISTS (
            SELECT 1 FROM day_keys
            WHERE day = events.time / 86400000 - (events.time % 86400000 < 0) AND tag = substr(events.sealed, -4)),
        EXISTS (SELECT 1 FROM evidence WHERE evidence.sequence = events.sequence)
        """

    var sequence: Int64
    /// Without text.
    var event: Event
    var sealed: Data?
    /// Whether the text can still be unsealed, by the day's key or as evidence; `false` where it was not asked for.
    var isTextKept: Bool

    /// - Throws: ``StorageError/damaged(path:detail:)`` where the JSON does not decode.
    init(row: Row, path: String) throws {
        let sequence: Int64 = row[0]
        let decoded: Result<Event, Rejection> = try row.withUnsafeData(atIndex: 1) { data in
            (data ?? Data()).withUnsafeBytes { Self.decoder.decode($0.bindMemory(to: UInt8.self)) }
        }
        guard case .success(let event) = decoded else {
            throw StorageError.damaged(path: path, detail: "event \(sequence) of the log cannot be decoded")
        }
        self.sequence = sequence
        self.event = event
        sealed = row[2]
        isTextKept = sealed != nil && row.count > 3 && (row[3] || row[4])
    }

    /// What was stored was accepted once: no time is too far in the future any longer.
    private static let decoder = EventDecoder(now: Timestamp(milliseconds: .max / 4))
}

/// What a person wrote, as it is sealed: a byte that says the form, then the text alone (0), or the text and unknown
/// attributes written with ``ByteWriter`` (1).
struct Writing {
    var text: String?
    var unknown: [UnknownAttribute] = []

    /// Takes what is to be sealed out of an event.
    /// - Returns: `nil` where a person wrote nothing.
    static func bytes(of event: Event, into bytes: inout [UInt8]) -> Bool {
        let isPlain = !event.unknown.contains { Self.isSealed($0) }
        if isPlain {
            guard let text = event.text else { return false }
            bytes.removeAll(keepingCapacity: true)
            bytes.append(0)
            bytes.append(contentsOf: text.utf8)
            return true
        }
        var writer = ByteWriter()
        writer.write(event.text)
        let unknown = event.unknown.filter { Self.isSealed($0) }
        writer.write(UInt64(unknown.count))
        for attribute in unknown {
            writer.write(attribute.path)
            writer.write(attribute.json)
        }
        bytes = [1] + writer.bytes
        return true
    }

    /// The event as it lies in the log in clear.
    static func removed(from event: Event) -> Event {
        guard event.unknown.contains(where: { isSealed($0) }) else { return event }
        var rest = event
        rest.unknown.removeAll { isSealed($0) }
        return rest
    }

    init(bytes: [UInt8]) throws(ByteCodingError) {
        switch bytes.first {
        case 0:
            guard let text = String(validating: bytes.dropFirst(), as: UTF8.self) else { throw .malformed(offset: 1) }
            self.text = text
        case 1:
            var reader = ByteReader(Array(bytes.dropFirst()))
            text = try reader.readOptionalString()
            let count = try reader.readUInt64()
            for _ in 0..<count {
                unknown.append(UnknownAttribute(path: try reader.readString(), json: try reader.readString()))
            }
        default:
            throw .malformed(offset: 0)
        }
    }

    /// Puts it back.
    func restored(to event: Event) -> Event {
        var whole = event
        if !unknown.isEmpty {
            // The order that events are decoded in.
            whole.unknown = (whole.unknown + unknown).sorted {
                $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
            }
        }
        if let text { whole.body = Self.body(of: event, with: text) }
        return whole
    }

    /// A body that had nothing but its text is none without it, so the type says which it was.
    private static func body(of event: Event, with text: String) -> Body {
        switch (event.body, event.type) {
        case (.message(var message), _):
            message.text = text
            return .message(message)
        case (.promotion(var promotion), _):
            promotion.text = text
            return .promotion(promotion)
        case (.automod(var execution), _):
            execution.text = text
            return .automod(execution)
        case (.report(var report), _):
            report.text = text
            return .report(report)
        case (.none, .messagePosted), (.none, .messageEdited), (.none, .messageDeleted), (.none, .messageReacted):
            return .message(Message(text: text))
        case (.none, .promotionPosted): return .promotion(Promotion(text: text))
        case (.none, .automodTriggered): return .automod(AutomodExecution(text: text))
        case (.none, .reportFiled): return .report(FiledReport(text: text))
        default: return event.body
        }
    }

    private static func isSealed(_ attribute: UnknownAttribute) -> Bool {
        // By bytes: to Unicode, a dot with a combining mark after it is another character than a dot.
        let path = attribute.path.utf8
        return path.elementsEqual("data".utf8) || path.starts(with: "data.".utf8)
    }
}

/// Opens sealed texts within one look at the database.
struct TextReading {
    private var keyring: Keyring
    private let evidenceKey: SymmetricKey

    init(_ store: SQLiteStore) {
        keyring = Keyring(operatorKey: store.operatorKey)
        evidenceKey = store.evidenceKey
    }

    /// What a person wrote in an event; `nil` where there is none, or it is no longer kept.
    mutating func writing(of stored: StoredEvent, in db: Database) throws -> Writing? {
        try bytes(of: stored, in: db).map { try Writing(bytes: $0) }
    }

    /// The same, in the form that is sealed.
    mutating func bytes(of stored: StoredEvent, in db: Database) throws -> [UInt8]? {
        guard let sealed = stored.sealed else { return nil }
        let key = stored.event.key
        let dayKey = try keyring.openingKey(forDay: Keyring.day(of: stored.event.time), in: db)
        if let dayKey, dayKey.fits(sealed) {
            return try Sealer.open(sealed, under: dayKey, source: key.source, id: key.id)
        }
        let copy = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT sealed FROM evidence WHERE sequence = ?"), arguments: [stored.sequence])
        return try copy.map {
            try EvidenceVault.open($0, of: stored.sequence, event: key, under: evidenceKey, in: db)
        }
    }
}
