import Casework
import Hummingbird
import SafetyModel

/// The rules in force: what each finds, what reviewers made of it, what it costs.
extension Console {
    @Sendable func rulesPage(_ visit: Visit) async throws -> Response {
        let reviewer = try ruleReader(visit)
        let scope = try scope(of: visit, for: reviewer)
        let words = visit.words
        let inForce = try await store.rulesInForce()
        let entries = await rules.rules(in: inForce.files)
        let figures = try await figures(scope, for: reviewer, visit: visit)
        let today = visit.now.dayNumber
        let days = today - 29..<today + 1
        let counts = try await store.ruleCounts(scope, from: days.lowerBound, for: reviewer)
        let revisions = try await store.ruleRevisions(limit: Self.revisionsShown, for: reviewer)
        let waiting = revisions.filter { $0.state == .waiting }
        let rows = RuleRows(entries, counts, days: days)
        var model: Model = [
            "title": words["rules_title"], "any": !entries.isEmpty,
            "scopes": scopeLinks(scope, for: reviewer, path: "/rules", words: words), "about_staff": scope == .staff,
            "rules": rows.rows.enumerated().map { number, row -> Model in
                ruleModel(row, key: String(number), rows: rows, figures: figures, visit: visit)
            },
            "files": inForce.files.map { file -> Model in ["href": filePath(file.name), "name": file.name] },
            "waiting": waiting.map { revisionModel($0, visit: visit) }, "any_waiting": !waiting.isEmpty,
            "revision": inForce.revision > 0 ? String(inForce.revision) : "",
        ]
        let problem = await rules.problem()
        if let problem { model["problem"] = visible(problem) }
        return page("rules", model, visit: visit)
    }

    static let revisionsShown = 100

    /// Who may look at rules. Others are told that their role does not allow it.
    func ruleReader(_ visit: Visit) throws(Refusal) -> Reviewer {
        let reviewer = try visit.signedIn()
        guard RuleBook.allows(reviewer) else { throw .forbidden }
        return reviewer
    }

    func filePath(_ name: String) -> String { "/rules/file?name=\(FormFields.encode(name))" }

    private func ruleModel(
        _ row: RuleRows.Row, key: String, rows: RuleRows, figures: DetectorFigures, visit: Visit
    ) -> Model {
        let words = visit.words
        let severity = taxonomy.severity(of: row.entry.policy)
        let bars = DayBars(row.days, peak: rows.peak, first: rows.days.lowerBound)
        let judged =
            figures.judgements.filter { $0.detector == "rule.\(row.entry.name)" }
            .reduce(Judged()) { $0 + $1.judged }
        var notes: [String] = []
        if row.failed > 0 { notes.append(words.say("rule_failed", ["n": words.number(row.failed)])) }
        if row.limited > 0 { notes.append(words.say("rule_limited", ["n": words.number(row.limited)])) }
        let proposals = row.entry.proposals.map { words["proposed_\($0.rawValue)"] }
        if !proposals.isEmpty {
            notes.append(words.say("rule_proposes", ["actions": proposals.joined(separator: ", ")]))
        }
        return [
            "key": key, "name": row.entry.name, "href": filePath(row.entry.file), "file": row.entry.file,
            "policy": policyTitle(row.entry.policy, visit.language), "severity": severityModel(severity, words),
            "level": severity.level, "live": row.entry.isLive,
            "mode": words[row.entry.isLive ? "rule_live" : "rule_shadow"], "total": words.number(row.total),
            "width": String(bars.width), "bars": bars.model(words),
            "summary": words.say(
                "rule_chart",
                [
                    "rule": row.entry.name, "total": words.number(row.total),
                    "peak": words.number(row.days.max() ?? 0),
                ]), "judged": judgedModel(judged, words),
            "cost": row.evaluated > 0 ? words.say("rule_cost", ["n": words.decimal(row.microseconds)]) : "–",
            "evaluated": words.say("rule_evaluated", ["n": words.number(row.evaluated)]),
            "was_evaluated": row.evaluated > 0, "notes": notes,
        ]
    }

    /// What is shown of a revision in a list.
    func revisionModel(_ revision: RuleRevision, visit: Visit) -> Model {
        let words = visit.words
        let author =
            revision.author == nil ? words["rules_operator"] : revision.authorName ?? "#\(revision.author ?? 0)"
        var state = words["revision_\(revision.state.rawValue)"]
        if revision.state == .waiting { state = words["consent_\(revision.consent.rawValue)"] }
        var model: Model = [
            "number": String(revision.id), "href": "/rules/revisions/\(revision.id)", "who": visible(author),
            "time": timeModel(revision.at, text: words.moment(revision.at), words: words),
            "reason": visible(revision.reason), "state": state, "waits": revision.state == .waiting,
            "what": changesText(revision.changes, words),
        ]
        if let by = revision.decidedByName {
            model["decided"] = words.say(
                revision.state == .live ? "revision_agreed_by" : "revision_declined_by", ["name": visible(by)])
        }
        return model
    }

    func changesText(_ changes: RuleChanges, _ words: Words) -> String {
        var parts: [String] = []
        for (key, names) in [
            ("rules_added", changes.added), ("rules_changed", changes.changed), ("rules_removed", changes.removed),
        ] where !names.isEmpty {
            parts.append(words.say(key, ["names": names.joined(separator: ", ")]))
        }
        if changes.sharedChanged { parts.append(words["rules_shared"]) }
        return parts.isEmpty ? words["rules_same"] : parts.joined(separator: " · ")
    }
}

/// Rules with what they did on each day.
struct RuleRows: Sendable {
    struct Row: Sendable {
        var entry: RuleReview.Entry
        var days: [Int]
        var evaluated = 0
        var failed = 0
        var limited = 0
        var nanoseconds = 0
        var total: Int { days.reduce(0, +) }
        var microseconds: Double { Double(nanoseconds) / Double(max(evaluated, 1)) / 1000 }
    }

    var rows: [Row]
    var days: Range<Int>
    var peak: Int { rows.flatMap(\.days).max() ?? 0 }

    init(_ entries: [RuleReview.Entry], _ counts: [RuleCount], days: Range<Int>) {
        self.days = days
        let byRule = Dictionary(grouping: counts, by: \.rule)
        rows = entries.map { entry in
            var row = Row(entry: entry, days: Array(repeating: 0, count: days.count))
            for count in byRule[entry.name] ?? [] {
                if days.contains(count.day) { row.days[count.day - days.lowerBound] += count.matched }
                row.evaluated += count.evaluated
                row.failed += count.failed
                row.limited += count.limited
                row.nanoseconds += count.nanoseconds
            }
            return row
        }
    }
}
