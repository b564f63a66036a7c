public import SafetyModel

/// Who is asked next when a clock has run out, in the order of a chain.
public enum EscalationBody: String, Sendable, Hashable, Codable, CaseIterable {
    /// Those who lead the community's reviewers. Never asked about a case against staff.
    case lead
    /// Reviewers who are independent of the community.
    case guardian
    /// The platform's own safety team.
    case platform
    /// An organisation whose reports platforms must take first (Digital Services Act, article 22).
    case trustedFlagger = "trusted_flagger"
    /// Police, or the regulator.
    case authority
}

/// The bodies that are asked one after the other when nobody acts in time, and how to reach them. The operator writes
/// it; nothing is sent to an address that is not in it.
public struct EscalationChain: Sendable, Hashable {
    /// One body of the chain.
    public struct Step: Sendable, Hashable {
        public var body: EscalationBody
        /// What it is called, for people.
        public var name: String
        public var mail: MailAddress?
        /// An `https` address; `http` only on this machine.
        public var webhook: String?
        /// The file with the secret that signs what goes to ``webhook``, as it was written.
        public var secretFile: String?
        /// Whether ``webhook`` may lie in a network of the operator's own.
        public var reach: OutgoingAddress.Reach
        /// How long after the clock ran out.
        public var after: Duration
        /// The language of its e-mails.
        public var language: Language

        public init(
            body: EscalationBody, name: String, mail: MailAddress? = nil, webhook: String? = nil,
            secretFile: String? = nil,
            after: Duration = .zero, language: Language = .english, reach: OutgoingAddress.Reach = .publicOnly
        ) {
            self.reach = reach
            self.body = body
            self.name = name
            self.mail = mail
            self.webhook = webhook
            self.secretFile = secretFile
            self.after = after
            self.language = language
        }
    }

    public var steps: [Step]
    /// The sender of e-mails.
    public var sender: MailAddress?
    /// Days that do not count, for severities 2 to 4.
    public var calendar: WorkingCalendar

    public init(steps: [Step], sender: MailAddress? = nil, calendar: WorkingCalendar = WorkingCalendar()) {
        self.steps = steps
        self.sender = sender
        self.calendar = calendar
    }

    /// The chain of an operator who wrote none: shown in the console, sent nowhere.
    public static let console = EscalationChain(steps: [
        Step(body: .lead, name: ""), Step(body: .guardian, name: "", after: .hours(4)),
        Step(body: .platform, name: "", after: .hours(24)),
    ])

    /// Whether a step has an e-mail address.
    public var sendsMail: Bool { steps.contains { $0.mail != nil } }
}

/// Days on which clocks of severities 2 to 4 stand still. Severity 1 has no holidays.
public struct WorkingCalendar: Sendable, Hashable {
    /// Of the operator's clock, ahead of UTC. Fixed: summer time moves days off by an hour, and no deadline of severity 1.
    public var offset: Duration
    /// 0 is Monday.
    public var weekdaysOff: Set<Int>
    /// Days since 1970-01-01 in the operator's time.
    public var datesOff: Set<Int64>

    public init(offset: Duration = .zero, weekdaysOff: Set<Int> = [], datesOff: Set<Int64> = []) {
        self.offset = offset
        self.weekdaysOff = weekdaysOff
        self.datesOff = datesOff
    }

    private static let day: Int64 = 86_400_000

    /// When a clock runs out that was started at one moment and promised for another, with days off not counted.
    public func end(from start: Timestamp, due: Timestamp, severity: Severity) -> Timestamp {
        guard severity.level > 1, due > start, !weekdaysOff.isEmpty || !datesOff.isEmpty else { return due }
        var left = due.milliseconds - start.milliseconds
        var moment = start.milliseconds + offset.milliseconds
        // A calendar that lets no day count for three years is a slip, and must not keep a report waiting for ever.
        for _ in 0..<1100 {
            let day = Self.floor(moment)
            let next = (day + 1) * Self.day
            if !isOff(day) {
                let worked = min(left, next - moment)
                left -= worked
                if left == 0 { return Timestamp(milliseconds: moment + worked - offset.milliseconds) }
            }
            moment = next
        }
        return due
    }

    private func isOff(_ day: Int64) -> Bool {
        // 1970-01-01 was a Thursday.
        let weekday = Int(((day % 7) + 10) % 7)
        return weekdaysOff.contains(weekday) || datesOff.contains(day)
    }

    private static func floor(_ milliseconds: Int64) -> Int64 {
        milliseconds / day - (milliseconds % day < 0 ? 1 : 0)
    }
}
