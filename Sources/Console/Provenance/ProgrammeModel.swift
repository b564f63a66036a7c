import Governance
import SafetyModel

/// How a community stands in a programme, as a table.
extension Console {
    func programmeModel(_ programme: Programme, _ result: ProgrammeResult, index: Int, visit: Visit) -> Model {
        let words = visit.words
        var overall = words["programme_\(result.overall.rawValue)"]
        if result.overall == .notEarned {
            overall +=
                " "
                + (result.notSince.map { words.say("programme_since", ["day": $0.text(in: visit.language)]) }
                    ?? words.say("programme_long", ["days": String(ProgrammeResult.daysBack)]))
        }
        return [
            "key": String(index), "title": visible(programme.title[visit.language]), "badge": visible(programme.badge),
            "holding": words["programme_holds_\(result.holding.rawValue)"], "overall": overall,
            "lines": result.lines.map { lineModel($0, visit: visit) },
        ]
    }

    private func lineModel(_ line: ProgrammeResult.Line, visit: Visit) -> Model {
        let words = visit.words
        let criterion = line.criterion
        var asked: String
        switch criterion.bound {
        case .atLeast(let bound): asked = words.say("criterion_at_least", ["n": figureText(bound, criterion, words)])
        case .atMost(let bound): asked = words.say("criterion_at_most", ["n": figureText(bound, criterion, words)])
        }
        if criterion.figure.hasSpan { asked += ", " + words.say("criterion_over", ["n": String(criterion.over)]) }
        var model: Model = [
            "figure": words["criterion_\(criterion.figure.rawValue)"], "asked": asked,
            "state": words["criterion_\(line.state.rawValue)"], "met": line.state == .met,
            "unmet": line.state == .unmet, "value": line.value.map { figureText($0, criterion, words) } ?? "–",
            "since": line.since?.text(in: visit.language) ?? "–",
        ]
        if let otherwise = line.otherwiseSince {
            model["otherwise"] = words.say("criterion_otherwise", ["day": otherwise.text(in: visit.language)])
        }
        var evidence: [Model] = line.evidence.cases.prefix(10).map { id in
            ["text": words.say("case_number", ["id": String(id)]), "href": "/cases/\(id)"]
        }
        if let reports = line.evidence.reports { evidence.append(["text": words.count("criterion_reports", reports)]) }
        evidence += line.evidence.events.prefix(5).map { ["text": key($0)] }
        model["evidence"] = evidence
        return model
    }

    private func figureText(_ value: Double, _ criterion: Programme.Criterion, _ words: Words) -> String {
        switch criterion.figure {
        case .moderationCoverage, .staffTwoFactor, .reportsLate, .appealsReversed, .auditScore: words.percent(value)
        case .badgeInherited: words[value > 0 ? "criterion_yes" : "criterion_no"]
        default: words.figure((value * 10).rounded() / 10)
        }
    }
}
