import SafetyModel

/// The words of the dossier. Careful ones: a lead is something to look at, never something that is proved.
struct DossierTexts {
    let language: Language

    private func say(_ en: String, _ fr: String) -> String { LocalizedText(fr: fr, en: en)[language] }

    var title: String { say("Dossier of leads to review", "Dossier de pistes à examiner") }
    var notAVerdict: String { say("Leads, not verdicts", "Des pistes, pas des verdicts") }
    var confidential: String {
        say(
            "Confidential. This file holds private messages, possibly of minors. Keep it where others cannot open it, "
                + "and pass it on only to people who protect them: a trusted adult, an association, the platform's "
                + "safety team, the police.",
            "Confidentiel. Ce fichier contient des messages privés, peut-être de mineurs. Gardez-le hors de portée des "
                + "autres et ne le transmettez qu'à des personnes qui les protègent : un adulte de confiance, une "
                + "association, l'équipe de sécurité de la plateforme, la police ou la gendarmerie.")
    }

    /// Between a term and what it is.
    var colon: String { language == .french ? "\u{A0}: " : ": " }

    // MARK: Summary

    /// - Parameter amount: of messages and reports that were read.
    func summary(findings: Int, in amount: String) -> String {
        switch (findings, language) {
        case (0, .french): "Aucune piste n'a été trouvée dans \(amount)."
        case (0, .english): "No leads were found in \(amount)."
        case (1, .french): "Une piste à examiner dans \(amount)."
        case (1, .english): "One lead to review in \(amount)."
        case (_, .french): "\(findings) pistes à examiner dans \(amount)."
        case (_, .english): "\(findings) leads to review in \(amount)."
        }
    }

    var nothingFound: String {
        say(
            "That does not mean that nothing happened: see what this dossier cannot tell. If you are worried, talk to "
                + "somebody; the numbers below are there for that too.",
            "Cela ne veut pas dire qu'il ne s'est rien passé : voyez ce que ce dossier ne peut pas dire. Si vous êtes "
                + "inquiet, parlez-en ; les numéros ci-dessous sont là pour cela aussi.")
    }

    var overview: String { say("The leads at a glance", "Les pistes en un coup d'œil") }
    var lead: String { say("Lead", "Piste") }
    var about: String { say("About", "Sujet") }
    var severity: String { say("Severity", "Gravité") }
    var strength: String { say("Strength", "Force") }
    var subject: String { say("Written or done by", "De la part de") }
    var counterpart: String { say("Towards", "Envers") }
    var period: String { say("When", "Quand") }
    var community: String { say("Community", "Communauté") }
    var staff: String { say("staff", "équipe") }
    var several: String { say("several people", "plusieurs personnes") }
    var to: String { say("to", "au") }

    func severity(_ level: Int) -> String {
        switch level {
        case 1: say("1 · highest", "1 · la plus haute")
        case 2: say("2 · high", "2 · élevée")
        case 3: say("3 · medium", "3 · moyenne")
        default: say("\(level) · low", "\(level) · faible")
        }
    }

    func strength(_ score: Double) -> String {
        switch score {
        case 0.9...: say("strong lead", "piste forte")
        case 0.75..<0.9: say("clear lead", "piste nette")
        case 0.5..<0.75: say("possible lead", "piste possible")
        default: say("weak lead", "piste faible")
        }
    }

    func scoreExplained(_ score: String, _ strength: String) -> String {
        say(
            "\(score) on a scale from 0 to 1: \(strength). The figure weighs the signs listed below against each "
                + "other. It says how urgently a person should look, not how likely guilt is.",
            "\(score) sur une échelle de 0 à 1 : \(strength). Ce chiffre pèse les signes énumérés ci-dessous. Il dit "
                + "avec quelle urgence quelqu'un devrait regarder, pas la probabilité d'une faute.")
    }

    func moreFindings(_ count: String) -> String {
        say(
            "\(count) further leads are in findings.json; this page shows the gravest.",
            "\(count) autres pistes se trouvent dans findings.json ; cette page montre les plus graves.")
    }

    // MARK: Stages

    var stages: String { say("Signs over time", "Les signes dans le temps") }
    var stagesExplained: String {
        say(
            "Each dot is a message in which a phrase of that kind was found. The kinds need not come in this order.",
            "Chaque point est un message où une phrase de ce type a été trouvée. L'ordre n'est pas imposé.")
    }
    var otherSigns: String { say("Other signs", "Autres signes") }

    func stage(_ stage: Stage) -> String {
        switch stage {
        case .contact: say("First contact", "Prise de contact")
        case .profiling: say("Personal questions", "Questions personnelles")
        case .trust: say("Building trust", "Mise en confiance")
        case .isolation: say("Isolation, secrecy", "Isolement, secret")
        case .desensitisation: say("Shifting limits", "Banalisation")
        case .request: say("Request", "Demande")
        case .leverage: say("Exchange, pressure", "Contrepartie, pression")
        case .coercion: say("Threat, coercion", "Menace, contrainte")
        }
    }

    func signs(_ count: Int) -> String {
        count == 1 ? say("1 sign", "1 signe") : say("\(count) signs", "\(count) signes")
    }

    // MARK: Contributions

    var contributions: String { say("What made the score", "Ce qui a fait le score") }
    var sign: String { say("Sign", "Signe") }
    var figure: String { say("Figure", "Nombre") }
    var added: String { say("Added", "Apport") }
    var addedExplained: String {
        say(
            "Added: in log-odds. +0.7 about doubles the odds that a person should look, −0.7 halves them.",
            "Apport : en logarithme des chances. +0,7 double à peu près les chances que quelqu'un doive regarder, "
                + "−0,7 les divise par deux.")
    }

    // MARK: Messages

    var messages: String { say("The messages", "Les messages") }

    func show(_ count: Int) -> String {
        count == 1
            ? say("Show 1 message", "Afficher 1 message") : say("Show \(count) messages", "Afficher \(count) messages")
    }

    var hidden: String {
        say(
            "Hidden until you open them: they may be hard to read. Take your time, and don't read them alone. "
                + "Only what "
                + "is open gets printed.",
            "Masqués tant que vous ne les ouvrez pas : ils peuvent être durs à lire. Prenez votre temps, ne restez pas "
                + "seul. Seul ce qui est ouvert s'imprime.")
    }

    func capped(_ count: String) -> String {
        say(
            "\(count) further messages that this lead rests on are not shown here; their ids are in findings.json.",
            "\(count) autres messages sur lesquels repose cette piste ne sont pas montrés ici ; leurs "
                + "identifiants sont "
                + "dans findings.json.")
    }

    var notKept: String {
        say(
            "The words of these events were not part of the export.",
            "Les textes de ces événements n'étaient pas dans l'export.")
    }
    /// - Parameter rule: the policy and its days.
    func deleted(_ date: String, _ rule: String) -> String {
        say(
            "[text deleted on \(date) under the rule “\(rule)”]",
            "[texte supprimé le \(date) selon la règle « \(rule) »]")
    }
    var privateChat: String { say("private chat", "conversation privée") }
    var cut: String { say("[long text, cut here]", "[long texte, coupé ici]") }
    var noWords: String { say("(no words)", "(sans texte)") }

    func attachment(_ kind: String) -> String {
        switch kind {
        case "image": say("image, not shown", "image, non montrée")
        case "video": say("video, not shown", "vidéo, non montrée")
        case "audio": say("recording, not shown", "enregistrement, non montré")
        default: say("file, not shown", "fichier, non montré")
        }
    }

    /// What an event that is no message was.
    func event(_ type: EventType) -> String? {
        switch type {
        case .messagePosted: nil
        case .messageEdited: say("edited a message", "a modifié un message")
        case .messageDeleted: say("deleted a message", "a supprimé un message")
        case .messageReacted: say("reacted to a message", "a réagi à un message")
        case .memberJoined: say("joined", "est arrivé")
        case .memberLeft: say("left", "est parti")
        case .memberBanned: say("banned somebody", "a banni quelqu'un")
        case .memberUnbanned: say("lifted a ban", "a levé un bannissement")
        case .memberTimedOut: say("silenced somebody for a time", "a réduit quelqu'un au silence")
        case .memberRenamed: say("changed name", "a changé de nom")
        case .voiceJoined: say("entered a voice room", "est entré dans un salon vocal")
        case .voiceLeft: say("left a voice room", "a quitté un salon vocal")
        case .directOpened: say("opened a private chat", "a ouvert une conversation privée")
        case .giftOffered: say("offered a gift", "a offert un cadeau")
        case .giftClaimed: say("took a gift", "a pris un cadeau")
        case .giftRevoked: say("took a gift back", "a repris un cadeau")
        case .reportFiled: say("filed a report", "a fait un signalement")
        default: type.name
        }
    }
}
