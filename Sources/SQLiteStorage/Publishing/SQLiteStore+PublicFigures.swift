public import Casework
import Foundation
import GRDB
public import SafetyModel

/// Public figures: counted once for each month, then kept as they were told.
extension SQLiteStore: PublicFiguresStore {
    /// How many months the page shows.
    static let monthsShown = 12

    public func publishedMonths(at moment: Timestamp) async throws -> [PublishedMonth] {
        let months = try await read { try Self.wholeMonths(before: moment, in: $0) }
        guard !months.isEmpty else { return [] }
        let missing = try await read { db in
            try months.contains { try Self.newest("figures", $0.month, in: db) == nil }
                || months.dropLast().contains { try Self.newest("staff", $0.month, in: db) == nil }
        }
        if missing {
            try await write { db in
                for month in months where try Self.newest("figures", month.month, in: db) == nil {
                    try self.publish("figures", month, note: nil, at: moment, in: db)
                }
                // The count about staff waits until the next month is over as well.
                for month in months.dropLast() where try Self.newest("staff", month.month, in: db) == nil {
                    try self.publish("staff", month, note: nil, at: moment, in: db)
                }
            }
        }
        return try await read { db in try months.compactMap { try Self.published($0.month, in: db) } }
    }

    public func correctPublishedMonth(_ month: String, note: String, at moment: Timestamp) async throws -> Bool {
        try await write { db in
            guard let span = Month(month), try Self.newest("figures", month, in: db) != nil else { return false }
            try self.publish("figures", span, note: note, at: moment, in: db)
            if try Self.newest("staff", month, in: db) != nil {
                try self.publish("staff", span, note: note, at: moment, in: db)
            }
            return true
        }
    }

    private struct Month {
        var month: String
        var first: CalendarDay
        var start: Timestamp
        /// The first moment after it.
        var end: Timestamp

        init?(_ text: String) {
            guard let day = CalendarDay(text + "-01") else { return nil }
            self.init(day)
        }

        init?(_ first: CalendarDay) {
            guard let start = Timestamp(rfc3339: "\(first)T00:00:00Z"),
                let end = Timestamp(rfc3339: "\(first.adding(months: 1))T00:00:00Z")
            else { return nil }
            (month, self.first, self.start, self.end) = (first.monthText, first, start, end)
        }
    }

    /// Months that are over, oldest first, from the first in which anything was raised or reported.
    private static func wholeMonths(before moment: Timestamp, in db: Database) throws -> [Month] {
        let earliest = try Int64.fetchOne(
            db,
            sql:
                "SELECT min(at) FROM (SELECT min(opened_at) AS at FROM cases UNION ALL SELECT min(filed_at) FROM reports)"
        )
        guard let earliest, let now = Month(String(CalendarDay(moment).monthText)) else { return [] }
        return (1...monthsShown).reversed().compactMap { Month(now.first.adding(months: -$0)) }
            .filter { $0.end.milliseconds > earliest }
    }

    private static func newest(_ kind: String, _ month: String, in db: Database) throws -> Row? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT told, at, note FROM published_figures WHERE month = ? AND kind = ? ORDER BY number DESC LIMIT 1
                """, arguments: [month, kind])
    }

    private func publish(
        _ kind: String, _ month: Month, note: String?, at moment: Timestamp, in db: Database
    ) throws {
        let told: String
        if kind == "staff" {
            let count =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM cases
                        WHERE state = 'decided' AND staff = 1 AND decided_at >= ? AND decided_at < ?
                        """, arguments: [month.start.milliseconds, month.end.milliseconds]) ?? 0
            told = DisclosedCount(alone: count).text
        } else {
            var facts = TransparencyFacts()
            let cases = try Self.decidedCases(from: month.start, before: month.end, in: db)
            let forms = try decisionForms(from: month.start, before: month.end, in: db)
            facts.decisions = cases.filter { !$0.subjectIsStaff }.compactMap {
                TransparencyFacts.TakenDecision($0, form: forms[$0.id], taxonomy: taxonomy)
            }
            for appeal in try filedAppeals(from: month.start, before: month.end, withStaff: false, in: db) {
                facts.appeals.append(TransparencyFacts.FiledAppeal(appeal.appeal, against: appeal.measures))
            }
            facts.reports = try receivedReports(
                from: month.start, before: month.end, until: month.end, withStaff: false, in: db)
            let figures = TransparencyFigures(
                facts, policies: taxonomy.policies.map(\.code), from: month.first, to: month.first, asOf: month.end)
            guard let figures else { return }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            told = String(decoding: try encoder.encode(figures.kept), as: UTF8.self)
        }
        try db.execute(
            sql: "INSERT INTO published_figures (month, kind, told, at, note) VALUES (?, ?, ?, ?, ?)",
            arguments: [month.month, kind, told, moment.milliseconds, note])
    }

    private static func published(_ month: String, in db: Database) throws -> PublishedMonth? {
        guard let row = try newest("figures", month, in: db),
            let kept = try? JSONDecoder().decode(KeptFigures.self, from: Data((row["told"] as String).utf8)),
            let figures = TransparencyFigures(kept)
        else { return nil }
        let first = try Int64.fetchOne(
            db, sql: "SELECT min(at) FROM published_figures WHERE month = ? AND kind = 'figures'", arguments: [month])
        let note: String? = row["note"]
        let staff = try newest("staff", month, in: db).flatMap { DisclosedCount(text: $0["told"]) }
        return PublishedMonth(
            month: month, figures: figures, staffDecisions: staff, publishedAt: CaseRow.moment(first ?? row["at"]),
            correction: note, correctedAt: note == nil ? nil : CaseRow.moment(row["at"]))
    }
}
