import Casework
import Foundation
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("Public figures in the store")
struct PublicFiguresTests {
    private static let may = time("2026-05-10T12:00:00Z")
    private static let june = time("2026-06-05T00:00:00Z")
    private static let july = time("2026-07-05T00:00:00Z")

    private static func time(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? Timestamp(milliseconds: 0) }

    /// Decides so many cases about members, and about staff, in May.
    private func decide(_ members: Int, staff: Int, from first: Int = 0, in store: SQLiteStore) async throws {
        let (gus, gina) = (try await guardian("gus", in: store), try await guardian("gina", in: store))
        for number in first..<first + members + staff {
            let isStaff = number >= first + members
            let signal = Sample.signal("d\(number)", subject: "d\(number)", staff: isStaff)
            _ = try await store.record([signal], upTo: 1)
            let item = try #require(
                try await store.queue(QueueFilter(states: [.open]), for: gus).cases.first { $0.subject == "d\(number)" }
            )
            let held = try await store.perform(.claim, on: item.id, version: 1, by: gus, at: Self.may)
            let decided = try await store.perform(
                .decide(.timeOut, reason: "x"), on: item.id, version: held.version, by: gus, at: Self.may + .hours(3))
            guard isStaff else { continue }
            try await store.perform(
                .decide(.timeOut, reason: "x"), on: item.id, version: decided.version, by: gina,
                at: Self.may + .hours(3))
        }
    }

    private func guardian(_ name: String, in store: SQLiteStore) async throws -> Reviewer {
        if let known = try await store.reviewer(named: name)?.reviewer { return known }
        return try await Sample.reviewer(name, [.guardian], in: store)
    }

    private func withMay(_ body: @escaping @Sendable (SQLiteStore) async throws -> Void) async throws {
        try await withFolder { folder in
            let store = try SQLiteStore.open(
                path: folder + "/vigie.db", taxonomy: Sample.taxonomy, clock: { Self.may })
            try await body(store)
            try store.close()
        }
    }

    @Test("nothing is published before a month is over, nor in a database without a report or a case")
    func nothing() async throws {
        try await withMay { store in
            #expect(try await store.publishedMonths(at: Self.july).isEmpty)
            try await decide(6, staff: 0, in: store)
            #expect(try await store.publishedMonths(at: Self.may + .days(3)).isEmpty)
            #expect(try await store.publishedMonths(at: Self.june).map(\.month) == ["2026-05"])
        }
    }

    @Test("a month stays as it was published, whatever comes later; a correction is another row, with a note")
    func fixed() async throws {
        try await withMay { store in
            try await decide(6, staff: 0, in: store)
            let first = try #require(try await store.publishedMonths(at: Self.june).first)
            let taken = FigureKey("decisions", month: "2026-05")
            #expect(first.figures[taken] == .exact(6))
            try await decide(5, staff: 0, from: 20, in: store)
            let later = try #require(try await store.publishedMonths(at: Self.june + .hours(2)).first)
            #expect(later.figures.json == first.figures.json && later.publishedAt == Self.june)
            #expect(try await !store.correctPublishedMonth("2026-04", note: "x", at: Self.july))
            #expect(try await !store.correctPublishedMonth("x", note: "x", at: Self.july))
            #expect(try await store.correctPublishedMonth("2026-05", note: "five were missing", at: Self.july))
            let corrected = try #require(try await store.publishedMonths(at: Self.july).first)
            #expect(corrected.figures[taken] == .exact(11))
            #expect(corrected.correction == "five were missing" && corrected.correctedAt == Self.july)
            #expect(corrected.publishedAt == Self.june)
            for sql in ["UPDATE published_figures SET told = '{}'", "DELETE FROM published_figures"] {
                await #expect(throws: (any Error).self) { try await store.pool.write { try $0.execute(sql: sql) } }
            }
        }
    }

    @Test("what concerns staff is in no figure of a month; its count comes a month later, and is not told when small")
    func staff() async throws {
        for (count, told) in [(0, "0"), (3, "<5"), (7, "7")] {
            try await withMay { store in
                try await decide(6, staff: count, in: store)
                let first = try #require(try await store.publishedMonths(at: Self.june).first)
                #expect(first.figures[FigureKey("decisions", month: "2026-05")] == .exact(6))
                #expect(first.staffDecisions == nil)
                let later = try #require(try await store.publishedMonths(at: Self.july).first)
                #expect(later.staffDecisions?.text == told)
            }
        }
    }

    @Test("a report is counted when it came, when it was first read, and when it was answered; one about staff is not")
    func reports() async throws {
        try await withMay { store in
            let rina = try await Sample.reviewer("rina", [.reviewer], in: store)
            for number in 0..<7 {
                var draft = ReportDraft()
                draft.community = "c1"
                draft.happening = "pictures"
                draft.accused = ["a\(number)"]
                draft.accusedIsStaff = number == 6
                draft.text = "asked for a picture"
                let receipt = try #require(
                    ReceiptCode(random: (0..<40).map { UInt8(truncatingIfNeeded: $0 * 31 + number * 7) }))
                _ = try await store.file(
                    ReportFiling(report: try draft.report(now: Self.may), files: []), receipt: receipt, at: Self.may)
            }
            for item in try await store.queue(QueueFilter(), for: rina).cases {
                let held = try await store.perform(
                    .claim, on: item.id, version: item.version, by: rina, at: Self.may + .hours(1))
                try await store.perform(
                    .decide(.warn, reason: "x"), on: item.id, version: held.version, by: rina,
                    at: Self.may + .hours(5))
            }
            let month = try #require(try await store.publishedMonths(at: Self.june).first)
            #expect(month.figures[FigureKey("reports", month: "2026-05")] == .exact(6))
            #expect(month.figures[FigureKey("reports_by_answer", month: "2026-05", part: "answered")] == .exact(6))
            #expect(month.figures.times("look", month: "2026-05")?.median == 1)
            #expect(month.figures.times("response", month: "2026-05")?.ninetieth == 5)
            let all = try await store.receivedReports(from: Self.may, before: Self.june, until: Self.june)
            #expect(all.count == 7 && all.filter { $0.answeredAt == nil }.count == 1)
        }
    }

    @Test("a report on a case that is held already reads as received until somebody works on it again")
    func silentStatus() async throws {
        try await withMay { store in
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            _ = try await store.record([Sample.signal("m1", staff: true)], upTo: 1)
            let id = Visibility.firstNumberAboutStaff
            let held = try await store.perform(.claim, on: id, version: 1, by: gus, at: Self.may)
            var draft = ReportDraft()
            draft.community = "c1"
            draft.happening = "pictures"
            draft.accused = ["a1"]
            draft.text = "asked for a picture"
            let receipt = try #require(ReceiptCode(random: (0..<40).map { UInt8($0 * 3) }))
            _ = try await store.file(
                ReportFiling(report: try draft.report(now: Self.may), files: []), receipt: receipt, at: Self.may)
            #expect(try await store.status(of: receipt)?.state == .received)
            let version = try await store.caseFile(id, for: gus).item.version
            #expect(version >= held.version)
            try await store.perform(.note("read it"), on: id, version: version, by: gus, at: Self.may + .hours(2))
            let status = try await store.status(of: receipt)
            #expect(status?.state == .reading && status?.since == Self.may + .hours(2))
        }
    }
}
