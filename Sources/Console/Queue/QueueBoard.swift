import Casework
import Rules
import SafetyModel

/// The cases of a reviewer, by the queues that an operator's rules put them into.
struct QueueBoard {
    /// Ids in the order of the queue.
    var cases: [String: [Int64]] = [:]
    var total = 0
    /// The queue that is shown; `nil` for all cases.
    var chosen: String?

    /// The facts are the reviewer's own: what somebody may not see is in no queue and no count.
    init(_ facts: [CaseFacts], routing: CaseRouting, at now: Timestamp) {
        for item in facts { cases[routing.queue(of: item, at: now), default: []].append(item.id) }
        total = facts.count
    }

    func page(of queue: String, _ filter: QueueFilter) -> (ids: [Int64], total: Int) {
        let ids = cases[queue] ?? []
        return (Array(ids.dropFirst(filter.offset).prefix(filter.limit)), ids.count)
    }
}

extension Console {
    /// `nil` where the operator set no queues.
    func queueBoard(_ filter: QueueFilter, reviewer: Reviewer, visit: Visit) async throws -> QueueBoard? {
        guard !settings.routing.queues.isEmpty else { return nil }
        var board = QueueBoard(
            try await store.caseFacts(filter, for: reviewer), routing: settings.routing, at: visit.now)
        let known = settings.routing.queues.map(\.id) + [CaseRouting.general]
        board.chosen = visit.query["queue"].flatMap { known.contains($0) ? $0 : nil }
        return board
    }

    func page(of board: QueueBoard?, _ filter: QueueFilter, for reviewer: Reviewer) async throws -> QueuePage {
        guard let board, let chosen = board.chosen else { return try await store.queue(filter, for: reviewer) }
        let (ids, total) = board.page(of: chosen, filter)
        return QueuePage(cases: try await store.cases(ids, for: reviewer), total: total)
    }

    /// The queues to choose from, with counts: one's own first, then the general one; those of others for leads and
    /// guardians, who are told where nobody fits.
    func queueChoices(_ board: QueueBoard, _ filter: QueueFilter, visit: Visit) async throws -> Model {
        let reviewer = try visit.signedIn()
        let words = visit.words
        let seesAll = !reviewer.roles.isDisjoint(with: [.lead, .guardian])
        let people = seesAll ? try await store.reviewers().filter(\.active) : []
        var links: [Model] = [choice(nil, words["queue_all"], board.total, board, filter, words)]
        var unfilled: [String] = []
        for queue in settings.routing.queues {
            let isOwn = queue.suits(reviewer)
            guard isOwn || seesAll || board.chosen == queue.id else { continue }
            let count = board.cases[queue.id]?.count ?? 0
            var model = choice(queue.id, visible(queue.name[visit.language]), count, board, filter, words)
            model["own"] = isOwn
            links.append(model)
            if seesAll, count > 0, !people.contains(where: queue.suits) {
                unfilled.append(visible(queue.name[visit.language]))
            }
        }
        let general = board.cases[CaseRouting.general]?.count ?? 0
        links.append(choice(CaseRouting.general, words["queue_general"], general, board, filter, words))
        var model: Model = ["links": links]
        if let chosen = board.chosen { model["chosen"] = chosen }
        if !unfilled.isEmpty {
            model["unfilled"] = words.say("queue_unfilled", ["names": unfilled.joined(separator: ", ")])
        }
        return model
    }

    private func choice(
        _ id: String?, _ label: String, _ count: Int, _ board: QueueBoard, _ filter: QueueFilter, _ words: Words
    ) -> Model {
        [
            "label": label, "count": words.number(count), "current": board.chosen == id,
            "href": "/queue?" + queueFields(filter, queue: id).joined(separator: "&"),
        ]
    }
}

extension CaseQueue {
    func suits(_ reviewer: Reviewer) -> Bool {
        suits(
            skills: reviewer.skills, languages: reviewer.reads, roles: Set(reviewer.roles.map(\.rawValue)),
            name: reviewer.name)
    }
}
