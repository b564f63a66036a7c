import Casework
import Foundation
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

/// What the tests of clocks share.
enum ClockSample {
    static let chain = EscalationChain(
        steps: [
            .init(body: .lead, name: "Team", mail: MailAddress("leads@h.example")),
            .init(body: .guardian, name: "Trustees", webhook: "https://t.example/h", secretFile: "s", after: .hours(4)),
            .init(body: .platform, name: "Platform", after: .hours(24)),
        ], sender: MailAddress("vigie@h.example"))

    /// Bytes for the ids of messages.
    static let random: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    static func report(_ number: Int, _ change: (inout ReportDraft) -> Void = { _ in }) throws -> ReportFiling {
        var draft = ReportDraft()
        draft.community = "c1"
        draft.happening = "pictures"
        draft.accused = ["u\(number)"]
        draft.text = "he asked me for a picture, just for him"
        change(&draft)
        return ReportFiling(report: try draft.report(now: Sample.start))
    }

    static func receipt(_ number: Int) throws -> ReceiptCode {
        // SplitMix64, so that every number has a code of its own.
        var state = UInt64(number)
        let bytes = (0..<40).map { _ -> UInt8 in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
        }
        return try #require(ReceiptCode(random: bytes))
    }

    static var options: SQLiteStore.Options {
        var options = SQLiteStore.Options()
        options.receiptCost = 4
        return options
    }

    static func escalations(in store: SQLiteStore) async throws -> [String] {
        try await store.pool.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT clocks.clock || ' ' || body FROM escalations JOIN clocks ON clocks.number = escalations.clock
                    ORDER BY escalations.number
                    """)
        }
    }
}

@Suite("Clocks in the store")
struct ClockStoreTests {
    private func withClocks(_ body: (SQLiteStore, [String: Reviewer]) async throws -> Void) async throws {
        try await withStore(options: ClockSample.options) { store in
            var people: [String: Reviewer] = [:]
            for (name, roles) in [
                ("rina", [ReviewerRole.reviewer]), ("leo", [.lead]), ("gus", [.guardian]), ("ada", [.administrator]),
            ] {
                people[name] = try await Sample.reviewer(name, Set(roles), in: store)
            }
            try await body(store, people)
        }
    }

    @discardableResult
    private func escalate(_ store: SQLiteStore, hours: Int) async throws -> Int {
        try await store.makeEscalations(
            by: ClockSample.chain, at: Sample.start + .hours(hours), random: ClockSample.random
        ).made
    }

    @discardableResult
    private func file(
        _ store: SQLiteStore, _ number: Int, _ change: (inout ReportDraft) -> Void = { _ in }
    ) async throws -> FilingResult {
        let filing = try ClockSample.report(number, change)
        let receipt = try ClockSample.receipt(number)
        return try await store.file(filing, receipt: receipt, at: Sample.start)
    }

    @Test("a report that nobody takes up goes from body to body, each with a line on the trail and a message, once")
    func runsOut() async throws {
        try await withClocks { store, people in
            let guardian = try #require(people["gus"])
            try await file(store, 1)
            #expect(try await escalate(store, hours: 0) == 0)
            #expect(try await escalate(store, hours: 1) == 1)
            #expect(try await escalate(store, hours: 1) == 0)
            #expect(try await ClockSample.escalations(in: store) == ["acknowledge lead"])
            // First look is due after 4 hours, the decision after 24; a week later all that is due comes, in order.
            #expect(try await escalate(store, hours: 24 * 7) == 8)
            #expect(try await escalate(store, hours: 24 * 8) == 0)
            #expect(try await escalate(store, hours: 2) == 0)
            let made = try await ClockSample.escalations(in: store)
            #expect(made.count == 9 && Set(made).count == 9)
            for clock in ClockKind.allCases {
                #expect(
                    made.filter { $0.hasPrefix(clock.rawValue) }
                        == ["lead", "guardian", "platform"].map { "\(clock.rawValue) \($0)" })
            }
            let trail = try await store.auditTrail(before: nil, limit: 100, for: guardian)
            #expect(trail.count { $0.action == "escalated" } == 9)
            let messages = try await store.outgoingMessages(at: Sample.start + .days(9))
            #expect(messages.count == 6 && Set(messages.map(\.id)).count == 6)
            #expect(messages.allSatisfy { !$0.text.contains("picture") && !$0.text.contains("u1") })
        }
    }

    @Test("taking a case up, looking, answering and deciding stop what they should, and reopening starts anew")
    func stops() async throws {
        try await withClocks { store, people in
            let reviewer = try #require(people["rina"])
            try await file(store, 1)
            let id = try #require(try await store.queue(QueueFilter(), for: reviewer).cases.first).id
            try await store.perform(.reveal(reason: "to read it"), on: id, version: 1, by: reviewer, at: Sample.start)
            // Looked at, and not taken up.
            try await escalate(store, hours: 23)
            #expect(Set(try await ClockSample.escalations(in: store)) == ["acknowledge lead", "acknowledge guardian"])
            let version = try #require(try await store.queue(QueueFilter(), for: reviewer).cases.first).version
            var item = try await store.perform(
                .claim, on: id, version: version, by: reviewer, at: Sample.start + .hours(23))
            item = try await store.perform(
                .decide(.warn, reason: "clear"), on: id, version: item.version, by: reviewer,
                at: Sample.start + .hours(23))
            #expect(try await escalate(store, hours: 900) == 0)
            item = try await store.perform(
                .reopen(reason: "new"), on: id, version: item.version, by: reviewer, at: Sample.start + .hours(900))
            #expect(try await escalate(store, hours: 901) == 0)
            #expect(try await escalate(store, hours: 924) == 1)
            let months = try await store.clockMonths(at: Sample.start + .hours(924))
            let decide = months.filter { $0.clock == .decide }
            #expect(decide.map(\.started).reduce(0, +) == 2 && decide.map(\.inTime).reduce(0, +) == 1)
            #expect(decide.map(\.escalated).reduce(0, +) == 1)
            #expect(months.first { $0.clock == .acknowledge }?.late == 1)
            #expect(months.first { $0.clock == .firstLook }?.inTime == 1)
        }
    }

    @Test("an answer to one report stops that report's clocks, and not those of the other one in the case")
    func answers() async throws {
        try await withClocks { store, people in
            let reviewer = try #require(people["rina"])
            let first = try await file(store, 1) { $0.accused = ["u1"] }
            try await file(store, 2) { $0.accused = ["u1"] }
            let id = try #require(try await store.queue(QueueFilter(), for: reviewer).cases.first).id
            try await store.answer("we have it", to: first.number, on: id, by: reviewer, at: Sample.start)
            try await escalate(store, hours: 3)
            #expect(try await ClockSample.escalations(in: store) == ["acknowledge lead"])
        }
    }

    @Test("a lead sees nothing of a clock about staff: no entry, count, trail, message or error that tells")
    func staff() async throws {
        try await withClocks { store, people in
            let (lead, guardian) = (try #require(people["leo"]), try #require(people["gus"]))
            try await file(store, 1) { $0.accusedIsStaff = true }
            // About two members, one of whom turns out to be staff.
            try await file(store, 2) { $0.accused = ["u2", "u3"] }
            _ = try await store.append([Sample.message("m1")])
            _ = try await store.record([Sample.signal("m1", subject: "u3", staff: true)], upTo: 1)
            try await escalate(store, hours: 500)
            let made = try await ClockSample.escalations(in: store)
            // Only the decision on the member's own case may go to the leads.
            #expect(made.filter { $0.hasSuffix(" lead") } == ["decide lead"])
            let now = Sample.start + .hours(500)
            let seen = try await store.clockBoard(at: now, limit: 100, for: lead)
            let all = try await store.clockBoard(at: now, limit: 100, for: guardian)
            #expect(seen.entries.count == 1 && seen.total == 1 && seen.entries[0].clock.kind == .decide)
            #expect(all.entries.count == 7 && all.total == 7)
            #expect(try await store.clocksRunOut(at: now, for: lead) == 1)
            #expect(try await store.clocksRunOut(at: now, for: guardian) == 7)
            let trail = try await store.auditTrail(before: nil, limit: 100, for: lead)
            #expect(
                Set(trail.filter { $0.action == "escalated" }.map(\.detail)) == [
                    "decide: lead", "decide: guardian", "decide: platform",
                ])
            let visible = try await store.queue(QueueFilter(), for: lead).cases.map(\.id)
            #expect(visible.count == 1)
            let own = try await store.clocks(ofCase: visible[0], at: now, for: lead)
            #expect(own.count == 1 && own[0].clock.kind == .decide)
            for entry in all.entries where entry.clock.isAboutStaff {
                await #expect(throws: CaseStepError.notFound) {
                    try await store.clocks(ofCase: entry.caseID, at: now, for: lead)
                }
            }
            for message in try await store.outgoingMessages(at: now) {
                try await store.settle(message.number, .failed("no answer"), at: now)
            }
            let failed = try await store.clockBoard(at: now, limit: 100, for: lead).undelivered
            #expect(failed.count == 2 && failed.allSatisfy { $0.caseID == visible[0] })
            #expect(try await store.clockBoard(at: now, limit: 100, for: guardian).undelivered.count == 8)
            for name in ["rina", "ada"] {
                let reviewer = try #require(people[name])
                await #expect(throws: CaseStepError.notAllowed) {
                    try await store.clockBoard(at: now, limit: 100, for: reviewer)
                }
            }
        }
    }

    @Test("a message is tried with growing waits until it is given up; a clock set back does not hold it for ever")
    func outbox() async throws {
        try await withClocks { store, _ in
            try await file(store, 1)
            try await escalate(store, hours: 1)
            var now = Sample.start + .hours(1)
            let first = try #require(try await store.outgoingMessages(at: now).first)
            for _ in 0..<8 {
                try await store.settle(first.number, .failed("no answer"), at: now)
                #expect(try await store.outgoingMessages(at: now).isEmpty)
                now = now + .days(1)
                #expect(try await store.outgoingMessages(at: now).map(\.id) == [first.id])
            }
            #expect(try await store.outgoingMessages(at: now - .days(700)).count == 1)
            try await store.settle(first.number, .failed("no answer"), at: now)
            #expect(try await store.outgoingMessages(at: now + .days(99)).isEmpty)
            // Given up is final, also for a late answer.
            try await store.settle(first.number, .sent, at: now)
            let state = try await store.pool.read { try String.fetchOne($0, sql: "SELECT state FROM outbox") }
            #expect(state == "failed")
        }
    }

    @Test("a database with reports from before gets its clocks, those that were met included")
    func migration() async throws {
        try await withFolder { folder in
            let store = try Sample.open("\(folder)/vigie.db", options: ClockSample.options)
            let reviewer = try await Sample.reviewer("rina", [.reviewer], in: store)
            try await file(store, 1)
            try await file(store, 2)
            let item = try #require(try await store.queue(QueueFilter(), for: reviewer).cases.first)
            try await store.perform(.claim, on: item.id, version: 1, by: reviewer, at: Sample.start + .minutes(5))
            let query = """
                SELECT coalesce(report, case_id) || clock || started || due || coalesce(stopped_at, '')
                    || coalesce(wake_at, '') FROM clocks ORDER BY 1
                """
            let before = try await store.pool.read { try String.fetchAll($0, sql: query) }
            #expect(before.count == 6)
            try await store.pool.write { db in
                try db.execute(
                    sql: """
                        DROP TRIGGER clocks_start_with_report; DROP TRIGGER clocks_stop_in_claimed_case;
                        DROP TRIGGER clocks_stop_with_answer;
                        DROP TRIGGER clocks_stop_with_work; DROP TRIGGER clocks_start_anew;
                        DROP TRIGGER clocks_start_with_case; DROP TRIGGER clocks_start_with_reopening;
                        DROP TRIGGER clocks_move_with_case; DROP TRIGGER clocks_stop_with_decision;
                        DROP TABLE outbox; DROP TABLE escalations; DROP TABLE clocks;
                        DELETE FROM grdb_migrations WHERE identifier LIKE '%: clocks'; PRAGMA user_version = 5;
                        """)
            }
            try store.close()
            let again = try Sample.open("\(folder)/vigie.db", options: ClockSample.options)
            #expect(try await again.pool.read { try String.fetchAll($0, sql: query) } == before)
        }
    }
}
