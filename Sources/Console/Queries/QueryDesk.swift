import Casework
import Rules
import SafetyModel
import Synchronization

/// Where queries run: one at a time for each reviewer, and few in all, for each may take as long as it is let.
final class QueryDesk: Sendable {
    private let running = Mutex<Set<Int64>>([])

    static let maximumAtOnce = 2

    /// - Throws: ``Refusal/queryRunning`` while this reviewer's last query runs, ``Refusal/busy`` while too many do.
    func enter(_ reviewer: Int64) throws(Refusal) {
        let refusal: Refusal? = running.withLock { running in
            if running.contains(reviewer) { return .queryRunning }
            if running.count >= Self.maximumAtOnce { return .busy }
            running.insert(reviewer)
            return nil
        }
        if let refusal { throw refusal }
    }

    func leave(_ reviewer: Int64) {
        running.withLock { _ = $0.remove(reviewer) }
    }
}

extension Console {
    /// After how many rows the deadline is looked at, and others that wait are let through.
    private static let rowsBetweenLooks = 64

    /// Puts a query on the trail and runs it, within its bounds.
    func find(
        _ query: Query, _ asked: AskedQuery, rows: Int, isExport: Bool, for reviewer: Reviewer, at moment: Timestamp
    ) async throws -> QueryResult {
        try queries.enter(reviewer.id)
        defer { queries.leave(reviewer.id) }
        try await store.recordQuery(asked.text, isExport: isExport, by: reviewer, at: moment)
        var limits = QueryLimits()
        limits.rows = rows
        limits.steps = settings.querySteps
        let range = asked.range(now: moment)
        let end = ContinuousClock.now + settings.queryLength
        var run = QueryRun(query, range: range, limits: limits, now: moment)
        /// - Returns: whether to go on.
        func take(_ page: some Sequence<QueryRow>) async -> Bool {
            for (number, row) in page.enumerated() {
                if run.take(row) == .spent { return false }
                guard number % Self.rowsBetweenLooks == Self.rowsBetweenLooks - 1 else { continue }
                if ContinuousClock.now >= end { break }
                await Task.yield()
            }
            if ContinuousClock.now < end { return true }
            run.stop(.time)
            return false
        }
        switch query.kind {
        case .events:
            try await store.readEvents(in: range, for: .reviewer(reviewer)) { page in
                await take(page.lazy.map { .event($0) })
            }
        case .signals:
            try await store.readSignals(in: range, for: .reviewer(reviewer)) { page in
                await take(page.lazy.map { .signal($0) })
            }
        }
        return run.found
    }
}
