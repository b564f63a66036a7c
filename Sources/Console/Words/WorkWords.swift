/// Overview, queue, search, trail.
extension Words {
    static let work: [Phrase] = [
        ("overview_title", "Overview", "Vue d’ensemble"),
        (
            "blind_discord",
            "Private chats on Discord are not seen: no bot can. Members hand over messages with “Report to Vigie” and /report.",
            "Les conversations privées sur Discord ne sont pas vues : aucun bot ne le peut. Les membres remettent des messages avec « Signaler à Vigie » et /signaler."
        ),
        ("live_title", "The watch, now", "La veille, maintenant"),
        ("live_rate", "Events a second", "Événements par seconde"),
        ("live_events", "Events judged", "Événements examinés"),
        ("live_signals", "Signals raised", "Signaux levés"),
        ("live_behind", "Waiting to be judged", "En attente d’examen"),
        ("live_on", "live", "en direct"), ("live_off", "not live", "figé"),
        (
            "live_summary", "{events} events judged, {signals} signals, {behind} waiting",
            "{events} événements examinés, {signals} signaux, {behind} en attente"
        ),
        ("refresh", "Refresh", "Actualiser"),
        ("cases_title", "Cases", "Dossiers"),
        ("cases_open", "Open", "Ouverts"), ("cases_overdue", "Overdue", "En retard"),
        ("cases_decided", "Decided", "Décidés"), ("lines_rejected", "Lines set aside", "Lignes écartées"),
        ("oldest_title", "Waiting longest", "Attend depuis le plus longtemps"),
        ("oldest_none", "No case is waiting.", "Aucun dossier n’attend."),
        ("signals_title", "Signals by policy", "Signaux par règle"),
        ("signals_span", "Span", "Période"),
        ("span_day", "24 hours", "24 heures"), ("span_week", "7 days", "7 jours"),
        ("span_month", "30 days", "30 jours"), ("span_year", "1 year", "1 an"),
        ("signals_none", "No signal in this span.", "Aucun signal sur cette période."),
        ("signals_total", "Total", "Total"),
        (
            "signals_chart", "{policy}: {total} signals from {from} to {to}, at most {peak} in one step",
            "{policy} : {total} signaux du {from} au {to}, {peak} au plus par pas"
        ),
        ("signals_bar", "{time}: {n}", "{time} : {n}"),
        ("as_table", "The same as a table", "Les mêmes données en tableau"),
        ("policy", "Policy", "Règle"), ("time", "Time", "Heure"), ("signals", "Signals", "Signaux"),
        ("no_cases_role", "Your role does not include cases.", "Votre rôle ne comprend pas de dossiers."),
        ("queue_title", "Queue", "File"),
        ("queue_total_one", "{n} case", "{n} dossier"), ("queue_total_many", "{n} cases", "{n} dossiers"),
        (
            "queue_order", "Ordered by severity, likelihood, imminence and deadline.",
            "Classée par gravité, vraisemblance, imminence et échéance."
        ),
        (
            "queue_empty", "Nothing here. If the filters are wide open, the watch has found nothing to review.",
            "Rien ici. Si les filtres sont larges, la veille n’a rien trouvé à examiner."
        ),
        ("filter", "Filter", "Filtrer"), ("filter_state", "State", "État"), ("filter_policy", "Policy", "Règle"),
        ("filter_all_policies", "All policies", "Toutes les règles"),
        ("filter_mine", "Only mine", "Les miens seulement"),
        (
            "filter_second", "Only what waits for a second person",
            "Seulement ce qui attend une seconde personne"
        ),
        ("awaits_second", "waits for a second person", "attend une seconde personne"),
        ("state_open", "Open", "Ouvert"), ("state_claimed", "Claimed", "Pris"), ("state_decided", "Decided", "Décidé"),
        ("held_by", "Held by {name}", "Pris par {name}"), ("held_by_you", "Held by you", "Pris par vous"),
        ("column_case", "Possible breach", "Atteinte possible"), ("column_subject", "About", "Au sujet de"),
        ("column_harmed", "May be harmed", "Peut être en danger"), ("column_likelihood", "Likelihood", "Vraisemblance"),
        ("column_due", "Due", "Échéance"), ("column_state", "State", "État"), ("column_action", "Action", "Action"),
        ("harmed_one", "{n} member", "{n} membre"), ("harmed_many", "{n} members", "{n} membres"),
        ("signals_count_one", "{n} signal", "{n} signal"), ("signals_count_many", "{n} signals", "{n} signaux"),
        ("staff", "staff", "équipe"),
        ("claim", "Claim", "Prendre"), ("claim_case", "Claim case {id}", "Prendre le dossier {id}"),
        ("case_number", "Case {id}", "Dossier {id}"),
        ("page_previous", "Previous page", "Page précédente"), ("page_next", "Next page", "Page suivante"),
        ("pages", "Pages", "Pages"),
        ("page_of", "{from}–{to} of {total}", "{from} à {to} sur {total}"),
        ("keys_title", "Keyboard", "Clavier"),
        ("keys_j", "next case", "dossier suivant"), ("keys_k", "previous case", "dossier précédent"),
        ("keys_enter", "open the case", "ouvrir le dossier"), ("keys_c", "claim the case", "prendre le dossier"),
        ("keys_help", "this help", "cette aide"), ("keys_slash", "search", "chercher"),
        (
            "keys_off", "Single-key shortcuts can be turned off under “My account”.",
            "Les raccourcis d’une touche se désactivent sous « Mon compte »."
        ),
        ("search_title", "Search", "Recherche"),
        (
            "search_lead", "Members and cases by name or id; at least two characters.",
            "Membres et dossiers, par nom ou identifiant ; au moins deux caractères."
        ),
        ("search_members", "Members", "Membres"), ("search_cases", "Cases", "Dossiers"),
        ("search_none", "Nothing was found for “{text}”.", "Rien n’a été trouvé pour « {text} »."),
        ("trail_title", "Audit trail", "Journal d’audit"),
        (
            "trail_lead", "Who did what, newest first. Nothing on it can be changed.",
            "Qui a fait quoi, du plus récent au plus ancien. Rien ne peut y être modifié."
        ),
        (
            "ledger_signed", "Each line is on the ledger, under a signed checkpoint within a minute.",
            "Chaque ligne est au registre, sous un point de contrôle signé dans la minute."
        ),
        (
            "ledger_unsigned", "Each line is on the ledger; no checkpoint is signed yet.",
            "Chaque ligne est au registre ; aucun point de contrôle n’est encore signé."
        ),
        (
            "ledger_unwitnessed",
            "No independent witness has signed it: it proves what the operator committed to, not that everybody is shown the same ledger.",
            "Aucun témoin indépendant ne l’a signé : il prouve ce à quoi l’exploitant s’est engagé, non que le même registre est montré à tous."
        ),
        ("ledger_witnessed", "Also signed by {names}.", "Signé aussi par {names}."),
        (
            "ledger_broken", "The ledger cannot be read: have the operator run `vigie ledger audit`.",
            "Le registre ne peut pas être lu : demandez à l’exploitant de lancer `vigie ledger audit`."
        ),
        ("ledger_link", "Checkpoint", "Point de contrôle"),
        ("trail_when", "When", "Quand"), ("trail_who", "Who", "Qui"), ("trail_what", "What", "Quoi"),
        ("trail_case", "Case", "Dossier"), ("trail_detail", "Detail", "Détail"),
        ("trail_older", "Older entries", "Entrées plus anciennes"),
        ("trail_empty", "Nothing yet.", "Rien pour l’instant."),
        ("action_opened", "opened", "ouvert"), ("action_signal_added", "signal added", "signal ajouté"),
        ("action_claimed", "claimed", "pris"), ("action_released", "released", "rendu"),
        ("action_noted", "note", "note"),
        ("action_looked_at", "looks at it, says the platform", "regarde, dit la plateforme"),
        ("action_decided", "decided", "décidé"), ("action_reopened", "reopened", "rouvert"),
        ("action_proposed", "proposed, waits for a second person", "proposé, attend une seconde personne"),
        ("action_confirmed", "confirmed", "confirmé"),
        ("action_revealed", "asked to see the text", "a demandé à voir le texte"),
        ("action_learned_from", "texts read to train a model", "textes lus pour entraîner un modèle"),
        ("action_exported", "taken out of Vigie", "sorti de Vigie"),
        ("action_export_written", "export written", "export écrit"),
        ("action_reference_recorded", "reference of an authority", "référence d’une autorité"),
        ("action_signed_in", "signed in", "connexion"), ("action_signed_out", "signed out", "déconnexion"),
        ("action_sign_in_failed", "sign-in failed", "échec de connexion"),
        ("action_account_created", "account created", "compte créé"),
        ("action_account_changed", "account changed", "compte modifié"),
        ("action_password_changed", "password changed", "mot de passe changé"),
        ("action_setup_failed", "wrong setup code", "code de démarrage erroné"),
    ]
}
