import Casework
import SafetyModel
import Testing

/// What every store of cases must do; see ``LogConformance``.
enum CaseConformance {
    static func foldsSignals(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        _ = try await store.record(
            [Sample.signal("m1"), Sample.signal("m2", subject: "a2", counterpart: "b7")], upTo: 2)
        #expect(try await store.queue(QueueFilter(), for: gus).total == 2)
        var item = try await store.perform(.claim, on: 1, version: 1, by: gus, at: Sample.start)
        item = try await store.perform(
            .decide(.warn, reason: "x"), on: 1, version: item.version, by: gus, at: Sample.start)
        // On a decided case a signal opens another, which is related to it.
        _ = try await store.record([Sample.signal("m3", minute: 5)], upTo: 3)
        let file = try await store.caseFile(3, for: gus)
        #expect(file.item.state == .open)
        #expect(Set(file.related.map(\.id)) == [1, 2])
        await #expect(throws: CaseStepError.newerCaseOpen(id: 3)) {
            try await store.perform(.reopen(reason: "x"), on: 1, version: item.version, by: gus, at: Sample.start)
        }
        // The same subject elsewhere is another case.
        _ = try await store.record([Sample.signal("m4", community: "c2")], upTo: 4)
        #expect(try await store.caseFile(4, for: gus).item.community == "c2")
    }

    static func ordersTheQueue(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let policies: [PolicyCode] = ["harassment.insult", "minor.solicitation", "sextortion", "staff.misuse", "other"]
        var signals: [Signal] = []
        for number in 0..<60 {
            let policy = policies[number % policies.count]
            let score = Double(number * 7 % 4) / 4
            signals.append(
                Sample.signal("m\(number)", policy: policy, score: score, subject: "s\(number)", staff: number % 3 == 0)
            )
        }
        _ = try await store.record(signals, upTo: 60)
        let all = try await store.queue(QueueFilter(limit: 100), for: gus)
        #expect(all.total == 60)
        #expect(all.cases == all.cases.sorted(by: QueueOrder.precedes))
        var paged: [Case] = []
        for offset in stride(from: 0, to: 60, by: 7) {
            paged += try await store.queue(QueueFilter(offset: offset, limit: 7), for: gus).cases
        }
        #expect(paged == all.cases)
        let insults = try await store.queue(QueueFilter(policy: "harassment.insult"), for: gus)
        #expect(insults.total == 12 && insults.cases.allSatisfy { $0.policy == "harassment.insult" })
        let first = try #require(all.cases.first)
        let held = try await store.perform(.claim, on: first.id, version: 1, by: gus, at: Sample.start)
        #expect(try await store.queue(QueueFilter(claimedBy: gus.id), for: gus).cases == [held])
        #expect(try await store.queue(QueueFilter(states: [.claimed]), for: gus).cases == [held])
        #expect(try await store.queue(QueueFilter(states: [.open]), for: gus).total == 59)
        #expect(try await store.queue(QueueFilter(states: [.decided]), for: gus).total == 0)
        #expect(try await store.queue(QueueFilter(states: []), for: gus).total == 0)
        #expect(try await store.queue(QueueFilter(offset: -5, limit: -5), for: gus).cases.isEmpty)
        #expect(try await store.queue(QueueFilter(states: Set(Case.State.allCases)), for: gus).total == 60)
    }

    static func decidesOnceInARace(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        _ = try await store.record([Sample.signal("m1")], upTo: 1)
        let claimed = try await store.perform(.claim, on: 1, version: 1, by: gus, at: Sample.start)
        // The same account in sixteen windows, each with an outcome of its own.
        let outcomes = await withTaskGroup(of: Result<Case, any Error>.self) { group in
            for number in 0..<16 {
                group.addTask {
                    do {
                        return .success(
                            try await store.perform(
                                .decide(number % 2 == 0 ? .warn : .timeOut, reason: "window \(number)"), on: 1,
                                version: claimed.version, by: gus, at: Sample.start))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var results: [Result<Case, any Error>] = []
            for await result in group { results.append(result) }
            return results
        }
        let won = outcomes.compactMap { try? $0.get() }
        #expect(won.count == 1)
        for case .failure(let error) in outcomes {
            #expect(error as? CaseStepError == .changedMeanwhile(currentVersion: claimed.version + 1))
        }
        let file = try await store.caseFile(1, for: gus)
        #expect(file.item == won.first)
        #expect(file.trail.filter { $0.action == "decided" }.count == 1)
    }

    static func claimsOnceInARace(_ store: any WholeStore) async throws {
        var people: [Reviewer] = []
        for number in 0..<10 { people.append(try await Sample.reviewer("person \(number)", [.reviewer], in: store)) }
        _ = try await store.record([Sample.signal("m1")], upTo: 1)
        let winners = await withTaskGroup(of: Int64?.self) { group in
            for person in people {
                group.addTask {
                    try? await store.perform(.claim, on: 1, version: 1, by: person, at: Sample.start).claimedBy
                }
            }
            var winners: [Int64] = []
            for await winner in group { if let winner { winners.append(winner) } }
            return winners
        }
        #expect(winners.count == 1)
    }

    static func putsEveryStepOnTheTrail(_ store: any WholeStore) async throws {
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        let lena = try await Sample.reviewer("lena", [.lead], in: store)
        _ = try await store.record([Sample.signal("m1")], upTo: 1)
        let steps: [(CaseStep, Reviewer)] = [
            (.claim, rosa), (.reveal(reason: "context"), rosa), (.note("seen"), rosa), (.release, lena), (.claim, rosa),
            (.decide(.noAction, reason: "friends"), rosa), (.reopen(reason: "new facts"), lena),
        ]
        var version = 1
        for (number, (step, reviewer)) in steps.enumerated() {
            let item = try await store.perform(
                step, on: 1, version: version, by: reviewer, at: Sample.start + .minutes(number))
            #expect(item.version == version + 1)
            version = item.version
        }
        let trail = try await store.caseFile(1, for: rosa).trail.dropFirst(2)
        #expect(
            trail.map(\.action) == ["claimed", "revealed", "noted", "released", "claimed", "decided", "reopened"])
        #expect(trail.map(\.byName) == ["rosa", "rosa", "rosa", "lena", "rosa", "rosa", "lena"])
        #expect(trail.map(\.at) == steps.indices.map { Sample.start + .minutes($0) })
        #expect(trail.first { $0.action == "decided" }?.detail == "no_action: friends")
        // A refused step leaves nothing.
        await #expect(throws: CaseStepError.changedMeanwhile(currentVersion: version)) {
            try await store.perform(.claim, on: 1, version: 1, by: rosa, at: Sample.start)
        }
        #expect(try await store.caseFile(1, for: rosa).trail.count == 9)
        let page = try await store.auditTrail(before: nil, limit: 2, for: lena)
        #expect(page.map(\.action) == ["reopened", "decided"])
        let next = try await store.auditTrail(before: page.last?.id, limit: 1, for: lena)
        #expect(next.map(\.action) == ["claimed"])
    }

    static func needsTwoGuardians(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let gina = try await Sample.reviewer("gina", [.guardian], in: store)
        _ = try await store.record([Sample.signal("m1", staff: true)], upTo: 1)
        let id = Visibility.firstNumberAboutStaff
        var item = try await store.perform(.claim, on: id, version: 1, by: gus, at: Sample.start)
        item = try await store.perform(
            .decide(.ban, reason: "clear"), on: id, version: item.version, by: gus, at: Sample.start)
        #expect(item.state == .claimed && item.decision?.outcome == .ban && item.decision?.confirmedBy == nil)
        #expect(try await store.caseFile(id, for: gina).item == item)
        item = try await store.perform(
            .decide(.ban, reason: "agreed"), on: id, version: item.version, by: gina, at: Sample.start)
        #expect(item.state == .decided && item.decision?.confirmedBy == gina.id)
        #expect(try await store.caseFile(id, for: gus).item == item)
    }

    static func releasesWhatBecameHidden(_ store: any WholeStore) async throws {
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        _ = try await store.record([Sample.signal("m1")], upTo: 1)
        _ = try await store.perform(.claim, on: 1, version: 1, by: rosa, at: Sample.start)
        _ = try await store.record([Sample.signal("m2", staff: true, minute: 1)], upTo: 2)
        await #expect(throws: CaseStepError.notFound) { try await store.caseFile(1, for: rosa) }
        let item = try await store.caseFile(1, for: gus).item
        #expect(item.state == .open && item.claimedBy == nil && item.subjectIsStaff)
    }

    static func knowsStaffFromEvents(_ store: any WholeStore) async throws {
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        _ = try await store.append([Sample.message("m0", staff: true), Sample.message("m1", minute: 1)])
        _ = try await store.record([Sample.signal("m1", minute: 1)], upTo: 2)
        #expect(try await store.queue(QueueFilter(), for: rosa).total == 0)
    }

    static func numbersStaffApart(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        _ = try await store.record(
            [
                Sample.signal("m1"), Sample.signal("m2", subject: "s1", staff: true),
                Sample.signal("m3", subject: "a2"),
                Sample.signal("m4", subject: "s2", staff: true), Sample.signal("m5", subject: "a3"),
            ], upTo: 5)
        let first = Visibility.firstNumberAboutStaff
        let cases = try await store.queue(QueueFilter(), for: gus).cases
        #expect(cases.filter { !$0.subjectIsStaff }.map(\.id).sorted() == [1, 2, 3])
        #expect(cases.filter(\.subjectIsStaff).map(\.id).sorted() == [first, first + 1])
    }

    static func keepsSilentOnReopening(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let lena = try await Sample.reviewer("lena", [.lead], in: store)
        _ = try await store.append([Sample.message("m1"), Sample.message("m2", from: "a2", minute: 1)])
        _ = try await store.record([Sample.signal("m1"), Sample.signal("m2", subject: "a2", minute: 1)], upTo: 2)
        for id in [Int64(1), 2] {
            _ = try await store.perform(.claim, on: id, version: 1, by: lena, at: Sample.start)
            _ = try await store.perform(
                .decide(.warn, reason: "x"), on: id, version: 2, by: lena, at: Sample.start)
        }
        // Both become staff; about one of them there is a case since.
        _ = try await store.append([
            Sample.message("m3", minute: 5, staff: true), Sample.message("m4", from: "a2", minute: 6, staff: true),
        ])
        _ = try await store.record([Sample.signal("m3", minute: 5)], upTo: 4)
        for id in [Int64(1), 2] {
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.perform(.reopen(reason: "x"), on: id, version: 3, by: lena, at: Sample.start)
            }
        }
        await #expect(throws: CaseStepError.newerCaseOpen(id: Visibility.firstNumberAboutStaff)) {
            try await store.perform(.reopen(reason: "x"), on: 1, version: 3, by: gus, at: Sample.start)
        }
        _ = try await store.perform(.reopen(reason: "x"), on: 2, version: 3, by: gus, at: Sample.start)
    }
}
