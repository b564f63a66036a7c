/// The page of public figures.
extension Words {
    static let figures: [Phrase] = [
        ("figures_title", "What was reported, and what was done", "Ce qui a été signalé, et ce qui a été fait"),
        ("figures_link", "Public figures", "Chiffres publics"),
        ("figures_span", "Whole months, from {from} to {to}.", "Mois entiers, de {from} à {to}."),
        ("figures_newest", "The newest month was counted and fixed on", "Le dernier mois a été compté et figé le"),
        (
            "figures_fixed",
            "A month is counted once, after it is over, and then stays as it is. What was done later is not in it.",
            "Un mois est compté une fois, quand il est fini, puis ne change plus. Ce qui a été fait après n’y est pas."
        ),
        (
            "figures_small",
            "“<5” stands for 1 to 4, and “…” for a number that would give such a one away: so few that somebody might be recognised. “–” means that there is too little to tell.",
            "« <5 » veut dire de 1 à 4, et « … » un nombre qui en trahirait un : si peu que quelqu’un pourrait être reconnu. « – » veut dire trop peu pour le dire."
        ),
        (
            "figures_none", "There are no figures yet: no whole month has passed since the first report.",
            "Il n’y a pas encore de chiffres : aucun mois entier n’a passé depuis le premier signalement."
        ),
        ("figures_reports", "Reports", "Signalements"),
        ("figures_reports_text", "By the month in which they came in.", "Selon le mois de leur arrivée."),
        ("figure_received", "Received", "Reçus"), ("figure_answered", "Answered", "Ayant reçu une réponse"),
        ("figure_late", "Answered late, or late and waiting", "En retard, avec ou sans réponse"),
        ("figure_looked", "First read in time", "Lus à temps"),
        ("figure_danger", "“In danger now”", "« En danger maintenant »"),
        ("figures_time", "Time taken, in hours", "Temps pris, en heures"),
        (
            "figures_time_text", "Half took no longer than the median; nine in ten no longer than the second number.",
            "La moitié n’a pas pris plus que la médiane ; neuf sur dix, pas plus que le second nombre."
        ),
        ("figure_time_look_median", "Until first read: median", "Avant la première lecture : médiane"),
        ("figure_time_look_ninetieth", "Until first read: nine in ten", "Avant la première lecture : neuf sur dix"),
        ("figure_time_answer_median", "Until the answer: median", "Avant la réponse : médiane"),
        ("figure_time_answer_ninetieth", "Until the answer: nine in ten", "Avant la réponse : neuf sur dix"),
        (
            "figure_time_decision_median", "From opening a case to its decision: median",
            "De l’ouverture à la décision : médiane"
        ),
        (
            "figure_time_decision_ninetieth", "From opening a case to its decision: nine in ten",
            "De l’ouverture à la décision : neuf sur dix"
        ),
        (
            "figure_time_appeal_median", "Until an appeal was decided: median",
            "Avant la décision d’un recours : médiane"
        ),
        (
            "figure_time_appeal_ninetieth", "Until an appeal was decided: nine in ten",
            "Avant la décision d’un recours : neuf sur dix"
        ),
        ("figures_decisions", "Decisions", "Décisions"),
        (
            "figures_decisions_text", "On cases that reports or Vigie’s own watch opened.",
            "Sur les cas ouverts par des signalements ou par la veille de Vigie."
        ),
        ("figure_taken", "Taken", "Prises"), ("figure_decided_late", "Late", "En retard"),
        ("figure_without", "Without a restriction", "Sans restriction"),
        ("figure_automated", "By a machine alone", "Par une machine seule"),
        ("figures_policies", "Decisions by rule", "Décisions par règle"),
        ("figures_policies_text", "What each case was about.", "Ce que chaque cas concernait."),
        ("figures_actions", "What was done", "Mesures prises"),
        (
            "figures_actions_text", "A decision may impose several.", "Une décision peut en imposer plusieurs."
        ),
        ("measure_visibility_removed", "Content removed", "Contenu retiré"),
        ("measure_visibility_disabled", "Content made inaccessible", "Contenu rendu inaccessible"),
        ("measure_visibility_demoted", "Content demoted", "Contenu rétrogradé"),
        ("measure_visibility_age_restricted", "Content restricted by age", "Contenu restreint par l’âge"),
        ("measure_visibility_interaction_restricted", "Interaction restricted", "Interaction restreinte"),
        ("measure_visibility_labelled", "Content labelled", "Contenu étiqueté"),
        ("measure_visibility_other", "Content restricted otherwise", "Contenu restreint autrement"),
        ("measure_monetary_suspension", "Payments suspended", "Paiements suspendus"),
        ("measure_monetary_termination", "Payments ended", "Paiements arrêtés"),
        ("measure_monetary_other", "Payments restricted otherwise", "Paiements restreints autrement"),
        ("measure_service_suspension", "Service suspended", "Service suspendu"),
        ("measure_service_termination", "Service ended", "Service arrêté"),
        ("measure_account_suspension", "Account suspended", "Compte suspendu"),
        ("measure_account_termination", "Account closed", "Compte fermé"),
        ("figures_appeals", "Appeals", "Recours"),
        ("figures_appeals_text", "Another person looked again.", "Une autre personne a réexaminé."),
        ("figure_appeals", "Filed", "Déposés"), ("figure_appeals_upheld", "Decision upheld", "Décision maintenue"),
        ("figure_appeals_partially_reversed", "Reversed in part", "Annulée en partie"),
        ("figure_appeals_reversed", "Reversed", "Annulée"), ("figure_appeals_omitted", "Not decided", "Sans décision"),
        ("figures_staff", "About the community’s own staff", "Sur l’équipe de la communauté"),
        (
            "figures_staff_text",
            "Guardians who are independent of the community decide these. They are in no other figure on this page, and come a whole month later, so that nobody learns of a case that is open.",
            "Des garants indépendants de la communauté en décident. Ils ne sont dans aucun autre chiffre de cette page, et viennent un mois entier plus tard, pour que personne n’apprenne qu’un cas est ouvert."
        ),
        ("figure_staff", "Decisions", "Décisions"), ("figure_later", "later", "plus tard"),
        ("figures_month", "Month", "Mois"), ("figures_table", "{title}: table", "{title} : tableau"),
        ("figures_corrections", "Corrections", "Corrections"),
        ("figures_files", "Files", "Fichiers"),
        (
            "figures_files_text",
            "The same figures, to reckon with: as JSON, and as the CSV files of Implementing Regulation (EU) 2024/2835.",
            "Les mêmes chiffres, pour calculer : en JSON, et en fichiers CSV du règlement d’exécution (UE) 2024/2835."
        ),
        ("figures_all", "All months as JSON", "Tous les mois en JSON"),
    ]
}
