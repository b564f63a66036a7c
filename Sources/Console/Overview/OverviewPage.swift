import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// The overview: how the watch is doing, what is waiting.
extension Console {
    /// How far back the chart looks, and in which steps.
    enum Span: String, CaseIterable, Sendable {
        case day, week, month, year

        var length: Duration {
            switch self {
            case .day: .days(1)
            case .week: .days(7)
            case .month: .days(30)
            case .year: .days(364)
            }
        }

        var step: Duration {
            switch self {
            case .day: .hours(1)
            case .week: .hours(6)
            case .month: .days(1)
            case .year: .days(7)
            }
        }
    }

    @Sendable func overview(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let words = visit.words
        let span = visit.query["span"].flatMap(Span.init(rawValue:)) ?? .week
        // Buckets begin at whole steps, so that a bar does not change its meaning from one minute to the next.
        let step = span.step.milliseconds
        let end = Timestamp(milliseconds: (visit.now.milliseconds / step + 1) * step)
        let since = end - span.length
        let reading = await live.current()
        var model: Model = [
            "title": words["overview_title"], "live": liveModel(reading, for: reviewer, words: words),
            "sees_cases": seesCases(reviewer), "watches_discord": settings.watchesDiscord,
            "spans": Span.allCases.map { choice -> Model in
                [
                    "href": "/?span=\(choice.rawValue)", "label": words["span_\(choice.rawValue)"],
                    "current": choice == span,
                ]
            },
        ]
        // Guardians do not reach the page of accounts.
        if !reviewer.roles.isDisjoint(with: [.guardian, .administrator]) {
            let reviewers = try await store.reviewers()
            if let warning = guardianWarning(reviewers, words) { model["few_guardians"] = warning }
        }
        if seesCases(reviewer) {
            let figures = try await store.overview(since: since, bucket: span.step, for: reviewer)
            let names = try await reviewerNames()
            model["open"] = words.number(figures.openCases)
            model["overdue"] = words.number(figures.overdueCases)
            model["any_overdue"] = figures.overdueCases > 0
            let ranOut = try await store.clocksRunOut(at: visit.now, for: reviewer)
            model["clocks"] = [
                "count": words.number(ranOut), "any": ranOut > 0,
                "href": Visibility.readsClocks(reviewer) ? "/clocks" : "/queue",
            ]
            model["decided"] = words.number(figures.decidedCases)
            model["rejected"] = words.number(figures.rejectedLines)
            if let oldest = figures.oldestWaiting { model["oldest"] = caseModel(oldest, visit: visit, names: names) }
            let chart = SignalChart(figures.signalsOverTime, since: since, end: end, step: span.step)
            model["chart"] = signalChartModel(chart, visit: visit)
            model["loads"] = try await loadsModel(visit)
        }
        return page("overview", model, visit: visit)
    }

    /// The live figures, as this reviewer may know them and as text: the script only puts them in place.
    func liveModel(_ reading: LiveReading, for reviewer: Reviewer, words: Words) -> Model {
        let shown = liveTexts(reading, for: reviewer, words: words)
        return Dictionary(uniqueKeysWithValues: shown.map { ($0.name, $0.text as Any) })
    }

    private func liveTexts(
        _ reading: LiveReading, for reviewer: Reviewer, words: Words
    ) -> [(name: String, text: String)] {
        let hidden = Visibility.includesStaffCases(reviewer) ? 0 : reading.signalsAboutStaff
        let (events, signals) = (words.number(reading.events), words.number(max(0, reading.signals - hidden)))
        let behind = words.number(reading.behindBy)
        let summary = words.say("live_summary", ["events": events, "signals": signals, "behind": behind])
        return [
            ("rate", words.number(Int(max(0, min(reading.eventsPerSecond, 1e12)).rounded()))), ("events", events),
            ("signals", signals), ("behind", behind), ("summary", summary),
        ]
    }

    // MARK: Server-sent events

    /// The figures as they change (https://html.spec.whatwg.org/multipage/server-sent-events.html). Ends when the
    /// session does, when the browser leaves, and when the service stops.
    @Sendable func liveStream(_ visit: Visit) async throws -> Response {
        guard let signedIn = visit.reviewer else { return Response(status: .unauthorized) }
        guard openStreams.hasRoom else { throw Refusal.busy }
        let words = visit.words
        let tokenHash = Secrets.tokenHash(visit.secret)
        let body = ResponseBody { writer in
            openStreams.enter()
            defer { openStreams.leave() }
            try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
            var (reviewer, checkedAt) = (signedIn, now())
            for await reading in await live.updates() {
                let moment = now()
                if moment.since(checkedAt) > .seconds(15) {
                    checkedAt = moment
                    guard let still = try await store.session(tokenHash: tokenHash, at: moment) else { break }
                    reviewer = still
                }
                let fields = liveTexts(reading, for: reviewer, words: words)
                let json = fields.map { "\"\($0.name)\":\"\($0.text)\"" }.joined(separator: ",")
                try await writer.write(ByteBuffer(string: "data: {\(json)}\n\n"))
            }
            try await writer.finish(nil)
        }
        var headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"]
        // Proxies that gather answers (nginx) would hold the figures back.
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        return Response(status: .ok, headers: headers, body: body)
    }
}
