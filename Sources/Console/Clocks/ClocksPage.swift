import Casework
import Hummingbird
import SafetyModel

/// The clocks that ran out: who was asked, who is next, and what could not be delivered.
extension Console {
    private static let clocksLength = 200

    @Sendable func clocksPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard Visibility.readsClocks(reviewer) else { throw Refusal.forbidden }
        let words = visit.words
        let board = try await store.clockBoard(at: visit.now, limit: Self.clocksLength, for: reviewer)
        let model: Model = [
            "title": words["clocks_title"], "any": !board.entries.isEmpty,
            "shown": words.say(
                "clocks_shown",
                ["shown": words.number(board.entries.count), "total": words.number(board.total)]),
            "entries": board.entries.map { clockModel($0, visit: visit) },
            "undelivered": board.undelivered.map { entry -> Model in
                [
                    "case": words.say("case_number", ["id": String(entry.caseID)]), "href": "/cases/\(entry.caseID)",
                    "body": words["body_\(entry.body.rawValue)"],
                    "channel": words["channel_\(entry.delivery.channel.rawValue)"],
                    "state": entry.nextTry.map {
                        words.say(
                            "delivery_again", ["time": words.moment($0), "n": words.number(entry.delivery.tries)])
                    } ?? words["delivery_failed"],
                    "fault": visible(entry.delivery.fault ?? ""),
                ]
            },
        ]
        return page("clocks", model, visit: visit)
    }

    /// What the case page says of the clocks that ran out.
    func caseClocksModel(_ clocks: [ClockEntry], visit: Visit) -> Model {
        ["any": !clocks.isEmpty, "entries": clocks.map { clockModel($0, visit: visit) }]
    }

    private func clockModel(_ entry: ClockEntry, visit: Visit) -> Model {
        let words = visit.words
        let clock = entry.clock
        var model: Model = [
            "case": words.say("case_number", ["id": String(entry.caseID)]), "href": "/cases/\(entry.caseID)",
            "severity": severityModel(clock.severity, words), "staff": clock.isAboutStaff,
            "policy": policyTitle(entry.policy, visit.language), "clock": words["clock_\(clock.kind.rawValue)"],
            "due": timeModel(clock.due, text: words.due(clock.due, now: visit.now), words: words),
            "promised": timeModel(clock.due, text: words.moment(clock.due), words: words),
            "asked": entry.asked.map { asked -> Model in
                var shown: Model = [
                    "body": words["body_\(asked.body.rawValue)"],
                    "time": timeModel(asked.at, text: words.moment(asked.at), words: words),
                ]
                if !asked.name.isEmpty { shown["name"] = visible(asked.name) }
                let sent = asked.deliveries.map {
                    words["channel_\($0.channel.rawValue)"] + " " + words["delivery_\($0.state.rawValue)"]
                }
                if !sent.isEmpty { shown["sent"] = "(\(sent.joined(separator: ", ")))" }
                return shown
            },
        ]
        if let done = clock.stoppedAt {
            model["done"] = timeModel(done, text: words.moment(done), words: words)
        } else {
            model["next"] = nextStep(of: clock, visit: visit)
        }
        return model
    }

    /// Whom the chain asks next, and in how long; what is due already comes with the next look at the clocks.
    private func nextStep(of clock: RunningClock, visit: Visit) -> String {
        let words = visit.words
        let escalation = Escalation(of: clock, by: settings.escalation, at: visit.now)
        guard let next = escalation.due.first ?? escalation.next else { return words["clocks_end_of_chain"] }
        let body = words["body_\(next.step.body.rawValue)"]
        return next.due <= visit.now
            ? words.say("clocks_next_now", ["body": body])
            : words.say("clocks_next", ["body": body, "span": words.span(next.due.since(visit.now))])
    }

    /// `decide: lead` in words.
    func escalationDetail(_ detail: String, _ words: Words) -> String {
        let parts = detail.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let clock = words.byKey["clock_\(parts[0])"],
            let body = words.byKey["body_\(parts[1].drop { $0 == " " })"]
        else { return visible(detail) }
        return "\(clock) → \(body)"
    }
}
