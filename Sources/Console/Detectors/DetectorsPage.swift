import Casework
import Hummingbird
import SafetyModel

/// The detectors: what each raises, what reviewers made of it, whether its input drifts.
extension Console {
    @Sendable func detectorsPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let scope = try scope(of: visit, for: reviewer)
        let words = visit.words
        let span: Span = visit.query["span"] == Span.week.rawValue ? .week : .month
        let figures = try await figures(scope, for: reviewer, visit: visit)
        let today = visit.now.dayNumber
        let days = (span == .week ? today - 6 : today - 29)..<today + 1
        let policies = taxonomy.policies.sorted { ($0.severity, $0.code) < ($1.severity, $1.code) }.map {
            PolicyFigures($0, in: figures, days: days, taxonomy: taxonomy, now: visit.now)
        }
        let loud = policies.filter { !$0.isQuiet }
        let model: Model = [
            "title": words["detectors_title"], "any": !loud.isEmpty,
            "scopes": scopeLinks(scope, for: reviewer, path: "/detectors", words: words),
            "about_staff": scope == .staff,
            "spans": [Span.week, Span.month].map { choice -> Model in
                [
                    "href": "/detectors?span=\(choice.rawValue)\(scopeQuery(scope, prefix: "&"))",
                    "label": words["span_\(choice.rawValue)"], "current": choice == span,
                ]
            },
            "policies": loud.enumerated().map { number, policy -> Model in
                policyModel(policy, key: String(number), days: days, scope: scope, visit: visit)
            },
            "quiet": policies.filter(\.isQuiet).map { policy -> Model in
                [
                    "href": detectorPath(policy.policy.code, scope),
                    "policy": policyTitle(policy.policy.code, visit.language),
                ]
            },
            "any_quiet": policies.contains(where: \.isQuiet),
        ]
        return page("detectors", model, visit: visit)
    }

    // MARK: Scope

    /// Whose figures are asked for. What the reviewer may not see is not there: asking for it is asking for nothing.
    func scope(of visit: Visit, for reviewer: Reviewer, in fields: FormFields? = nil) throws(Refusal) -> ThresholdScope
    {
        let scopes = Visibility.scopes(of: reviewer)
        guard scopes.contains(.members) else { throw .forbidden }
        let asked = (fields ?? visit.query)["of"].flatMap(ThresholdScope.init(rawValue:)) ?? .members
        return scopes.contains(asked) ? asked : .members
    }

    func scopeLinks(_ chosen: ThresholdScope, for reviewer: Reviewer, path: String, words: Words) -> Model {
        let scopes = Visibility.scopes(of: reviewer)
        return [
            "several": scopes.count > 1,
            "links": scopes.map { scope -> Model in
                [
                    "href": path + scopeQuery(scope, prefix: "?"), "label": words["scope_\(scope.rawValue)"],
                    "current": scope == chosen,
                ]
            },
        ]
    }

    func scopeQuery(_ scope: ThresholdScope, prefix: String) -> String {
        scope == .members ? "" : "\(prefix)of=\(scope.rawValue)"
    }

    func detectorPath(_ policy: PolicyCode, _ scope: ThresholdScope) -> String {
        "/detectors/\(FormFields.encode(policy.code))\(scopeQuery(scope, prefix: "?"))"
    }

    /// Fresh figures. Where the watch cannot hand its counts over now, those that were stored are shown.
    func figures(
        _ scope: ThresholdScope, for reviewer: Reviewer, visit: Visit
    ) async throws -> DetectorFigures {
        do {
            try await desk.handOverCounts()
        } catch {
            visit.logger.info("the watch could not hand over its counts", metadata: ["error": "\(error)"])
        }
        return try await store.detectorFigures(scope, windows: FigureWindows(now: visit.now), for: reviewer)
    }

    // MARK: Models

    func policyModel(
        _ policy: PolicyFigures, key: String, days: Range<Int>, scope: ThresholdScope, visit: Visit
    ) -> Model {
        let words = visit.words
        let title = policyTitle(policy.policy.code, visit.language)
        var model: Model = [
            "key": key, "policy": title, "severity": severityModel(policy.policy.severity, words),
            "href": detectorPath(policy.policy.code, scope), "threshold": thresholdText(policy, visit: visit),
            "link": words.say("threshold_link", ["policy": title]),
            "expected": casesText(policy.estimate.casesADay(at: policy.threshold), words),
            "any": !policy.rows.isEmpty, "rows": rowModels(policy, key: key, days: days, visit: visit),
        ]
        model["cues"] = cuesModel(policy, words)
        return model
    }

    private func rowModels(_ policy: PolicyFigures, key: String, days: Range<Int>, visit: Visit) -> [Model] {
        let peak = policy.rows.flatMap(\.days).max() ?? 0
        return policy.rows.enumerated().map { number, row in
            let words = visit.words
            let name = words.byKey["detector_\(row.detector)"] ?? visible(row.detector)
            let about =
                texts.hasThreshold(row.detector)
                ? words.byKey["detector_\(row.detector)_text"] ?? "" : words["detector_fixed"]
            let bars = DayBars(row.days, peak: peak, first: days.lowerBound)
            return [
                "key": "\(key)-\(number)", "detector": name, "about": about, "total": words.number(row.total),
                "width": String(bars.width), "bars": bars.model(words), "level": policy.policy.severity.level,
                "summary": words.say(
                    "detector_chart",
                    [
                        "detector": name, "total": words.number(row.total), "from": words.day(day(days.lowerBound)),
                        "to": words.day(day(days.upperBound - 1)), "peak": words.number(row.days.max() ?? 0),
                    ]), "judged": judgedModel(row.judged, words), "drift": driftModel(row.drift, "drift", words),
            ]
        }
    }

    func judgedModel(_ judged: Judged, _ words: Words) -> Model {
        var model: Model = [
            "undecided": words.say("judged_undecided", ["n": words.number(judged.undecided)]),
            "any_undecided": judged.undecided > 0,
        ]
        guard let precision = judged.precision else {
            let none = judged.decided + judged.undecided == 0
            model["text"] = words[none ? "judged_none" : "judged_few"]
            if !none { model["detail"] = words.say("judged_decided", ["n": words.number(judged.decided)]) }
            return model
        }
        model["text"] = words.say(
            "judged_share", ["upheld": words.number(judged.upheld), "decided": words.number(judged.decided)])
        model["detail"] = words.say(
            "judged_interval",
            [
                "share": words.percent(precision.share), "low": words.percent(precision.low),
                "high": words.percent(precision.high),
            ])
        let place = { (share: Double) in Int((share * 100).rounded()) }
        model["bar"] = [
            "from": String(place(precision.low)), "width": String(max(1, place(precision.high) - place(precision.low))),
            "at": String(min(98, max(0, place(precision.share) - 1))),
        ]
        return model
    }

    /// - Parameter subject: `drift` for scores, `cues` for events: the beginning of the key of the advice.
    private func driftModel(_ drift: Drift?, _ subject: String, _ words: Words) -> Model {
        guard let drift else { return ["text": words["drift_few"], "known": false] }
        let advice =
            switch drift.word {
            case .steady: drift.index < 0.1 ? "drift_steady_text" : "drift_chance_text"
            case .moved, .changed: "\(subject)_\(drift.word.rawValue)_text"
            }
        return [
            "known": true, "word": drift.word.rawValue, "text": words["drift_\(drift.word.rawValue)"],
            "index": words.say("drift_index", ["n": words.hundredths(drift.index)]),
            "advice": words[advice],
        ]
    }

    private func cuesModel(_ policy: PolicyFigures, _ words: Words) -> Model {
        guard let found = policy.weeks.cueDrift(policy.cues) else {
            return ["line": words[policy.cues.isEmpty ? "cues_absent" : "cues_unknown"]]
        }
        return [
            "line": words.say("cues_drift", ["now": words.rate(found.now), "before": words.rate(found.before)]),
            "drift": driftModel(found.drift, "cues", words),
        ]
    }

    func thresholdText(_ policy: PolicyFigures, visit: Visit) -> String {
        let words = visit.words
        let value = words.hundredths(policy.threshold)
        guard let change = policy.change, change.setting.threshold != nil else {
            return words.say("threshold_file", ["value": value])
        }
        let name = visible(change.byName ?? "#\(change.by)")
        return words.say(
            "threshold_set", ["value": value, "name": name, "ago": words.ago(change.at, now: visit.now)])
    }

    func casesText(_ cases: Double?, _ words: Words) -> String {
        guard let cases else { return words["cases_a_day_unknown"] }
        if cases <= 0 { return words["cases_a_day_none"] }
        if cases < 0.1 { return words["cases_a_day_little"] }
        return words.say("cases_a_day", ["n": words.rate(cases)])
    }

    private func day(_ number: Int) -> Timestamp { Timestamp(milliseconds: Int64(number) * 86_400_000) }
}

/// Bars of one figure a day, in a field of 10 units a day and 36 high.
struct DayBars: Sendable, Hashable {
    var counts: [Int]
    var peak: Int
    /// The day of the first bar, in days since 1970.
    var first: Int

    init(_ counts: [Int], peak: Int, first: Int) {
        self.counts = counts
        self.peak = peak
        self.first = first
    }

    var width: Int { counts.count * 10 }

    func model(_ words: Words) -> [Model] {
        let height = 36.0
        return counts.enumerated().filter { $1 > 0 }.map { index, count in
            let tall = max(3, (Double(count) / Double(max(peak, 1)) * height).rounded())
            let day = Timestamp(milliseconds: Int64(first + index) * 86_400_000)
            return [
                "x": String(index * 10 + 1), "y": String(Int(height - tall)), "height": String(Int(tall)),
                "title": words.say(
                    "signals_bar", ["time": words.day(day), "n": words.count("signals_count", count)]),
            ]
        }
    }
}

extension Words {
    /// With two digits after the decimal mark.
    func hundredths(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e9 else { return "–" }
        let whole = Int((value.magnitude * 100).rounded())
        let rest = whole % 100
        let mark = language == .french ? "," : "."
        return "\(value < 0 && whole > 0 ? "−" : "")\(number(whole / 100))\(mark)\(rest < 10 ? "0" : "")\(rest)"
    }

    /// How many a day: with a digit after the decimal mark while it is small.
    func rate(_ value: Double) -> String { value < 20 ? decimal(value) : number(Int(min(value, 1e15).rounded())) }
}
