import Casework
import HTTPTypes
import Hummingbird
import SafetyModel

/// One policy: what each threshold is likely to bring, and the form that changes it in two steps: look, then confirm.
extension Console {
    private static let historyLength = 50

    /// What somebody would change the threshold into.
    enum Wish: Hashable {
        case value(Double)
        /// Back to the taxonomy's.
        case taxonomy

        /// `nil` for what is no threshold that one may choose.
        init?(_ text: String) {
            if text == "taxonomy" {
                self = .taxonomy
                return
            }
            guard text.utf8.count <= 8, let value = Double(text),
                let choice = Thresholds.choices.first(where: { ($0 - value).magnitude < 0.001 })
            else { return nil }
            self = .value(choice)
        }

        var threshold: Double? {
            switch self {
            case .value(let value): value
            case .taxonomy: nil
            }
        }

        var text: String {
            switch self {
            case .value(let value): Words.english.hundredths(value)
            case .taxonomy: "taxonomy"
            }
        }
    }

    @Sendable func thresholdPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let scope = try scope(of: visit, for: reviewer)
        var wish: Wish?
        var problem: String?
        if let asked = visit.query["threshold"] {
            wish = Wish(asked)
            if wish == nil { problem = "problem_threshold_range" }
        }
        return try await thresholdPage(visit, reviewer, scope, wish: wish, problem: problem)
    }

    /// The second step: carries out what the preview showed.
    @Sendable func changeThreshold(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let scope = try scope(of: visit, for: reviewer, in: visit.form)
        // What was asked for is changed or nothing is: never members' threshold in place of the staff's.
        guard visit.form["of"] == scope.rawValue, Visibility.allowsThresholds(reviewer, of: scope) else {
            throw Refusal.forbidden
        }
        let policy = try policy(visit)
        guard let version = Int64(try visit.field("version", limit: 20)) else { throw Refusal.badRequest }
        let reason = (visit.form["reason"] ?? "").replacing("\r\n", with: "\n")
        guard let wish = Wish(try visit.field("threshold", limit: 20)) else {
            return try await thresholdPage(visit, reviewer, scope, wish: nil, problem: "problem_threshold_range")
        }
        let order = ThresholdOrder(
            policy: policy.code, scope: scope, threshold: wish.threshold, version: version, reason: reason)
        do {
            _ = try await desk.change(order, by: reviewer, at: visit.now)
        } catch let error as ThresholdError {
            if error == .notAllowed { throw Refusal.forbidden }
            return try await thresholdPage(visit, reviewer, scope, wish: wish, problem: error.wordKey)
        }
        let path = "/detectors/\(FormFields.encode(policy.code.code))"
        return redirect(to: "\(path)?done=threshold\(scopeQuery(scope, prefix: "&"))")
    }

    private func policy(_ visit: Visit) throws(Refusal) -> Policy {
        guard let code = visit.parameters["policy"],
            let plain = try? FormFields.decode(Array(code.utf8), plusIsSpace: false),
            let policy = taxonomy[PolicyCode(plain)]
        else { throw .notFound }
        return policy
    }

    private func thresholdPage(
        _ visit: Visit, _ reviewer: Reviewer, _ scope: ThresholdScope, wish: Wish?, problem: String?
    ) async throws -> Response {
        let policy = try policy(visit)
        let figures = try await figures(scope, for: reviewer, visit: visit)
        let history = try await store.thresholdChanges(policy.code, scope, limit: Self.historyLength, for: reviewer)
        let words = visit.words
        let today = visit.now.dayNumber
        let days = today - 29..<today + 1
        let shown = PolicyFigures(policy, in: figures, days: days, taxonomy: taxonomy, now: visit.now)
        let title = policyTitle(policy.code, visit.language)
        let mayChange = Visibility.allowsThresholds(reviewer, of: scope)
        let path = "/detectors/\(FormFields.encode(policy.code.code))"
        var model: Model = [
            "title": words.say("threshold_title", ["policy": title]), "policy": title,
            "severity": severityModel(policy.severity, words), "meaning": policy.meaning[visit.language],
            "back": "/detectors\(scopeQuery(scope, prefix: "?"))", "path": path, "of": scope.rawValue,
            "scopes": scopeLinks(scope, for: reviewer, path: path, words: words), "about_staff": scope == .staff,
            "apart": scope == .members && !Visibility.includesStaffCases(reviewer),
            "threshold": thresholdText(shown, visit: visit), "usual": words.hundredths(shown.usual),
            "expected": casesText(shown.estimate.casesADay(at: shown.threshold), words),
            "may_change": mayChange,
            "read_only": words[scope == .staff ? "threshold_staff_only" : "threshold_read_only"],
            "chart": chartModel(shown, wish: wish, words), "history": history.map { historyModel($0, visit: visit) },
            "any_history": !history.isEmpty,
            "figures": policyModel(shown, key: "0", days: days, scope: scope, visit: visit),
        ]
        if mayChange, shown.change?.setting.threshold != nil {
            model["restore"] = [
                "href": "\(path)?threshold=taxonomy\(scopeQuery(scope, prefix: "&"))#preview",
                "label": words.say("threshold_restore", ["value": words.hundredths(shown.usual)]),
            ]
        }
        if mayChange, let wish { model["preview"] = previewModel(wish, shown, figures, scope, visit: visit) }
        if let problem { model["problem"] = words[problem] }
        return page("threshold", model, visit: visit, status: Self.status(of: problem))
    }

    private static func status(of problem: String?) -> HTTPResponse.Status {
        switch problem {
        case nil: .ok
        case "problem_threshold_changed": .conflict
        default: .unprocessableContent
        }
    }

    // MARK: Models

    /// Bars of expected cases a day, one for each threshold that may be chosen.
    private func chartModel(_ policy: PolicyFigures, wish: Wish?, _ words: Words) -> Model {
        let choices = Thresholds.choices
        let estimate = policy.estimate
        let cases = choices.map { estimate.casesADay(at: $0) }
        let peak = cases.compactMap(\.self).max() ?? 0
        let chosen = wish.map { $0.threshold ?? policy.usual } ?? policy.threshold
        let nearest = { (value: Double) in
            choices.min { ($0 - value).magnitude < ($1 - value).magnitude } ?? value
        }
        let known = zip(choices, cases).filter { $0.1 != nil }
        let basis =
            estimate.basis == .scores
            ? words.say(
                "threshold_basis_scores", ["days": words.number(max(1, Int(estimate.days.rounded())))])
            : words["threshold_basis_signals"]
        return [
            "basis": basis, "chosen": Words.english.hundredths(nearest(chosen)),
            "chosen_text": words.say(
                "threshold_bar",
                ["threshold": words.hundredths(chosen), "cases": casesText(estimate.casesADay(at: chosen), words)]),
            "summary": words.say(
                "threshold_chart",
                [
                    "first": casesText(known.first?.1, words), "low": words.hundredths(known.first?.0 ?? 0),
                    "last": casesText(known.last?.1, words), "high": words.hundredths(known.last?.0 ?? 0),
                    "now": casesText(estimate.casesADay(at: policy.threshold), words),
                ]),
            "bars": choices.enumerated().map { index, threshold -> Model in
                let value = cases[index] ?? 0
                let tall = value <= 0 ? 0 : max(2, (value / max(peak, 1e-9) * 90).rounded())
                let text = words.say(
                    "threshold_bar",
                    ["threshold": words.hundredths(threshold), "cases": casesText(cases[index], words)])
                return [
                    "x": String(index * 20 + 3), "y": String(Int(96 - tall)), "height": String(Int(tall)),
                    "at": Words.english.hundredths(threshold), "text": text, "label": words.hundredths(threshold),
                    "cases": casesText(cases[index], words), "chosen": threshold == nearest(chosen),
                    "now": threshold == nearest(policy.threshold), "back_x": String(index * 20),
                ]
            },
        ]
    }

    private func previewModel(
        _ wish: Wish, _ policy: PolicyFigures, _ figures: DetectorFigures, _ scope: ThresholdScope, visit: Visit
    ) -> Model {
        let words = visit.words
        let new = wish.threshold ?? policy.usual
        let isSame = wish.threshold == policy.change?.setting.threshold || wish != .taxonomy && new == policy.threshold
        guard !isSame else { return ["same": true] }
        let names = ["old": words.hundredths(policy.threshold), "new": words.hundredths(new)]
        let cases = { (threshold: Double) in casesText(policy.estimate.casesADay(at: threshold), words) }
        var lines = [
            words.say("threshold_preview_cases", ["old": cases(policy.threshold), "new": cases(new)]).capitalisedFirst
        ]
        if new > policy.threshold {
            let all = figures.judged(policy: policy.policy.code)
            let below = figures.judgedBelow(new, policy: policy.policy.code)
            lines += judgedLines(all, below: below, words)
        } else if new < policy.threshold {
            lines.append(words["threshold_preview_lower"])
        }
        lines.append(words["threshold_effect"])
        return [
            "form": [
                "heading": words.say(wish == .taxonomy ? "threshold_preview_file" : "threshold_preview_title", names),
                "lines": lines, "threshold": wish.text, "version": String(policy.change?.number ?? 0),
                "confirm": words.say("threshold_confirm", names),
                "reason": shortened(visit.form["reason"] ?? "", to: Self.textLimit),
                "cancel": detectorPath(policy.policy.code, scope),
            ] as Model
        ]
    }

    /// What a higher threshold would have kept back, as far as people have judged it.
    private func judgedLines(_ all: Judged, below: Judged, _ words: Words) -> [String] {
        guard all.decided > 0 else {
            return [words.say("threshold_preview_unjudged", ["open": words.number(below.undecided)])]
        }
        return [
            words.say(
                "threshold_preview_upheld",
                ["upheld": words.number(all.upheld), "below": words.number(below.upheld)]),
            words.say(
                "threshold_preview_dismissed",
                [
                    "dismissed": words.number(all.dismissed), "below": words.number(below.dismissed),
                    "open": words.number(below.undecided),
                ]),
        ]
    }

    private func historyModel(_ change: ThresholdChange, visit: Visit) -> Model {
        let words = visit.words
        var text = words.say(
            "threshold_history_line",
            ["old": words.hundredths(change.previous), "new": words.hundredths(change.current)])
        if change.setting.threshold == nil { text += " (\(words["threshold_taxonomy"].lowercased()))" }
        return [
            "time": timeModel(change.at, text: words.moment(change.at), words: words),
            "who": visible(change.byName ?? "#\(change.by)"), "what": text, "reason": visible(change.reason),
        ]
    }
}

extension ThresholdError {
    /// The key of the sentence that explains it.
    var wordKey: String {
        switch self {
        case .notAllowed, .unknownPolicy, .outOfRange: "problem_threshold_range"
        case .unchanged: "problem_threshold_same"
        case .reasonMissing: "problem_reason_missing"
        case .reasonTooLong: "problem_text_too_long"
        case .changedMeanwhile: "problem_threshold_changed"
        }
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
