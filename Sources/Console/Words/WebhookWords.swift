/// What other programs are told.
extension Words {
    static let webhooks: [Phrase] = [
        ("nav_webhooks", "Webhooks", "Webhooks"),
        ("webhooks_title", "What other programs are told", "Ce que d’autres programmes apprennent"),
        (
            "webhooks_lead",
            "Where it goes is written in the operator’s file; nothing here can add an address. Messages that were taken are listed for 30 days.",
            "Les destinations sont écrites dans le fichier de l’exploitant ; rien ici ne peut en ajouter. Les messages reçus restent listés 30 jours."
        ),
        (
            "webhooks_none", "No webhook is set: vigie serve --webhooks FILE (docs/webhooks.md).",
            "Aucun webhook n’est configuré : vigie serve --webhooks FICHIER (docs/webhooks.md)."
        ),
        ("webhooks_column_hook", "Webhook", "Webhook"), ("webhooks_column_events", "Told of", "Apprend"),
        ("webhooks_column_sent", "Taken", "Reçus"), ("webhooks_column_waiting", "Waiting", "En attente"),
        ("webhooks_column_failed", "Given up", "Abandonnés"), ("webhooks_column_last", "Last taken", "Dernier reçu"),
        ("webhooks_column_message", "Message", "Message"),
        ("webhooks_column_state", "What became of it", "Ce qu’il est devenu"),
        ("webhooks_audience_lead", "as a lead is", "comme un responsable"),
        ("webhooks_audience_guardian", "as a guardian is", "comme un garant"),
        ("webhooks_every_event", "everything", "tout"), ("webhooks_never", "never", "jamais"),
        ("webhooks_kind_case_opened", "case opened", "dossier ouvert"),
        ("webhooks_kind_signal_raised", "signal raised", "signal levé"),
        ("webhooks_kind_report_received", "report received", "signalement reçu"),
        ("webhooks_kind_decision_made", "decision made", "décision prise"),
        ("webhooks_kind_case_reopened", "case reopened", "dossier rouvert"),
        ("webhooks_kind_clock_ran_out", "clock ran out", "délai dépassé"),
        ("webhooks_state_waiting", "waits", "en attente"), ("webhooks_state_sent", "taken", "reçu"),
        ("webhooks_state_failed", "given up", "abandonné"), ("webhooks_state_withheld", "withheld", "retenu"),
        ("webhooks_tries_one", "{n} try", "{n} essai"), ("webhooks_tries_many", "{n} tries", "{n} essais"),
        ("webhooks_failed_title", "Given up", "Abandonnés"),
        ("webhooks_failed_none", "Nothing was given up.", "Rien n’a été abandonné."),
        ("webhooks_newest_title", "Last results", "Derniers résultats"),
        ("webhooks_newest_none", "Nothing was told yet.", "Rien n’a encore été transmis."),
        ("webhooks_resend", "Send again", "Renvoyer"),
        ("webhooks_resend_one", "Send again to {name}: {kind}, {time}", "Renvoyer à {name} : {kind}, {time}"),
        ("webhooks_resend_all", "Send all of {name} again", "Renvoyer tout à {name}"),
        ("done_resent", "It is sent again within seconds.", "C’est renvoyé dans quelques secondes."),
        ("done_resent_none", "There was nothing to send again.", "Il n’y avait rien à renvoyer."),
    ]
}
