import Casework
import Hummingbird
import SafetyModel

/// The queue: what is to be reviewed, gravest first.
extension Console {
    static let queuePageLength = 50

    @Sendable func queue(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard seesCases(reviewer) else { throw Refusal.forbidden }
        let filter = queueFilter(visit.query, reviewer: reviewer)
        let board = try await queueBoard(filter, reviewer: reviewer, visit: visit)
        let found = try await page(of: board, filter, for: reviewer)
        let names = try await reviewerNames()
        let reports = try await store.reportCounts(on: found.cases.map(\.id), for: reviewer)
        let words = visit.words
        var model: Model = [
            "title": words["queue_title"], "total": words.count("queue_total", found.total),
            "cases_any": !found.cases.isEmpty,
            "cases": found.cases.map { item -> Model in
                var model = caseModel(item, visit: visit, names: names)
                if let count = reports[item.id] { model["reports"] = words.count("reports_n", count) }
                return model
            },
            "states": Case.State.allCases.map { state -> Model in
                [
                    "value": state.rawValue, "label": words["state_\(state.rawValue)"],
                    "checked": filter.states.contains(state),
                ]
            },
            "policies": policyOptions(chosen: filter.policy, visit: visit), "mine": filter.claimedBy != nil,
            "second_only": filter.awaitsSecondPerson, "back": visit.request.uri.string,
        ]
        let owed = try await store.owedAnswers(for: reviewer)
        model["owed_any"] = !owed.isEmpty
        model["owed"] = owed.map { answer -> Model in
            var model = caseModel(answer.item, visit: visit, names: names)
            model["answer_late"] = answer.due < visit.now
            model["answer_due"] = timeModel(
                answer.due, text: words.due(answer.due, now: visit.now), words: words)
            return model
        }
        if let board { model["queues"] = try await queueChoices(board, filter, visit: visit) }
        model["paging"] = paging(filter, queue: board?.chosen, found: found, words: words)
        return page("queue", model, visit: visit)
    }

    private func queueFilter(_ query: FormFields, reviewer: Reviewer) -> QueueFilter {
        var filter = QueueFilter(limit: Self.queuePageLength)
        let states = Set(query.all("state").compactMap(Case.State.init(rawValue:)))
        if !states.isEmpty { filter.states = states }
        if let code = query["policy"], taxonomy[PolicyCode(code)] != nil { filter.policy = PolicyCode(code) }
        if query["mine"] == "1" { filter.claimedBy = reviewer.id }
        filter.awaitsSecondPerson = query["second"] == "1"
        if let offset = query["from"].flatMap(Int.init), (0...1_000_000).contains(offset) { filter.offset = offset }
        return filter
    }

    private func policyOptions(chosen: PolicyCode?, visit: Visit) -> [Model] {
        taxonomy.policies.sorted { ($0.severity, $0.code) < ($1.severity, $1.code) }.map { policy in
            [
                "code": policy.code.code, "label": policy.title[visit.language],
                "selected": policy.code == chosen,
            ]
        }
    }

    /// A filter as the fields of an address.
    func queueFields(_ filter: QueueFilter, queue: String?) -> [String] {
        var query = filter.states.map(\.rawValue).sorted().map { "state=\($0)" }
        if let policy = filter.policy { query.append("policy=\(FormFields.encode(policy.code))") }
        if filter.claimedBy != nil { query.append("mine=1") }
        if filter.awaitsSecondPerson { query.append("second=1") }
        if let queue { query.append("queue=\(queue)") }
        return query
    }

    private func paging(_ filter: QueueFilter, queue: String?, found: QueuePage, words: Words) -> Model {
        let query = queueFields(filter, queue: queue)
        let link = { (offset: Int) in "/queue?" + (query + ["from=\(offset)"]).joined(separator: "&") }
        let end = filter.offset + found.cases.count
        guard found.total > filter.limit || filter.offset > 0 else { return ["needed": false] }
        var model: Model = [
            "needed": true,
            "text": words.say(
                "page_of",
                [
                    "from": words.number(min(filter.offset + 1, end)), "to": words.number(end),
                    "total": words.number(found.total),
                ]),
        ]
        if filter.offset > 0 { model["previous"] = link(max(0, filter.offset - filter.limit)) }
        if end < found.total, !found.cases.isEmpty { model["next"] = link(end) }
        return model
    }
}
