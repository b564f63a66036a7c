import Casework
import SafetyModel
import Testing

/// What every store must know of detectors and their thresholds; see ``LogConformance``.
enum DetectorConformance {
    private static let day = Sample.start.dayNumber
    private static let windows = FigureWindows(
        signals: Sample.start - .days(30), cases: Sample.start - .days(30), recent: Sample.start,
        firstDay: Sample.start.dayNumber - 30)

    static func counts(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        var other = Sample.signal("m4", score: 0.99, subject: "a3")
        other.detector = Detector(name: "fan_out", version: 2)
        other = Signal(
            policy: other.policy, score: other.score, community: other.community, subject: other.subject,
            time: other.time, event: other.event, detector: other.detector)
        _ = try await store.record(
            [
                Sample.signal("m1", score: 0.62), Sample.signal("m2", score: 0.7, minute: 60 * 24),
                Sample.signal("m3", score: 0.6, subject: "a2"), Sample.signal("m3", score: 0.3, subject: "a9"),
                Sample.signal("m5", policy: "sextortion", score: 1, subject: "a3"), other,
                Sample.signal("old", subject: "a4", minute: -60 * 24 * 31),
            ], upTo: 9)
        for (id, outcome): (Int64, Decision.Outcome) in [(1, .warn), (2, .noAction)] {
            let item = try await store.perform(.claim, on: id, version: 1, by: gus, at: Sample.start)
            _ = try await store.perform(
                .decide(outcome, reason: "x"), on: id, version: item.version, by: gus, at: Sample.start)
        }
        let figures = try await store.detectorFigures(.members, windows: windows, for: gus)
        let policy: PolicyCode = "minor.solicitation"
        #expect(
            figures.signals == [
                DetectorSignals(detector: "conversation_risk", policy: policy, day: day, count: 3),
                DetectorSignals(detector: "conversation_risk", policy: policy, day: day + 1, count: 1),
                DetectorSignals(detector: "conversation_risk", policy: "sextortion", day: day, count: 1),
                DetectorSignals(detector: "fan_out", policy: policy, day: day, count: 1),
            ])
        #expect(
            figures.judgements.map(\.judged) == [
                Judged(upheld: 1, dismissed: 1, undecided: 1), Judged(undecided: 1), Judged(undecided: 1),
            ])
        // By the highest score of each case: 0.7 of the first, though its first signal had 0.62.
        #expect(figures.cases.filter { $0.policy == policy }.map(\.bin) == [6, 12, 14, 19])
        #expect(figures.cases.first { $0.bin == 14 }?.judged == Judged(upheld: 1))
        #expect(figures.cases.first { $0.bin == 12 }?.judged == Judged(dismissed: 1))
        #expect(figures.cases.allSatisfy { $0.recent == 1 })
        #expect(figures.scores.isEmpty && figures.countedSince == nil && figures.changes.isEmpty)
    }

    private static func score(
        _ day: Int, _ count: Int, bin: Int = 7, scope: ThresholdScope = .members, detector: String? = nil
    ) -> ScoreCount {
        ScoreCount(day: day, policy: "sextortion", detector: detector, scope: scope, bin: bin, count: count)
    }

    static func addsCounts(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let cue = CueCount(day: day, policy: "sextortion", scope: .members, count: 4)
        let first = WatchCounts(
            scores: [score(day, 3), score(day, 2, detector: "x"), score(day, -1, bin: 9)], cues: [cue])
        #expect(try await store.record([], counts: first, upTo: 5) == 0)
        let second = WatchCounts(scores: [score(day, -1), score(day, 1, bin: 8), score(day + 1, 6)], cues: [cue])
        _ = try await store.record([], counts: second, upTo: 9)
        #expect(try await store.watchPosition() == 9)
        let figures = try await store.detectorFigures(.members, windows: windows, for: gus)
        #expect(
            figures.scores == [
                score(day, 2), score(day, 1, bin: 8), score(day, 2, detector: "x"), score(day + 1, 6),
            ])
        #expect(figures.cues.map(\.count) == [8] && figures.countedSince == day)
        // A count never falls below nothing, and days of more than a year ago go.
        let third = WatchCounts(
            scores: [score(day, -50), score(day + 500, 1)],
            cues: [CueCount(day: day + 500, policy: "sextortion", scope: .members, count: 1)])
        _ = try await store.record([], counts: third, upTo: 10)
        let later = try await store.detectorFigures(.members, windows: windows, for: gus)
        #expect(
            later.scores.map(\.day) == [day + 500] && later.cues.map(\.day) == [day + 500]
                && later.countedSince == day + 500)
    }

    static func hidesStaffFigures(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let lena = try await Sample.reviewer("lena", [.lead, .reviewer, .administrator], in: store)
        let ada = try await Sample.reviewer("ada", [.administrator], in: store)
        let counts = WatchCounts(
            scores: [score(day, 5, scope: .staff), score(day, 2)],
            cues: [CueCount(day: day, policy: "sextortion", scope: .staff, count: 7)])
        _ = try await store.record(
            [Sample.signal("m1", staff: true), Sample.signal("m2", subject: "a2")], counts: counts, upTo: 2)
        let members = try await store.detectorFigures(.members, windows: windows, for: lena)
        #expect(members.signals.map(\.count) == [1] && members.scores.map(\.count) == [2] && members.cues.isEmpty)
        #expect(members.judgements.map(\.judged.undecided) == [1] && members.cases.map(\.judged.undecided) == [1])
        #expect(try await store.detectorFigures(.members, windows: windows, for: gus) == members)
        let staff = try await store.detectorFigures(.staff, windows: windows, for: gus)
        #expect(staff.signals.map(\.count) == [1] && staff.scores.map(\.count) == [5])
        #expect(staff.cues.map(\.count) == [7])
        for (person, scope) in [(lena, ThresholdScope.staff), (ada, .staff), (ada, .members)] {
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.detectorFigures(scope, windows: windows, for: person)
            }
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.thresholdChanges("sextortion", scope, limit: 9, for: person)
            }
        }
        // A subject that turns out to be staff takes its figures along.
        _ = try await store.record([Sample.signal("m3", subject: "a2", staff: true, minute: 1)], upTo: 3)
        let after = try await store.detectorFigures(.members, windows: windows, for: lena)
        #expect(after.signals.isEmpty && after.judgements.isEmpty && after.cases.isEmpty)
    }

    private static func order(
        _ threshold: Double?, _ scope: ThresholdScope = .members, version: Int64 = 0, reason: String = "too many jokes"
    ) -> ThresholdOrder {
        ThresholdOrder(policy: "sextortion", scope: scope, threshold: threshold, version: version, reason: reason)
    }

    static func setsThresholds(_ store: any WholeStore) async throws {
        let lena = try await Sample.reviewer("lena", [.lead], in: store)
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        #expect(try await store.thresholdSettings().isEmpty)
        let first = try await store.changeThreshold(order(0.7), after: 40, by: lena, at: Sample.start)
        #expect(first.previous == 0.5 && first.current == 0.7 && first.setting.after == 40)
        let staff = try await store.changeThreshold(order(0.4, .staff), after: 41, by: gus, at: Sample.start)
        // An earlier number than the last change's cannot be right: changes hold in the order they were made in.
        let second = try await store.changeThreshold(
            order(nil, version: first.number, reason: " enough "), after: 3, by: gus, at: Sample.start + .hours(1))
        #expect(second.setting.after == 41 && second.reason == "enough" && second.current == 0.5)
        #expect(try await store.thresholdSettings() == [first, second, staff].map(\.setting))
        #expect(try await store.thresholdChanges("sextortion", .members, limit: 9, for: lena) == [second, first])
        #expect(try await store.thresholdChanges("sextortion", .members, limit: 1, for: lena) == [second])
        #expect(try await store.thresholdChanges("staff.misuse", .members, limit: 9, for: lena).isEmpty)
        let figures = try await store.detectorFigures(.members, windows: windows, for: lena)
        #expect(figures.changes == ["sextortion": second])
        await #expect(throws: ThresholdError.changedMeanwhile) {
            try await store.changeThreshold(
                order(0.8, version: first.number), after: 50, by: lena, at: Sample.start)
        }
        #expect(try await store.thresholdSettings().count == 3)
    }

    static func changesOnceInARace(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let results = await withTaskGroup(of: Double?.self) { group in
            for choice in Thresholds.choices where choice != 0.5 {
                group.addTask {
                    try? await store.changeThreshold(order(choice), after: 1, by: gus, at: Sample.start).current
                }
            }
            var results: [Double] = []
            for await result in group { if let result { results.append(result) } }
            return results
        }
        #expect(results.count == 1)
        #expect(try await store.thresholdSettings().map(\.threshold) == results)
    }

    static func auditsThresholds(_ store: any WholeStore) async throws {
        let lena = try await Sample.reviewer("lena", [.lead], in: store)
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let ada = try await Sample.reviewer("ada", [.administrator], in: store)
        _ = try await store.changeThreshold(order(0.7), after: 1, by: lena, at: Sample.start)
        _ = try await store.changeThreshold(order(0.4, .staff), after: 1, by: gus, at: Sample.start)
        await #expect(throws: ThresholdError.notAllowed) {
            try await store.changeThreshold(order(0.9, .staff, version: 2), after: 1, by: lena, at: Sample.start)
        }
        let seen = try await store.auditTrail(before: nil, limit: 2, for: gus)
        #expect(seen.map(\.action) == ["staff_threshold_changed", "threshold_changed"])
        #expect(seen.map(\.byName) == ["gus", "lena"])
        #expect(seen.last?.detail == "sextortion 0.50 → 0.70: too many jokes")
        for person in [lena, ada] {
            let actions = try await store.auditTrail(before: nil, limit: 9, for: person).map(\.action)
            #expect(actions.contains("threshold_changed") && !actions.contains("staff_threshold_changed"))
        }
    }
}
