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
        ("audit_bring_title", "Audit a snapshot", "Auditer un instantané"),
        (
            "audit_bring_text",
            "A file that vigie snapshot wrote, or the platform’s own objects (docs/permissions.md), at most 64 MiB. It is audited with what is stored of that community, as vigie audit does; the report is kept, the file is not.",
            "Un fichier écrit par vigie snapshot, ou les objets de la plateforme (docs/permissions.md), 64 Mio au plus. Il est audité avec ce qui est conservé de la communauté, comme le fait vigie audit ; le rapport est gardé, le fichier non."
        ),
        ("audit_bring_file", "Snapshot (JSON)", "Instantané (JSON)"), ("audit_bring_button", "Audit it", "Auditer"),
        ("audit_brought", "Audited and kept: {name}.", "Audité et conservé : {name}."),
        (
            "audit_brought_since", "There are more events than were read: those since {time} count.",
            "Il y a plus d’événements que ceux qui ont été lus : comptent ceux depuis {time}."
        ),
        (
            "audit_brought_problems", "What in the snapshot does not fit; the rest was audited:",
            "Ce qui ne va pas dans l’instantané ; le reste a été audité :"
        ),
        ("audit_refused_none", "Choose a file first.", "Choisissez d’abord un fichier."),
        (
            "audit_refused_large", "The file is larger than 64 MiB. Audit it on the machine, with vigie audit.",
            "Le fichier dépasse 64 Mio. Auditez-le sur la machine, avec vigie audit."
        ),
        (
            "audit_refused_empty", "There is nothing to audit in it: no roles, channels or members of a community.",
            "Il n’y a rien à auditer : ni rôles, ni salons, ni membres d’une communauté."
        ),
        (
            "audit_refused_busy", "Another snapshot is being audited. Try again in a minute.",
            "Un autre instantané est en cours d’audit. Réessayez dans une minute."
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
