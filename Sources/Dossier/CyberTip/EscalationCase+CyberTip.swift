public import SafetyModel

extension EscalationCase {
    /// What the operator says of a report.
    public struct CyberTipSettings: Sendable, Hashable {
        /// What the platform is called; the source of the events where it is not said.
        public var platform: String?
        /// The organisation that reports.
        public var organisation: String?
        public var email: String?
        /// Why it cannot wait, where it cannot.
        public var urgency: String?

        public init(
            platform: String? = nil, organisation: String? = nil, email: String? = nil, urgency: String? = nil
        ) {
            self.platform = platform
            self.organisation = organisation
            self.email = email
            self.urgency = urgency
        }
    }

    /// Rooms that are told of one by one, at most.
    static let roomLimit = 20

    /// The report to NCMEC. Only what the signals rest on is in it, in words.
    /// - Returns: `nil` where the case is not about what NCMEC takes: sexual offences against children.
    public func cyberTip(_ settings: CyberTipSettings) -> CyberTipReport? {
        guard let incident = codes.incident else { return nil }
        let platform = settings.platform ?? Self.platform(of: events)
        var report = CyberTipReport(incident: incident, time: lastTime, reporter: reporter(settings))
        report.platform = platform
        report.urgency = settings.urgency
        report.annotations = codes.annotations
        report.timeDescription =
            evidenceEvents.isEmpty && !reports.isEmpty
            ? "Time when the last report came in, in UTC. When it happened is not known to this system."
            : "Time of the last message or act that the case rests on, in UTC."
        report.places = rooms(platform)
        report.reported = [
            CyberTipReport.Account(
                identifier: subject, service: platform, screenName: name(of: subject), group: community,
                additionalInfo: subjectIsStaff ? "Holds a role with power over other members of the community." : nil)
        ]
        report.victims = counterparts.map {
            CyberTipReport.Account(
                identifier: $0, service: platform, screenName: name(of: $0),
                additionalInfo: "May have been harmed. The age is not known to this system, and has to be verified.")
        }
        report.additionalInfo = summary
        return report
    }

    private func reporter(_ settings: CyberTipSettings) -> CyberTipReport.Reporter {
        let names = reviewer.split(separator: " ", maxSplits: 1).map(String.init)
        return CyberTipReport.Reporter(
            firstName: names.count > 1 ? names[0] : nil, lastName: names.last ?? reviewer, email: settings.email,
            companyTemplate: settings.organisation.map {
                "\($0). Moderates a community with Vigie. What this report rests on is kept for one year."
            })
    }

    /// `discord` of `discord:guild/1`.
    private static func platform(of events: [Event]) -> String? {
        events.first.map { String($0.source.prefix { $0 != ":" }) }
    }

    /// The evidence by room, in the order in which rooms first appear.
    private func rooms(_ platform: String?) -> [CyberTipReport.Place] {
        var order: [String] = []
        var byRoom: [String: [Event]] = [:]
        for event in evidenceEvents {
            let room = event.channel?.id ?? ""
            if byRoom[room] == nil { order.append(room) }
            byRoom[room, default: []].append(event)
        }
        return order.prefix(Self.roomLimit).compactMap { room in
            guard let events = byRoom[room], let first = events.first else { return nil }
            let isPrivate = first.channel?.kind == .direct
            return .chat(
                client: platform, room: first.channel?.name ?? first.channel?.id,
                content: events.map(transcriptLine).joined(separator: "\n"),
                info: isPrivate ? "A private chat." : "A room of the community.")
        }
    }

    private var summary: String {
        var lines = [
            "Case \(number), reviewed by \(reviewer). Policy: \(title.en) (\(policy.code)). A lead raised by software and "
                + "looked at by a person; not a verdict.",
            "Rests on \(basis); times are in UTC.",
        ]
        if !allReasons.isEmpty { lines.append("Why: " + allReasons.map(\.en).joined(separator: " ")) }
        let rest = Set(evidenceEvents.map { $0.channel?.id ?? "" }).count - Self.roomLimit
        if rest > 0 { lines.append("\(rest) further rooms are in the exchange only.") }
        let files = evidenceEvents.flatMap(Self.attachments)
        if !files.isEmpty {
            lines.append("Files that came with these messages: \(files.count). This system holds none; known hashes:")
            lines += files.prefix(100).compactMap { file in file.sha256.map { "\(file.kind) SHA-256 \($0)" } }
        }
        if !reports.isEmpty {
            lines.append("What people reported, in their words; who reported is not in this report:")
            lines += reportLines
        }
        return lines.joined(separator: "\n")
    }

    /// What the case rests on, counted.
    private var basis: String {
        let kept = "\(evidenceEvents.count) events of \(events.count) that were kept"
        if reports.isEmpty { return kept }
        let said = reports.count == 1 ? "1 report by a person" : "\(reports.count) reports by people"
        return evidenceEvents.isEmpty ? said : "\(kept) and on \(said)"
    }
}
