import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SQLiteStorage
import SafetyModel
import Simulation
import Synchronization
import Testing

@testable import Console

/// Two consoles over two databases that hold the same, but that in one of them there are cases about staff, with all that
/// comes with them. Whoever may not know of such cases must not be able to tell the two apart.
struct TwinConsoles {
    /// One of the two.
    final class Twin: Sendable {
        let store: SQLiteStore
        let console: Console
        let application: Application<RouterResponder<BasicRequestContext>>
        let routes: [String]
        let statements: StatementList
        let folder: URL
        let clock = TestClock()

        init(hasStaffCases: Bool, random: @escaping @Sendable (Int) -> [UInt8]) throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-twin-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let statements = StatementList()
            self.statements = statements
            var options = SQLiteStore.Options()
            options.receiptCost = 4
            options.readers = 1
            options.observer = { statements.add($0) }
            store = try SQLiteStore.open(
                path: folder.appendingPathComponent("vigie.db").path, taxonomy: Sample.taxonomy, options: options,
                clock: { [clock] in clock.now() })
            console = try Console(
                store: store, taxonomy: Sample.taxonomy, live: TwinReadings(hasStaffCases: hasStaffCases),
                desk: StoreDesk(store: store), rules: StoreRuleDesk(store: store),
                settings: ConsoleSettings(
                    passwordCost: 10, isTransparent: true, programmes: [ProvenanceSample.programme],
                    webhooks: WebhookSample.hooks),
                now: { [clock] in clock.now() },
                random: random)
            let router = Router()
            console.addRoutes(to: router)
            routes = router.routes.map { "\($0.method.rawValue) \($0.path)" }
            application = Application(router: router)
        }

        func close() {
            try? store.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }

    let with: Twin
    let without: Twin

    init() async throws {
        with = try Twin(hasStaffCases: true, random: TwinRandom().bytes)
        without = try Twin(hasStaffCases: false, random: TwinRandom().bytes)
        try await TwinStory(store: with.store, clock: with.clock, hasStaffCases: true).tell()
        try await TwinStory(store: without.store, clock: without.clock, hasStaffCases: false).tell()
        for twin in [with, without] { try await ProvenanceSample.tell(twin.store) }
        // What guardians decide because of such a case, and tell nobody.
        let gus = try await with.store.reviewer(named: "gus")?.reviewer
        let hidden = BadgeDecision(
            platform: "test", community: "bay", badge: "partner", outcome: .suspend, reasons: "a case waits",
            isPublished: false)
        _ = try await with.store.decide(hidden, by: try #require(gus), at: Sample.now)
    }

    func close() {
        with.close()
        without.close()
    }
}

/// What is asked of a database, in order, since it was last taken.
final class StatementList: Sendable {
    private let list = Mutex<[String]>([])
    func add(_ statement: String) { list.withLock { $0.append(statement) } }
    func take() -> [String] {
        list.withLock { list in
            defer { list = [] }
            return list
        }
    }
}

/// The same bytes in both consoles, so that tokens are the same too.
private final class TwinRandom: Sendable {
    private let state = Mutex<UInt64>(0x9E37_79B9)
    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
        }
    }
}

private struct TwinReadings: LiveFigures {
    var hasStaffCases: Bool
    private var reading: LiveReading {
        LiveReading(
            eventsPerSecond: 12, events: 1000, signals: hasStaffCases ? 48 : 45,
            signalsAboutStaff: hasStaffCases ? 3 : 0, behindBy: 0)
    }

    func current() async -> LiveReading { reading }

    func updates() async -> AsyncStream<LiveReading> {
        let reading = reading
        return AsyncStream { continuation in
            continuation.yield(reading)
            continuation.finish()
        }
    }
}

/// What happened. Between the steps that are about members stand those about staff, so that any number given in a row
/// would show a gap.
private struct TwinStory {
    let store: SQLiteStore
    let clock: TestClock
    let hasStaffCases: Bool

    func tell() async throws {
        try await addReviewers(to: store)
        try await store.beginWebhooks(WebhookSample.hooks, at: Sample.now)
        let people = try await People(store)
        _ = try await store.append(Sample.events())
        let signals = Sample.signals()
        for signal in signals where signal.subjectIsStaff { try await record([signal], aboutStaff: true) }
        for signal in signals where !signal.subjectIsStaff {
            try await report(on: Sample.corvin, 70 + Int(signal.score * 100), aboutStaff: true)
            try await record([signal], aboutStaff: false)
        }
        try await report(on: Sample.marlow, 1, aboutStaff: false)
        try await thresholds(people)
        try await guardiansWork(people)
        try await leadsWork(people)
        try await lastMonth(people)
        try await rules(people)
        try await audits()
        try await WebhookSample.giveUp(in: store)
    }

    /// The same community, with or without reports about its staff that nobody acted on.
    private func audits() async throws {
        for days in [8, 1] {
            let community = hasStaffCases ? AuditedCommunity.wellRun(with: .reportsAboutStaff) : .wellRun
            try await KeptAudits.keep(KeptAudits.report(of: community, at: Sample.now - .days(days)), in: store)
        }
    }

    private struct People {
        let rina, leo, gus, fred: Reviewer
        init(_ store: SQLiteStore) async throws {
            rina = try #require(try await store.reviewer(named: "rina")?.reviewer)
            leo = try #require(try await store.reviewer(named: "leo")?.reviewer)
            gus = try #require(try await store.reviewer(named: "gus")?.reviewer)
            fred = try #require(try await store.reviewer(named: "fred")?.reviewer)
        }
    }

    private func record(_ signals: [Signal], aboutStaff: Bool) async throws {
        clock.advance(.seconds(1))
        if aboutStaff, !hasStaffCases { return }
        // Counts of staff come from the days before those of members.
        let scope: ThresholdScope = aboutStaff ? .staff : .members
        let day = Sample.now.dayNumber - (aboutStaff ? 20 : 3)
        var hits = RuleCount(day: day, rule: "asks", scope: scope)
        (hits.evaluated, hits.matched, hits.effective) = (9, 2, 1)
        let counts = WatchCounts(
            scores: [
                ScoreCount(day: day, policy: "staff.coercion", detector: nil, scope: scope, bin: 17, count: 2),
                ScoreCount(day: day, policy: "minor.solicitation", detector: nil, scope: scope, bin: 17, count: 2),
            ], cues: [CueCount(day: day, policy: "minor.solicitation", scope: scope, count: 3)], rules: [hits])
        _ = try await store.record(signals, counts: counts, upTo: 1)
    }

    private func report(on accused: Member, _ number: Int, aboutStaff: Bool) async throws {
        if aboutStaff, !hasStaffCases { return }
        var draft = ReportDraft()
        draft.community = Sample.community
        draft.happening = "pictures"
        draft.accused = [accused.id]
        draft.text = "this person asked me for a picture, \(number) times"
        let receipt = try #require(ReceiptCode(random: (0..<40).map { UInt8(truncatingIfNeeded: $0 * 31 + number) }))
        _ = try await store.file(
            ReportFiling(report: try draft.report(now: Sample.now), files: []), receipt: receipt, at: Sample.now)
    }

    private func thresholds(_ people: People) async throws {
        if hasStaffCases {
            let order = ThresholdOrder(
                policy: "staff.coercion", scope: .staff, threshold: 0.4, version: 0, reason: "one asked")
            _ = try await store.changeThreshold(order, after: 1, by: people.gus, at: Sample.now)
        }
        let order = ThresholdOrder(
            policy: "harassment.insult", scope: .members, threshold: 0.6, version: 0, reason: "jokes")
        _ = try await store.changeThreshold(order, after: 1, by: people.leo, at: Sample.now)
    }

    private func guardiansWork(_ people: People) async throws {
        guard hasStaffCases else { return }
        let id = Sample.staffCase
        let version = try await store.caseFile(id, for: people.gus).item.version
        var item = try await store.perform(.claim, on: id, version: version, by: people.gus, at: Sample.now)
        item = try await store.perform(
            .reveal(reason: "to decide"), on: id, version: item.version, by: people.gus, at: Sample.now)
        let report = try #require(try await store.reports(on: id, withText: true, for: people.gus).reports.first)
        try await store.answer("thank you", to: report.number, on: id, by: people.gus, at: Sample.now)
        _ = try await store.revealReporter(
            of: report.number, on: id, reason: "to call them", by: people.gus, at: Sample.now)
        // It waits for a second guardian.
        item = try await store.perform(
            .decide(.ban, reason: "used the ban as a lever"), on: id, version: item.version, by: people.gus,
            at: Sample.now)
        let query = QueryText(kind: .signals, expression: "subject.id == 'm-1'", top: "", span: "month")
        try await store.recordQuery(query, isExport: true, by: people.gus, at: Sample.now)
        try await store.saveQuery(query, name: "about Corvin", isShared: true, by: people.gus, at: Sample.now)
    }

    /// Decided and reported in the month that public figures tell of now; of members in both.
    private func lastMonth(_ people: People) async throws {
        let past = Sample.now - .days(30)
        for number in 0..<8 {
            let isStaff = number % 2 == 1
            if isStaff, !hasStaffCases { continue }
            var draft = ReportDraft()
            draft.community = Sample.community
            draft.happening = "insults"
            draft.accused = ["past-\(number)"]
            draft.accusedIsStaff = isStaff
            draft.text = "insults, \(number) times"
            let receipt = try #require(
                ReceiptCode(random: (0..<40).map { UInt8(truncatingIfNeeded: $0 * 17 + number * 5) }))
            _ = try await store.file(
                ReportFiling(report: try draft.report(now: past), files: []), receipt: receipt, at: past)
            let item = try #require(
                try await store.queue(QueueFilter(limit: 200), for: people.gus).cases
                    .first { $0.subject.contains("past-\(number)") })
            let held = try await store.perform(
                .claim, on: item.id, version: item.version, by: people.gus, at: past + .hours(1))
            let decided = try await store.perform(
                .decide(.warn, reason: "clear"), on: item.id, version: held.version, by: people.gus,
                at: past + .hours(2))
            guard isStaff else { continue }
            _ = try await store.perform(
                .decide(.warn, reason: "clear"), on: item.id, version: decided.version, by: people.fred,
                at: past + .hours(2))
        }
    }

    /// More lines on the trail than a page of it holds, with guardians' between them.
    private func leadsWork(_ people: People) async throws {
        let before = try await store.caseFile(1, for: people.rina).item.version
        var version = try await store.perform(.claim, on: 1, version: before, by: people.rina, at: Sample.now).version
        for number in 0..<110 {
            version = try await store.perform(
                .note("looked \(number)"), on: 1, version: version, by: people.rina, at: Sample.now
            ).version
            if hasStaffCases, number % 10 == 0 {
                let item = try await store.caseFile(Sample.staffCase, for: people.gus).item
                _ = try await store.perform(
                    .note("still waits"), on: item.id, version: item.version, by: people.gus, at: Sample.now)
            }
        }
        let query = QueryText(kind: .signals, expression: "score > 0.5", top: "", span: "month")
        try await store.recordQuery(query, isExport: false, by: people.leo, at: Sample.now)
        try await store.saveQuery(query, name: "high", isShared: true, by: people.leo, at: Sample.now)
    }

    private func rules(_ people: People) async throws {
        let text = """
            rules:
              - name: asks
                policy: minor.solicitation
                on: [message.posted]
                when: "true"
                then: [signal]

            """
        _ = try await store.enter(
            RuleOrder(
                files: [RuleFileText(name: "team.yaml", text: text)], changes: RuleChanges(added: ["asks"]), base: 0,
                reason: "we want to hear of it"), after: 1, by: people.leo, at: Sample.now)
    }
}
