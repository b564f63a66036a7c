public import SafetyModel

/// A report to NCMEC's CyberTipline, as its XML schema (November 2025) asks: elements in its order, codes of its lists.
///
/// Reports are about children. Nothing in it is a verdict, and no file is in it.
public struct CyberTipReport: Sendable, Hashable {
    public var incident: CyberTipIncident
    /// Where it happened, as people call it.
    public var platform: String?
    /// Why it cannot wait; only where a child is at immediate risk.
    public var urgency: String?
    public var annotations: [CyberTipAnnotation] = []
    public var time: Timestamp
    public var timeDescription: String?
    public var places: [Place] = []
    /// Another authority that was told.
    public var lawEnforcement: LawEnforcement?
    public var reporter: Reporter
    public var reported: [Account] = []
    public var victims: [Account] = []
    public var additionalInfo: String?

    public init(incident: CyberTipIncident, time: Timestamp, reporter: Reporter) {
        self.incident = incident
        self.time = time
        self.reporter = reporter
    }

    /// Where on the platform: a chat, or pages that anybody can open.
    public enum Place: Sendable, Hashable {
        case chat(client: String?, room: String?, content: String?, info: String?)
        case webPage(addresses: [String], info: String?)
    }

    public struct LawEnforcement: Sendable, Hashable {
        public var agency: String
        public var caseNumber: String?

        public init(agency: String, caseNumber: String? = nil) {
            self.agency = agency
            self.caseNumber = caseNumber
        }
    }

    /// The person who reports, for whom.
    public struct Reporter: Sendable, Hashable {
        public var firstName: String?
        public var lastName: String
        public var email: String?
        /// What every report of the operator says: who it is, how long data is kept, how to reach it.
        public var companyTemplate: String?

        public init(firstName: String? = nil, lastName: String, email: String? = nil, companyTemplate: String? = nil) {
            self.firstName = firstName
            self.lastName = lastName
            self.email = email
            self.companyTemplate = companyTemplate
        }
    }

    /// An account on the platform. Age and civil names are not known to Vigie, and not guessed.
    public struct Account: Sendable, Hashable {
        public var identifier: String
        public var service: String?
        public var screenName: String?
        public var displayNames: [String]
        /// The community.
        public var group: String?
        public var additionalInfo: String?

        public init(
            identifier: String, service: String? = nil, screenName: String? = nil, displayNames: [String] = [],
            group: String? = nil, additionalInfo: String? = nil
        ) {
            self.identifier = identifier
            self.service = service
            self.screenName = screenName
            self.displayNames = displayNames
            self.group = group
            self.additionalInfo = additionalInfo
        }
    }
}

extension CyberTipReport {
    /// Characters of one text, at most; a longer one is cut, and says so.
    static let textLimit = 50_000
    /// Of a name or an id.
    static let nameLimit = 500
    /// Of the reason for urgency (the service refuses more than 3,000).
    static let urgencyLimit = 3_000

    private static let schema: [(name: StaticString, value: String)] = [
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:noNamespaceSchemaLocation", "https://report.cybertip.org/ispws/xsd"),
    ]

    /// The document.
    public var xml: [UInt8] {
        var writer = XMLWriter()
        writer.element("report", Self.schema) { report in
            report.element("incidentSummary", [], summary)
            for place in places { report.element("internetDetails") { Self.write(place, &$0) } }
            if let lawEnforcement {
                report.element("lawEnforcement") {
                    $0.text("agencyName", Self.name(lawEnforcement.agency))
                    $0.text("caseNumber", lawEnforcement.caseNumber.map(Self.name))
                    $0.bool("reportedToLe", true)
                }
            }
            report.element("reporter", [], writeReporter)
            for account in reported { report.element("personOrUserReported") { Self.write(account, &$0) } }
            for account in victims {
                report.element("victim") {
                    $0.element("victimPerson") { _ in }
                    Self.write(account, isVictim: true, &$0)
                }
            }
            report.text("additionalInfo", additionalInfo.map(Self.long))
        }
        return Array(writer.xml.utf8)
    }

    private func summary(_ writer: inout XMLWriter) {
        writer.text("incidentType", incident.rawValue)
        writer.text("platform", platform.map(Self.name))
        writer.text("escalateToHighPriority", urgency.map { Self.cut($0, to: Self.urgencyLimit) })
        if !annotations.isEmpty {
            writer.element("reportAnnotations") { marks in
                for annotation in CyberTipAnnotation.allCases where annotations.contains(annotation) {
                    Self.mark(annotation, &marks)
                }
            }
        }
        writer.text("incidentDateTime", time.rfc3339)
        writer.text("incidentDateTimeDescription", timeDescription.map(Self.long))
    }

    private static func mark(_ annotation: CyberTipAnnotation, _ writer: inout XMLWriter) {
        switch annotation {
        case .sextortion: writer.bool("sextortion", true)
        case .csamSolicitation: writer.bool("csamSolicitation", true)
        case .minorToMinorInteraction: writer.bool("minorToMinorInteraction", true)
        case .spam: writer.bool("spam", true)
        case .sadisticOnlineExploitation: writer.bool("sadisticOnlineExploitation", true)
        }
    }

    private static func write(_ place: Place, _ writer: inout XMLWriter) {
        switch place {
        case .chat(let client, let room, let content, let info):
            writer.element("chatImIncident") {
                $0.text("chatClient", client.map(name))
                $0.text("chatRoomName", room.map(name))
                $0.text("content", content.map(long))
                $0.text("additionalInfo", info.map(long))
            }
        case .webPage(let addresses, let info):
            writer.element("webPageIncident") {
                for address in addresses { $0.text("url", address) }
                $0.text("additionalInfo", info.map(long))
            }
        }
    }

    private func writeReporter(_ writer: inout XMLWriter) {
        writer.element("reportingPerson") {
            $0.text("firstName", reporter.firstName.map(Self.name))
            $0.text("lastName", Self.name(reporter.lastName))
            $0.text("email", reporter.email.map(Self.name))
        }
        writer.text("companyTemplate", reporter.companyTemplate.map(Self.long))
    }

    private static func write(_ account: Account, isVictim: Bool = false, _ writer: inout XMLWriter) {
        writer.text("espIdentifier", name(account.identifier))
        writer.text("espService", account.service.map(name))
        writer.text("screenName", account.screenName.map(name))
        for display in account.displayNames { writer.text("displayName", name(display)) }
        // The schema has no group for a victim.
        if !isVictim { writer.text("groupIdentifier", account.group.map(name)) }
        writer.text("additionalInfo", account.additionalInfo.map(long))
    }

    private static func name(_ text: String) -> String { cut(text, to: nameLimit) }
    private static func long(_ text: String) -> String { cut(text, to: textLimit) }

    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.unicodeScalars.count > limit else { return text }
        let note = " [cut]"
        let scalars = text.unicodeScalars.prefix(limit - note.unicodeScalars.count)
        return String(String.UnicodeScalarView(scalars)) + note
    }
}
