import Casework
import SafetyModel
import Testing

@Suite("Which steps are due")
struct EscalationTests {
    private static let start = Timestamp(milliseconds: 1_781_640_000_000)
    private static let chain = EscalationChain(steps: [
        .init(body: .lead, name: "Team"), .init(body: .guardian, name: "Trustees", after: .hours(4)),
        .init(body: .platform, name: "Platform", after: .hours(24)),
    ])

    private func clock(
        severity: Int = 1, staff: Bool = false, stopped: Timestamp? = nil, asked: Set<EscalationBody> = []
    ) -> RunningClock {
        RunningClock(
            kind: .decide, started: Self.start, due: Self.start + .hours(24), severity: Severity(severity),
            isAboutStaff: staff, stoppedAt: stopped, asked: asked)
    }

    private func bodies(_ clock: RunningClock, hours: Int) -> [EscalationBody] {
        Escalation(of: clock, by: Self.chain, at: Self.start + .hours(hours)).due.map(\.step.body)
    }

    @Test("nothing before the clock runs out, then one body after the other")
    func order() {
        let before = Escalation(of: clock(), by: Self.chain, at: Self.start + .hours(23))
        #expect(before.due.isEmpty && before.next?.step.body == .lead && before.next?.due == Self.start + .hours(24))
        #expect(bodies(clock(), hours: 24) == [.lead])
        #expect(bodies(clock(asked: [.lead]), hours: 27) == [])
        #expect(bodies(clock(asked: [.lead]), hours: 28) == [.guardian])
        #expect(bodies(clock(asked: [.lead, .guardian]), hours: 48) == [.platform])
        let end = Escalation(
            of: clock(asked: [.lead, .guardian, .platform]), by: Self.chain, at: Self.start + .days(9))
        #expect(end.due.isEmpty && end.next == nil)
    }

    @Test("after weeks of sleep each step is made once, in order; a clock set back makes none")
    func leaps() {
        let late = Escalation(of: clock(), by: Self.chain, at: Self.start + .days(40))
        #expect(late.due.map(\.step.body) == [.lead, .guardian, .platform] && late.due.map(\.place) == [1, 2, 3])
        #expect(bodies(clock(asked: [.lead, .guardian, .platform]), hours: -500).isEmpty)
        #expect(bodies(clock(asked: [.lead]), hours: -500).isEmpty)
    }

    @Test("whatever was done in time or late stops it")
    func stopped() {
        #expect(bodies(clock(stopped: Self.start + .hours(30), asked: [.lead]), hours: 900).isEmpty)
        #expect(Escalation(of: clock(stopped: Self.start), by: Self.chain, at: Self.start).next == nil)
    }

    @Test("a case about staff never goes to the leads, and begins with the guardian at once")
    func staff() {
        #expect(bodies(clock(staff: true), hours: 24) == [.guardian])
        #expect(bodies(clock(staff: true, asked: [.guardian]), hours: 44) == [.platform])
        #expect(bodies(clock(staff: true), hours: 9_000) == [.guardian, .platform])
        // It turned out to be about staff after the leads had been asked.
        #expect(bodies(clock(staff: true, asked: [.lead]), hours: 24) == [.guardian])
    }

    @Test("a step put in front of one that was made is past")
    func changedChain() {
        #expect(bodies(clock(asked: [.guardian]), hours: 900) == [.platform])
    }

    @Test("days off lengthen clocks of severity 2 to 4 and never those of severity 1")
    func daysOff() throws {
        // Friday, 19 June 2026, 12:00 UTC.
        let friday = try #require(Timestamp(rfc3339: "2026-06-19T12:00:00Z"))
        var calendar = WorkingCalendar(offset: .hours(2), weekdaysOff: [5, 6])
        func end(_ level: Int, _ hours: Int) -> String {
            calendar.end(from: friday, due: friday + .hours(hours), severity: Severity(level)).rfc3339
        }
        #expect(end(1, 24) == "2026-06-20T12:00:00.000Z")
        #expect(end(2, 24) == "2026-06-22T12:00:00.000Z")
        // Ten hours of Friday are left at 14:00 in the operator's time.
        #expect(end(3, 10) == "2026-06-19T22:00:00.000Z")
        #expect(end(3, 11) == "2026-06-21T23:00:00.000Z")
        calendar.datesOff = [20_626]  // Monday, 22 June 2026
        #expect(end(4, 24) == "2026-06-23T12:00:00.000Z")
        #expect(calendar.end(from: friday, due: friday - .hours(1), severity: Severity(2)) == friday - .hours(1))
        let never = WorkingCalendar(weekdaysOff: [0, 1, 2, 3, 4, 5, 6])
        #expect(never.end(from: friday, due: friday + .hours(1), severity: Severity(2)) == friday + .hours(1))
    }

    @Test("waits between tries grow and come to an end")
    func backoff() {
        let waits = (1...20).map { DeliveryBackoff.wait(afterTries: $0) }
        #expect(waits[0] == .seconds(30) && waits[7] == .hours(24) && waits[8] == nil && waits[19] == nil)
        #expect(DeliveryBackoff.wait(afterTries: 0) == nil && DeliveryBackoff.wait(afterTries: -1) == nil)
    }
}

@Suite("What a body is told")
struct EscalationMessageTests {
    private func message(_ language: Language, _ clock: ClockKind = .decide) -> EscalationMessage {
        EscalationMessage(
            id: "msg_1", caseID: 12, clock: clock, severity: Severity(1),
            due: Timestamp(milliseconds: 1_781_640_000_000), madeAt: Timestamp(milliseconds: 1_781_640_060_000),
            step: .init(body: .guardian, name: "Trustees\nBcc: x@y.example", language: language), place: 2)
    }

    @Test("an e-mail has one head of known fields, in ASCII, and lines that any program takes")
    func mail() throws {
        let (sender, address) = (try #require(MailAddress("v@h.example")), try #require(MailAddress("g@t.example")))
        for language in Language.allCases {
            for clock in ClockKind.allCases {
                let text = message(language, clock).mail(from: sender, to: address).text
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                let head = lines.prefix { !$0.isEmpty }
                #expect(
                    head.map { $0.prefix { $0 != ":" } } == [
                        "From", "To", "Date", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type",
                        "Content-Transfer-Encoding",
                    ])
                #expect(head.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
                #expect(lines.allSatisfy { $0.utf8.count < 998 } && !text.contains("\r"))
                #expect(head[2] == "Date: Tue, 16 Jun 2026 20:01:00 +0000")
                #expect(text.contains("12"))
            }
        }
    }

    @Test("a webhook says which case and clock, and nothing else")
    func json() {
        #expect(
            message(.english).json
                == #"{"type":"clock.ran_out","timestamp":"2026-06-16T20:01:00.000Z","data":{"case":12,"clock":"decide","#
                + #""severity":1,"due":"2026-06-16T20:00:00.000Z","body":"guardian","step":2}}"#)
    }
}
