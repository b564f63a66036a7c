import Casework
import SafetyModel
import Testing

/// What every store must hand out to queries, and to whom; see ``LogConformance``.
enum QueryConformance {
    private static func events(
        _ store: any WholeStore, _ viewer: QueryViewer, _ range: QueryRange = QueryRange()
    ) async throws -> [QueriedEvent] {
        var found: [QueriedEvent] = []
        try await store.readEvents(in: range, for: viewer) { page in
            found += page
            return true
        }
        return found
    }

    private static func signals(
        _ store: any WholeStore, _ viewer: QueryViewer, _ range: QueryRange = QueryRange()
    ) async throws -> [QueriedSignal] {
        var found: [QueriedSignal] = []
        try await store.readSignals(in: range, for: viewer) { page in
            found += page
            return true
        }
        return found
    }

    static func readsRanges(_ store: any WholeStore) async throws {
        // Out of order in time, and more than a page of the log.
        var batch = (0..<5_000).map { Sample.message("m\($0)", to: nil, "written", minute: $0 % 100) }
        batch.append(Sample.message("early", to: nil, "written", minute: -10))
        _ = try await store.append(batch)
        _ = try await store.record([Sample.signal("m7", counterpart: nil, minute: 7, evidence: ["m3"])], upTo: 5_001)
        let all = try await events(store, .operator)
        #expect(all.count == 5_001)
        #expect(all.map(\.sequence) == (1...5_001).reversed().map(Int64.init))
        #expect(all.allSatisfy { $0.event.text == nil })
        #expect(all.filter { !$0.signals.isEmpty }.map(\.event.id) == ["m7"])
        let raised = try #require(all.first { $0.event.id == "m7" }?.signals.first)
        #expect(raised.caseID == 1 && raised.caseState == "open" && raised.severity == Severity(1))
        #expect(raised.signal.evidence.count == 2 && raised.outcome == nil)
        let ten = QueryRange(from: Sample.start, to: Sample.start + .minutes(10))
        #expect(try await events(store, .operator, ten).count == 500)
        let before = QueryRange(to: Sample.start)
        #expect(try await events(store, .operator, before).map(\.event.id) == ["early"])
        #expect(try await signals(store, .operator, ten).count == 1)
        #expect(try await signals(store, .operator, before).isEmpty)
        var pages = 0
        try await store.readEvents(in: QueryRange(), for: .operator) { _ in
            pages += 1
            return false
        }
        #expect(pages == 1)
    }

    /// Events of every kind that a lead may or may not know of.
    private static func fill(_ store: any WholeStore) async throws {
        let staff = Member(id: "s1", name: "Name of s1", staff: true)
        func event(
            _ id: String, _ type: EventType = .messagePosted, actor: Member?, target: Member? = nil, kind: Channel.Kind,
            body: Body = .none
        ) -> Event {
            Event(
                id: id, source: "test:guild/1", type: type, time: Sample.start + .minutes(1), community: "c1",
                channel: Channel(id: "\(kind)", kind: kind), actor: actor, target: target, body: body)
        }
        let (ash, bo) = (Member(id: "a1"), Member(id: "b7"))
        _ = try await store.append([
            event("open", actor: ash, kind: .text),
            event("by staff", actor: staff, kind: .text),
            // Known as staff from another event, not flagged in this one.
            event("by known staff", actor: Member(id: "s1"), kind: .text),
            event("to staff", .giftOffered, actor: ash, target: Member(id: "s1"), kind: .text),
            event("answers staff", actor: ash, kind: .text, body: .message(Message(replyToAuthor: "s1"))),
            event("mentions staff", actor: ash, kind: .text, body: .message(Message(mentions: ["s1"]))),
            event("banned", .memberBanned, actor: staff, target: bo, kind: .text),
            event("report", .reportFiled, actor: bo, target: ash, kind: .text),
            event("quiet", actor: ash, target: bo, kind: .direct),
            event("raised", actor: ash, target: bo, kind: .direct),
            event("raised by staff", actor: staff, target: bo, kind: .direct),
            event("opened", .directOpened, actor: ash, target: bo, kind: .text),
            // Staff of another community is a member here.
            Event(
                id: "elsewhere", source: "test:guild/2", type: .messagePosted, time: Sample.start + .minutes(1),
                community: "c2", channel: Channel(id: "t", kind: .text), actor: Member(id: "s1")),
            // Staff when it happened, not any more.
            event("was staff", actor: Member(id: "old", staff: true), kind: .text),
            event("is not", actor: Member(id: "old", staff: false), kind: .text),
        ])
        _ = try await store.record(
            [
                Sample.signal("raised", minute: 1), Sample.signal("quiet", subject: "s1", staff: true, minute: 1),
                Sample.signal("raised by staff", policy: "staff.misuse", subject: "s1", staff: true, minute: 1),
            ], upTo: 15)
    }

    static func hidesFromLeads(_ store: any WholeStore) async throws {
        try await fill(store)
        let lea = try await Sample.reviewer("lea", [.lead, .administrator, .reviewer], in: store)
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let seen = try await events(store, .reviewer(lea))
        #expect(Set(seen.map(\.event.id)) == ["open", "raised", "elsewhere", "is not"])
        #expect(seen.first { $0.event.id == "raised" }?.signals.count == 1)
        #expect(!seen.contains { row in row.signals.contains { $0.signal.subject == "s1" } })
        for viewer in [QueryViewer.reviewer(gus), .operator] {
            let whole = try await events(store, viewer)
            #expect(whole.count == 15)
            #expect(whole.first { $0.event.id == "quiet" }?.signals.count == 1)
        }
    }

    static func hidesSignals(_ store: any WholeStore) async throws {
        try await fill(store)
        let lea = try await Sample.reviewer("lea", [.lead], in: store)
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        #expect(try await signals(store, .reviewer(lea)).map(\.signal.subject) == ["a1"])
        #expect(try await signals(store, .reviewer(gus)).count == 3)
        // Who becomes staff is hidden from then on, whatever the case said.
        _ = try await store.append([Sample.message("m9", from: "a1", to: nil, minute: 2, staff: true)])
        #expect(try await signals(store, .reviewer(lea)).isEmpty)
        #expect(try await signals(store, .reviewer(gus)).count == 3)
    }

    static func refusesOthers(_ store: any WholeStore) async throws {
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        let ada = try await Sample.reviewer("ada", [.administrator], in: store)
        var gone = try await Sample.reviewer("gone", [.guardian, .lead], in: store)
        gone.active = false
        let query = QueryText(kind: .events, expression: "true")
        for reviewer in [rosa, ada, gone] {
            await #expect(throws: CaseStepError.notAllowed) { _ = try await events(store, .reviewer(reviewer)) }
            await #expect(throws: CaseStepError.notAllowed) { _ = try await signals(store, .reviewer(reviewer)) }
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.recordQuery(query, isExport: false, by: reviewer, at: Sample.start)
            }
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.saveQuery(query, name: "n", isShared: false, by: reviewer, at: Sample.start)
            }
            #expect(try await store.savedQueries(for: reviewer).isEmpty)
        }
    }

    static func savesQueries(_ store: any WholeStore) async throws {
        let lea = try await Sample.reviewer("lea", [.lead], in: store)
        let lou = try await Sample.reviewer("lou", [.lead], in: store)
        let query = QueryText(kind: .events, expression: "type == 'gift.offered'", top: "actor.id", span: "week")
        try await store.saveQuery(query, name: "gifts", isShared: false, by: lea, at: Sample.start)
        #expect(try await store.savedQueries(for: lou).isEmpty)
        let other = QueryText(kind: .signals, expression: "score > 0.5")
        try await store.saveQuery(other, name: "gifts", isShared: true, by: lea, at: Sample.start)
        let shared = try await store.savedQueries(for: lou)
        #expect(shared.map(\.query) == [other] && shared.first?.authorName == "lea")
        // Another's query is neither replaced nor deleted.
        try await store.saveQuery(query, name: "gifts", isShared: false, by: lou, at: Sample.start)
        try await store.deleteQuery(named: "gifts", by: lou)
        #expect(try await store.savedQueries(for: lea).map(\.query) == [other])
        try await store.deleteQuery(named: "gifts", by: lea)
        try await store.deleteQuery(named: "gifts", by: lea)
        #expect(try await store.savedQueries(for: lea).isEmpty)
        for (name, expression, error) in [
            (" ", "true", SavedQueryError.nameMissing), (String(repeating: "n", count: 81), "true", .tooLong),
            ("n", String(repeating: "(", count: 4_001), .tooLong),
        ] {
            await #expect(throws: error) {
                try await store.saveQuery(
                    QueryText(kind: .events, expression: expression), name: name, isShared: false, by: lea,
                    at: Sample.start)
            }
        }
        for number in 0..<SavedQuery.maximumCount {
            try await store.saveQuery(query, name: "n\(number)", isShared: false, by: lea, at: Sample.start)
        }
        await #expect(throws: SavedQueryError.tooMany) {
            try await store.saveQuery(query, name: "more", isShared: false, by: lea, at: Sample.start)
        }
        try await store.saveQuery(query, name: "n3", isShared: true, by: lea, at: Sample.start)
    }

    static func hidesWhatGuardiansAsk(_ store: any WholeStore) async throws {
        let lea = try await Sample.reviewer("lea", [.lead, .administrator], in: store)
        let gus = try await Sample.reviewer("gus", [.guardian, .lead], in: store)
        let eve = try await Sample.reviewer("eve", [.guardian], in: store)
        let query = QueryText(
            kind: .events, expression: "actor.id == 's1'" + String(repeating: " ", count: 2_000), top: "type")
        try await store.saveQuery(query, name: "staff", isShared: true, by: gus, at: Sample.start)
        try await store.recordQuery(query, isExport: false, by: gus, at: Sample.start)
        try await store.recordQuery(query, isExport: true, by: gus, at: Sample.start)
        try await store.recordQuery(
            QueryText(kind: .signals, expression: "score > 0.5"), isExport: false, by: lea, at: Sample.start)
        #expect(try await store.savedQueries(for: lea).isEmpty)
        #expect(try await store.savedQueries(for: eve).map(\.name) == ["staff"])
        let ofLead = try await store.auditTrail(before: nil, limit: 50, for: lea).filter { $0.action.contains("quer") }
        #expect(ofLead.map(\.action) == ["queried"] && ofLead.first?.detail == "signals: score > 0.5")
        let ofGuardian = try await store.auditTrail(before: nil, limit: 50, for: eve)
            .filter { $0.action.contains("quer") }
        #expect(ofGuardian.map(\.action) == ["queried", "staff_query_exported", "staff_queried"])
        #expect(ofGuardian.allSatisfy { $0.detail.unicodeScalars.count < 1_000 })
        // A guardian who is one no longer does not see what it saved as one.
        var former = gus
        former.roles = [.lead]
        #expect(try await store.savedQueries(for: former).isEmpty)
    }
}
