/// The page of queries.
extension Words {
    static let queries: [Phrase] = queryForm + queryResults + queryHelp + querySaved

    private static let queryForm: [Phrase] = [
        ("nav_query", "Queries", "Requêtes"), ("query_title", "Queries", "Requêtes"),
        (
            "query_lead", "Ask what is stored. What people wrote is not part of it.",
            "Interrogez ce qui est conservé. Ce que les gens ont écrit n’en fait pas partie."
        ),
        (
            "query_scope_lead",
            "Not part of your queries: what staff did or what was done to staff, reports that somebody filed, and private exchanges that raised no signal. Each query and each export is put on the audit trail.",
            "Hors de vos requêtes : ce que l’équipe a fait ou subi, les signalements déposés, et les échanges privés qui n’ont levé aucun signal. Chaque requête et chaque export sont portés au journal d’audit."
        ),
        (
            "query_scope_guardian",
            "As a guardian you query everything, staff included. Each query and each export is put on the audit trail, where guardians alone read yours.",
            "En tant que garant, vous interrogez tout, équipe comprise. Chaque requête et chaque export sont portés au journal d’audit, où seuls les garants lisent les vôtres."
        ),
        ("query_ask", "Ask", "Interroger"), ("query_kind", "Of", "Parmi"),
        ("query_kind_events", "Events", "Événements"), ("query_kind_signals", "Signals", "Signaux"),
        ("query_expression", "Condition", "Condition"),
        (
            "query_expression_hint", "An expression in CEL, as in rules. Fields and examples are below.",
            "Une expression en CEL, comme dans les règles. Champs et exemples sont plus bas."
        ),
        ("query_by", "Most frequent by", "Les plus fréquents selon"),
        (
            "query_by_hint", "An expression that gives one value; may be empty.",
            "Une expression à une valeur ; facultatif."
        ),
        ("query_span", "Period", "Période"), ("query_span_day", "Last 24 hours", "Dernières 24 heures"),
        ("query_span_week", "Last 7 days", "7 derniers jours"),
        ("query_span_month", "Last 30 days", "30 derniers jours"),
        ("query_span_quarter", "Last 90 days", "90 derniers jours"),
        ("query_span_all", "All that is stored", "Tout ce qui est conservé"),
        ("query_from", "From (day)", "Du (jour)"), ("query_to", "To (day)", "Au (jour)"),
        ("query_days_hint", "Days go before the period.", "Les jours priment sur la période."),
        ("query_run", "Run", "Lancer"),
        ("query_wrong_condition", "The condition is wrong", "La condition est erronée"),
        (
            "query_wrong_top", "The expression to count by is wrong", "L’expression selon laquelle compter est erronée"
        ),
        (
            "query_note_windows",
            "A query looks at one row at a time, so nothing can be counted within a window. Use “most frequent by” instead.",
            "Une requête regarde une ligne à la fois : rien ne se compte dans une fenêtre de temps. Utilisez « les plus fréquents selon »."
        ),
        (
            "query_note_text",
            "What a person wrote is evidence: it is read on the page of a case, and asking for it is put on the trail.",
            "Ce qu’une personne a écrit est un élément de preuve : on le lit sur la page d’un dossier, et le demander est porté au journal."
        ),
        (
            "query_note_watch", "Only the running watch knows this; it is not stored.",
            "Seule la veille en cours le sait ; ce n’est pas conservé."
        ),
    ]

    private static let queryResults: [Phrase] = [
        ("query_matched_events_one", "{n} event", "{n} événement"),
        ("query_matched_events_many", "{n} events", "{n} événements"),
        ("query_matched_signals_one", "{n} signal", "{n} signal"),
        ("query_matched_signals_many", "{n} signals", "{n} signaux"),
        ("query_rows", "Rows", "Lignes"),
        ("query_newest", "The newest {n}.", "Les {n} plus récents."),
        (
            "query_stopped_events",
            "Partial: stopped after {n} events, back to {time}. Narrow the period, or make the expression simpler.",
            "Partiel : arrêt après {n} événements, jusqu’au {time}. Réduisez la période ou simplifiez l’expression."
        ),
        (
            "query_stopped_signals",
            "Partial: stopped after {n} signals, back to {time}. Narrow the period, or make the expression simpler.",
            "Partiel : arrêt après {n} signaux, jusqu’au {time}. Réduisez la période ou simplifiez l’expression."
        ),
        ("query_stopped_nowhere", "the beginning of the search", "le début de la recherche"),
        (
            "query_failed_one", "For {n} row the expression has no value:",
            "Pour {n} ligne, l’expression n’a pas de valeur :"
        ),
        (
            "query_failed_many", "For {n} rows the expression has no value; the first:",
            "Pour {n} lignes, l’expression n’a pas de valeur ; la première :"
        ),
        ("query_over_time", "over time", "au fil du temps"),
        ("query_step_hour", "by the hour", "par heure"), ("query_step_day", "by the day", "par jour"),
        ("query_step_week", "by the week", "par semaine"),
        ("query_step_peak", "{step}, at most {n}", "{step}, {n} au plus"),
        ("query_step_weeks", "by {n} weeks", "par {n} semaines"),
        (
            "query_chart_events", "{total} events from {from} to {to}, {step}, at most {peak}",
            "{total} événements du {from} au {to}, {step}, {peak} au plus"
        ),
        (
            "query_chart_signals", "{total} signals from {from} to {to}, {step}, at most {peak}",
            "{total} signaux du {from} au {to}, {step}, {peak} au plus"
        ),
        ("query_top_by", "Most frequent by {by}", "Les plus fréquents selon {by}"),
        ("query_top_exact_one", "{n} value, counted exactly.", "{n} valeur, comptée exactement."),
        (
            "query_top_exact_many", "{n} different values, counted exactly.",
            "{n} valeurs différentes, comptées exactement."
        ),
        (
            "query_top_kept",
            "Too many different values to count all: {n} are kept, and a count may be too high by what stands behind it.",
            "Trop de valeurs différentes pour tout compter : {n} sont gardées, et un nombre peut être trop élevé de ce qui le suit."
        ),
        ("query_top_excess", "(up to {n} less)", "(jusqu’à {n} de moins)"),
        ("query_top_empty", "(empty)", "(vide)"),
        ("query_value", "Value", "Valeur"), ("query_number", "Number", "Nombre"),
        ("query_actor", "Who", "Qui"), ("query_target", "To whom", "À qui"),
        ("query_export", "Export", "Exporter"),
        ("action_queried", "query", "requête"), ("action_query_exported", "query exported", "requête exportée"),
        ("action_staff_queried", "query, staff included", "requête, équipe comprise"),
        ("action_staff_query_exported", "query exported, staff included", "requête exportée, équipe comprise"),
        ("problem_query_running_title", "Your last query is still running", "Votre requête précédente tourne encore"),
        (
            "problem_query_running_text", "One query at a time: wait until it is done, then ask again.",
            "Une requête à la fois : attendez la fin de la précédente, puis recommencez."
        ),
    ]

    private static let querySaved: [Phrase] = [
        ("query_save_title", "Save this query", "Enregistrer cette requête"), ("query_name", "Name", "Nom"),
        ("query_share", "Share with those who may query", "Partager avec qui peut interroger"),
        ("query_save", "Save", "Enregistrer"), ("query_saved", "Saved queries", "Requêtes enregistrées"),
        ("query_saved_none", "None yet.", "Aucune pour l’instant."), ("query_yours", "yours", "la vôtre"),
        ("query_shared", "shared", "partagée"), ("query_delete", "Delete", "Supprimer"),
        ("query_delete_named", "Delete the query {name}", "Supprimer la requête {name}"),
        ("done_query_saved", "The query is saved.", "La requête est enregistrée."),
        ("done_query_deleted", "The query is deleted.", "La requête est supprimée."),
        ("problem_query_name", "Give the query a name.", "Donnez un nom à la requête."),
        (
            "problem_query_long",
            "The name or the query is too long: 80 characters for a name, 4,000 for an expression.",
            "Le nom ou la requête est trop long : 80 caractères pour un nom, 4 000 pour une expression."
        ),
        (
            "problem_query_many", "You keep 50 queries already. Delete one first.",
            "Vous gardez déjà 50 requêtes. Supprimez-en une d’abord."
        ),
    ]

    private static let queryHelp: [Phrase] = [
        ("query_examples", "Examples", "Exemples"),
        ("query_example_gifts", "Who offered gifts", "Qui a offert des cadeaux"),
        (
            "query_example_urgent", "Private messages that raised an urgent signal",
            "Messages privés qui ont levé un signal urgent"
        ),
        (
            "query_example_newcomers", "Accounts less than a day old that joined, by invitation",
            "Comptes de moins d’un jour arrivés, par invitation"
        ),
        (
            "query_example_waiting", "Grave signals that wait for a decision",
            "Signaux graves qui attendent une décision"
        ),
        ("query_help", "Fields", "Champs"),
        (
            "query_help_text",
            "Texts go between quotes. Combine with && (and), || (or), ! (not); compare with ==, !=, <, >; ask lists with exists(x, …), and moments that may be missing with has(…).",
            "Les textes se mettent entre apostrophes. Combinez avec && (et), || (ou), ! (non) ; comparez avec ==, !=, <, > ; interrogez les listes avec exists(x, …), et les moments qui peuvent manquer avec has(…)."
        ),
        (
            "query_field_events_type", "what happened, as 'message.posted' or 'gift.offered'",
            "ce qui s’est passé, comme 'message.posted' ou 'gift.offered'"
        ),
        ("query_field_events_time", "when", "quand"),
        (
            "query_field_events_event",
            "its ids; files (kind, hash, size); the reaction; the name of the gift, role, badge or invitation",
            "ses identifiants ; les fichiers (nature, empreinte, taille) ; la réaction ; le nom du cadeau, du rôle, du badge ou de l’invitation"
        ),
        ("query_field_events_actor", "who did it", "qui l’a fait"),
        (
            "query_field_events_target", "to whom, or whom a message answers or alone mentions",
            "à qui, ou à qui un message répond, ou qu’il est seul à mentionner"
        ),
        (
            "query_field_events_channel", "where; kind is 'text', 'voice' or 'direct'",
            "où ; kind vaut 'text', 'voice' ou 'direct'"
        ),
        ("query_field_events_community", "in which community", "dans quelle communauté"),
        (
            "query_field_events_signals", "the signals that this event raised, and what became of their cases",
            "les signaux que cet événement a levés, et ce qu’il est advenu de leurs dossiers"
        ),
        ("query_field_events_now", "the moment of the query", "le moment de la requête"),
        ("query_field_signals_policy", "the policy, as 'minor.solicitation'", "la règle, comme 'minor.solicitation'"),
        ("query_field_signals_score", "how likely, 0 to 1", "la vraisemblance, de 0 à 1"),
        ("query_field_signals_detector", "what raised it", "ce qui l’a levé"),
        ("query_field_signals_subject", "id of the member it is about", "l’identifiant du membre visé"),
        ("query_field_signals_subject_name", "the member’s name", "le nom du membre"),
        ("query_field_signals_counterpart", "id of who may be harmed", "l’identifiant de qui peut être en danger"),
        ("query_field_signals_counterpart_name", "that member’s name", "le nom de ce membre"),
        ("query_field_signals_community", "in which community", "dans quelle communauté"),
        ("query_field_signals_time", "when", "quand"),
        ("query_field_signals_severity", "1 (urgent) to 4", "de 1 (urgent) à 4"),
        ("query_field_signals_evidence_count", "on how many events it rests", "sur combien d’événements il repose"),
        (
            "query_field_signals_state", "of its case: 'open', 'claimed', 'decided'",
            "de son dossier : 'open', 'claimed', 'decided'"
        ),
        (
            "query_field_signals_outcome", "of the decision: 'no_action', 'warn', 'time_out', 'ban', 'escalate'",
            "de la décision : 'no_action', 'warn', 'time_out', 'ban', 'escalate'"
        ),
        ("query_field_signals_case_id", "the number of its case", "le numéro de son dossier"),
        ("query_field_signals_now", "the moment of the query", "le moment de la requête"),
    ]
}
