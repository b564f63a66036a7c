import Casework
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("What decisions have done on their platforms")
struct ActionBookTests {
    private struct Setting {
        var store: SQLiteStore
        var rina: Reviewer
        var leo: Reviewer
        var gus: Reviewer
    }

    private func withCase(_ body: (Setting) async throws -> Void) async throws {
        var options = SQLiteStore.Options()
        options.receiptCost = 4
        try await withStore(options: options) { store in
            _ = try await store.append([Sample.message("m1", from: "a1", to: "b7")])
            _ = try await store.record([Sample.signal("m1")], upTo: 1)
            try await body(
                Setting(
                    store: store, rina: try await Sample.reviewer("rina", [.reviewer], in: store),
                    leo: try await Sample.reviewer("leo", [.lead], in: store),
                    gus: try await Sample.reviewer("gus", [.guardian], in: store)))
        }
    }

    private func code() throws -> ReceiptCode { try #require(ReceiptCode(random: (0..<40).map { UInt8($0) })) }

    private func decide(
        _ outcome: Decision.Outcome, until: CalendarDay? = nil, takesRoles: Bool = false, removesContent: Bool = false,
        putsOut: Bool = false,
        _ setting: Setting
    ) async throws {
        let today = CalendarDay(Sample.now)
        var form = ReasonedDecision(
            reference: "r-1", policy: "minor.solicitation", isMinorHarmed: true, facts: "Requests that were repeated.",
            automation: .init(detected: true), ground: .law("A law", explanation: "It forbids it."), measures: .init(),
            territories: ["FR"], content: .init(types: [.text], day: today), source: .article16, decidedOn: today,
            redress: .init(complaints: "http://localhost/appeal"))
        form.measures.account = .suspended
        form.measures.accountUntil = until
        if takesRoles { form.measures.takesRoles = true }
        if removesContent { form.measures.visibility = [.contentRemoved] }
        if putsOut { form.measures.putsOut = true }
        let item = try await setting.store.caseFile(1, for: setting.rina).item
        let claimed = try await setting.store.perform(
            .claim, on: 1, version: item.version, by: setting.rina, at: Sample.now)
        let filing = DecisionFiling(
            outcome: outcome, reason: "clear", form: form, appealCode: try code(),
            reporterAddress: "http://localhost/report/status")
        let first = try await setting.store.decide(
            filing, on: 1, version: claimed.version, by: setting.rina, at: Sample.now)
        guard first.item.state != .decided else { return }
        #expect(try await due(setting).isEmpty, "a proposal does nothing")
        _ = try await setting.store.decide(
            filing, on: 1, version: first.item.version, by: setting.gus, at: Sample.now)
    }

    private func reverse(_ setting: Setting) async throws {
        _ = try await setting.store.appeal("it was another", code: try code(), at: Sample.now)
        let appeal = try #require(try await setting.store.openAppeals(for: setting.leo).first?.appeal.id)
        _ = try await setting.store.rule(.reversed, reasons: "it was", on: appeal, by: setting.leo, at: Sample.now)
    }

    private func due(_ setting: Setting, at moment: Timestamp = Sample.now, on platform: String = "test") async throws
        -> [PlatformAction]
    {
        try await setting.store.dueActions(on: platform, at: moment, limit: 50)
    }

    @Test("A ban waits for the connector of the platform where it happened, and for no other")
    func ban() async throws {
        try await withCase { setting in
            try await decide(.ban, setting)
            let action = try #require(try await due(setting).first)
            #expect(
                action.kind == .ban && action.subject == "a1" && action.community == "c1" && action.reference == "r-1")
            #expect(try await due(setting, on: "matrix").isEmpty)
        }
    }

    @Test(
        "What failed is tried again later and later; what is done or refused is settled once, with a line on the trail")
    func settled() async throws {
        try await withCase { setting in
            try await decide(.ban, setting)
            let action = try #require(try await due(setting).first)
            try await setting.store.settle(action, .failed("nobody answers"), at: Sample.now)
            #expect(try await due(setting).isEmpty)
            let later = Sample.now + .hours(2)
            #expect(try await due(setting, at: later).map(\.id) == [action.id])
            for _ in 0..<2 { try await setting.store.settle(action, .done("3 rooms"), at: later) }
            #expect(try await due(setting, at: later + .days(9)).isEmpty)
            let trail = try await setting.store.caseFile(1, for: setting.rina).trail
            #expect(trail.filter { $0.action == "carried_out" }.map(\.detail) == ["ban: 3 rooms"])
        }
    }

    @Test("The try after which an action is given up is told to be the last")
    func lastTry() async throws {
        try await withCase { setting in
            try await decide(.ban, setting)
            var moment = Sample.now
            var told: [Bool] = []
            while let action = try await due(setting, at: moment).first {
                told.append(action.isLastTry)
                try await setting.store.settle(action, .failed("nobody answers"), at: moment)
                moment = moment + .days(2)
            }
            #expect(told.count > 2 && told.last == true && !told.dropLast().contains(true))
        }
    }

    @Test("A time-out has an end that waits for its day")
    func timeOut() async throws {
        try await withCase { setting in
            try await decide(.timeOut, until: CalendarDay(Sample.now).adding(months: 1), setting)
            #expect(try await due(setting).map(\.kind) == [.timeOut])
            #expect(try await due(setting, at: Sample.now + .days(40)).map(\.kind) == [.timeOut, .endTimeOut])
        }
    }

    @Test("Roles are taken away where the decision says so: a time-out does nothing to an administrator")
    func roles() async throws {
        try await withCase { setting in
            try await decide(.timeOut, takesRoles: true, setting)
            #expect(try await due(setting).map(\.kind) == [.timeOut, .removeRoles])
        }
    }

    @Test("Who is put out is kicked, after the roles and the time-out that a platform takes of members alone")
    func putOut() async throws {
        try await withCase { setting in
            try await decide(.timeOut, takesRoles: true, putsOut: true, setting)
            #expect(try await due(setting).map(\.kind) == [.timeOut, .removeRoles, .kick])
        }
        try await withCase { setting in
            try await decide(.warn, putsOut: true, setting)
            let action = try #require(try await due(setting).first)
            #expect(action.kind == .kick && action.subject == "a1" && action.community == "c1")
        }
    }

    @Test("Reversed on appeal, what waits is not done, and what was done is undone")
    func reversed() async throws {
        for wasDone in [false, true] {
            try await withCase { setting in
                try await decide(.ban, setting)
                let action = try #require(try await due(setting).first)
                if wasDone { try await setting.store.settle(action, .done("3 rooms"), at: Sample.now) }
                try await reverse(setting)
                let waiting = try await due(setting)
                #expect(waiting.map(\.kind) == [.unban] && waiting.first?.reference == "r-1")
            }
        }
    }

    @Test("Reversed on appeal, roles that were taken are named on the case, to be given back by hand")
    func rolesGivenBack() async throws {
        for wasDone in [false, true] {
            try await withCase { setting in
                let end = CalendarDay(Sample.now).adding(months: 1)
                try await decide(.timeOut, until: end, takesRoles: true, setting)
                let action = try #require(try await due(setting).first { $0.kind == .removeRoles })
                if wasDone { try await setting.store.settle(action, .done("2 of 2 roles: 7, 8"), at: Sample.now) }
                try await reverse(setting)
                #expect(try await due(setting).map(\.kind) == [.endTimeOut], "no role is given back by itself")
                let trail = try await setting.store.caseFile(1, for: setting.rina).trail
                #expect(
                    trail.filter { $0.action == "give_back_by_hand" }.map(\.detail)
                        == (wasDone ? ["remove_roles: 2 of 2 roles: 7, 8"] : []))
            }
        }
    }

    @Test(
        "Roles that several tries took are all named after a reversal, however many, also where the last was given up")
    func rolesOfSeveralTries() async throws {
        let many = (1...40).map { "1234567890123456\($0 + 100)" }.joined(separator: ", ")
        for isRefused in [false, true] {
            try await withCase { setting in
                let end = CalendarDay(Sample.now).adding(months: 1)
                try await decide(.timeOut, until: end, takesRoles: true, setting)
                let action = try #require(try await due(setting).first { $0.kind == .removeRoles })
                let store = setting.store
                try await store.settle(action, .part("40 of 41 roles: \(many)", fault: "busy"), at: Sample.now)
                try await store.settle(action, .failed("nobody answers"), at: Sample.now)
                let last = isRefused ? ActionOutcome.refused("lacks the right") : .done("1 of 1 roles: 8")
                try await store.settle(action, last, at: Sample.now)
                try await reverse(setting)
                let told = "remove_roles: 40 of 41 roles: \(many); \(last.sentence)"
                let trail = try await store.caseFile(1, for: setting.rina).trail
                #expect(trail.filter { $0.action == "give_back_by_hand" }.map(\.detail) == [told])
                let settled = isRefused ? "not_carried_out" : "carried_out"
                #expect(trail.filter { $0.action == settled }.map(\.detail) == [told])
            }
        }
    }

    @Test("Reversed on appeal, messages that were deleted are said to be gone")
    func redacted() async throws {
        try await withCase { setting in
            try await decide(.ban, removesContent: true, setting)
            let action = try #require(try await due(setting).first { $0.kind == .redact })
            try await setting.store.settle(action, .done("1 of 1 messages"), at: Sample.now)
            try await reverse(setting)
            let trail = try await setting.store.caseFile(1, for: setting.rina).trail
            #expect(
                trail.filter { $0.action == "cannot_be_undone" }.map(\.detail) == ["redact: 1 of 1 messages"])
        }
    }
}
