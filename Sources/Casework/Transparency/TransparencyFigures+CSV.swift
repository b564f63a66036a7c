public import SafetyModel

/// One file of a transparency report.
public struct TransparencyFile: Sendable, Hashable {
    public var name: String
    public var bytes: [UInt8]
}

/// Who publishes a transparency report.
public struct TransparencyPublisher: Sendable, Hashable {
    /// The provider of the service.
    public var provider: String
    /// The service.
    public var service: String
    public var publishedOn: CalendarDay
    public var previousOn: CalendarDay?

    public init(provider: String, service: String, publishedOn: CalendarDay, previousOn: CalendarDay? = nil) {
        self.provider = provider
        self.service = service
        self.publishedOn = publishedOn
        self.previousOn = previousOn
    }
}

extension TransparencyFigures {
    /// The eleven CSV files of Implementing Regulation (EU) 2024/2835, for the whole time. Parts about what Vigie does not
    /// know (orders of member states, staff, active recipients, descriptions in words) have their header alone.
    public func csvFiles(_ publisher: TransparencyPublisher) -> [TransparencyFile] {
        TransparencyTemplates.parts.enumerated().map { index, part in
            var table = CSVTable(header: part.header)
            switch index + 1 {
            case 1: summary(publisher, &table)
            case 2: for row in TransparencyCategoryNames.rows { table.raw(row + ",") }
            case 4: notices(publisher, &table)
            case 5: ownInitiative("law", publisher, &table)
            case 6: ownInitiative("rules", publisher, &table)
            case 7: appeals(publisher, &table)
            case 8: automation(publisher, &table)
            default: break
            }
            return TransparencyFile(name: part.name, bytes: table.bytes)
        }
    }

    private var period: String { "\(from)/\(to)" }

    private func summary(_ publisher: TransparencyPublisher, _ table: inout CSVTable) {
        let rows = [
            ("Name of the service provider", publisher.provider),
            ("Date of the publication of the report", publisher.publishedOn.description),
            ("Date of the publication of the latest previous report", publisher.previousOn?.description ?? ""),
            ("Starting date of reporting period", from.description),
            ("Ending date of reporting period", to.description),
        ]
        for (indicator, value) in rows { table.row(["All", publisher.service, indicator, value]) }
    }

    // MARK: By category

    /// `TOTAL`, each category and each keyword, as the rows of parts 4 to 6.
    private func eachCategory(
        _ extra: [TransparencyTemplates.Category], _ body: (_ code: String, _ other: String, _ figure: Lookup) -> Void
    ) {
        body("TOTAL", "") { self[FigureKey($0)] }
        for category in TransparencyTemplates.categories + extra {
            body(category.code, "") { self[FigureKey($0, part: category.code)] }
            for keyword in category.keywords {
                let isOther = keyword == StatementKeyword.other.rawValue
                let other = StatementCategory(rawValue: category.code).flatMap { otherKeywords[$0] } ?? []
                body(keyword, isOther ? other.joined(separator: "; ") : "") { figure in
                    self.keyword(keyword, of: category, figure)
                }
            }
        }
    }

    private typealias Lookup = (String) -> DisclosedCount

    /// Keywords make up no sum, for content may have several. So where any of a category is small, or the category itself is
    /// not told, none of the category's is.
    private func keyword(
        _ keyword: String, of category: TransparencyTemplates.Category, _ figure: String
    ) -> DisclosedCount {
        let own = self[FigureKey("\(figure)/\(category.code)", part: keyword)]
        let all = category.keywords.map { self[FigureKey("\(figure)/\(category.code)", part: $0)] }
        let isTold = self[FigureKey(figure, part: category.code)].number != nil && all.allSatisfy { $0.number != nil }
        return isTold || own == .small || own == .exact(0) ? own : .withheld
    }

    private func notices(_ publisher: TransparencyPublisher, _ table: inout CSVTable) {
        let unspecified = TransparencyTemplates.Category("NOT_SPECIFIED_NOTICE")
        eachCategory([unspecified]) { code, other, figure in
            let isTotal = code == "TOTAL"
            let cells: [CSVTable.Cell] = [
                .count(figure("notices")), .count(figure("trusted_notices")), .unknown, .unknown,
                isTotal ? .hours(times("response")?.median) : .unknown, .unknown,
                .count(figure("notice_actions_law")), .count(figure("trusted_notice_actions_law")),
                .count(figure("notice_actions_rules")), .count(figure("trusted_notice_actions_rules")),
            ]
            table.row(
                [
                    "Only for providers of hosting services, including online platforms", publisher.service, period,
                    code, other,
                ],
                cells)
        }
    }

    private func ownInitiative(_ kind: String, _ publisher: TransparencyPublisher, _ table: inout CSVTable) {
        let figures =
            ["own_\(kind)", "own_\(kind)_detected"]
            + ReasonedDecision.Measures.Column.allCases.map { "own_\(kind)_\($0.rawValue)" }
        eachCategory(kind == "rules" ? [TransparencyTemplates.ownRules] : []) { code, other, figure in
            table.row(["All", publisher.service, period, code, other], figures.map { .count(figure($0)) })
        }
    }

    // MARK: Appeals and automation

    private func appeals(_ publisher: TransparencyPublisher, _ table: inout CSVTable) {
        func row(_ applies: String, _ section: String, _ indicator: String, _ scope: String, _ cell: CSVTable.Cell) {
            table.row([applies, publisher.service, period, section, indicator, scope], [cell])
        }
        let platforms = "Only for providers of online platforms"
        let complaints = "Internal complaints mechanism"
        func outcome(_ figure: String, _ name: String) -> CSVTable.Cell { .count(self[FigureKey(figure, part: name)]) }
        func group(_ indicator: String, _ total: FigureKey, _ figure: String, _ time: String, isFirst: Bool = false) {
            row(isFirst ? "All" : platforms, complaints, indicator, "Total number", .count(self[total]))
            row(platforms, complaints, indicator, "Decisions upheld", outcome(figure, "upheld"))
            row(platforms, complaints, indicator, "Decisions partially reversed", outcome(figure, "partially_reversed"))
            row(platforms, complaints, indicator, "Decisions reversed", outcome(figure, "reversed"))
            row(platforms, complaints, indicator, "Median time", .hours(times(time)?.median))
        }
        let all = "Number of complaints submitted to the internal-complaints mechanism"
        group(all, FigureKey("appeals"), "appeals_by_outcome", "appeal", isFirst: true)
        row(platforms, complaints, all, "Decision omitted", outcome("appeals_by_outcome", "omitted"))
        row(
            platforms, complaints, "Number of restrictions newly imposed as a result of an internal complaint",
            "Total number", .unknown)
        for (subject, indicator) in Self.complaintIndicators {
            group(
                indicator, FigureKey("appeals_by_subject", part: subject.rawValue), "appeals_\(subject.rawValue)",
                "appeal_\(subject.rawValue)")
        }
        for (section, indicator, scopes) in Self.unknownRows {
            for scope in scopes { row(platforms, section, indicator, scope, .unknown) }
        }
    }

    private static let complaintIndicators: [(TransparencyFacts.FiledAppeal.Subject, String)] = [
        (
            .visibility,
            "Complaint regarding a decision to remove or disable access to or restrict visibility of information"
        ),
        (.service, "Complaint regarding a decision to suspend or terminate the provision of the service"),
        (.account, "Complaint regarding a decision to suspend or terminate an account "),
        (.monetary, "Complaint regarding a decision to restrict the ability to monetise information"),
        (
            .notice,
            "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16"
        ),
        (
            .trustedFlaggerNotice,
            "Complaint regarding a decision not to take action on a notice submitted by a Trusted Flagger in accordance "
                + "with Article 16"
        ),
    ]

    private static let unknownRows: [(section: String, indicator: String, scopes: [String])] = [
        (
            "Out-of-court dispute settlement bodies",
            "Number of disputes submitted to out-of-court dispute settlement bodies",
            [
                "Total number", "Decisions upheld", "Decisions partially reversed", "Decisions reversed", "Median time",
                "Decision omitted", "Percentage of outcomes implemented",
            ]
        ),
        (
            "Suspensions imposed on repeated offenders",
            "Number of suspensions enacted for the provision of manifestly illegal content ", ["Total number"]
        ),
        (
            "Suspensions imposed on repeated offenders",
            "Number of suspensions enacted for the provision of manifestly unfounded notices", ["Total number"]
        ),
        (
            "Suspensions imposed on repeated offenders",
            "Number of suspensions enacted for the provision of manifestly unfounded complaints", ["Total number"]
        ),
    ]

    private func automation(_ publisher: TransparencyPublisher, _ table: inout CSVTable) {
        let hosts = "Only for providers of hosting services, including online platforms"
        let scopes: [(applies: String, scope: String, figure: String?, what: String, verb: String)] = [
            ("All", "Total number", "restricted_by_automation", "measures", "taken"),
            ("All", "Own-initiative ", "own_by_automation", "measures", "taken"),
            (hosts, "NAM Total", "reports_by_automation", "notices", "processed"),
            ("Only for providers of online platforms", "NAM Trusted Flagger", nil, "notices", "processed"),
        ]
        for (applies, scope, figure, what, verb) in scopes {
            func row(_ indicator: String, _ cell: CSVTable.Cell) {
                table.row(
                    [
                        applies, publisher.service, period, "Use of automated means for content moderation", indicator,
                        scope,
                    ],
                    [cell])
            }
            func count(_ part: String) -> CSVTable.Cell {
                figure.map { .count(self[FigureKey($0, part: part)]) } ?? .unknown
            }
            row("Number of \(what) solely \(verb) by automated means ", count("fully"))
            row("Number of \(what) not \(verb) by automated means", count("not"))
            for measure in ["Accuracy", "Precision", "Recall"] {
                row("Accuracy of the automated means - \(measure)", .unknown)
            }
        }
    }
}
