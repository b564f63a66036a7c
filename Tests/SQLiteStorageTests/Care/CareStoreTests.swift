import Casework
import GRDB
import SQLiteStorage
import SafetyModel
import Testing

@Suite("What reviewers have opened")
struct CareStoreTests {
    private struct People {
        var rosa, paul, lena, gus: Reviewer
    }

    /// Cases 1 and 2 about members, and one about staff.
    private func withCases(_ body: (SQLiteStore, People) async throws -> Void) async throws {
        try await withStore { store in
            let people = People(
                rosa: try await Sample.reviewer("rosa", [.reviewer], in: store),
                paul: try await Sample.reviewer("paul", [.reviewer], in: store),
                lena: try await Sample.reviewer("lena", [.lead], in: store),
                gus: try await Sample.reviewer("gus", [.guardian], in: store))
            _ = try await store.append([Sample.message("m1"), Sample.message("m2"), Sample.message("m3")])
            _ = try await store.record(
                [
                    Sample.signal("m1", policy: "sextortion"), Sample.signal("m2", subject: "a2"),
                    Sample.signal("m3", subject: "s1", staff: true),
                ], upTo: 3)
            try await body(store, people)
        }
    }

    private static let staffCase = Visibility.firstNumberAboutStaff
    private let limits = ExposureLimits(minutes: 60, gravest: 1)

    private func open(
        _ id: Int64, _ store: SQLiteStore, by reviewer: Reviewer, at moment: Timestamp = Sample.now,
        limits: ExposureLimits? = nil, goesOn: Bool = false
    ) async throws {
        let version = try await store.caseFile(id, for: reviewer).item.version
        try await store.openText(
            ofCase: id, reason: "to decide", goesOn: goesOn, version: version, for: .minutes(30),
            limits: limits ?? self.limits, by: reviewer, at: moment)
    }

    private func isThere(_ reviewer: Reviewer, _ store: SQLiteStore, at moment: Timestamp) async throws {
        try await store.openSession(
            tokenHash: "hash of \(reviewer.id)", reviewer: reviewer.id, expires: moment + .hours(12), at: moment)
        try await store.audit(action: "signed_in", detail: "", by: reviewer.id, at: moment)
    }

    @Test("while one has a text open nobody else opens it, until it is hidden, handed over or its time is up")
    func oneViewer() async throws {
        try await withCases { store, people in
            try await open(1, store, by: people.rosa)
            await #expect(throws: ExposureRefusal.openElsewhere(until: Sample.now + .minutes(30))) {
                try await open(1, store, by: people.paul)
            }
            let lines = try await store.caseFile(1, for: people.gus).trail.filter { $0.action == "revealed" }
            #expect(lines.map(\.by) == [people.rosa.id], "what was refused left nothing on the trail")
            try await store.closeText(ofCase: 1, by: people.rosa, at: Sample.now + .minutes(2))
            try await open(1, store, by: people.paul, at: Sample.now + .minutes(2))
            var item = try await store.caseFile(1, for: people.paul).item
            item = try await store.perform(
                .claim, on: 1, version: item.version, by: people.paul, at: Sample.now + .minutes(3))
            try await store.perform(
                .release, on: 1, version: item.version, by: people.paul, at: Sample.now + .minutes(4))
            try await open(1, store, by: people.rosa, at: Sample.now + .minutes(4))
            try await open(1, store, by: people.paul, at: Sample.now + .minutes(34))
        }
    }

    @Test("past the limit an urgent case is gone on with, and that is written down, if nobody else is there to take it")
    func goingOn() async throws {
        try await withCases { store, people in
            try await open(2, store, by: people.rosa)
            let refusal = ExposureRefusal.gravestReached(freeAt: Sample.now + .days(1))
            let later = Sample.now + .minutes(40)
            await #expect(throws: refusal) { try await open(1, store, by: people.rosa, at: later) }
            try await isThere(people.paul, store, at: later)
            await #expect(throws: refusal) { try await open(1, store, by: people.rosa, at: later, goesOn: true) }
            var state = try await store.exposureState(ofCase: 1, limits: limits, for: people.rosa, at: later)
            #expect(state.isUrgent && state.othersThere == 1 && !state.mayGoOn)
            // After a quarter of an hour without a sign, paul counts as gone.
            let latest = later + .minutes(16)
            state = try await store.exposureState(ofCase: 1, limits: limits, for: people.rosa, at: latest)
            #expect(state.mayGoOn)
            try await open(1, store, by: people.rosa, at: latest, goesOn: true)
            let trail = try await store.caseFile(1, for: people.gus).trail.suffix(2)
            #expect(trail.map(\.action) == ["revealed", "went_on"] && trail.last?.detail == "gravest")
        }
    }

    @Test("a case in which nobody is in danger is not gone on with")
    func notUrgent() async throws {
        try await withCases { store, people in
            try await open(1, store, by: people.rosa)
            let later = Sample.now + .minutes(40)
            await #expect(throws: ExposureRefusal.self) {
                try await open(2, store, by: people.rosa, at: later, goesOn: true)
            }
        }
    }

    @Test("a reviewer's own limit holds where it is tighter, and is kept")
    func wishes() async throws {
        try await withCases { store, people in
            #expect(try await store.careWishes(of: people.rosa.id) == CareWishes())
            let wishes = CareWishes(minutes: 10, restIsRequired: true, blur: false)
            try await store.setCareWishes(wishes, of: people.rosa.id)
            #expect(try await store.careWishes(of: people.rosa.id) == wishes)
            let wide = ExposureLimits(minutes: 60, gravest: 9)
            try await open(1, store, by: people.rosa, limits: wide)
            await #expect(throws: ExposureRefusal.self) {
                try await open(2, store, by: people.rosa, at: Sample.now + .minutes(30), limits: wide)
            }
            #expect(try await store.careWishes(of: people.paul.id) == CareWishes())
        }
    }

    @Test("leads see how much was opened, but nothing of cases about staff; reviewers and administrators see nothing")
    func loads() async throws {
        try await withCases { store, people in
            try await open(1, store, by: people.gus, limits: ExposureLimits())
            try await open(
                Self.staffCase, store, by: people.gus, at: Sample.now + .minutes(60), limits: ExposureLimits())
            let later = Sample.now + .minutes(120)
            let seenByLead = try await store.exposureLoads(at: later, for: people.lena).first { $0.name == "gus" }
            #expect(seenByLead?.open == .minutes(30) && seenByLead?.gravest == 1)
            let seenByGuardian = try await store.exposureLoads(at: later, for: people.gus).first { $0.name == "gus" }
            #expect(seenByGuardian?.open == .minutes(60) && seenByGuardian?.gravest == 2)
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.exposureLoads(at: later, for: people.rosa)
            }
        }
    }

    @Test("a case about staff answers community staff as one that is not there, whatever is asked")
    func hidden() async throws {
        try await withCases { store, people in
            for reviewer in [people.rosa, people.lena] {
                await #expect(throws: CaseStepError.notFound) {
                    try await store.exposureState(
                        ofCase: Self.staffCase, limits: limits, for: reviewer, at: Sample.now)
                }
                await #expect(throws: CaseStepError.notFound) {
                    try await store.openText(
                        ofCase: Self.staffCase, reason: "x", goesOn: true, version: 1, for: .minutes(1),
                        limits: limits, by: reviewer, at: Sample.now)
                }
                await #expect(throws: CaseStepError.notFound) {
                    try await store.closeText(ofCase: Self.staffCase, by: reviewer, at: Sample.now)
                }
            }
        }
    }

    @Test("who had a case open before its subject became staff holds no guardian up")
    func becameStaff() async throws {
        try await withCases { store, people in
            try await open(1, store, by: people.rosa)
            _ = try await store.record([Sample.signal("m4", subject: "a1", staff: true)], upTo: 3)
            let found = try await store.queue(QueueFilter(), for: people.gus).cases.first { $0.subject == "a1" }
            let item = try #require(found)
            try await open(item.id, store, by: people.gus)
        }
    }

    @Test("the load is found by an index")
    func plan() async throws {
        try await withStore { store in
            let plan = try await store.pool.read { db in
                try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN SELECT until FROM exposures WHERE reviewer = 1 AND until > 5"
                ).map { $0["detail"] as String }
            }
            #expect(plan.allSatisfy { $0.contains("exposures_of_reviewer") }, "\(plan)")
        }
    }
}
