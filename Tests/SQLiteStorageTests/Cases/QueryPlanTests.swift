import Casework
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("Plans of the hot queries")
struct QueryPlanTests {
    static let guardian = VisibleCases(for: Reviewer(id: 1, name: "gus", roles: [.guardian]))
    static let reviewer = VisibleCases(for: Reviewer(id: 2, name: "rosa", roles: [.reviewer]))

    /// Every statement that a page or the pipeline waits for, by what it is for.
    static let hot: [(name: String, sql: String)] = [
        ("events after", "SELECT \(StoredEvent.columns) FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?"),
        ("last sequence", "SELECT max(sequence) FROM events"),
        ("queue of a guardian", QueueQuery(QueueFilter(), visible: guardian).page),
        ("queue of a reviewer", QueueQuery(QueueFilter(), visible: reviewer).page),
        ("queue of a policy", QueueQuery(QueueFilter(policy: "sextortion"), visible: reviewer).page),
        ("queue with decided", QueueQuery(QueueFilter(states: Set(Case.State.allCases)), visible: guardian).page),
        ("one case", "SELECT \(CaseRow.columns) FROM cases WHERE id = ? AND \(reviewer.condition)"),
        ("trail", SQLiteStore.trailOfCase),
        ("related", SQLiteStore.relatedCases(reviewer)),
        ("between two", SQLiteStore.eventsBetween),
        ("contacts", SQLiteStore.contactsOfMember),
        ("history", SQLiteStore.historyOfMember),
        ("cases about", SQLiteStore.casesAbout(reviewer)),
        ("counterpart in", SQLiteStore.casesWithCounterpart(reviewer)),
        ("member by id", SQLiteStore.searchMemberIDs),
        ("counts", SQLiteStore.countsByState(reviewer)),
        ("oldest waiting", SQLiteStore.oldestWaiting(reviewer)),
        ("signal count", SQLiteStore.signalCount(reviewer)),
        ("signals over time", SQLiteStore.signalsOverTime(guardian)),
        ("audit", SQLiteStore.auditPage(reviewer, withStaff: false)),
        ("audit of a guardian", SQLiteStore.auditPage(guardian, withStaff: true)),
        ("signals by detector", SQLiteStore.signalsByDetector),
        ("cases by detector", SQLiteStore.casesByDetector),
        ("cases by score", SQLiteStore.casesByScore),
        ("scores by day", SQLiteStore.scoresByDay),
        ("cues by day", SQLiteStore.cuesByDay),
        ("counted since", SQLiteStore.countedSince),
        ("changes of a policy", SQLiteStore.changesOfPolicy),
        ("newest changes", SQLiteStore.newestChanges),
        ("events of a range", SQLiteStore.eventsOfRange),
        ("signals of an event", SQLiteStore.signalsAtMoment(reviewer.condition)),
        ("signals of a range", SQLiteStore.signalsOfRange(reviewer.condition)),
        ("moments of signals", QuerySight.momentsOfSignals(guardian.condition)),
        ("moments of visible signals", QuerySight.momentsOfSignals(reviewer.condition)),
        ("clocks that wake", SQLiteStore.wakingClocks),
        ("opened after", SQLiteStore.openedAfter),
        ("overdue clocks", SQLiteStore.overdueClocks(reviewer)),
        ("answers that are owed", SQLiteStore.owedAnswers(reviewer)),
        ("messages to send", SQLiteStore.waitingMessages),
    ]

    @Test("no hot query reads a whole table")
    func noScans() async throws {
        try await withStore { store in
            for (name, sql) in Self.hot {
                let plan = try await Self.plan(of: sql, in: store)
                let scans = plan.filter { line in
                    // What is materialised by a part of the same plan is small, and there are few communities.
                    line.hasPrefix("SCAN ") && !line.contains("USING") && !line.contains("(subquery")
                        && !line.contains("communities") && !line.contains("CONSTANT ROW") && line != "SCAN part"
                }
                #expect(scans.isEmpty, "\(name): \(plan)")
            }
        }
    }

    @Test("the queue comes out of an index in its order, and waits behind nothing decided")
    func queueIsOrdered() async throws {
        try await withStore { store in
            for visible in [Self.guardian, Self.reviewer] {
                let plan = try await Self.plan(of: QueueQuery(QueueFilter(), visible: visible).page, in: store)
                #expect(plan.contains { $0.contains("queue_undecided") }, "\(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }

    @Test("the exchange of a pair and a member's contacts come out of the indexes of pairs")
    func pairs() async throws {
        try await withStore { store in
            let between = try await Self.plan(of: SQLiteStore.eventsBetween, in: store)
            #expect(between.contains { $0.contains("=? AND time>? AND time<?") }, "\(between)")
            #expect(!between.contains { $0.contains("TEMP B-TREE") }, "\(between)")
            let contacts = try await Self.plan(of: SQLiteStore.contactsOfMember, in: store)
            #expect(contacts.contains { $0.contains("COVERING INDEX events_between") }, "\(contacts)")
            #expect(contacts.contains { $0.contains("COVERING INDEX events_towards") }, "\(contacts)")
        }
    }

    @Test("the plan test sees a scan where there is one")
    func seesScans() async throws {
        try await withStore { store in
            let plan = try await Self.plan(of: "SELECT * FROM events WHERE body = ?", in: store)
            #expect(plan.contains { $0.hasPrefix("SCAN events") && !$0.contains("USING") })
        }
    }

    private static func plan(of sql: String, in store: SQLiteStore) async throws -> [String] {
        try await store.pool.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
            // The plan does not depend on the values.
            let rows = try Row.fetchAll(
                statement, arguments: StatementArguments(Array(repeating: nil as Int?, count: count(of: sql))))
            return rows.map { $0["detail"] }
        }
    }

    /// How many arguments a statement takes.
    private static func count(of sql: String) -> Int {
        let plain = sql.count { $0 == "?" }
        var numbered: Set<Substring> = []
        for part in sql.split(separator: "?").dropFirst() where part.first?.isNumber == true {
            numbered.insert(part.prefix { $0.isNumber })
        }
        if sql.contains(":first") { return 4 }
        return numbered.isEmpty ? plain : numbered.count
    }
}
