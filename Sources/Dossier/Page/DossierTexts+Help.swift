import SafetyModel

extension DossierTexts {
    private func say(_ en: String, _ fr: String) -> String { LocalizedText(fr: fr, en: en)[language] }

    // MARK: What to do

    var danger: String { say("If somebody is in danger now", "Si quelqu'un est en danger maintenant") }

    /// Lines to call: number, what for.
    var helpLines: [(number: String, dial: String?, what: String)] {
        [
            (
                "17 / 112", "112",
                say(
                    "France: police and gendarmerie, at once; 114 by text message",
                    "France : police et gendarmerie, sans attendre ; 114 par SMS")
            ),
            (
                "3018", "3018",
                say(
                    "France: violence online, blackmail, harassment; free, confidential, has platforms take "
                        + "content down",
                    "France : violences en ligne, chantage, harcèlement ; gratuit, confidentiel, fait retirer "
                        + "les contenus"
                )
            ),
            (
                "119", "119",
                say(
                    "France: children in danger; free, day and night",
                    "France : enfance en danger ; gratuit, jour et nuit")
            ),
            (
                say("Elsewhere", "Ailleurs"), nil,
                say(
                    "your local emergency number, and your country's helpline for children "
                        + "(childhelplineinternational.org)",
                    "le numéro d'urgence local et la ligne d'écoute des enfants de votre pays "
                        + "(childhelplineinternational.org)"
                )
            ),
        ]
    }

    var next: String { say("What to do next", "Que faire maintenant") }
    var nextSteps: [String] {
        [
            say(
                "Think first of the person who may be harmed: they did nothing wrong. Listen, believe, don't "
                    + "blame, don't "
                    + "promise secrecy that you cannot keep.",
                "Pensez d'abord à la personne qui subit peut-être : elle n'a rien fait de mal. Écoutez, croyez, ne "
                    + "reprochez rien, ne promettez pas un secret que vous ne pourrez pas garder."),
            say(
                "Don't confront or warn the person that a lead is about, and don't look for them elsewhere: it may "
                    + "endanger others, and lets traces vanish.",
                "Ne confrontez pas et n'avertissez pas la personne visée par une piste, ne la cherchez pas ailleurs : "
                    + "cela peut mettre d'autres en danger et faire disparaître des traces."),
            say(
                "Keep the export as it is, with this dossier: the check sums show later that nothing was changed.",
                "Gardez l'export tel quel, avec ce dossier : les sommes de contrôle montreront que rien n'a "
                    + "été modifié."
            ),
            say(
                "Never copy or pass on intimate pictures of minors, not even as proof: say where they are, and let the "
                    + "police or 3018 secure them.",
                "Ne copiez et ne transmettez jamais d'images intimes de mineurs, même comme preuve : dites où elles se "
                    + "trouvent et laissez la police ou le 3018 les mettre en sûreté."),
            say(
                "Never pay a blackmailer and don't send more. Block them once what they wrote is saved.",
                "Ne payez jamais un maître chanteur et n'envoyez rien de plus. Bloquez-le une fois ses "
                    + "messages sauvegardés."
            ),
            say(
                "Report to the platform, and to the police or a helpline; give them this dossier and the export.",
                "Signalez à la plateforme, et à la police ou à une ligne d'écoute ; remettez-leur ce dossier "
                    + "et l'export."
            ),
        ]
    }

    // MARK: Limits

    var limits: String { say("What this dossier cannot tell", "Ce que ce dossier ne peut pas dire") }
    var limitSentences: [String] {
        [
            say(
                "A program picked these leads by phrases and patterns of behaviour. It does not understand irony, play "
                    + "or friendship; some leads will turn out to be innocent.",
                "Un programme a choisi ces pistes d'après des phrases et des comportements. Il ne comprend ni "
                    + "l'ironie, "
                    + "ni le jeu, ni l'amitié ; certaines pistes se révéleront innocentes."),
            say(
                "It saw only what is in the export: no deleted messages, no calls, no pictures, nothing from "
                    + "other apps. "
                    + "Where nothing was found, something may still have happened.",
                "Il n'a vu que l'export : ni messages supprimés, ni appels, ni images, ni autres applications. "
                    + "Là où rien "
                    + "n'a été trouvé, il a pu se passer quelque chose."),
            say(
                "Names and accounts can be borrowed or faked. The age of people is not known.",
                "Les noms et les comptes peuvent être empruntés ou falsifiés. L'âge des personnes n'est pas connu."),
            say(
                "An export can be edited before it is given to Vigie; the check sums prove only that it is "
                    + "unchanged since.",
                "Un export peut être modifié avant d'être donné à Vigie ; les sommes de contrôle prouvent "
                    + "seulement qu'il "
                    + "ne l'a plus été depuis."),
            say("It is no legal assessment.", "Ce n'est pas une appréciation juridique."),
        ]
    }

    // MARK: How it was made

    var inputs: String { say("What was read", "Ce qui a été lu") }
    var file: String { say("File", "Fichier") }
    var format: String { say("Format", "Format") }
    var size: String { say("Size", "Taille") }
    var messageCount: String { say("Messages", "Messages") }
    var checkSum: String { say("Check sum (SHA-256)", "Somme de contrôle (SHA-256)") }
    func showInputs(_ count: String) -> String { say("Show all \(count) files", "Afficher les \(count) fichiers") }

    var skipped: String { say("What was not read, and why", "Ce qui n'a pas été lu, et pourquoi") }
    var nothingSkipped: String { say("Everything was read.", "Tout a été lu.") }
    var whatHappened: String { say("What happened", "Ce qui s'est passé") }
    var whatToDo: String { say("What to do", "Que faire") }

    var making: String { say("How this was made", "Comment ce dossier a été fait") }
    var program: String { say("Program", "Programme") }
    var command: String { say("Command", "Commande") }
    var packs: String { say("Phrase packs", "Jeux de phrases") }
    var detectors: String { say("Detectors", "Détecteurs") }
    var made: String { say("Made on", "Fait le") }
    var eventsRead: String { say("Events read", "Événements lus") }
    var reproducible: String {
        say(
            "The same files, command and versions give the same leads: anybody can check it. All times are in UTC. No "
                + "data left this computer.",
            "Les mêmes fichiers, la même commande et les mêmes versions donnent les mêmes pistes : chacun peut le "
                + "vérifier. Les heures sont en UTC. Aucune donnée n'a quitté cet ordinateur.")
    }
    func formatName(_ code: String) -> String {
        switch code {
        case "discord-export": "DiscordChatExporter (JSON)"
        case "discord-package": say("Discord data package", "Paquet de données Discord")
        case "matrix-export": say("Matrix room (JSON)", "Salon Matrix (JSON)")
        case "ndjson": say("Vigie events", "Événements Vigie")
        default: code
        }
    }
}
