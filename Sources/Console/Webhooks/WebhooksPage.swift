import Casework
import Hummingbird
import SafetyModel

/// What other programs are told: where it goes, what became of it, and sending again what was given up. For
/// administrators; of a message its kind, its time and what became of it, and nothing of its case.
extension Console {
    private static let messagesShown = 50
    private static let resultsShown = 20

    @Sendable func webhooksPage(_ visit: Visit) async throws -> Response {
        let reviewer = try administrator(visit)
        let words = visit.words
        let board = try await store.webhookBoard(limit: Self.messagesShown, for: reviewer)
        let model: Model = [
            "title": words["webhooks_title"], "any": !settings.webhooks.isEmpty,
            "hooks": settings.webhooks.map { hookModel($0, board.figures[$0.name] ?? .init(), visit: visit) },
            "failed": board.failed.map { messageModel($0, visit: visit) }, "any_failed": !board.failed.isEmpty,
            "newest": board.newest.prefix(Self.resultsShown).map { messageModel($0, visit: visit) },
            "any_newest": !board.newest.isEmpty,
            "all": givenUp(board).map { hook -> Model in
                ["hook": hook, "label": words.say("webhooks_resend_all", ["name": visible(hook)])]
            },
        ]
        return page("webhooks", model, visit: visit)
    }

    /// Those of which more than one message was given up, in the order of the list.
    private func givenUp(_ board: WebhookBoard) -> [String] {
        board.figures.filter { $0.value.failed > 1 }.keys.sorted()
    }

    @Sendable func resendMessages(_ visit: Visit) async throws -> Response {
        let reviewer = try administrator(visit)
        let choice: WebhookChoice
        if let id = visit.form["id"], !id.isEmpty, id.utf8.count <= 100 {
            choice = .one(id: id)
        } else if let hook = visit.form["hook"], !hook.isEmpty, hook.utf8.count <= 100 {
            choice = .givenUp(hook: hook)
        } else {
            throw Refusal.badRequest
        }
        // What was sent again meanwhile, or is hidden, is nothing to resend: both are told in the same words.
        let count = try await store.resendWebhookMessages(choice, for: reviewer, at: visit.now)
        return redirect(to: "/webhooks?done=\(count > 0 ? "resent" : "resent_none")")
    }

    private func hookModel(_ hook: Webhook, _ figures: WebhookBoard.Figures, visit: Visit) -> Model {
        let words = visit.words
        var model: Model = [
            "name": visible(hook.name),
            // No more of the address: what follows the host is often a secret.
            "host": visible(OutgoingAddress.host(of: hook.address) ?? "–"),
            "audience": words["webhooks_audience_\(hook.audience.rawValue)"],
            "events": hook.events.count == WebhookEvent.Kind.allCases.count
                ? words["webhooks_every_event"]
                : WebhookEvent.Kind.allCases.filter(hook.events.contains).map { kindName($0.rawValue, words) }
                    .joined(separator: ", "),
            "sent": words.number(figures.sent), "waiting": words.number(figures.waiting),
            "failed": words.number(figures.failed), "any_failed": figures.failed > 0,
        ]
        if let last = figures.lastSent {
            model["last"] = timeModel(last, text: words.ago(last, now: visit.now), words: words)
        }
        return model
    }

    private func messageModel(_ message: WebhookMessage, visit: Visit) -> Model {
        let words = visit.words
        return [
            "id": message.id, "hook": visible(message.hook), "kind": kindName(message.kind, words),
            "made": timeModel(message.madeAt, text: words.moment(message.madeAt), words: words),
            "state": words["webhooks_state_\(message.state.rawValue)"], "is_failed": message.state == .failed,
            "tries": words.count("webhooks_tries", message.tries), "fault": visible(message.fault ?? ""),
            "resend_label": words.say(
                "webhooks_resend_one",
                [
                    "name": visible(message.hook), "kind": kindName(message.kind, words),
                    "time": words.moment(message.madeAt),
                ]),
        ]
    }

    private func kindName(_ kind: String, _ words: Words) -> String {
        words.byKey["webhooks_kind_\(kind.replacing(".", with: "_"))"] ?? visible(kind)
    }
}
