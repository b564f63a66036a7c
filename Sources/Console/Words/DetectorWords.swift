/// The pages about detectors and their thresholds.
extension Words {
    static let detectors: [Phrase] = detectorFigures + detectorNames + thresholds

    private static let detectorFigures: [Phrase] = [
        ("nav_detectors", "Detectors", "Détecteurs"),
        ("detectors_title", "Detectors", "Détecteurs"),
        (
            "detectors_lead",
            "What each detector raises, what reviewers made of it, and whether what it sees has changed.",
            "Ce que chaque détecteur signale, ce que la relecture en a fait, et si ce qu’il voit a changé."
        ),
        ("detectors_scope", "Signals about", "Signaux au sujet"),
        ("scope_members", "members", "des membres"), ("scope_staff", "staff", "de l’équipe"),
        (
            "scope_staff_note", "Only guardians see this: figures and thresholds about the community’s own staff.",
            "Visible des seuls garants : chiffres et seuils au sujet de l’équipe de la communauté."
        ),
        (
            "detectors_none", "No detector has raised or counted anything yet.",
            "Aucun détecteur n’a encore rien relevé."
        ),
        ("detectors_quiet", "Policies about which nothing was seen", "Règles à propos desquelles rien n’a été vu"),
        ("detector", "Detector", "Détecteur"), ("detector_judged", "As judged by reviewers", "D’après la relecture"),
        ("detector_drift", "Scores, this week", "Scores, cette semaine"),
        (
            "detector_chart", "{detector}: {total} signals from {from} to {to}, at most {peak} a day",
            "{detector} : {total} signaux du {from} au {to}, {peak} au plus par jour"
        ),
        (
            "detector_fixed", "Raised when its facts are complete; no threshold applies.",
            "Se déclenche quand les faits sont réunis ; aucun seuil ne s’applique."
        ),
        ("judged_share", "{upheld} of {decided} upheld", "{upheld} retenus sur {decided}"),
        ("judged_interval", "{share}; likely between {low} and {high}", "{share} ; sans doute entre {low} et {high}"),
        ("judged_few", "Not enough decisions yet", "Pas encore assez de décisions"),
        ("judged_decided", "{n} decided", "{n} décidés"),
        ("judged_undecided", "{n} undecided", "{n} à décider"),
        ("judged_none", "No case yet", "Aucun dossier"),
        ("drift_steady", "steady", "stable"), ("drift_moved", "moved", "a bougé"),
        ("drift_changed", "changed much", "a beaucoup changé"),
        ("drift_few", "Too few to tell", "Trop peu pour le dire"), ("drift_index", "index {n}", "indice {n}"),
        (
            "drift_chance_text", "no more than chance gives with so few",
            "pas plus que le hasard n’en donne avec si peu"
        ),
        (
            "cues_moved_text", "more or fewer than in the weeks before: look at a few recent cases",
            "plus ou moins que les semaines d’avant : regardez quelques dossiers récents"
        ),
        (
            "cues_changed_text",
            "far more or fewer than before: a new fashion, many newcomers, a raid? Look at recent cases",
            "bien plus ou bien moins qu’avant : une mode, beaucoup de nouveaux, un raid ? Regardez les dossiers récents"
        ),
        ("drift_steady_text", "as in the weeks before", "comme les semaines d’avant"),
        (
            "drift_moved_text", "look at a few recent cases: new words, or another kind of talk?",
            "regardez quelques dossiers récents : de nouveaux mots, ou d’autres échanges ?"
        ),
        (
            "drift_changed_text",
            "what it sees is no longer what its figures were measured on: check its cases before you trust it",
            "ce qu’il voit n’est plus ce sur quoi il a été mesuré : vérifiez ses dossiers avant de vous y fier"
        ),
        (
            "cues_drift", "Events with its cues: {now} a day this week, {before} before",
            "Événements avec ses indices : {now} par jour cette semaine, {before} avant"
        ),
        (
            "cues_unknown", "Events with its cues: not counted long enough",
            "Événements avec ses indices : comptés depuis trop peu"
        ),
        ("cues_absent", "No event carried its cues", "Aucun événement ne portait ses indices"),
        ("threshold", "Threshold", "Seuil"),
        ("threshold_file", "{value}, as in the taxonomy", "{value}, comme dans la taxonomie"),
        ("threshold_set", "{value}, set by {name} {ago}", "{value}, fixé par {name} {ago}"),
        ("threshold_expected", "Expected", "Attendu"),
        ("threshold_link", "Threshold of {policy}", "Seuil de {policy}"),
        ("cases_a_day", "about {n} cases a day", "environ {n} dossiers par jour"),
        ("cases_a_day_none", "no case", "aucun dossier"),
        ("cases_a_day_little", "less than 0.1 cases a day", "moins de 0,1 dossier par jour"),
        ("cases_a_day_unknown", "not known", "inconnu"),
        ("reading_title", "How to read this page", "Comment lire cette page"),
        (
            "reading_judged",
            "As judged: cases of the last 90 days in which the detector had a part. Upheld is any outcome but “no action”. Under 10 decisions a share says nothing; the interval holds the true share 19 times of 20. Reviewers may be wrong too, and a case that several detectors raised counts for each.",
            "Relecture : dossiers des 90 derniers jours où le détecteur a joué un rôle. Retenu : toute issue sauf « sans suite ». Sous 10 décisions, une part ne dit rien ; l’intervalle contient la vraie part 19 fois sur 20. La relecture peut aussi se tromper, et un dossier relevé par plusieurs détecteurs compte pour chacun."
        ),
        (
            "reading_drift",
            "Moved: the last seven days held against the four weeks before, by the population stability index. Under 0.1 is steady, over 0.25 a great change; what chance alone would give once in twenty times counts as steady too.",
            "Évolution : les sept derniers jours face aux quatre semaines d’avant, par l’indice de stabilité (PSI). Sous 0,1 : stable ; au-delà de 0,25 : grand changement ; ce que le hasard donne une fois sur vingt compte aussi comme stable."
        ),
        (
            "reading_expected",
            "Expected: members whose highest score reached the threshold, a day, over the last 30 days. A member with several policies is one case, so the sum over policies is too high.",
            "Attendu : membres dont le score le plus haut a atteint le seuil, par jour, sur les 30 derniers jours. Un membre concerné par plusieurs règles fait un seul dossier : la somme sur les règles est trop haute."
        ),
    ]

    private static let detectorNames: [Phrase] = [
        ("detector_conversation_risk", "Conversation", "Conversation"),
        (
            "detector_conversation_risk_text", "stages and order of what one says to another",
            "étapes et ordre de ce que l’un dit à l’autre"
        ),
        ("detector_harmful_words", "Harmful words", "Mots qui blessent"),
        (
            "detector_harmful_words_text", "words that speak for the policy by themselves",
            "mots qui parlent d’eux-mêmes pour la règle"
        ),
        ("detector_fan_out", "Many new contacts", "Nombreux contacts"),
        (
            "detector_fan_out_text", "private chats opened with many in a few days",
            "conversations privées ouvertes avec beaucoup en peu de jours"
        ),
        ("detector_same_opener", "Same opening words", "Mêmes premiers mots"),
        ("detector_same_opener_text", "the same first message to many", "le même premier message à beaucoup"),
        ("detector_voice_pivot", "From voice to private", "Du vocal au privé"),
        (
            "detector_voice_pivot_text", "private chats right after a voice room",
            "conversations privées juste après un salon vocal"
        ),
        ("detector_early_contact", "Contact on arrival", "Contact à l’arrivée"),
        (
            "detector_early_contact_text", "private chats with those who just joined",
            "conversations privées avec qui vient d’arriver"
        ),
        ("detector_pile_on", "Many against one", "Beaucoup contre un"),
        (
            "detector_pile_on_text", "many hostile speakers to one within minutes",
            "de nombreuses voix hostiles à l’un en quelques minutes"
        ),
        ("detector_ban_evader", "Possible return of a banned member", "Retour possible d’un membre banni"),
        (
            "detector_ban_evader_text",
            "at least two likenesses with somebody banned: name, contacts, first words, hours, a young account",
            "au moins deux ressemblances avec un banni : nom, contacts, premiers mots, heures, compte récent"
        ),
        ("detector_coordinated_accounts", "Coordinated accounts", "Comptes coordonnés"),
        (
            "detector_coordinated_accounts_text",
            "accounts that joined together and write alike, or to the same people",
            "des comptes arrivés ensemble qui écrivent pareil, ou aux mêmes personnes"
        ),
        ("detector_ban_leverage", "Ban as a lever", "Bannir pour obtenir"),
        ("detector_ban_leverage_text", "ban, private request, unban", "bannissement, demande privée, levée"),
        ("detector_role_for_favour", "Role for a favour", "Rôle contre faveur"),
        (
            "detector_role_for_favour_text", "a role granted after a private request",
            "un rôle accordé après une demande privée"
        ),
        ("detector_listed_member", "On a ban list", "Sur une liste de bannissement"),
        (
            "detector_listed_member_text", "stands on a list that the operator reads",
            "figure sur une liste que l’exploitant suit"
        ),
        ("detector_revoked_gifts", "Gifts taken back", "Cadeaux repris"),
        ("detector_revoked_gifts_text", "gifts offered, then revoked", "cadeaux offerts puis repris"),
        ("detector_badge_inherited", "Inherited badge", "Badge hérité"),
        ("detector_badge_inherited_text", "a badge kept through a merger", "un badge gardé à travers une fusion"),
        ("detector_selective_bans", "Ban after a refusal", "Bannissement après un refus"),
        (
            "detector_selective_bans_text", "a private request, a refusal, then a ban",
            "une demande privée, un refus, puis un bannissement"
        ),
        ("detector_audit_wipe", "Traces wiped after a report", "Traces effacées après un signalement"),
        (
            "detector_audit_wipe_text", "messages or the log’s channel deleted after a report about staff",
            "messages ou salon du journal supprimés après un signalement visant l’équipe"
        ),
        ("detector_power_spike", "Sudden spree of acts", "Série soudaine de sanctions"),
        (
            "detector_power_spike_text", "many measures within hours, far above one’s own history",
            "beaucoup de sanctions en quelques heures, bien au-delà de l’habitude"
        ),
        ("detector_invite_burst", "Growth by bait", "Croissance par appât"),
        (
            "detector_invite_burst_text", "many join after a promotion, most leave again",
            "beaucoup d’arrivées après une promotion, presque tous repartis"
        ),
        ("detector_raid", "Possible raid", "Raid possible"),
        (
            "detector_raid_text", "many accounts join within minutes and post the same, or turn on others",
            "de nombreux comptes arrivent en quelques minutes et écrivent pareil, ou s’en prennent à d’autres"
        ),
    ]

    private static let thresholds: [Phrase] = [
        ("threshold_title", "Threshold: {policy}", "Seuil : {policy}"),
        (
            "threshold_lead",
            "A signal is raised from this score on. Lower finds more and asks more of reviewers; higher spares them and finds later, or not at all.",
            "Un signal est levé à partir de ce score. Plus bas : on trouve davantage et la relecture a plus à faire ; plus haut : elle est ménagée et l’on trouve plus tard, ou pas du tout."
        ),
        ("threshold_now", "In force", "En vigueur"), ("threshold_taxonomy", "Taxonomy", "Taxonomie"),
        ("threshold_new", "New threshold", "Nouveau seuil"),
        ("threshold_preview", "Preview", "Aperçu"),
        ("threshold_chart_title", "Expected cases a day, by threshold", "Dossiers attendus par jour, selon le seuil"),
        (
            "threshold_chart", "from {first} at {low} down to {last} at {high}; {now} at the threshold in force",
            "de {first} à {low} jusqu’à {last} à {high} ; {now} au seuil en vigueur"
        ),
        (
            "threshold_basis_scores",
            "From the highest score of each member over {days} days, whether or not it raised a signal.",
            "D’après le score le plus haut de chaque membre sur {days} jours, qu’il ait levé un signal ou non."
        ),
        (
            "threshold_basis_signals",
            "From the signals of the last 30 days alone. Scores below the threshold are not counted long enough yet, so nothing can be said of a lower one; and a conversation may grow after its signal, so for higher ones the figures may be too low.",
            "D’après les seuls signaux des 30 derniers jours. Les scores sous le seuil ne sont pas encore comptés depuis assez longtemps : rien ne peut être dit d’un seuil plus bas ; et une conversation peut s’aggraver après son signal : pour un seuil plus haut, les chiffres peuvent être trop faibles."
        ),
        ("threshold_column", "Threshold", "Seuil"), ("threshold_column_cases", "Expected", "Attendu"),
        ("threshold_bar", "{threshold}: {cases}", "{threshold} : {cases}"),
        (
            "threshold_read_only", "Leads and guardians may change it.",
            "Les responsables et les garants peuvent le changer."
        ),
        ("threshold_staff_only", "Guardians alone may change it.", "Seuls les garants peuvent le changer."),
        ("threshold_preview_title", "From {old} to {new}", "De {old} à {new}"),
        (
            "threshold_preview_file", "Back to the taxonomy: from {old} to {new}",
            "Retour à la taxonomie : de {old} à {new}"
        ),
        ("threshold_preview_cases", "{new} instead of {old}.", "{new} au lieu de {old}."),
        (
            "threshold_preview_unjudged",
            "Nobody has decided a case of this policy in the last 90 days, so nothing tells yet what would be lost. Of those undecided, {open} had no score this high when they were raised.",
            "Personne n’a décidé de dossier de cette règle en 90 jours : rien ne dit encore ce qui serait perdu. Parmi ceux à décider, {open} n’avaient pas de score aussi haut au moment du signal."
        ),
        (
            "threshold_preview_upheld",
            "Of {upheld} cases that reviewers upheld in the last 90 days, {below} had no score this high when they were raised: they would have come later, or not at all.",
            "Sur {upheld} dossiers retenus par la relecture en 90 jours, {below} n’avaient pas de score aussi haut au moment du signal : ils seraient venus plus tard, ou pas du tout."
        ),
        (
            "threshold_preview_dismissed",
            "So would {below} of {dismissed} that were dismissed, and {open} of those still undecided.",
            "De même {below} des {dismissed} classés sans suite, et {open} de ceux qui restent à décider."
        ),
        (
            "threshold_preview_lower",
            "Nobody has judged cases with scores this low: expect more of them to be dismissed.",
            "Personne n’a jugé de dossiers à des scores aussi bas : attendez-vous à en classer davantage sans suite."
        ),
        ("threshold_preview_same", "This is the threshold in force.", "C’est le seuil en vigueur."),
        (
            "threshold_reason", "Why? It goes on the audit trail, with your name.",
            "Pourquoi ? Le motif ira au journal d’audit, avec votre nom."
        ),
        ("threshold_confirm", "Change to {new}", "Passer à {new}"),
        ("threshold_cancel", "Leave it as it is", "Laisser tel quel"),
        ("threshold_restore", "Preview the taxonomy’s threshold, {value}", "Aperçu du seuil de la taxonomie, {value}"),
        (
            "threshold_effect", "It holds for events from now on. Cases that are open stay open.",
            "Il vaut pour les événements à venir. Les dossiers ouverts le restent."
        ),
        (
            "threshold_staff_apart",
            "For signals about members. Those about staff have a threshold of their own, which guardians set.",
            "Pour les signaux au sujet des membres. Ceux au sujet de l’équipe ont leur propre seuil, que fixent les garants."
        ),
        ("threshold_history", "Changes", "Changements"),
        ("threshold_history_none", "It was never changed.", "Il n’a jamais été changé."),
        ("threshold_history_line", "{old} → {new}", "{old} → {new}"),
        (
            "problem_threshold_range", "A threshold is 0.30 to 0.95, in steps of 0.05.",
            "Un seuil va de 0,30 à 0,95, par pas de 0,05."
        ),
        (
            "problem_threshold_same", "This is the threshold already; nothing was changed.",
            "C’est déjà le seuil ; rien n’a été changé."
        ),
        (
            "problem_threshold_changed",
            "Somebody changed this threshold while you were looking at it. Nothing of yours was carried out; look at it again.",
            "Quelqu’un a changé ce seuil pendant que vous le regardiez. Rien de votre part n’a été fait ; relisez-le."
        ),
        (
            "done_threshold", "The threshold is changed, and holds from now on.",
            "Le seuil est changé, et vaut dès maintenant."
        ),
        ("action_threshold_changed", "threshold changed", "seuil changé"),
        ("action_staff_threshold_changed", "threshold for staff changed", "seuil pour l’équipe changé"),
    ]
}
