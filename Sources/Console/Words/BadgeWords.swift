/// Decisions on badges.
extension Words {
    static let badges: [Phrase] = [
        ("badge_decisions_title", "What the guardians decided", "Ce que les garants ont décidé"),
        (
            "badge_decisions_text",
            "Vigie takes no badge away: whoever grants it reads the decision. Each is on the ledger.",
            "Vigie ne retire aucun badge : qui l’accorde lit la décision. Chacune est au registre."
        ),
        ("badge_decisions_none", "Nothing was decided.", "Rien n’a été décidé."),
        ("badge_decide", "Decide on a badge", "Décider d’un badge"),
        ("badge_outcome", "Decision", "Décision"), ("badge_outcome_keep", "Keep", "Maintenir"),
        ("badge_outcome_suspend", "Suspend", "Suspendre"), ("badge_outcome_withdraw", "Withdraw", "Retirer"),
        ("badge_decided_keep", "Kept", "Maintenu"), ("badge_decided_suspend", "Suspended", "Suspendu"),
        ("badge_decided_withdraw", "Withdrawn", "Retiré"),
        ("badge_replaced", "replaced by a newer decision", "remplacée par une décision plus récente"),
        ("badge_reasons", "Reasons", "Motifs"),
        (
            "badge_reasons_hint",
            "Say which criteria and facts. No names, no case: what is published must not show that there is a case about staff.",
            "Dites quels critères et quels faits. Pas de nom, pas de dossier : ce qui est publié ne doit pas montrer qu’un dossier vise l’équipe."
        ),
        (
            "badge_publish", "Publish it: leads and anybody may read it. Otherwise guardians alone know of it.",
            "Publier : les responsables et tout le monde peuvent la lire. Sinon, seuls les garants la connaissent."
        ),
        ("badge_record", "Record the decision", "Enregistrer la décision"),
        ("badge_is_published", "published", "publiée"), ("badge_is_hidden", "guardians alone", "garants seulement"),
        ("badge_reasons_missing", "Give the reasons.", "Donnez les motifs."),
        (
            "badge_reasons_long", "The reasons are longer than 4,000 characters. Shorten them.",
            "Les motifs dépassent 4 000 caractères. Raccourcissez-les."
        ),
        (
            "badge_names_case",
            "What would be published has the number of a case about staff in it, or names somebody whom one is about. Take that out, or do not publish it.",
            "Ce qui serait publié contient le numéro d’un dossier sur l’équipe, ou nomme quelqu’un qu’un tel dossier vise. Retirez-le, ou ne publiez pas."
        ),
        ("done_badge", "The decision is recorded.", "La décision est enregistrée."),
        ("action_badge_decided", "decided on a badge, for guardians", "décision sur un badge, pour les garants"),
        ("action_badge_published", "published a decision on a badge", "décision publiée sur un badge"),
        ("badge_public_link", "Published decisions", "Décisions publiées"),
        ("badge_public_title", "Decisions on badges", "Décisions sur les badges"),
        (
            "badge_public_text",
            "What independent guardians decided on a community’s badge, and why. The newest counts.",
            "Ce que des garants indépendants ont décidé du badge d’une communauté, et pourquoi. La plus récente compte."
        ),
        ("badge_public_none", "No decision was published.", "Aucune décision n’a été publiée."),
        ("badge_public_file", "As JSON", "En JSON"),
        ("figures_badges", "Decisions on badges", "Décisions sur les badges"),
    ]
}
