public import Casework
import Foundation
import GRDB
import SafetyModel

extension SQLiteStore {
    /// How far before the first and after the last evidence the exchange of two people is shown.
    static let exchangeMargin = Duration.days(3)
    /// The most entries that one call answers.
    static let exchangeLimit = 2_000

    /// See ``CaseStore/exchange(_:counterpart:withText:limit:for:)``. Only counterparts of the case are shown, and text
    /// only to a reviewer whose ``CaseStep/reveal(reason:)`` is on the case's trail.
    public func exchange(
        _ id: Int64, counterpart: String?, withText: Bool, limit: Int, for reviewer: Reviewer
    ) async throws -> [ExchangeEntry] {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            let item = try Self.visibleCase(id, visible, in: db)
            let signals = try Self.signals(of: id, limit: Self.signalLimit, in: db).filter {
                counterpart == nil || $0.counterpart == nil || $0.counterpart == counterpart
            }
            let evidence = CaseEvidence(signals)
            let chosen = try self.exchange(of: item, evidence, only: counterpart, limit: limit, in: db)
            let isRevealed = try withText && Self.hasRevealed(id, reviewer, in: db)
            let names = try Self.names(
                of: Set(chosen.compactMap(\.event.actor?.id)), in: item.community, db)
            var reading = TextReading(self)
            return try chosen.map { stored in
                let text = isRevealed ? try reading.writing(of: stored, in: db)?.text : nil
                var entry = Self.entry(
                    stored, text: text, cues: evidence.cues[stored.event.key] ?? [], names: names)
                if !entry.hasText { entry.deleted = try Self.deletion(of: stored.sequence, in: db) }
                return entry
            }
        }
    }

    /// The evidence and what the subject and the counterparts wrote to each other around it, oldest first, texts sealed.
    func exchange(
        of item: Case, _ evidence: CaseEvidence, only counterpart: String?, limit: Int, in db: Database
    ) throws -> [StoredEvent] {
        let limit = min(max(limit, 0), Self.exchangeLimit)
        var found = try evidenceEvents(evidence, limit: limit, in: db)
        for other in try Self.counterparts(of: item, only: counterpart, in: db) {
            for event in try between(item, other, around: evidence, limit: limit, in: db)
            where found[event.sequence] == nil { found[event.sequence] = event }
        }
        return evidence.nearest(Array(found.values), limit: limit)
    }

    static func entry(_ stored: StoredEvent, text: String?, cues: [CueHit], names: [String: String]) -> ExchangeEntry {
        let event = stored.event
        var attachments = 0
        if case .message(let message) = event.body { attachments = message.attachments.count }
        let author = event.actor?.id ?? ""
        return ExchangeEntry(
            event: event.key, type: event.type, time: event.time, author: author,
            authorName: event.actor?.name ?? names[author], target: event.target?.id, channel: event.channel,
            text: text, hasText: stored.isTextKept, attachments: attachments, cues: cues)
    }

    /// What one member sent to another, in a span of time: newest first.
    static let eventsBetween = """
        SELECT \(StoredEvent.columnsAndWhetherKept) FROM events
        WHERE actor = ? AND target = ? AND target IS NOT NULL AND time BETWEEN ? AND ?
        ORDER BY time DESC LIMIT ?
        """

    private func between(
        _ item: Case, _ other: String, around evidence: CaseEvidence, limit: Int, in db: Database
    ) throws -> [StoredEvent] {
        guard let subject = try Self.number(of: item.subject, in: item.community, db),
            let counterpart = try Self.number(of: other, in: item.community, db)
        else { return [] }
        let first = (evidence.times.first ?? item.firstEvent) - Self.exchangeMargin
        let last = (evidence.times.last ?? item.lastEvent) + Self.exchangeMargin
        let statement = try db.cachedStatement(sql: Self.eventsBetween)
        return try [(subject, counterpart), (counterpart, subject)].flatMap { actor, target in
            try Row.fetchAll(
                statement, arguments: [actor, target, first.milliseconds, last.milliseconds, limit]
            ).map { try StoredEvent(row: $0, path: path) }
        }
    }

    private func evidenceEvents(
        _ evidence: CaseEvidence, limit: Int, in db: Database
    ) throws -> [Int64: StoredEvent] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(StoredEvent.columnsAndWhetherKept) FROM events
                WHERE source = (SELECT number FROM sources WHERE name = CAST(? AS TEXT))
                    AND id = CAST(? AS TEXT)
                """)
        var found: [Int64: StoredEvent] = [:]
        for key in evidence.keys.prefix(limit) {
            guard let row = try Row.fetchOne(statement, arguments: [Data(key.source.utf8), Data(key.id.utf8)]) else {
                continue
            }
            let stored = try StoredEvent(row: row, path: path)
            found[stored.sequence] = stored
        }
        return found
    }

    /// The case's counterparts; the one asked for only if it is among them, so that a case opens no other exchange.
    private static func counterparts(of item: Case, only one: String?, in db: Database) throws -> [String] {
        guard let one else { return item.counterparts }
        let isTheirs = try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM case_counterparts WHERE case_id = ? AND member = ?)"),
            arguments: [item.id, one])
        return isTheirs == true ? [one] : []
    }

    static func hasRevealed(_ id: Int64, _ reviewer: Reviewer, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM audit WHERE case_id = ? AND reviewer = ? AND action = 'revealed')
                    """), arguments: [id, reviewer.id]) ?? false
    }

    static func number(of member: String, in community: String, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT number FROM members
                    WHERE community = (SELECT number FROM communities WHERE name = ?) AND id = ?
                    """), arguments: [community, member])
    }
}

/// The events that a case's signals rest on, and what was found in them.
struct CaseEvidence {
    /// Newest first.
    var keys: [EventKey] = []
    var cues: [EventKey: [CueHit]] = [:]
    private var isEvidence: Set<EventKey> = []
    /// Times of the evidence, oldest first.
    var times: [Timestamp] = []

    init(_ signals: [Signal]) {
        var timeOf: [EventKey: Timestamp] = [:]
        for signal in signals {
            timeOf[signal.event] = signal.time
            for reference in signal.evidence {
                timeOf[reference.event] = reference.time
                for cue in reference.cues where cues[reference.event]?.contains(cue) != true {
                    cues[reference.event, default: []].append(cue)
                }
            }
        }
        isEvidence = Set(timeOf.keys)
        keys = timeOf.sorted { ($0.value, $0.key.id) > ($1.value, $1.key.id) }.map(\.key)
        times = timeOf.values.sorted()
        for key in cues.keys { cues[key]?.sort { $0.range.lowerBound < $1.range.lowerBound } }
    }

    /// The evidence and the events nearest to it in time, oldest first.
    func nearest(_ events: [StoredEvent], limit: Int) -> [StoredEvent] {
        var chosen = events
        if events.count > limit {
            chosen = events.map { (distance: distance($0), event: $0) }
                .sorted { ($0.distance, $0.event.sequence) < ($1.distance, $1.event.sequence) }
                .prefix(limit).map(\.event)
        }
        return chosen.sorted { ($0.event.time, $0.sequence) < ($1.event.time, $1.sequence) }
    }

    private func distance(_ stored: StoredEvent) -> Int64 {
        if isEvidence.contains(stored.event.key) { return -1 }
        if times.isEmpty { return 0 }
        let time = stored.event.time
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        let after = low < times.count ? times[low].milliseconds - time.milliseconds : .max
        let before = low > 0 ? time.milliseconds - times[low - 1].milliseconds : .max
        return min(after, before)
    }
}
