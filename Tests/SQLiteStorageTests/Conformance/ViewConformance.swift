import Casework
import SafetyModel
import Testing

/// What every store must show, and to whom; see ``LogConformance``.
enum ViewConformance {
    private static let staff = Visibility.firstNumberAboutStaff

    static func showsTheExchange(_ store: any WholeStore) async throws {
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        _ = try await store.append([
            Sample.message("p1", to: nil, "in public", minute: 0), Sample.message("m1", "one", minute: 1),
            Sample.message("m2", from: "b7", to: "a1", "two", minute: 2), Sample.message("m3", "three", minute: 3),
            Sample.message("n1", to: "x9", "to another", minute: 3),
            Sample.message("p2", to: nil, "unrelated", minute: 4),
            Sample.message("far", "much later", minute: 60 * 24 * 30),
        ])
        _ = try await store.record([Sample.signal("m3", minute: 3, evidence: ["p1"])], upTo: 6)
        let hidden = try await store.exchange(1, counterpart: nil, withText: false, limit: 50, for: rosa)
        #expect(hidden.map(\.event.id) == ["p1", "m1", "m2", "m3"])
        #expect(hidden.allSatisfy { $0.text == nil && $0.hasText })
        #expect(hidden.map(\.author) == ["a1", "a1", "b7", "a1"])
        #expect(hidden.map(\.cues.count) == [1, 0, 0, 1])
        #expect(hidden.last?.attachments == 1 && hidden.last?.target == "b7")
        // Text is there only after the reviewer has said why.
        let early = try await store.exchange(1, counterpart: "b7", withText: true, limit: 50, for: rosa)
        #expect(early.allSatisfy { $0.text == nil })
        _ = try await store.perform(.reveal(reason: "context"), on: 1, version: 1, by: rosa, at: Sample.start)
        let shown = try await store.exchange(1, counterpart: "b7", withText: true, limit: 50, for: rosa)
        #expect(shown.map(\.text) == ["in public", "one", "two", "three"])
        // No case opens the exchange with somebody who is not part of it.
        let foreign = try await store.exchange(1, counterpart: "x9", withText: true, limit: 50, for: rosa)
        #expect(!foreign.contains { $0.event.id == "n1" })
        let short = try await store.exchange(1, counterpart: nil, withText: false, limit: 2, for: rosa)
        #expect(short.map(\.event.id) == ["p1", "m3"])
        #expect(try await store.exchange(1, counterpart: nil, withText: false, limit: -1, for: rosa).isEmpty)
    }

    static func showsMembers(_ store: any WholeStore) async throws {
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        var events = (0..<5).map { Sample.message("m\($0)", minute: $0) }
        events += [Sample.message("r1", from: "b7", to: "a1", minute: 9), Sample.message("n1", to: "x9", minute: 3)]
        _ = try await store.append(events)
        _ = try await store.record([Sample.signal("m1")], upTo: 7)
        let file = try #require(try await store.member("a1", community: "c1", for: rosa))
        #expect(file.name == "Name of a1" && !file.staff)
        #expect(file.cases.map(\.id) == [1] && file.counterpartIn.isEmpty)
        #expect(file.contacts.map(\.member) == ["b7", "x9"])
        #expect(file.contacts.first?.sent == 5 && file.contacts.first?.received == 1)
        #expect(file.contacts.first?.last == Sample.start + .minutes(9))
        #expect(file.history.first?.event.id == "r1" && file.history.count == 7)
        #expect(file.history.allSatisfy { $0.text == nil })
        let other = try #require(try await store.member("b7", community: "c1", for: rosa))
        #expect(other.counterpartIn.map(\.id) == [1] && other.cases.isEmpty)
        #expect(other.contacts.first?.sent == 1 && other.contacts.first?.received == 5)
        #expect(try await store.member("a1", community: "c2", for: rosa) == nil)
        #expect(try await store.member("nobody", community: "c1", for: rosa) == nil)
    }

    static func searches(_ store: any WholeStore) async throws {
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        var percent = Sample.message("m1", from: "a100%_x")
        percent.actor?.name = "Élodie 50%"
        _ = try await store.append([percent, Sample.message("m2", from: "a200", to: "b200")])
        _ = try await store.record([Sample.signal("m2", subject: "a200", counterpart: "b200")], upTo: 2)
        func ids(_ text: String, _ limit: Int = 50) async throws -> [String] {
            try await store.search(text, limit: limit, for: rosa).map { hit in
                switch hit {
                case .member(let id, _, _): id
                case .item(let item): "case \(item.id)"
                }
            }
        }
        #expect(try await ids("a100") == ["a100%_x"])
        #expect(try await ids("a200") == ["case 1", "a200"])
        #expect(try await ids("1") == ["case 1"])
        #expect(try await ids("élodie") == ["a100%_x"])
        #expect(try await ids("50%") == ["a100%_x"])
        #expect(try await ids("5_%") == [])
        #expect(try await ids("%") == ["a100%_x"])
        #expect(try await ids("name of B2") == ["b200"])
        #expect(try await ids("100%") == [])
        #expect(try await ids("200") == ["case 1", "a200", "b200"])
        #expect(try await ids("a", 1).count == 1)
        for nothing in ["", "  ", "\u{0}", "'; DROP TABLE cases; --", "\\", String(repeating: "a", count: 10_000)] {
            #expect(try await ids(nothing) == [])
        }
        #expect(try await ids("a200", 0) == [])
    }

    static func hidesStaffCases(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        _ = try await store.append([Sample.message("m1"), Sample.message("m2", from: "a2", minute: 1)])
        // The staff case waits longest and is the gravest; "ghost" is known by it alone.
        _ = try await store.record(
            [
                Sample.signal("m1", policy: "sextortion", staff: true),
                Sample.signal("g1", subject: "ghost", staff: true, minute: 1),
                Sample.signal("m2", subject: "a2", minute: 1),
            ], upTo: 2)
        var item = try await store.perform(.claim, on: staff + 1, version: 1, by: gus, at: Sample.start)
        item = try await store.perform(
            .decide(.noAction, reason: "x"), on: staff + 1, version: item.version, by: gus, at: Sample.start)
        let all = try await store.overview(since: Sample.start, bucket: .hours(1), for: gus)
        #expect(all.openCases == 2 && all.decidedCases == 1 && all.signalCount == 3 && all.oldestWaiting?.id == 1)
        for roles in [[ReviewerRole.reviewer], [.lead], [.reviewer, .lead, .administrator]] as [Set<ReviewerRole>] {
            let name = roles.map(\.rawValue).sorted().joined(separator: " ")
            let person = try await Sample.reviewer(name, roles, in: store)
            try await expectNoStaffCases(store, person)
        }
        let file = try await store.caseFile(1, for: gus)
        #expect(Set(file.related.map(\.id)) == [staff, staff + 1])
        #expect(try await store.member("ghost", community: "c1", for: gus)?.cases.map(\.id) == [staff + 1])
        #expect(try await store.search("ghost", limit: 9, for: gus).count == 1)
        #expect(try await store.auditTrail(before: nil, limit: 99, for: gus).contains { $0.caseID == staff })
    }

    private static func expectNoStaffCases(_ store: any WholeStore, _ person: Reviewer) async throws {
        let page = try await store.queue(QueueFilter(states: Set(Case.State.allCases)), for: person)
        #expect(page.total == 1 && page.cases.map(\.id) == [1])
        for id: Int64 in [staff, staff + 1, 99] {
            await #expect(throws: CaseStepError.notFound) { try await store.caseFile(id, for: person) }
            await #expect(throws: CaseStepError.notFound) {
                try await store.exchange(id, counterpart: nil, withText: true, limit: 9, for: person)
            }
            await #expect(throws: CaseStepError.notFound) {
                try await store.perform(.note("x"), on: id, version: 1, by: person, at: Sample.start)
            }
        }
        #expect(try await store.caseFile(1, for: person).related.isEmpty)
        #expect(try await store.member("a1", community: "c1", for: person)?.cases.isEmpty == true)
        #expect(try await store.member("b7", community: "c1", for: person)?.counterpartIn.map(\.id) == [1])
        #expect(try await store.member("ghost", community: "c1", for: person) == nil)
        #expect(try await store.search("ghost", limit: 9, for: person).isEmpty)
        #expect(try await store.search("a1", limit: 9, for: person).count == 1)
        let figures = try await store.overview(since: Sample.start, bucket: .hours(1), for: person)
        #expect(figures.openCases == 1 && figures.decidedCases == 0 && figures.signalCount == 1)
        #expect(figures.oldestWaiting?.id == 1)
        #expect(figures.signalsOverTime.map(\.policy) == ["minor.solicitation"])
        if person.roles != [.reviewer] {
            let trail = try await store.auditTrail(before: nil, limit: 99, for: person)
            #expect(!trail.isEmpty && !trail.contains { $0.caseID == staff || $0.caseID == staff + 1 })
        } else {
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.auditTrail(before: nil, limit: 9, for: person)
            }
        }
    }

    static func showsNoCasesToAdministrators(_ store: any WholeStore) async throws {
        let ada = try await Sample.reviewer("ada", [.administrator], in: store)
        _ = try await store.append([Sample.message("m1")])
        _ = try await store.record([Sample.signal("m1")], upTo: 1)
        #expect(try await store.queue(QueueFilter(), for: ada).total == 0)
        #expect(try await store.search("a1", limit: 9, for: ada).isEmpty)
        #expect(try await store.member("a1", community: "c1", for: ada) == nil)
        let figures = try await store.overview(since: Sample.start, bucket: .hours(1), for: ada)
        #expect(figures.eventCount == 1 && figures.openCases == 0 && figures.oldestWaiting == nil)
        #expect(try await store.auditTrail(before: nil, limit: 9, for: ada).map(\.action) == ["account_created"])
        await #expect(throws: CaseStepError.notFound) { try await store.caseFile(1, for: ada) }
    }

    static func countsForTheOverview(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        var signals = (0..<6).map { Sample.signal("m\($0)", subject: "s\($0)", minute: $0 * 20) }
        signals.append(Sample.signal("i", policy: "harassment.insult", subject: "s9", minute: 10))
        _ = try await store.record(signals, upTo: 1)
        let figures = try await store.overview(since: Sample.start, bucket: .hours(1), for: gus)
        #expect(figures.signalCount == 7 && figures.openCases == 7 && figures.overdueCases == 0)
        #expect(figures.signalsOverTime.map(\.count).reduce(0, +) == 7)
        #expect(figures.signalsOverTime.contains { $0.policy == "harassment.insult" && $0.count == 1 })
        let hour: Int64 = 3_600_000
        #expect(figures.signalsOverTime.allSatisfy { $0.bucketStart.milliseconds % hour == 0 })
        let late = try await store.overview(since: Sample.start + .minutes(60), bucket: .zero, for: gus)
        #expect(late.signalCount == 3)
    }
}
