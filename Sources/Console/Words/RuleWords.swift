/// The pages about rules.
extension Words {
    static let rules: [Phrase] = rulePages + ruleEditor + revisionPages + proposedActions

    private static let rulePages: [Phrase] = [
        ("nav_rules", "Rules", "Règles d’alerte"), ("rules_title", "Rules", "Règles d’alerte"),
        (
            "rules_lead", "What the team itself wants to hear of. A match is a lead to review, never a verdict.",
            "Ce dont l’équipe veut être avertie. Une correspondance est une piste à examiner, jamais un verdict."
        ),
        (
            "rules_none", "No rules are in force yet. Write one, or start the service with --rules.",
            "Aucune règle n’est encore en vigueur. Écrivez-en une, ou lancez le service avec --rules."
        ),
        ("rules_in_force", "In force", "En vigueur"), ("rule", "Rule", "Règle d’alerte"),
        ("rule_found", "Found, 30 days", "Trouvé, 30 jours"),
        ("rule_costs", "Cost, counting included", "Coût, décomptes compris"),
        ("rule_cost", "{n} µs", "{n} µs"), ("rule_evaluated", "{n} evaluations", "{n} évaluations"),
        ("rule_live", "live", "active"), ("rule_shadow", "shadow, only counted", "à l’essai, seulement comptée"),
        ("rule_failed", "{n} evaluations failed", "{n} évaluations ont échoué"),
        ("rule_limited", "{n} matches beyond its hourly limit", "{n} correspondances au-delà de sa limite horaire"),
        ("rule_proposes", "proposes: {actions}", "propose : {actions}"),
        (
            "rule_chart", "{rule}: {total} matches in 30 days, at most {peak} a day",
            "{rule} : {total} correspondances en 30 jours, {peak} au plus par jour"
        ),
        ("rule_files", "Files", "Fichiers"),
        ("rules_operator", "the operator’s directory", "le dossier de l’exploitant"),
        ("rules_waiting", "Waiting for somebody to agree", "En attente d’un accord"),
        (
            "rules_not_in_force", "The newest rules do not load; those before them stay in force:",
            "Les dernières règles ne se chargent pas ; les précédentes restent en vigueur :"
        ),
        ("rules_added", "new: {names}", "nouveau : {names}"),
        ("rules_changed", "changed: {names}", "modifié : {names}"),
        ("rules_removed", "removed: {names}", "retiré : {names}"),
        ("rules_shared", "lists or counters changed", "listes ou compteurs modifiés"),
        (
            "rules_same", "Nothing changes but layout, comments or tests.",
            "Rien ne change que la mise en page, les commentaires ou les tests."
        ),
        ("action_rules_changed", "rules changed", "règles d’alerte modifiées"),
        ("action_rules_proposed", "rules proposed", "règles d’alerte proposées"),
        ("action_rules_agreed", "agreed to rules", "accord donné à des règles d’alerte"),
        ("action_rules_declined", "declined rules", "règles d’alerte refusées"),
        ("action_rules_imported", "rules taken in from the directory", "règles d’alerte prises du dossier"),
        ("action_rules_tried", "rules tried on stored events", "règles d’alerte essayées sur le passé"),
        ("done_rules_live", "The rules are in force.", "Les règles d’alerte sont en vigueur."),
        (
            "done_rules_waiting", "Saved. They go live once somebody else agrees.",
            "Enregistré. Elles entreront en vigueur avec l’accord d’une autre personne."
        ),
        ("done_rules_declined", "Declined. The rules stay as they were.", "Refusé. Les règles restent en l’état."),
        ("why_rule", "Rule {name}", "Règle d’alerte {name}"),
    ]

    private static let ruleEditor: [Phrase] = [
        ("rule_file_new", "New file of rules", "Nouveau fichier de règles"),
        ("rule_file_name", "File name", "Nom du fichier"),
        (
            "rule_file_hint",
            "As raids.yaml for rules; raid.words, sites.domains, known.hashes, codes.regexes for lists.",
            "Comme raids.yaml pour des règles ; raid.words, sites.domains, known.hashes, codes.regexes pour des listes."
        ),
        ("rule_text", "Text", "Texte"), ("rule_check", "Check", "Vérifier"),
        ("rule_try", "Run on the last {days} days", "Essayer sur les {days} derniers jours"),
        (
            "rule_try_text", "Nothing is stored but a line on the audit trail.",
            "Rien n’est enregistré qu’une ligne au journal d’audit."
        ),
        ("rule_reason", "Why this change", "Pourquoi ce changement"), ("rule_save", "Save", "Enregistrer"),
        ("rule_file_remove", "Remove this file", "Retirer ce fichier"),
        ("rule_problems_one", "{n} problem", "{n} problème"), ("rule_problems_many", "{n} problems", "{n} problèmes"),
        ("rule_review_sound", "No problem found", "Aucun problème"),
        ("rule_place", "line {line}, column {column}", "ligne {line}, colonne {column}"),
        ("rule_tests", "{passed} of {all} tests pass.", "{passed} tests réussis sur {all}."),
        ("rule_untested", "Without a test: {names}", "Sans test : {names}"),
        (
            "consent_needs_nobody", "Saved, these rules go live at once.",
            "Une fois enregistrées, ces règles entrent aussitôt en vigueur."
        ),
        (
            "consent_needs_second", "A rule proposes to ban or kick: a second lead or guardian has to agree.",
            "Une règle propose d’exclure : un second responsable ou un garant doit donner son accord."
        ),
        (
            "consent_needs_guardian", "What was found before may be missed: a guardian has to agree.",
            "Ce qui était trouvé pourrait ne plus l’être : un garant doit donner son accord."
        ),
        ("rehearsal_title", "On the last 7 days", "Sur les 7 derniers jours"),
        (
            "rehearsal_whole", "{events} events looked at, since {since}.",
            "{events} événements examinés, depuis le {since}."
        ),
        (
            "rehearsal_part", "Not all of the span could be looked at in time: {events} events, since {since}.",
            "Toute la période n’a pas pu être examinée à temps : {events} événements, depuis le {since}."
        ),
        ("rehearsal_none", "Nothing would have been found.", "Rien n’aurait été trouvé."),
        ("rehearsal_gained", "New", "Nouveau"), ("rehearsal_lost", "No longer found", "N’est plus trouvé"),
        ("rehearsal_examples", "Examples to review", "Exemples à examiner"),
        (
            "problem_rule_file_name",
            "This is no name for a file of rules: small letters, digits, - and _, then .yaml.",
            "Ce nom ne convient pas à un fichier de règles : petites lettres, chiffres, - et _, puis .yaml."
        ),
        (
            "problem_rule_file_exists", "A file of this name is there already; choose another name.",
            "Un fichier de ce nom existe déjà ; choisissez un autre nom."
        ),
        (
            "problem_rule_not_saved", "Not saved: mend what is listed below first. The rules in force stay.",
            "Non enregistré : corrigez d’abord ce qui est listé ci-dessous. Les règles en vigueur restent."
        ),
        ("rule_template", template, template),
    ]

    /// What a new file begins with; the same in both languages, for the keys are.
    private static let template = """
        rules:
          - name: my_rule
            policy: minor.solicitation
            mode: shadow
            on: [message.posted]
            when: |
              channel.kind == 'direct' && cues.exists(c, c.stage == 'request') && target.minor > 0.5
            score: 0.6
            why:
              en: "{actor.name} asked {target.name} for something in private"
              fr: "{actor.name} a demandé quelque chose à {target.name} en privé"
            tests:
              - events:
                  - {type: message.posted, actor: ada, target: bob, channel: direct, cues: [request]}
                given: {target.minor: 0.9}
                expect: [signal]
              - events:
                  - {type: message.posted, actor: ada, target: bob, channel: direct, text: good night}
                expect: []

        """

    private static let revisionPages: [Phrase] = [
        ("revisions_title", "History of the rules", "Historique des règles"),
        (
            "revisions_lead", "Every state the rules were in: who wanted it, why, and who agreed.",
            "Chaque état des règles : qui l’a voulu, pourquoi, et qui a donné son accord."
        ),
        ("revision", "Revision", "Révision"),
        ("revision_title", "Revision {n} of the rules", "Révision {n} des règles"),
        ("revision_state", "State", "État"), ("revision_live", "went live", "mise en vigueur"),
        ("revision_declined", "declined", "refusée"), ("revision_waiting", "waits", "en attente"),
        ("revision_agreed_by", "{name} agreed", "accord de {name}"),
        ("revision_declined_by", "{name} declined", "refus de {name}"),
        ("consent_nobody", "waits", "en attente"),
        ("consent_second", "waits for a second person", "attend une seconde personne"),
        ("consent_guardian", "waits for a guardian", "attend un garant"),
        ("revision_in_force", "These rules are in force.", "Ces règles sont en vigueur."),
        (
            "revision_own", "You wrote this revision: somebody else has to agree to it.",
            "Cette révision est de vous : une autre personne doit donner son accord."
        ),
        ("revision_decide", "Your decision", "Votre décision"),
        (
            "revision_decide_text", "Agree and they go live at once; decline and the rules stay as they are.",
            "Avec votre accord elles entrent aussitôt en vigueur ; sinon les règles restent en l’état."
        ),
        ("revision_agree", "Agree", "Donner mon accord"), ("revision_decline", "Decline", "Refuser"),
        ("revision_withdraw", "Withdraw it", "La retirer"),
        ("revision_changes", "What it changes", "Ce qu’elle change"),
        ("revision_restore", "Go back to these rules", "Revenir à ces règles"),
        (
            "revision_restore_text", "Makes a new revision with the files of this one. Nothing of the history is lost.",
            "Crée une révision avec les fichiers de celle-ci. Rien de l’historique n’est perdu."
        ),
        ("line_added", "added: ", "ajouté : "), ("line_removed", "removed: ", "retiré : "),
        ("lines_left_one", "⋯ {n} line as before", "⋯ {n} ligne inchangée"),
        ("lines_left_many", "⋯ {n} lines as before", "⋯ {n} lignes inchangées"),
        (
            "problem_rules_changed", "Other rules went live since you began: look at them, then save again.",
            "D’autres règles sont entrées en vigueur entre-temps : regardez-les, puis enregistrez à nouveau."
        ),
        ("problem_rules_same", "The rules are like this already.", "Les règles sont déjà ainsi."),
        (
            "problem_rules_own", "Somebody else has to agree to your own revision.",
            "Une autre personne doit donner son accord à votre révision."
        ),
        (
            "problem_rules_not_waiting", "This revision waits for nobody any more.",
            "Cette révision n’attend plus personne."
        ),
        (
            "problem_rules_unreadable", "The rules of this revision do not load any more; they were not put back.",
            "Les règles de cette révision ne se chargent plus ; elles n’ont pas été remises."
        ),
    ]

    private static let proposedActions: [Phrase] = [
        (
            "proposals_title", "Proposed by a rule, to be decided by a person",
            "Proposé par une règle, à décider par une personne"
        ),
        ("proposed_line", "{action}: {name}", "{action} : {name}"),
        ("proposed_line_for", "{action} for {span}: {name}", "{action} pendant {span} : {name}"),
        ("proposed_warn", "warn", "avertir"), ("proposed_delete_message", "delete the message", "supprimer le message"),
        ("proposed_timeout", "time out", "suspendre"), ("proposed_kick", "kick", "expulser"),
        ("proposed_ban", "ban", "bannir"), ("proposed_alert_guardian", "alert a guardian", "alerter un garant"),
    ]
}
