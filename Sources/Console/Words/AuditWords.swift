extension Words {
    /// The page of audits; the report itself has its own words.
    static let audits: [Phrase] = [
        ("nav_audit", "Audit", "Audit"),
        ("audit_title", "Audit of how a community is run", "Audit de la conduite d'une communauté"),
        (
            "audit_lead", "How it is set up and who looks after it: findings to look at and to mend, no verdicts.",
            "Comment elle est réglée et qui veille sur elle : des constats à regarder et à corriger, pas des verdicts."
        ),
        ("audit_communities", "Communities", "Communautés"),
        ("audit_of", "{name}, audited {ago}", "{name}, audit {ago}"),
        (
            "audit_scope_guardian",
            "You see the names of staff. The community's own leads read this report without them.",
            "Vous voyez les noms de l'équipe. Les responsables de la communauté lisent ce rapport sans eux."
        ),
        (
            "audit_scope_lead", "Members of staff are counted here, not named.",
            "Les membres de l'équipe sont comptés ici, pas nommés."
        ),
        ("audit_none", "No audit has been kept yet.", "Aucun audit n'a encore été conservé."),
        (
            "audit_none_how", "The operator makes one with this command, by hand or every night:",
            "L'exploitant en fait un avec cette commande, à la main ou chaque nuit :"
        ),
        (
            "audit_unreadable", "This audit was kept by another version of Vigie and cannot be shown.",
            "Cet audit a été conservé par une autre version de Vigie et ne peut pas être montré."
        ),
    ]
}
