import SafetyModel

/// What Vigie answers in the command room.
struct MatrixCommandWords {
    let language: Language

    private func say(_ en: String, _ fr: String) -> String { language == .french ? fr : en }

    var help: String {
        say(
            "!vigie status: how Vigie is\n!vigie cases: open cases of this community, without those about staff or about anybody here\n!vigie help: this\nMembers report in a private chat with me.",
            "!vigie statut : comment va Vigie\n!vigie cas : les dossiers ouverts de cette communauté, sans ceux qui concernent l’équipe ou quelqu’un d’ici\n!vigie aide : ceci\nLes membres signalent dans une discussion privée avec moi."
        )
    }

    func notAllowed(level: Int) -> String {
        say(
            "Asking takes power level \(level) in this room.",
            "Il faut le niveau de pouvoir \(level) dans ce salon pour demander.")
    }

    var tooFast: String {
        say("That is too fast for me; ask again in a minute.", "C’est trop rapide ; redemandez dans une minute.")
    }

    var whichCommunity: String {
        say(
            "This room stands in no space: write commands.community, the space's id, into the file of the connection.",
            "Ce salon n’est dans aucun espace : écrivez commands.community, l’identifiant de l’espace, dans le fichier de connexion."
        )
    }

    var unavailable: String {
        say(
            "The cases cannot be read right now; ask again in a minute.",
            "Les dossiers ne peuvent pas être lus pour l’instant ; redemandez dans une minute.")
    }

    func status(_ desk: MatrixDeskFigures, _ intake: MatrixIntakeFigures, now: Timestamp) -> String {
        let since = span(now.since(intake.since))
        let last = intake.last.map { span(now.since($0)) }
        let heard = last.map { say("the last \($0) ago", "le dernier il y a \($0)") } ?? say("none yet", "aucun encore")
        let watch =
            desk.isReady
            ? say(
                "events that the watch is behind: \(desk.behind)", "événements de retard de la veille : \(desk.behind)")
            : say(
                "the watch is not ready: look into Vigie's log", "la veille n’est pas prête : voyez le journal de Vigie"
            )
        let history = intake.history.map { words(of: $0) } ?? ""
        return say(
            "Running for \(since). Events from the homeserver: \(intake.events), \(heard); encrypted, not readable: \(intake.encrypted); \(watch).\(history)",
            "En marche depuis \(since). Événements reçus du serveur : \(intake.events), \(heard) ; chiffrés, illisibles : \(intake.encrypted) ; \(watch).\(history)"
        )
    }

    private func words(of figures: MatrixHistoryFigures) -> String {
        guard figures.isReading else {
            return say(
                "\nLearning the rooms before history: \(figures.done) of \(figures.rooms).",
                "\nDécouverte des salons avant l’historique : \(figures.done) sur \(figures.rooms).")
        }
        return say(
            "\nHistory: \(figures.done) of \(figures.rooms) rooms are done, \(figures.events) events read.",
            "\nHistorique : \(figures.done) salons sur \(figures.rooms) sont faits, \(figures.events) événements lus.")
    }

    func cases(_ found: MatrixOpenCases, now: Timestamp) -> String {
        guard !found.items.isEmpty else { return say("No open case.", "Aucun dossier ouvert.") }
        let lines = found.items.map { item in
            let due =
                item.dueAt < now
                ? say("overdue by \(span(now.since(item.dueAt)))", "en retard de \(span(now.since(item.dueAt)))")
                : say("due in \(span(item.dueAt.since(now)))", "à traiter sous \(span(item.dueAt.since(now)))")
            let held = item.isClaimed ? say(", taken", ", pris en charge") : ""
            return
                "\(item.number)  \(item.policy[language]) (\(say("severity", "gravité")) \(item.severity)), \(due)\(held)"
        }
        let rest = found.total - found.items.count
        let more = rest > 0 ? ["… +\(rest)"] : []
        return (lines + more).joined(separator: "\n")
    }

    private func span(_ duration: Duration) -> String {
        let minutes = max(0, duration.milliseconds / 60_000)
        switch minutes {
        case ..<120: return "\(minutes) min"
        case ..<2880: return "\(minutes / 60) h"
        default: return say("\(minutes / 1440) days", "\(minutes / 1440) jours")
        }
    }
}
