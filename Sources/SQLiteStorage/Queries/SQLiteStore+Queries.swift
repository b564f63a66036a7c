public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// How many places of the log are read in one look: the write-ahead log must not wait for a whole query.
    static let queryPage: Int64 = 4_000

    public func readEvents(
        in range: QueryRange, for viewer: QueryViewer, _ body: ([QueriedEvent]) async throws -> Bool
    ) async throws {
        guard Visibility.allowsQueries(viewer) else { throw CaseStepError.notAllowed }
        let (end, sight) = try await read { db in
            (try Self.lastSequence(in: db), try QuerySight(viewer, range, in: db))
        }
        var above = end
        while above > 0 {
            let below = max(0, above - Self.queryPage)
            let first = above
            let page = try await read { db in
                try self.events(after: below, upTo: first, range, sight, in: db)
            }
            guard try await body(page) else { return }
            try Task.checkCancellation()
            // A query is long; who waits for one page of the console must not wait for it.
            await Task.yield()
            above = below
        }
    }

    static let eventsOfRange = """
        SELECT events.sequence, events.body, NULL FROM events
        WHERE sequence > ? AND sequence <= ? AND time >= ? AND time < ? ORDER BY sequence DESC
        """

    private func events(
        after below: Int64, upTo above: Int64, _ range: QueryRange, _ sight: QuerySight, in db: Database
    ) throws -> [QueriedEvent] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: Self.eventsOfRange),
            arguments: [below, above, range.from?.milliseconds ?? .min, range.to?.milliseconds ?? .max])
        var events: [QueriedEvent] = []
        // Those of the latest moment: an import may give many events the same one.
        var (moment, raised): (Timestamp?, [QueriedSignal]) = (nil, [])
        while let row = try rows.next() {
            let stored = try StoredEvent(row: row, path: path)
            var queried = QueriedEvent(sequence: stored.sequence, event: stored.event)
            if sight.raisedSignals(at: stored.event.time) {
                if moment != stored.event.time {
                    (moment, raised) = (stored.event.time, try signals(at: stored.event.time, sight, in: db))
                }
                queried.signals = raised.filter { $0.signal.event == stored.event.key }
            }
            guard sight.includes(queried) else { continue }
            queried.actorLabels = sight.labels(of: queried.event.actor?.id, in: queried.event)
            queried.targetLabels = sight.labels(
                of: queried.event.target?.id ?? queried.event.addressee, in: queried.event)
            events.append(queried)
        }
        return events
    }

    // MARK: Signals

    private static let signalColumns = """
        signals.policy, signals.score, signals.time, signals.detail, signals.case_id, cases.state, cases.outcome
        """

    static func signalsAtMoment(_ visible: String) -> String {
        """
        SELECT \(signalColumns) FROM signals CROSS JOIN cases ON cases.id = signals.case_id
        WHERE signals.time = ? AND \(visible) ORDER BY signals.number
        """
    }

    /// By number, newest first: the plus keeps the planner from sorting what an index by time finds, page after page.
    static func signalsOfRange(_ visible: String) -> String {
        """
        SELECT \(signalColumns), signals.number FROM signals CROSS JOIN cases ON cases.id = signals.case_id
        WHERE signals.number < ? AND +signals.time >= ? AND +signals.time < ? AND \(visible)
        ORDER BY signals.number DESC LIMIT ?
        """
    }

    private func signals(at time: Timestamp, _ sight: QuerySight, in db: Database) throws -> [QueriedSignal] {
        try Row.fetchAll(
            db.cachedStatement(sql: Self.signalsAtMoment(sight.visibleCases)), arguments: [time.milliseconds]
        ).map(queriedSignal).filter(sight.includes)
    }

    private func queriedSignal(_ row: Row) throws -> QueriedSignal {
        let signal = try SignalDetail.signal(row)
        return QueriedSignal(
            signal: signal, severity: taxonomy.severity(of: signal.policy), caseID: row["case_id"],
            caseState: row["state"], outcome: row["outcome"])
    }

    public func readSignals(
        in range: QueryRange, for viewer: QueryViewer, _ body: ([QueriedSignal]) async throws -> Bool
    ) async throws {
        guard Visibility.allowsQueries(viewer) else { throw CaseStepError.notAllowed }
        let sight = try await read { try QuerySight(viewer, range, in: $0) }
        var before = Int64.max
        while true {
            let number = before
            let (page, last) = try await read { db in try self.signals(before: number, range, sight, in: db) }
            guard let last, try await body(page) else { return }
            try Task.checkCancellation()
            await Task.yield()
            before = last
        }
    }

    /// - Returns: a page, and the number that it ended at; `nil` after the last page.
    private func signals(
        before number: Int64, _ range: QueryRange, _ sight: QuerySight, in db: Database
    ) throws -> ([QueriedSignal], Int64?) {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: Self.signalsOfRange(sight.visibleCases)),
            arguments: [
                number, range.from?.milliseconds ?? .min, range.to?.milliseconds ?? .max, Self.queryPage / 4,
            ])
        return (try rows.map(queriedSignal).filter(sight.includes), rows.last?["number"])
    }
}

/// What of the log and the signals one viewer may query. Made at the beginning of a query, for its range.
struct QuerySight: Sendable {
    /// A condition on the table `cases`.
    let visibleCases: String
    private let includesStaff: Bool
    /// Members known as staff, where they are hidden.
    private let staff: Set<StaffMember>
    /// At which moments a signal was raised that the viewer may know of: an event at another one need not be looked up.
    private let moments: Set<Int64>

    /// Labels of members that the viewer may know of.
    private let labels: [StaffMember: [Label]]

    private struct StaffMember: Hashable {
        var community: String
        var id: String
    }

    private struct Label {
        var name: String
        var since: Int64
        var until: Int64
    }

    init(_ viewer: QueryViewer, _ range: QueryRange, in db: Database) throws {
        includesStaff = Visibility.queriesIncludeStaff(viewer)
        visibleCases =
            switch viewer {
            case .reviewer(let reviewer): VisibleCases(for: reviewer).condition
            case .operator: "1"
            }
        var moments: Set<Int64> = []
        let times = try Int64.fetchCursor(
            db.cachedStatement(sql: Self.momentsOfSignals(visibleCases)),
            arguments: [range.from?.milliseconds ?? .min, range.to?.milliseconds ?? .max])
        while let time = try times.next() { moments.insert(time) }
        self.moments = moments
        var staff: Set<StaffMember> = []
        if !includesStaff {
            for row in try Row.fetchAll(db.cachedStatement(sql: Self.staffMembers)) {
                staff.insert(StaffMember(community: row[0], id: row[1]))
            }
        }
        self.staff = staff
        var labels: [StaffMember: [Label]] = [:]
        let rows = try Row.fetchCursor(db.cachedStatement(sql: Self.labelsOfMembers), arguments: [includesStaff])
        while let row = try rows.next() {
            labels[StaffMember(community: row[0], id: row[1]), default: []].append(
                Label(name: row[2], since: row[3], until: row[4]))
        }
        self.labels = labels
    }

    private static let labelsOfMembers = """
        SELECT communities.name, members.id, labels.name, labels.since, labels.until FROM labels
            JOIN members ON members.number = labels.member JOIN communities ON communities.number = members.community
        WHERE ?1 OR members.staff = 0
        """

    /// The labels that were on a member when something happened: set by an earlier event, and not over.
    func labels(of member: String?, in event: Event) -> [String] {
        guard let member, let all = labels[StaffMember(community: event.community, id: member)] else { return [] }
        let time = event.time.milliseconds
        return Set(all.filter { $0.since < time && time < $0.until }.map(\.name)).sorted()
    }

    /// Moments of hidden signals are left out: looking them up would take time that a viewer could measure.
    static func momentsOfSignals(_ visible: String) -> String {
        let condition =
            visible == "1" ? "" : " AND EXISTS (SELECT 1 FROM cases WHERE id = signals.case_id AND \(visible))"
        return "SELECT DISTINCT time FROM signals WHERE time >= ? AND time < ?\(condition)"
    }

    private static let staffMembers = """
        SELECT communities.name, members.id FROM members JOIN communities ON communities.number = members.community
        WHERE members.staff = 1
        """

    func raisedSignals(at time: Timestamp) -> Bool { moments.contains(time.milliseconds) }

    func includes(_ row: QueriedEvent) -> Bool {
        if includesStaff { return true }
        let community = row.event.community
        return Visibility.queriesOfLeadsInclude(
            row.event, isStaff: { staff.contains(StaffMember(community: community, id: $0)) },
            raisedSignal: !row.signals.isEmpty)
    }

    /// Whether a signal may be known of. That its case may be seen is asked in the database; the subject may have become
    /// staff since.
    func includes(_ row: QueriedSignal) -> Bool {
        if includesStaff { return true }
        let signal = row.signal
        return !signal.subjectIsStaff
            && !staff.contains(StaffMember(community: signal.community, id: signal.subject))
    }
}
