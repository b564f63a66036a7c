import SafetyModel

/// The words of notices: plain ones, for people who may be young, upset or both.
struct NoticeWords {
    let language: Language

    func say(_ en: String, _ fr: String) -> String { LocalizedText(fr: fr, en: en)[language] }

    // MARK: Beginnings

    var greeting: String { say("Hello,", "Bonjour,") }
    var subjectTitle: String {
        say("A decision about your content or account", "Une décision sur vos contenus ou votre compte")
    }
    var reporterTitle: String { say("What became of your report", "La suite donnée à votre signalement") }

    func subjectLead(_ day: CalendarDay) -> String {
        say(
            "On \(day.text(in: language)) we decided about something that you posted or did. This message says what, why, "
                + "and how you can contest it.",
            "Le \(day.text(in: language)), nous avons pris une décision au sujet de ce que vous avez publié ou fait. Ce "
                + "message dit laquelle, pourquoi, et comment la contester.")
    }

    func reporterLead(_ day: CalendarDay) -> String {
        say(
            "Thank you for your report. On \(day.text(in: language)) we decided about it.",
            "Merci de votre signalement. Nous avons pris une décision à son sujet le \(day.text(in: language)).")
    }

    // MARK: What is done

    var whatIsDone: String { say("What is done:", "Ce qui est fait :") }
    var noRestriction: String { say("a warning, without a restriction", "un avertissement, sans restriction") }
    var nothingDone: String {
        say(
            "We looked at it and did not restrict anything: what we saw does not break the law or our rules, as far as we "
                + "can tell. You can ask for another look.",
            "Nous l’avons examiné et n’avons rien restreint : d’après ce que nous avons vu, ni la loi ni nos règles ne sont "
                + "enfreintes. Vous pouvez demander un nouvel examen.")
    }
    var nothingMoreForNow: String {
        say(
            "We have acted on it. So that nobody is put in danger, we cannot say more for now.",
            "Nous avons agi. Pour ne mettre personne en danger, nous ne pouvons pas en dire plus pour l’instant.")
    }
    var warned: String { say("somebody was warned", "quelqu’un a reçu un avertissement") }
    var passedOn: String {
        say(
            "We have passed it on to people who can do more about it than we can.",
            "Nous l’avons transmis à des personnes qui peuvent faire plus que nous.")
    }
    var contentRestricted: String { say("content was restricted", "des contenus ont été restreints") }
    var serviceRestricted: String { say("use of the service was restricted", "l’usage du service a été restreint") }
    var accountRestricted: String { say("an account was restricted", "un compte a été restreint") }

    func list(_ title: String, _ lines: [String]) -> String {
        ([title] + lines.map { "– \($0)" }).joined(separator: "\n")
    }

    func visibility(_ restriction: VisibilityRestriction, _ other: String?) -> String {
        switch restriction {
        case .contentRemoved: say("the content is removed", "le contenu est retiré")
        case .contentDisabled: say("access to the content is blocked", "l’accès au contenu est bloqué")
        case .contentDemoted: say("the content is shown less prominently", "le contenu est moins mis en avant")
        case .contentAgeRestricted: say("the content is for adults only", "le contenu est réservé aux adultes")
        case .contentInteractionRestricted:
            say("nobody can react to or share the content", "on ne peut plus réagir au contenu ni le partager")
        case .contentLabelled: say("the content carries a label", "le contenu porte une mention")
        case .other: other ?? say("the content is restricted", "le contenu est restreint")
        }
    }

    func monetary(_ restriction: MonetaryRestriction, _ other: String?) -> String {
        switch restriction {
        case .suspension: say("payments are suspended", "les paiements sont suspendus")
        case .termination: say("payments are ended", "les paiements sont arrêtés")
        case .other: other ?? say("payments are restricted", "les paiements sont restreints")
        }
    }

    var rolesTaken: String {
        say(
            "roles that gave you power over others are taken away",
            "les rôles qui vous donnaient un pouvoir sur les autres sont retirés")
    }

    var putOut: String {
        say(
            "you are put out of the community; you may come back",
            "vous êtes exclu de la communauté ; vous pouvez y revenir")
    }

    func service(_ restriction: ServiceRestriction) -> String {
        switch restriction {
        case .partialSuspension:
            say("a part of the service is suspended for you", "une partie du service est suspendue pour vous")
        case .totalSuspension: say("the service is suspended for you", "le service est suspendu pour vous")
        case .partialTermination:
            say("a part of the service is ended for you", "une partie du service prend fin pour vous")
        case .totalTermination: say("the service is ended for you", "le service prend fin pour vous")
        }
    }

    func account(_ restriction: AccountRestriction) -> String {
        switch restriction {
        case .suspended: say("your account is suspended", "votre compte est suspendu")
        case .terminated: say("your account is closed", "votre compte est fermé")
        }
    }

    func ending(_ measure: String, _ end: CalendarDay?) -> String {
        guard let end else { return measure + say(", without an end date", ", sans date de fin") }
        return measure + say(", until \(end.text(in: language))", ", jusqu’au \(end.text(in: language))")
    }

    func scope(_ territories: [String]) -> String {
        territories.isEmpty
            ? say("It holds everywhere.", "Cela vaut partout.")
            : say(
                "It holds in: \(territories.joined(separator: ", ")).",
                "Cela vaut dans : \(territories.joined(separator: ", ")).")
    }

    // MARK: Why

    var facts: String { say("What we found:", "Ce que nous avons constaté :") }

    func origin(_ source: StatementSource) -> String {
        switch source {
        case .voluntary:
            say("We looked at it on our own initiative.", "Nous l’avons examiné de notre propre initiative.")
        case .article16, .trustedFlagger, .otherNotification:
            say(
                "We looked at it because it was reported to us. We do not say by whom.",
                "Nous l’avons examiné parce qu’il nous a été signalé. Nous ne disons pas par qui.")
        }
    }

    func law(_ law: String, _ explanation: String, _ address: String?) -> String {
        say("We hold it to be illegal: \(law). \(explanation)", "Nous l’estimons illégal : \(law). \(explanation)")
            + link(address)
    }

    func rule(_ rule: String, _ explanation: String, _ address: String?, isAlsoIllegal: Bool) -> String {
        say("It breaks our rules: \(rule). \(explanation)", "Cela enfreint nos règles : \(rule). \(explanation)")
            + link(address)
            + (isAlsoIllegal ? say(" We hold it to be illegal too.", " Nous l’estimons aussi illégal.") : "")
    }

    private func link(_ address: String?) -> String { address.map { " (\($0))" } ?? "" }

    func automation(_ automation: ReasonedDecision.Automation) -> String {
        let detected =
            automation.detected
            ? say("A program drew our attention to it.", "Un programme a attiré notre attention.")
            : say("No program was used to find it.", "Aucun programme n’a servi à le repérer.")
        let decided =
            switch automation.decided {
            case .notAutomated: say("A person decided.", "Une personne a décidé.")
            case .partially: say("A program helped to decide.", "Un programme a aidé à décider.")
            case .fully: say("A program decided.", "Un programme a décidé.")
            }
        return "\(detected) \(decided)"
    }

    // MARK: Contesting

    func redress(_ redress: ReasonedDecision.Redress, until day: CalendarDay) -> [String] {
        let date = day.text(in: language)
        let body = redress.disputeBody.map { " (\($0))" } ?? ""
        return [
            say(
                "If you do not agree, you can, free of charge:",
                "Si vous n’êtes pas d’accord, vous pouvez, gratuitement :"),
            say(
                "– ask us for another look until \(date): \(redress.complaints). Another person will decide, not a program;",
                "– nous demander un nouvel examen jusqu’au \(date) : \(redress.complaints). Une autre personne décidera, "
                    + "pas un programme ;")
                + "\n"
                + say(
                    "– turn to a certified body for disputes out of court\(body);",
                    "– saisir un organisme agréé de règlement extrajudiciaire des litiges\(body) ;")
                + "\n"
                + say(
                    "– go to court, at any time (a court may charge fees).",
                    "– saisir la justice, à tout moment (elle peut entraîner des frais)."),
        ]
    }

    func appealCode(_ code: ReceiptCode) -> String {
        say(
            "Your code for it (keep it, it is not shown again): \(code.spoken)",
            "Votre code pour cela (gardez-le, il n’est pas montré deux fois) : \(code.spoken)")
    }

    func ruling(_ outcome: AppealRuling.Outcome, _ reasons: String) -> [String] {
        let lead =
            switch outcome {
            case .upheld:
                say(
                    "You asked for another look. Another person looked at it, and the decision stands.",
                    "Vous aviez demandé un nouvel examen. Une autre personne l’a fait, et la décision est maintenue.")
            case .reversed:
                say(
                    "You asked for another look. Another person looked at it, and the decision is reversed.",
                    "Vous aviez demandé un nouvel examen. Une autre personne l’a fait, et la décision est annulée.")
            }
        return [lead, say("Why: ", "Pourquoi : ") + reasons]
    }

    var rulingTitle: String { say("After your request for another look", "Après votre demande de nouvel examen") }

    var notToBlame: String {
        say(
            "You did right to speak up. If somebody is in danger now: 112, and in France 17, 114 by text message, 3018 for "
                + "violence online, 119 for children.",
            "Vous avez bien fait de parler. Si quelqu’un est en danger maintenant : 17 ou 112, 114 par SMS, 3018 pour les "
                + "violences en ligne, 119 pour l’enfance en danger.")
    }

    func reference(_ reference: String) -> String {
        say("Please quote this reference: \(reference).", "Merci de rappeler cette référence : \(reference).")
    }
}
