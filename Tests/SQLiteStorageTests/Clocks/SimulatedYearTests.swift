import Casework
import Foundation
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

/// A year of reports in a community whose reviewers are sometimes quick, sometimes late and sometimes not there, on a
/// service that is stopped and started twenty times.
private struct SimulatedYear {
    static let reports = 1_200
    static let step = Duration.hours(6)
    static let steps = 365 * 4

    /// What a person does about a report, in steps after it was filed.
    struct Plan {
        var claim: Int?
        var decide: Int?
    }

    let folder: String
    var store: SQLiteStore
    let reviewer: Reviewer
    /// Moments at which the service looked at its clocks.
    var looks: [Timestamp] = []
    /// How often each message arrived.
    var arrived: [String: Int] = [:]
    private var generator: UInt64 = 20_261_126

    init(folder: String) async throws {
        self.folder = folder
        store = try await Self.open(folder)
        reviewer = try await Sample.reviewer("gus", [.guardian], in: store)
    }

    /// Nobody pulls the plug in this year, so it need not wait for the disk eight thousand times.
    private static func open(_ folder: String) async throws -> SQLiteStore {
        let store = try Sample.open("\(folder)/vigie.db", options: ClockSample.options)
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        return store
    }

    /// SplitMix64.
    mutating func draw(_ bound: Int) -> Int {
        generator &+= 0x9E37_79B9_7F4A_7C15
        var mixed = generator
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func plan() -> Plan {
        switch draw(10) {
        case 0...3: Plan(claim: 1, decide: 2 + draw(3))
        case 4...5: Plan(claim: 1 + draw(30), decide: 40 + draw(40))
        case 6...7: Plan(claim: draw(60))
        default: Plan()
        }
    }

    /// Stops the service and starts it again, with its last message sent and not yet marked as sent.
    mutating func restart(at moment: Timestamp) async throws {
        if let message = try await store.outgoingMessages(at: moment, limit: 1).first {
            arrived[message.id, default: 0] += 1
        }
        try store.close()
        store = try await Self.open(folder)
        try await store.wakeClocks()
        // A clock that is two days behind for a while.
        try await look(at: moment - .days(2), isKept: false)
    }

    mutating func look(at moment: Timestamp, isKept: Bool = true) async throws {
        var result = (looked: 200, made: 0)
        while result.looked == 200 {
            result = try await store.makeEscalations(
                by: ClockSample.chain, at: moment, limit: 200, random: ClockSample.random)
        }
        if isKept { looks.append(moment) }
    }

    mutating func deliver(at moment: Timestamp) async throws {
        for message in try await store.outgoingMessages(at: moment, limit: 10_000) {
            arrived[message.id, default: 0] += 1
            try await store.settle(message.number, .sent, at: moment)
        }
    }

    mutating func file(_ number: Int, at moment: Timestamp) async throws -> Int64? {
        let isStaff = number % 11 == 0
        let filing = try ClockSample.report(number) { draft in
            draft.happening = ["pictures", "insults", "other", "blackmail"][number % 4]
            draft.accusedIsStaff = isStaff
            draft.dangerNow = number % 17 == 0
        }
        let receipt = try ClockSample.receipt(number)
        let result = try await store.file(filing, receipt: receipt, at: moment)
        return try await store.pool.read { db in
            try Int64.fetchOne(
                db, sql: "SELECT case_id FROM report_cases WHERE report = ?", arguments: [result.number])
        }
    }

    func act(_ step: CaseStep, on id: Int64, at moment: Timestamp) async throws {
        let version = try await store.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT version FROM cases WHERE id = ?", arguments: [id]) ?? 0
        }
        try await store.perform(step, on: id, version: version, by: reviewer, at: moment)
    }
}

@Suite("A simulated year of clocks")
struct SimulatedYearTests {
    @Test("every overdue clock is escalated exactly once per step, across 20 restarts, a sleep and a clock set back")
    func year() async throws {
        try await withFolder { folder in
            var year = try await SimulatedYear(folder: folder)
            var todo: [Int: [(CaseStep, Int64)]] = [:]
            var filed = 0
            var restarts = 0
            for step in 0..<SimulatedYear.steps {
                // Three weeks in which the machine is off.
                if (700..<784).contains(step) { continue }
                let moment = Sample.start + .hours(6 * step)
                while filed < SimulatedYear.reports * (step + 1) / SimulatedYear.steps {
                    filed += 1
                    let id = try #require(try await year.file(filed, at: moment))
                    let plan = year.plan()
                    if let claim = plan.claim { todo[step + claim, default: []].append((.claim, id)) }
                    if let decide = plan.decide {
                        todo[step + decide, default: []].append((.decide(.warn, reason: "seen"), id))
                    }
                }
                for due in todo.keys.filter({ $0 <= step }).sorted() {
                    for (action, id) in todo.removeValue(forKey: due) ?? [] {
                        try await year.act(action, on: id, at: moment)
                    }
                }
                try await year.look(at: moment)
                if step % 69 == 68 {
                    restarts += 1
                    try await year.restart(at: moment)
                }
                if step % 4 == 3 { try await year.deliver(at: moment) }
            }
            try await year.deliver(at: Sample.start + .days(400))
            #expect(filed == SimulatedYear.reports && restarts == 20)
            try await check(year)
        }
    }

    /// Compares what is in the database with what the chain and the looks say should be, worked out without ``Escalation``.
    private func check(_ year: SimulatedYear) async throws {
        let looks = year.looks
        let (clocks, made, lines, messages) = try await year.store.pool.read { db in
            (
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT clocks.number, due, stopped_at, max(cases.staff) AS staff
                        FROM clocks LEFT JOIN report_cases ON report_cases.report = clocks.report
                            JOIN cases ON cases.id = coalesce(clocks.case_id, report_cases.case_id)
                        GROUP BY clocks.number
                        """),
                try Row.fetchAll(db, sql: "SELECT clock, body, made_at FROM escalations ORDER BY number"),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM audit WHERE action = 'escalated'"),
                try Row.fetchAll(db, sql: "SELECT id, state FROM outbox")
            )
        }
        #expect(clocks.count == 3 * SimulatedYear.reports)
        var found: [Int64: [String]] = [:]
        for row in made {
            found[row["clock"], default: []].append("\(row["body"] as String)@\(row["made_at"] as Int64)")
        }
        var wrong = 0
        var overdue = 0
        for row in clocks {
            let due: Int64 = row["due"]
            let stopped: Int64 = row["stopped_at"] ?? .max
            let isStaff: Bool = row["staff"]
            var expected: [String] = []
            let steps =
                isStaff ? [("guardian", 0), ("platform", 20)] : [("lead", 0), ("guardian", 4), ("platform", 24)]
            for (body, hours) in steps {
                let moment = due + Int64(hours) * 3_600_000
                guard let look = looks.first(where: { $0.milliseconds >= moment }), look.milliseconds < stopped else {
                    break
                }
                expected.append("\(body)@\(look.milliseconds)")
            }
            if !expected.isEmpty { overdue += 1 }
            if found[row["number"], default: []] != expected { wrong += 1 }
        }
        #expect(wrong == 0 && overdue > 1_200, "\(wrong) of \(overdue) overdue clocks")
        #expect(lines == made.count)
        // Every message arrived; only those that were under way at a restart came twice, under the same id.
        #expect(messages.allSatisfy { ($0["state"] as String) == "sent" })
        #expect(Set(messages.map { $0["id"] as String }) == Set(year.arrived.keys))
        #expect(year.arrived.values.allSatisfy { $0 <= 2 } && year.arrived.values.count { $0 == 2 } <= 20)
    }
}
