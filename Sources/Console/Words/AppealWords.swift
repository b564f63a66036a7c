/// Appeals: for whoever contests a decision, and for whoever rules on it.
extension Words {
    static let appeals: [Phrase] = [
        ("nav_appeals", "Appeals", "Recours"),
        ("appeals_title", "Appeals", "Recours"),
        ("appeals_n_one", "{n} appeal waits", "{n} recours attend"),
        ("appeals_n_many", "{n} appeals wait", "{n} recours attendent"),
        (
            "appeals_lead", "Another person than those who decided rules on each.",
            "Une autre personne que celles qui ont décidé tranche chacun."
        ),
        ("appeals_none", "No appeal waits.", "Aucun recours n’attend."),
        ("appeal_who", "Who asks", "Qui demande"),
        ("appeal_of_subject", "The person concerned", "La personne visée"),
        ("appeal_of_reporter", "Somebody who reported", "Une personne qui a signalé"),
        ("appeal_own", "decided by you", "décidé par vous"),
        ("appeal_state_waits", "waits", "attend"), ("appeal_state_upheld", "the decision stands", "décision maintenue"),
        ("appeal_state_reversed", "the decision is reversed", "décision annulée"),
        ("appeal_title", "Appeal on case {id}", "Recours sur le dossier {id}"),
        ("appeal_case", "To the case", "Vers le dossier"),
        ("appeal_statement", "In their words", "Avec leurs mots"),
        ("ruling_title", "Rule on it", "Trancher"),
        (
            "ruling_text",
            "Read the case first. If you reverse the decision, Vigie lifts the ban or the time-out that it set. Roles are "
                + "given back by hand, what was deleted cannot be brought back, and the case is not reopened by itself.",
            "Lisez d’abord le dossier. Si vous annulez la décision, Vigie lève le bannissement ou l’exclusion qu’elle a "
                + "posés. Les rôles se rendent à la main, ce qui a été supprimé ne peut pas être rétabli, et le dossier "
                + "n’est pas rouvert de lui-même."
        ),
        (
            "ruling_other", "Another person than those who decided rules on this.",
            "Une autre personne que celles qui ont décidé tranche."
        ),
        ("ruling_choice", "Ruling", "Issue du recours"),
        ("ruling_upheld", "The decision stands", "La décision est maintenue"),
        ("ruling_reversed", "The decision is reversed", "La décision est annulée"),
        (
            "ruling_reasons", "Why (whoever appealed reads it: name nobody)",
            "Pourquoi (lu par qui a fait le recours : ne nommez personne)"
        ),
        ("ruling_button", "Record the ruling", "Enregistrer"),
        ("ruling_missing", "Choose one of the two.", "Choisissez l’un des deux."),
        (
            "ruling_names", "Take out names, addresses and numbers: whoever appealed reads this.",
            "Retirez noms, adresses et numéros : qui a fait le recours lira ce texte."
        ),
        ("ruling_late", "Somebody ruled on it in the meantime.", "Quelqu’un a tranché entre-temps."),
        ("done_ruled", "The ruling is recorded.", "C’est enregistré."),
        ("appeal_page_title", "Ask for another look", "Demander un nouvel examen"),
        (
            "appeal_lead", "For a decision about you. It is free, and another person decides.",
            "Pour une décision qui vous concerne. C’est gratuit, et une autre personne décide."
        ),
        ("appeal_code", "Code in the message you got, 21 digits", "Code du message reçu, 21 chiffres"),
        ("appeal_decided", "Decision of {day}.", "Décision du {day}."),
        ("appeal_open", "You can ask until {day}", "Vous pouvez demander jusqu’au {day}"),
        ("appeal_over", "It could be asked for until {day}", "C’était possible jusqu’au {day}"),
        ("appeal_waits", "You asked. Another person looks at it", "C’est demandé. Une autre personne regarde"),
        ("appeal_upheld", "The decision stands", "La décision est maintenue"),
        ("appeal_reversed", "The decision is reversed", "La décision est annulée"),
        ("appeal_reasons", "Why:", "Pourquoi :"),
        ("appeal_write", "What is wrong with the decision?", "En quoi la décision est-elle fausse ?"),
        ("appeal_hint", "In your words, up to 4,000 characters.", "Avec vos mots, 4 000 caractères au plus."),
        ("appeal_send", "Ask for another look", "Demander un nouvel examen"),
        ("status_appeal", "Ask for another look", "Demander qu’on regarde encore"),
        ("status_appeal_why", "What did we miss?", "Qu’avons-nous manqué ?"),
        ("status_appeal_send", "Ask another person to look", "Demander à une autre personne"),
        (
            "status_appealed", "Another person will look at it. You read the answer here.",
            "Une autre personne va regarder. Tu liras la réponse ici."
        ),
        ("status_appeal_none", "You asked already, or it is too late.", "C’est déjà demandé, ou c’est trop tard."),
    ]
}
