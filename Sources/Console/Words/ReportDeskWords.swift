/// Reports as those who work on them see them.
extension Words {
    static let reportDesk: [Phrase] = [
        ("reports_title", "Reports", "Signalements"),
        ("reports_summary", "{reports}, {voices}", "{reports}, {voices}"),
        ("reports_n_one", "{n} report", "{n} signalement"), ("reports_n_many", "{n} reports", "{n} signalements"),
        ("voices_n_one", "{n} independent voice", "{n} voix indépendante"),
        ("voices_n_many", "{n} independent voices", "{n} voix indépendantes"),
        ("report_number", "Report {id}", "Signalement {id}"),
        ("report_danger_now", "says: in danger now", "dit : en danger maintenant"),
        ("report_same_voice", "same voice as an earlier one", "même voix qu’un précédent"),
        ("report_first_look", "first look", "premier regard"),
        ("report_names", "Names", "Nomme"), ("report_where", "Where", "Où"),
        (
            "report_hidden", "What was said is hidden; show the text above to read it.",
            "Le récit est masqué ; affichez le texte ci-dessus pour le lire."
        ),
        ("report_reveal", "Show what was reported", "Afficher le récit"),
        ("report_file", "{kind}, {size}", "{kind}, {size}"),
        (
            "report_uncleaned", "not cleaned: open with care, guardians only",
            "non nettoyé : à ouvrir avec précaution, garants seuls"
        ),
        ("the_reporter", "the reporter", "la personne qui signale"),
        (
            "answer_label", "Answer the reporter (kindly, in simple words; never promise)",
            "Répondre (avec douceur, en mots simples ; ne rien promettre)"
        ),
        ("answer_button", "Send the answer", "Envoyer la réponse"),
        ("done_answered", "Your answer waits for the reporter.", "Votre réponse attend la personne qui a signalé."),
        (
            "owed_title", "A reporter has written since the decision",
            "Une personne qui a signalé a écrit depuis la décision"
        ),
        ("owed_due", "answer due", "réponse due"),
        (
            "owed_text", "The reporter has written since the decision: answer, reopen the case, or set it aside.",
            "La personne a écrit depuis la décision : répondez, rouvrez le dossier, ou classez son message."
        ),
        ("owed_reason", "Why does it need no answer?", "Pourquoi ne pas répondre ?"),
        ("owed_button", "Set aside", "Classer le message"),
        ("done_set_aside", "The message is set aside.", "Le message est classé."),
        ("action_set_aside", "set a message of the reporter aside", "a classé un message de qui a signalé"),
        ("report_concerns", "Happened to", "Arrivé à"), ("report_trusted", "trusted flagger", "signaleur de confiance"),
        ("reporter_title", "The reporter", "La personne qui a signalé"),
        ("reporter_ask", "Name and contact, if given", "Nom et contact, s’ils sont donnés"),
        (
            "reporter_reason", "Why do you need to reach this person? Kept for ever, seen by guardians.",
            "Pourquoi devez-vous la joindre ? Gardé pour toujours, vu des garants."
        ),
        ("reporter_button", "Show name and contact", "Afficher nom et contact"),
        (
            "reporter_care", "Never tell anybody of the community. Do not write down what you do not need.",
            "N’en dites rien à la communauté. Ne notez pas ce dont vous n’avez pas besoin."
        ),
        ("reporter_contact", "Contact", "Contact"), ("reporter_account", "Account", "Compte"),
        ("reporter_unsaid", "not given", "non donné"), ("reveals_title", "Who asked before", "Qui l’a demandé avant"),
        ("tag_report", "report", "signalement"),
        (
            "problem_dialogue_full", "This dialogue has as many messages as one may have.",
            "Ce dialogue a atteint son nombre maximal de messages."
        ),
        ("action_reported", "reported", "signalé"), ("action_answered", "answered the reporter", "a répondu"),
        ("action_reporter_wrote", "the reporter wrote", "la personne qui signale a écrit"),
        ("detector_report", "Reports by people", "Signalements de personnes"),
        ("detector_retaliation", "Retaliation against reporters", "Représailles contre qui signale"),
        ("why_report_voices", "Reports: independent voices", "Signalements : voix indépendantes"),
        ("why_report_danger_now", "A reporter feels in danger now", "Une personne se sent en danger maintenant"),
        (
            "why_report_same_voice", "Same voice as an earlier report: adds nothing",
            "Même voix qu’un signalement précédent : n’ajoute rien"
        ),
        (
            "why_report_retaliation", "Struck somebody whom Vigie watches over",
            "A frappé une personne sur qui Vigie veille"
        ),
    ]
}
