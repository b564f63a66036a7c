import Casework
import SafetyModel

/// What people read on Discord, in the words of the reporting pages.
struct DiscordWords {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    private func say(_ fr: String, _ en: String) -> String { LocalizedText(fr: fr, en: en)[language] }

    // MARK: A report was sent

    func sent(code: String, look: Duration, help: [Helpline]) -> String {
        var lines = [
            say("C’est reçu. Ton code :", "We have it. Your code:"), "**\(code)**",
            say(
                "Garde-le, par exemple dans une note : avec lui tu vois où en est ton signalement (`/vigie suivi`). Personne d’autre ne l’a, et nous ne pouvons pas le retrouver.",
                "Keep it, in a note perhaps: with it you see where your report stands (`/vigie status`). Nobody else has it, and we cannot find it again."
            ),
            say("Une personne le regarde d’ici \(span(look)).", "A person looks at it within \(span(look))."),
            say(
                "L’équipe du serveur ne voit pas qui a signalé.", "The team of the server does not see who reported."),
        ]
        if !help.isEmpty {
            lines.append(
                say("En danger maintenant ? Appelle d’abord : ", "In danger now? Call first: ")
                    + help.map { "\($0.number) (\($0.name[language]))" }.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }

    var follow: String { say("Suivre et écrire", "Follow and write") }
    var again: String { say("Réessaie dans un instant.", "Try again in a moment.") }
    var known: String {
        say(
            "Ce signalement est déjà reçu ; son code était dans la première réponse.",
            "We have this report already; its code was in the first answer.")
    }

    func say(problem: ReportProblem?) -> String {
        switch problem?.reason {
        case .nothingSaid:
            say(
                "Dis qui, où ou quoi : un seul suffit. Rien n’a été envoyé.",
                "Say who, where or what: one is enough. Nothing was sent.")
        case .missing, .notOneOf:
            say("Choisis ce qui se passe. Rien n’a été envoyé.", "Choose what it is. Nothing was sent.")
        default:
            say(
                "Cela n’a pas pu être pris. Raccourcis le texte et réessaie.",
                "This could not be taken. Shorten the text and try again.")
        }
    }

    // MARK: Where a report stands

    func say(_ status: ReportStatus, now: Timestamp) -> String {
        var lines: [String]
        switch status.state {
        case .received:
            lines = [say("**Reçu.** Une personne va le regarder.", "**Received.** A person will look at it.")]
        case .reading:
            lines = [
                say(
                    "**Quelqu’un s’en occupe.** Une personne lit et vérifie.",
                    "**Somebody works on it.** A person is reading and checking.")
            ]
        case .acted:
            lines = [
                say(
                    "**Décidé : on a agi.** Pour la sécurité de tous, nous ne disons pas quoi.",
                    "**Decided: something was done.** For everybody’s safety we do not say what.")
            ]
        case .closed:
            lines = [say("**Regardé : il n’y avait rien à faire ici.**", "**Looked at: nothing had to be done here.**")]
        }
        if let due = status.due {
            lines.append(
                due < now
                    ? say("Nous sommes en retard. Écris-nous, ou appelle.", "We are late. Write to us, or call.")
                    : say("Réponse attendue avant", "Answer due by") + " <t:\(due.milliseconds / 1000):f>")
        }
        if let last = status.messages.last(where: { !$0.isFromReporter }), let text = last.text {
            lines.append(say("L’équipe t’a écrit :", "The team wrote to you:"))
            lines.append(text.prefix(1200).split(separator: "\n").map { "> \($0)" }.joined(separator: "\n"))
        }
        return lines.joined(separator: "\n")
    }

    private func span(_ span: Duration) -> String {
        let hours = max(1, Int((span.milliseconds + 1_800_000) / 3_600_000))
        if hours < 48 { return hours == 1 ? say("une heure", "an hour") : say("\(hours) heures", "\(hours) hours") }
        return say("\(hours / 24) jours", "\(hours / 24) days")
    }

    // MARK: Moderators

    static let nothingToTake = LocalizedText(
        fr: "Il n’y a rien à prendre ici (ou plus rien). La console de Vigie dit ce qui reste ouvert.",
        en: "There is nothing to take here, or nothing any more. Vigie's console says what is open.")
    static let takenByAnother = LocalizedText(
        fr: "Quelqu’un d’autre vient de le prendre.", en: "Somebody else has it.")

    static func caseWaits(_ item: Case, now: Timestamp) -> LocalizedText {
        let due = "<t:\(item.dueAt.milliseconds / 1000):R>"
        return LocalizedText(
            fr:
                "Dossier \(item.id) à examiner (gravité \(item.severity.level)), échéance \(due). Ce message ne dit rien du dossier, exprès.",
            en:
                "Case \(item.id) to review (severity \(item.severity.level)), due \(due). This message says nothing of the case, on purpose."
        )
    }
}
