import SafetyModel

/// What the chat says, for whoever is twelve and frightened: short words, few of them. French says "tu" here.
struct ReportDialogueWords {
    let language: Language

    private func say(_ en: String, _ fr: String) -> String { language == .french ? fr : en }

    var call: String { say("In danger? Call:", "En danger ? Appelle :") }

    func greeting(page: String?) -> String {
        let elsewhere =
            page.map {
                say(" You can also use \($0), without any account.", " Tu peux aussi passer par \($0), sans compte.")
            }
            ?? ""
        return say(
            "Hello, I am Vigie, a program. I pass on what you tell me to people who look after this place. Those who run it never learn from me who told. This chat lies on the server like any other: its administrators could read it.\(elsewhere) Write “en” for English.",
            "Bonjour, je suis Vigie, un programme. Je transmets ce que tu me dis à des personnes qui veillent sur cet endroit. Celles qui le dirigent n’apprennent jamais de moi qui a parlé. Cette discussion est sur le serveur comme les autres : ses administrateurs pourraient la lire.\(elsewhere) Écris « fr » pour le français."
        )
    }

    var askHappening: String {
        let choices = Happening.allCases.enumerated().map { "\($0.offset + 1)  \($0.element.label[language])" }
        return say("What happened? Write the number.", "Que s’est-il passé ? Écris le numéro.") + "\n"
            + choices.joined(separator: "\n")
    }

    var askTelling: String {
        say(
            "Tell it in your words, or paste what was written, or a link to a message. As many messages as you like. Then write “ok”.",
            "Raconte avec tes mots, ou colle ce qui a été écrit, ou le lien d’un message. En autant de messages que tu veux. Puis écris « ok »."
        )
    }

    var goOn: String { say("Go on, or write “ok”.", "Continue, ou écris « ok ».") }
    var kept: String { say("Noted. Go on, or write “ok”.", "C’est noté. Continue, ou écris « ok ».") }
    func keptAsk(_ question: String) -> String { say("Noted.", "C’est noté.") + " " + question }

    var askWho: String {
        say(
            "Who did it? A name, as @name:server. Or “skip”.",
            "Qui a fait ça ? Un nom, comme @nom:serveur. Ou « passer ».")
    }

    var askStaff: String {
        say(
            "Does this person help to run the place? yes / no",
            "Cette personne fait-elle partie de ceux qui dirigent ? oui / non")
    }

    var askDanger: String { say("Do you feel in danger now? yes / no", "Tu te sens en danger, là ? oui / non") }
    var askSend: String {
        say("Write “send”, or “cancel”.", "Écris « envoyer », ou « annuler ».")
    }
    var yesNo: String { say("Write yes or no.", "Écris oui ou non.") }
    var nothing: String { say("Say what happened in a few words.", "Dis ce qui s’est passé en quelques mots.") }

    func summary(_ draft: ReportDraft, messages: Int) -> String {
        let happening = Happening(rawValue: draft.happening) ?? .other
        let who = draft.accused.isEmpty ? say("not said", "non précisé") : draft.accused.joined(separator: ", ")
        return say(
            "I will pass on: \(happening.label.en). Who: \(who). Messages: \(messages). You believe that this is true.",
            "Je vais transmettre : \(happening.label.fr). Qui : \(who). Messages : \(messages). Tu penses que c’est vrai."
        )
    }

    func receipt(_ code: String, hours: Int) -> String {
        say(
            "It is sent. A person looks at it within \(hours) h.\nYour code: \(code)\nKeep it where nobody looks; it is shown once. Then write “noted”, and I take this message away. “status CODE” says where it stands.",
            "C’est envoyé. Une personne le regarde d’ici \(hours) h.\nTon code : \(code)\nGarde-le là où personne ne regarde ; il n’est montré qu’une fois. Puis écris « noté », et j’efface ce message. « statut CODE » dit où ça en est."
        )
    }

    var unfound: String {
        say(
            "I have not found that message, or you are not in its room. Copy what it says.",
            "Je n’ai pas trouvé ce message, ou tu n’es pas dans son salon. Copie ce qu’il dit.")
    }
    var codeTaken: String { say("The code is gone from here.", "Le code n’est plus ici.") }
    var idle: String {
        say(
            "Write “report” to tell something, “status CODE” to ask, “help” for help.",
            "Écris « signaler » pour raconter, « statut CODE » pour demander, « aide » pour de l’aide.")
    }
    var cancelled: String { say("Nothing is kept.", "Rien n’est gardé.") + " " + idle }
    var retracted: String { say("Taken out.", "C’est retiré.") }
    var changed: String { say("Changed.", "C’est modifié.") }
    var changedTooLate: String {
        say("I cannot change that any more. Write it again.", "Je ne peux plus le modifier. Écris-le à nouveau.")
    }
    var unreadable: String { say("(not readable)", "(illisible)") }

    func tooMuch(limit: Int) -> String {
        say(
            "That is more than one report holds (\(limit) letters). I keep what came before. Write “ok” to go on.",
            "C’est plus qu’un signalement ne contient (\(limit) lettres). Je garde ce qui précède. Écris « ok » pour continuer."
        )
    }

    func noFiles(page: String?) -> String {
        let elsewhere = page.map { say(" Screenshots: \($0).", " Captures : \($0).") } ?? ""
        return say(
            "I take no pictures and files here. Never send a nude picture, not even yours. Say what is on it.\(elsewhere)",
            "Je ne prends pas de photos ni de fichiers ici. N’envoie jamais de photo nue, même de toi. Dis ce qu’on y voit.\(elsewhere)"
        )
    }

    func help(page: String?) -> String {
        let elsewhere = page.map { " " + $0 } ?? ""
        return say(
            "“report”: tell something. “status CODE”: where it stands. “cancel”: forget what I said. “fr”: français.\(elsewhere)",
            "« signaler » : raconter. « statut CODE » : où ça en est. « annuler » : oublier ce que j’ai dit. « en » : English.\(elsewhere)"
        )
    }

    func refused(_ paths: [String]) -> String {
        say(
            "Something in it cannot be taken (\(paths.joined(separator: ", "))). Say it in fewer words.",
            "Quelque chose ne peut pas être pris (\(paths.joined(separator: ", "))). Dis-le en moins de mots.")
    }

    var later: String {
        say("I cannot right now. Write it again in a minute.", "Je ne peux pas maintenant. Réécris dans une minute.")
    }
    var restarted: String {
        say(
            "I was started anew. If you have a code, your report is sent. Otherwise what you said is gone, and nothing of it was kept: please begin again.",
            "J’ai redémarré. Si tu as un code, ton signalement est parti. Sinon, ce que tu avais dit est effacé, rien n’a été gardé : recommence, s’il te plaît."
        )
    }

    // MARK: Where it stands

    func standing(_ status: ReportStatus, page: String?) -> String {
        let state =
            switch status.state {
            case .received: say("It has come, and waits for a person.", "C’est reçu, une personne va le lire.")
            case .reading: say("A person works on it.", "Une personne s’en occupe.")
            case .acted: say("It is decided: something was done.", "C’est décidé : quelque chose a été fait.")
            case .closed:
                say("It was looked at: nothing had to be done here.", "C’est regardé : il n’y avait rien à faire ici.")
            }
        // As 2026-11-27 13:16: the minute is enough.
        let moment = status.due.map { String($0.rfc3339.prefix(16)).replacing("T", with: " ") + " UTC" }
        let due = moment.map { say(" Next answer by \($0).", " Prochaine réponse avant le \($0).") } ?? ""
        let answers = status.messages.filter { !$0.isFromReporter }.compactMap(\.text).suffix(3)
        let told = answers.isEmpty ? "" : "\n" + answers.joined(separator: "\n")
        let elsewhere = page.map { say("\nTo write back: \($0)", "\nPour répondre : \($0)") } ?? ""
        return state + due + told + elsewhere
            + say("\nYou can delete your message with the code.", "\nTu peux supprimer ton message avec le code.")
    }
}
