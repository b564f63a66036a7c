/// The case page.
extension Words {
    static let exchange: [Phrase] = [
        (
            "case_lead", "A lead, not a verdict: read, weigh, then decide.",
            "Une piste, pas un verdict : lire, peser, puis décider."
        ),
        ("case_about", "About", "Au sujet de"), ("case_community", "Community", "Communauté"),
        ("case_harmed", "May be harmed", "Peut être en danger"),
        ("case_none_harmed", "nobody named", "personne de nommé"),
        ("case_likelihood", "Likelihood", "Vraisemblance"), ("case_signals", "Signals", "Signaux"),
        ("case_opened", "Opened", "Ouvert"), ("case_due", "Due", "Échéance"),
        ("case_span", "Events from", "Événements du"),
        ("case_span_to", "to", "au"), ("case_state", "State", "État"),
        ("case_imminent", "Harm may be imminent", "Le danger peut être imminent"),
        ("case_meaning", "What this policy means", "Ce que dit cette règle"),
        ("steps_title", "Stages over time", "Étapes dans le temps"),
        (
            "steps_text", "Stages are kinds of evidence, not a fixed sequence.",
            "Les étapes sont des sortes d’indices, pas une suite obligée."
        ),
        (
            "steps_none", "No cue of a stage was found: the signal rests on behaviour.",
            "Aucun indice d’étape : le signal repose sur le comportement."
        ),
        (
            "steps_row", "{stage}: {n}, first {first}, last {last}",
            "{stage} : {n}, le premier {first}, le dernier {last}"
        ),
        ("steps_row_none", "{stage}: no cue", "{stage} : aucun indice"),
        ("cues_one", "{n} cue", "{n} indice"), ("cues_many", "{n} cues", "{n} indices"),
        ("stage", "Stage", "Étape"), ("first", "First", "Premier"), ("last", "Last", "Dernier"),
        ("cues", "Cues", "Indices"),
        ("exchange_title", "The exchange", "L’échange"),
        ("exchange_between", "between", "entre"), ("exchange_with", "Exchange with", "Échange avec"),
        (
            "exchange_empty", "No event of the exchange is kept any more.",
            "Aucun événement de l’échange n’est encore conservé."
        ),
        (
            "exchange_cut", "Only the {n} events around the evidence are shown.",
            "Seuls les {n} événements autour des indices sont montrés."
        ),
        ("text_hidden", "text hidden", "texte masqué"), ("text_gone", "text no longer kept", "texte non conservé"),
        ("attachments_one", "{n} attachment (never stored)", "{n} pièce jointe (jamais stockée)"),
        ("attachments_many", "{n} attachments (never stored)", "{n} pièces jointes (jamais stockées)"),
        ("side_subject", "subject", "personne visée"), ("side_harmed", "may be harmed", "peut être en danger"),
        ("reveal_title", "The text is hidden", "Le texte est masqué"),
        (
            "reveal_text", "Look only if you need it to decide. Your reason goes on the audit trail.",
            "Ne regardez que si la décision l’exige. Votre motif ira au journal d’audit."
        ),
        ("reveal_reason", "Why do you need to see it?", "Pourquoi devez-vous le voir ?"),
        ("reveal_button", "Show the text", "Afficher le texte"),
        (
            "reveal_until", "You asked to see the text. It is hidden again at {time}.",
            "Vous avez demandé à voir le texte. Il sera de nouveau masqué à {time}."
        ),
        ("reveal_hide", "Hide the text now", "Masquer le texte maintenant"),
        (
            "reveal_break", "Hard to read? Take a break, or give the case back: no reason is asked.",
            "C’est dur à lire ? Faites une pause, ou rendez le dossier : aucune raison n’est demandée."
        ),
        ("channel_direct", "private", "privé"), ("channel_voice", "voice", "vocal"),
        ("channel_text", "channel", "salon"),
        ("why_title", "Why this was raised", "Pourquoi ce signal"),
        (
            "why_text", "Each reason, and how much it added. Positive speaks for, negative against.",
            "Chaque raison, et ce qu’elle a ajouté. Positif : pour ; négatif : contre."
        ),
        ("why_reason", "Reason", "Raison"), ("why_effect", "Effect", "Effet"),
        ("why_strong", "strongly for", "fortement pour"), ("why_for", "for", "pour"),
        ("why_slight", "slightly for", "un peu pour"),
        ("why_against", "against", "contre"),
        ("why_none", "The detector gave no breakdown.", "Le détecteur n’a pas donné de détail."),
        ("why_detector", "Detector {name}, version {version}", "Détecteur {name}, version {version}"),
        ("why_more", "Earlier signals", "Signaux antérieurs"),
        ("why_stage", "Cues of the stage “{stage}”", "Indices de l’étape « {stage} »"),
        ("why_order", "Order of the stages: {name}", "Ordre des étapes : {name}"),
        ("why_context", "Context: {name}", "Contexte : {name}"),
        ("why_feature", "Behaviour: {name}", "Comportement : {name}"),
        ("why_power", "Use of power: {name}", "Usage du pouvoir : {name}"),
        ("related_title", "Related cases", "Dossiers liés"),
        (
            "related_text", "Same subject, or same person who may be harmed.",
            "Même personne visée, ou même personne en danger."
        ),
        ("related_none", "None that you may see.", "Aucun que vous puissiez voir."),
        ("actions_title", "What to do", "Que faire"),
        (
            "claim_text", "Claim the case to decide it. Others then see that you are on it.",
            "Prenez le dossier pour décider. Les autres verront que vous y êtes."
        ),
        ("claim_button", "Claim this case", "Prendre ce dossier"),
        ("release_button", "Give it back", "Rendre le dossier"),
        ("release_text", "No reason is asked.", "Aucune raison n’est demandée."),
        ("held_text", "{name} works on this case.", "{name} traite ce dossier."),
        ("decide_title", "Decide", "Décider"),
        (
            "decide_text", "You decide on what you have seen, not on the score.",
            "Vous décidez sur ce que vous avez vu, pas sur le score."
        ),
        ("decide_outcome", "Outcome", "Issue"),
        (
            "decide_reason", "Why (for reviewers alone; kept on the trail)",
            "Pourquoi (pour l’équipe d’examen seule ; conservé au journal)"
        ),
        ("decide_button", "Record the decision", "Enregistrer la décision"),
        ("outcome_no_action", "No action", "Sans suite"), ("outcome_warn", "Warn", "Avertir"),
        ("outcome_time_out", "Time-out", "Exclure un temps"), ("outcome_ban", "Ban", "Bannir"),
        ("outcome_escalate", "Escalate", "Transmettre"),
        ("outcome_no_action_text", "nothing to hold against anyone", "rien à reprocher à personne"),
        ("outcome_warn_text", "a clear word to the subject", "un mot clair à la personne visée"),
        ("outcome_time_out_text", "silence for a while", "le silence pour un temps"),
        (
            "outcome_ban_text", "out of the community, once a second person agrees",
            "hors de la communauté, si une deuxième personne est d’accord"
        ),
        (
            "outcome_escalate_text", "to the guardian, the platform or the authorities",
            "au garant, à la plateforme ou aux autorités"
        ),
        ("decided_text", "{name} decided: {outcome}", "{name} a décidé : {outcome}"),
        (
            "pending_text", "{name} proposed: {outcome}. It waits for another guardian.",
            "{name} a proposé : {outcome}. Un autre garant doit confirmer."
        ),
        (
            "pending_text_member", "{name} proposed: {outcome}. It waits for a second person: a lead or a guardian.",
            "{name} a proposé : {outcome}. Une deuxième personne doit confirmer : responsable ou garant."
        ),
        ("confirm_reason", "Why you confirm it", "Pourquoi vous confirmez"),
        ("confirm_button", "Confirm: {outcome}", "Confirmer : {outcome}"),
        ("reopen_title", "Reopen", "Rouvrir"),
        ("reopen_reason", "Why it should be looked at again", "Pourquoi y regarder de nouveau"),
        ("reopen_button", "Reopen the case", "Rouvrir le dossier"),
        ("note_title", "Note", "Note"),
        ("note_label", "For whoever reads this case next", "Pour qui lira ce dossier ensuite"),
        ("note_button", "Add the note", "Ajouter la note"),
        ("help_title", "Somebody in danger now?", "Quelqu’un en danger maintenant ?"),
        (
            "help_text",
            "112 or 17 (police), 114 by text message; 3018 for young people online; 119 for children in danger (France).",
            "112 ou 17 (police), 114 par SMS ; 3018 pour les jeunes en ligne ; 119 enfance en danger (France)."
        ),
        ("trail_of_case", "Trail of this case", "Journal de ce dossier"),
    ]
}
