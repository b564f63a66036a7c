public import SafetyModel

extension TransparencyFigures {
    /// The figures as JSON: for each month, and for the whole time. A count is a number, `"<5"` where it is from 1 to 4, and
    /// `"…"` where it would give such a one away; a time is in hours, `null` where there are too few to tell.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("from")
        writer.string(from.description)
        writer.key("to")
        writer.string(to.description)
        writer.key("asOf")
        writer.timestamp(asOf)
        writer.key("smallestCountTold")
        writer.integer(CountSuppression.smallest)
        writer.key("openCases")
        write(FigureKey("open_cases"), &writer)
        writer.key("openCasesOverdue")
        write(FigureKey("open_cases_by_clock", part: "overdue"), &writer)
        writer.key("total")
        write(month: "", &writer)
        writer.key("months")
        writer.beginArray()
        for month in months { write(month: month, &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(month: String, _ writer: inout JSONWriter) {
        writer.beginObject()
        if !month.isEmpty {
            writer.key("month")
            writer.string(month)
        }
        write(contentOf: month, withStaff: true, &writer)
        writer.endObject()
    }

    /// What is told of a month, as members of an object that is open.
    func write(contentOf month: String, withStaff: Bool, _ writer: inout JSONWriter) {
        writeReports(month, &writer)
        writeDecisions(month, withStaff: withStaff, &writer)
        writer.key("appeals")
        writer.beginObject()
        write("filed", FigureKey("appeals", month: month), &writer)
        object(
            "byOutcome", TransparencyFacts.FiledAppeal.Outcome.allCases.map(\.rawValue) + ["waiting"],
            "appeals_by_outcome", month, &writer)
        write("hours", times("appeal", month: month), &writer)
        writer.endObject()
    }

    private func writeReports(_ month: String, _ writer: inout JSONWriter) {
        writer.key("reports")
        writer.beginObject()
        let reports: [(name: String, key: FigureKey)] = [
            ("received", FigureKey("reports", month: month)),
            ("answered", FigureKey("reports_by_answer", month: month, part: "answered")),
            ("overdue", FigureKey("reports_by_clock", month: month, part: "overdue")),
            ("lookedAtInTime", FigureKey("reports_by_look", month: month, part: "in_time")),
            ("lookedAtLate", FigureKey("reports_by_look", month: month, part: "late")),
            ("dangerNow", FigureKey("reports_by_danger", month: month, part: "now")),
        ]
        for (name, key) in reports { write(name, key, &writer) }
        write("hours", times("response", month: month), &writer)
        write("hoursToFirstLook", times("look", month: month), &writer)
        writer.endObject()
    }

    private func writeDecisions(_ month: String, withStaff: Bool, _ writer: inout JSONWriter) {
        writer.key("decisions")
        writer.beginObject()
        let decisions: [(name: String, key: FigureKey)] = [
            ("taken", FigureKey("decisions", month: month)),
            ("overdue", FigureKey("decisions_by_clock", month: month, part: "overdue")),
            ("aboutStaff", FigureKey("decisions_by_subject", month: month, part: "staff")),
            ("withoutRestriction", FigureKey("decisions_by_measure", month: month, part: "none")),
        ]
        for (name, key) in decisions where withStaff || name != "aboutStaff" { write(name, key, &writer) }
        writer.key("automatedShare")
        if let share = automatedShare(month: month) { writer.integer(share) } else { writer.null() }
        write("hours", times("decision", month: month), &writer)
        object("byPolicy", policies.map(\.code), "decisions_by_policy", month, &writer)
        object("actions", ReasonedDecision.Measures.Column.allCases.map(\.rawValue), "measures", month, &writer)
        writer.endObject()
    }

    /// Every part that is not nothing.
    private func object(
        _ name: String, _ parts: [String], _ figure: String, _ month: String, _ writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.beginObject()
        for part in parts where self[FigureKey(figure, month: month, part: part)] != .exact(0) {
            write(part, FigureKey(figure, month: month, part: part), &writer)
        }
        writer.endObject()
    }

    private func write(_ name: String, _ key: FigureKey, _ writer: inout JSONWriter) {
        writer.key(name)
        write(key, &writer)
    }

    private func write(_ key: FigureKey, _ writer: inout JSONWriter) {
        switch self[key] {
        case .exact(let count): writer.integer(count)
        case let other: writer.string(other.text)
        }
    }

    private func write(_ name: String, _ times: Times?, _ writer: inout JSONWriter) {
        writer.key(name)
        guard let times else { return writer.null() }
        writer.beginObject()
        writer.key("median")
        writer.double(times.median)
        writer.key("ninetieth")
        writer.double(times.ninetieth)
        writer.endObject()
    }
}
