/// Legal holds, and evidence that was deleted.
extension Words {
    static let holds: [Phrase] = [
        ("hold_title", "Legal hold", "Conservation obligatoire"),
        (
            "hold_explained",
            "While it lasts, no evidence of this case is deleted. To lift it takes two guardians.",
            "Tant qu’elle dure, aucune preuve de ce dossier n’est supprimée. Il faut deux garants pour la lever."
        ),
        ("hold_set", "Keep the evidence", "Conserver les preuves"),
        ("hold_reason", "Why must it be kept?", "Pourquoi faut-il les conserver ?"),
        (
            "hold_text", "{name} had the evidence kept on {time} (UTC): it is not deleted.",
            "{name} a fait conserver les preuves le {time} (UTC) : elles ne sont pas supprimées."
        ),
        ("hold_lift", "Propose to lift it", "Proposer de la lever"),
        ("hold_lift_agree", "Agree, and lift it", "Approuver et la lever"),
        ("hold_lift_reason", "Why may it be lifted?", "Pourquoi peut-elle être levée ?"),
        (
            "hold_proposed", "{name} proposes to lift it; another guardian has to agree.",
            "{name} propose de la lever ; un autre garant doit approuver."
        ),
        ("hold_keep", "Keep it after all", "La maintenir"),
        ("hold_keep_reason", "Why should it stay?", "Pourquoi la maintenir ?"),
        (
            "text_deleted", "text deleted on {time} under the rule “{rule}”",
            "texte supprimé le {time} selon la règle « {rule} »"
        ),
        ("done_held", "The evidence is kept.", "Les preuves sont conservées."),
        ("done_hold_changed", "Done; it is on the trail.", "C’est fait ; c’est au journal."),
        ("action_hold_set", "legal hold set", "conservation obligatoire"),
        ("action_hold_lift_proposed", "proposed to lift the hold", "a proposé de lever la conservation"),
        ("action_hold_kept", "hold kept", "conservation maintenue"),
        ("action_hold_lifted", "hold lifted", "conservation levée"),
        ("action_evidence_deleted", "evidence deleted", "preuves supprimées"),
        (
            "report_deleted",
            "What was said, the files and the dialogue were deleted on {time} (UTC) under the rule “{rule}”.",
            "Ce qui fut dit, les fichiers et le dialogue ont été supprimés le {time} (UTC) selon la règle « {rule} »."
        ),
        ("action_reports_deleted", "reports deleted", "signalements supprimés"),
        (
            "status_deleted",
            "What you wrote, your files and the messages were deleted on {time} (UTC), as they are after a while. Report again if something happened.",
            "Ce que tu as écrit, tes fichiers et les messages ont été supprimés le {time} (UTC), comme toujours après un temps. Signale à nouveau s’il s’est passé quelque chose."
        ),
    ]
}
