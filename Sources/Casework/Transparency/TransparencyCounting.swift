import SafetyModel

/// Goes through facts, counts each under all its headings, and says which sums the readers know.
struct TransparencyCounting {
    let months: [String]
    let policies: [PolicyCode]
    let asOf: Timestamp
    var suppression = CountSuppression()
    /// In hours.
    var times: [FigureKey: [Double]] = [:]
    var otherKeywords: [StatementCategory: [String]] = [:]
    /// Under which categories the decisions on a policy were counted.
    var categoriesOf: [PolicyCode: Set<StatementCategory>] = [:]

    typealias Column = ReasonedDecision.Measures.Column
    typealias Outcome = TransparencyFacts.FiledAppeal.Outcome
    typealias Subject = TransparencyFacts.FiledAppeal.Subject

    init(months: [String], policies: [PolicyCode], asOf: Timestamp) {
        self.months = months
        self.policies = policies
        self.asOf = asOf
    }

    mutating func count(_ facts: TransparencyFacts) {
        for report in facts.reports { count(report) }
        for decision in facts.decisions { count(decision) }
        for appeal in facts.appeals { count(appeal) }
        for due in facts.openCasesDue {
            suppression.add(FigureKey("open_cases"))
            suppression.add(FigureKey("open_cases_by_clock", part: due < asOf ? "overdue" : "in_time"))
        }
        sums()
    }

    /// Under the month and for the whole time.
    private mutating func add(_ figure: String, _ month: String, _ part: String = "") {
        suppression.add(FigureKey(figure, month: month, part: part))
        suppression.add(FigureKey(figure, part: part))
    }

    private mutating func time(_ figure: String, _ month: String, from: Timestamp, to: Timestamp) {
        let hours = Double(max(0, to.milliseconds - from.milliseconds)) / 3_600_000
        times[FigureKey(figure, month: month), default: []].append(hours)
        times[FigureKey(figure), default: []].append(hours)
    }

    private func month(of moment: Timestamp) -> String? {
        let text = CalendarDay(moment).monthText
        return months.contains(text) ? text : nil
    }

    // MARK: Facts

    private mutating func count(_ report: TransparencyFacts.ReceivedReport) {
        guard let month = month(of: report.receivedAt) else { return }
        add("reports", month)
        add("reports_by_answer", month, report.answeredAt == nil ? "waiting" : "answered")
        add("reports_by_clock", month, (report.answeredAt ?? asOf) > report.dueAt ? "overdue" : "in_time")
        add("reports_by_automation", month, report.isAnsweredByMachine ? "fully" : "not")
        let look = report.lookedAt.map { $0 > report.lookBy ? "late" : "in_time" } ?? "waiting"
        add("reports_by_look", month, look)
        add("reports_by_danger", month, report.isDangerNow ? "now" : "not")
        if let looked = report.lookedAt { time("look", month, from: report.receivedAt, to: looked) }
        if let answered = report.answeredAt { time("response", month, from: report.receivedAt, to: answered) }
        categories("notices", report.codes)
        if report.isFromTrustedFlagger { categories("trusted_notices", report.codes) }
        let prefix = report.isFromTrustedFlagger ? ["notice_actions", "trusted_notice_actions"] : ["notice_actions"]
        switch report.actionGround {
        case .illegalContent?: for name in prefix { categories("\(name)_law", report.codes) }
        case .incompatibleContent?: for name in prefix { categories("\(name)_rules", report.codes) }
        case nil: break
        }
    }

    private mutating func count(_ decision: TransparencyFacts.TakenDecision) {
        guard let month = month(of: decision.decidedAt) else { return }
        add("decisions", month)
        add("decisions_by_policy", month, decision.policy.code)
        categoriesOf[decision.policy, default: []].insert(decision.codes.category)
        add("decisions_by_subject", month, decision.isAboutStaff ? "staff" : "members")
        add("decisions_by_clock", month, decision.decidedAt > decision.dueAt ? "overdue" : "in_time")
        add("decisions_by_automation", month, Self.word(decision.automation.decided))
        add("decisions_by_measure", month, decision.measures.isEmpty ? "none" : "restricted")
        time("decision", month, from: decision.openedAt, to: decision.decidedAt)
        guard !decision.measures.isEmpty else { return }
        for column in Set(decision.measures.columns) { add("measures", month, column.rawValue) }
        let kind = decision.source != .voluntary ? "notice" : decision.ground == .illegalContent ? "law" : "rules"
        suppression.add(FigureKey("restricted_by_kind", part: kind))
        for column in Set(decision.measures.columns) {
            suppression.add(FigureKey("measures_\(column.rawValue)", part: kind))
        }
        let automation = decision.automation.decided == .fully ? "fully" : "not"
        suppression.add(FigureKey("restricted_by_automation", part: automation))
        guard kind != "notice" else { return }
        suppression.add(FigureKey("own"))
        suppression.add(FigureKey("own_by_automation", part: automation))
        categories("own_\(kind)", decision.codes)
        if decision.automation.detected { categories("own_\(kind)_detected", decision.codes) }
        for column in Set(decision.measures.columns) { categories("own_\(kind)_\(column.rawValue)", decision.codes) }
    }

    private static func word(_ automation: AutomatedDecision) -> String {
        switch automation {
        case .fully: "fully"
        case .partially: "partially"
        case .notAutomated: "not"
        }
    }

    private mutating func count(_ appeal: TransparencyFacts.FiledAppeal) {
        guard let month = month(of: appeal.filedAt) else { return }
        add("appeals", month)
        add("appeals_by_outcome", month, appeal.outcome?.rawValue ?? "waiting")
        add("appeals_by_subject", month, appeal.subject.rawValue)
        suppression.add(FigureKey("appeals_\(appeal.subject.rawValue)", part: appeal.outcome?.rawValue ?? "waiting"))
        if let decided = appeal.decidedAt {
            time("appeal", month, from: appeal.filedAt, to: decided)
            times[FigureKey("appeal_\(appeal.subject.rawValue)"), default: []].append(
                Double(max(0, decided.milliseconds - appeal.filedAt.milliseconds)) / 3_600_000)
        }
    }

    /// For the whole time, by category and, below it, by keyword.
    private mutating func categories(_ figure: String, _ codes: PolicyLaw.Codes) {
        suppression.add(FigureKey(figure))
        suppression.add(FigureKey(figure, part: codes.category.rawValue))
        for keyword in codes.keywords {
            suppression.add(FigureKey("\(figure)/\(codes.category.rawValue)", part: keyword.rawValue))
        }
        if let other = codes.otherKeyword, otherKeywords[codes.category]?.contains(other) != true {
            otherKeywords[codes.category, default: []].append(other)
        }
    }

    // MARK: Sums

    /// Figures by category, of which the templates have a column each.
    static let byCategory: [String] =
        ["notices", "trusted_notices"]
        + ["notice_actions", "trusted_notice_actions"].flatMap { ["\($0)_law", "\($0)_rules"] }
        + ["law", "rules"].flatMap { kind in
            ["own_\(kind)", "own_\(kind)_detected"] + Column.allCases.map { "own_\(kind)_\($0.rawValue)" }
        }

    private mutating func sums() {
        let automation = ["fully", "partially", "not"]
        split("decisions", "decisions_by_policy", policies.map(\.code))
        split("decisions", "decisions_by_subject", ["staff", "members"])
        split("decisions", "decisions_by_clock", ["overdue", "in_time"])
        split("decisions", "decisions_by_automation", automation)
        split("decisions", "decisions_by_measure", ["none", "restricted"])
        split("reports", "reports_by_answer", ["answered", "waiting"])
        split("reports", "reports_by_clock", ["overdue", "in_time"])
        split("reports", "reports_by_automation", ["fully", "not"])
        split("reports", "reports_by_look", ["in_time", "late", "waiting"])
        split("reports", "reports_by_danger", ["now", "not"])
        split("appeals", "appeals_by_outcome", Outcome.allCases.map(\.rawValue) + ["waiting"])
        split("appeals", "appeals_by_subject", Subject.allCases.map(\.rawValue))
        for column in Column.allCases { overMonths("measures", column.rawValue) }
        suppression.sum(
            ["overdue", "in_time"].map { FigureKey("open_cases_by_clock", part: $0) }, is: FigureKey("open_cases"))
        for figure in Self.byCategory {
            suppression.sum(
                StatementCategory.allCases.map { FigureKey(figure, part: $0.rawValue) }, is: FigureKey(figure))
        }
        kinds()
        coincidences()
        for subject in Subject.allCases {
            suppression.sum(
                (Outcome.allCases.map(\.rawValue) + ["waiting"]).map {
                    FigureKey("appeals_\(subject.rawValue)", part: $0)
                },
                is: FigureKey("appeals_by_subject", part: subject.rawValue))
        }
        for outcome in Outcome.allCases.map(\.rawValue) + ["waiting"] {
            suppression.sum(
                Subject.allCases.map { FigureKey("appeals_\($0.rawValue)", part: outcome) },
                is: FigureKey("appeals_by_outcome", part: outcome))
        }
        // The same number under another name.
        suppression.sum([FigureKey("notices")], is: FigureKey("reports"))
    }

    /// What is restricted, and each restriction, by what led to it.
    private mutating func kinds() {
        let kinds = ["law", "rules", "notice"]
        suppression.sum(
            kinds.map { FigureKey("restricted_by_kind", part: $0) },
            is: FigureKey("decisions_by_measure", part: "restricted"))
        suppression.sum(
            ["fully", "not"].map { FigureKey("restricted_by_automation", part: $0) },
            is: FigureKey("decisions_by_measure", part: "restricted"))
        suppression.sum(["law", "rules"].map { FigureKey("restricted_by_kind", part: $0) }, is: FigureKey("own"))
        suppression.sum(
            ["fully", "not"].map { FigureKey("own_by_automation", part: $0) }, is: FigureKey("own"))
        for column in Column.allCases.map(\.rawValue) {
            suppression.sum(
                kinds.map { FigureKey("measures_\(column)", part: $0) }, is: FigureKey("measures", part: column))
        }
        for kind in ["law", "rules"] {
            suppression.sum([FigureKey("own_\(kind)")], is: FigureKey("restricted_by_kind", part: kind))
            for column in Column.allCases.map(\.rawValue) {
                suppression.sum(
                    [FigureKey("own_\(kind)_\(column)")], is: FigureKey("measures_\(column)", part: kind))
            }
        }
    }

    /// Parts make up the whole, in each month and over all; months make up the whole, for each part and over all.
    private mutating func split(_ whole: String, _ figure: String, _ parts: [String]) {
        for month in months + [""] {
            suppression.sum(
                parts.map { FigureKey(figure, month: month, part: $0) }, is: FigureKey(whole, month: month))
        }
        for part in parts { overMonths(figure, part) }
        overMonths(whole, "")
    }

    private mutating func overMonths(_ figure: String, _ part: String) {
        suppression.sum(
            months.map { FigureKey(figure, month: $0, part: part) }, is: FigureKey(figure, part: part))
    }
}
