/// Clocks that ran out.
extension Words {
    static let clocks: [Phrase] = [
        ("nav_clocks", "Clocks", "Délais"),
        ("clocks_title", "Clocks that ran out", "Délais dépassés"),
        ("clocks_ran_out", "Clocks ran out", "Délais dépassés"),
        (
            "clocks_lead",
            "What was promised and not kept, longest first. When nobody acts, the next body of the chain is asked.",
            "Ce qui a été promis et non tenu, du plus ancien au plus récent. Sans réaction, l’instance suivante de la chaîne est saisie."
        ),
        ("clocks_none", "No clock ran out.", "Aucun délai n’est dépassé."),
        ("clocks_shown", "{shown} of {total} are shown.", "{shown} affichés sur {total}."),
        ("clocks_column_clock", "What", "Quoi"), ("clocks_column_due", "Since", "Depuis"),
        ("clocks_column_asked", "Who was asked", "Qui a été saisi"),
        ("clocks_column_next", "Who is next", "Qui vient ensuite"),
        ("clocks_nobody_yet", "nobody yet", "personne encore"),
        ("clocks_next", "{body}, in {span}", "{body}, dans {span}"),
        ("clocks_next_now", "{body}, now", "{body}, maintenant"),
        ("clocks_end_of_chain", "end of the chain", "fin de la chaîne"),
        ("clocks_of_case", "Clocks that ran out", "Délais dépassés"),
        ("clocks_was_due", "was due", "échéance le"), ("clocks_done", "done", "fait le"),
        ("clock_acknowledge", "Taking up", "Prise en charge"), ("clock_first_look", "First look", "Premier regard"),
        ("clock_decide", "Decision", "Décision"),
        ("body_lead", "Leads", "Responsables"), ("body_guardian", "Guardians", "Garants"),
        ("body_platform", "Platform", "Plateforme"),
        ("body_trusted_flagger", "Trusted flagger", "Signaleur de confiance"),
        ("body_authority", "Authority", "Autorité"),
        ("channel_mail", "e-mail", "courriel"), ("channel_webhook", "webhook", "webhook"),
        ("delivery_waiting", "to be sent", "à envoyer"), ("delivery_sent", "sent", "envoyé"),
        ("delivery_failed", "given up", "abandonné"),
        ("delivery_again", "failed {n} times, again {time}", "échoué {n} fois, nouvel essai {time}"),
        ("undelivered_title", "Not delivered", "Non remis"),
        ("undelivered_none", "Everything was delivered.", "Tout a été remis."),
        ("action_escalated", "clock ran out", "délai dépassé"),
    ]
}
