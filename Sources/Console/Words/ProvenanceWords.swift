/// Where communities come from, their badges, programmes, and what is known elsewhere.
extension Words {
    static let provenance: [Phrase] = lineageWords + badgeWords + programmeWords + figureWords + knownWords

    private static let lineageWords: [Phrase] = [
        ("nav_provenance", "Provenance", "Provenance"),
        ("provenance_title", "Where communities come from", "D’où viennent les communautés"),
        (
            "provenance_lead",
            "From the events of the log. What is estimated is marked ≈; a possible split is a lead.",
            "D’après les événements du journal. Ce qui est estimé est marqué ≈ ; une scission possible est une piste."
        ),
        ("provenance_until", "Until {time}.", "Jusqu’au {time}."),
        ("provenance_none", "No community is known yet.", "Aucune communauté n’est encore connue."),
        ("provenance_communities", "Communities", "Communautés"), ("provenance_begin", "Began", "Début"),
        ("provenance_seen", "seen since {day}", "vue depuis le {day}"), ("provenance_owner", "Owner", "Propriétaire"),
        ("lineage_title", "Time line", "Frise"),
        (
            "lineage_none", "Nothing happened to this community itself.",
            "Rien n’est arrivé à cette communauté elle-même."
        ),
        (
            "lineage_summary", "{n} communities over time, {changes} changes; the table below says the same.",
            "{n} communautés dans le temps, {changes} changements ; le tableau ci-dessous dit la même chose."
        ),
        (
            "lineage_legend",
            "Circle: a badge. Filled square: created or merged. Empty square: name, owner or invite. Dashed line: a merge.",
            "Cercle : un badge. Carré plein : création ou fusion. Carré vide : nom, propriétaire ou invitation. Trait pointillé : une fusion."
        ),
        ("lineage_list", "The same as a table, with the events", "La même chose en tableau, avec les événements"),
        ("lineage_event", "Event", "Événement"),
        (
            "lineage_split",
            "Possible split: {into} out of {from}. {staff} of its staff and about {members} of its members were there within two weeks.",
            "Scission possible : {into} issue de {from}. {staff} de son équipe et environ {members} de ses membres y étaient en deux semaines."
        ),
        ("change_created", "created as {detail}", "créée sous le nom {detail}"),
        ("change_created_plain", "created", "créée"),
        ("change_renamed", "renamed {detail}", "renommée {detail}"),
        ("change_merged", "took in {others}", "a absorbé {others}"),
        ("change_merged_away", "went into {others}", "fusionnée dans {others}"),
        ("change_owner_changed", "new owner: {detail}", "nouveau propriétaire : {detail}"),
        ("change_owner_changed_plain", "new owner", "nouveau propriétaire"),
        (
            "change_invite_taken", "invite {detail} of {others} leads here",
            "l’invitation {detail} de {others} mène ici"
        ),
        ("change_invite_lost", "invite {detail} leads to {others}", "l’invitation {detail} mène à {others}"),
        ("change_badge_granted", "badge granted: {detail}", "badge accordé : {detail}"),
        ("change_badge_inherited", "badge inherited: {detail}", "badge hérité : {detail}"),
        ("change_badge_revoked", "badge revoked: {detail}", "badge retiré : {detail}"),
        ("overlap_title", "People in common", "Personnes en commun"),
        (
            "overlap_text",
            "Shared among all of both, by month for the staff. Numbers alone; nobody is named.",
            "Part commune parmi l’ensemble des deux, par mois pour l’équipe. Des nombres seuls ; personne n’est nommé."
        ),
        ("overlap_none", "Nothing in common with another community.", "Rien en commun avec une autre communauté."),
        ("overlap_members", "Members", "Membres"), ("overlap_months", "Staff, by month", "Équipe, par mois"),
        ("overlap_shared_one", "{n} person", "{n} personne"), ("overlap_shared_many", "{n} people", "{n} personnes"),
        ("action_identities_compared", "accounts compared", "comptes comparés"),
        ("action_accounts_linked", "accounts linked", "comptes liés"),
        ("action_accounts_unlinked", "link of accounts taken back", "lien entre comptes retiré"),
        ("action_known_imported", "known elsewhere: imported", "connu ailleurs : importé"),
        ("action_known_exported", "known elsewhere: exported", "connu ailleurs : exporté"),
        ("action_known_forgotten", "exchange forgotten", "échange oublié"),
    ]

    private static let badgeWords: [Phrase] = [
        ("badges_title", "Badges and partnerships", "Badges et partenariats"),
        (
            "badges_text",
            "A badge that came in by a merge, or stayed after a change of owner, is inherited until it is granted again.",
            "Un badge venu par une fusion, ou resté après un changement de propriétaire, est hérité tant qu’il n’est pas accordé de nouveau."
        ),
        ("badges_none", "No badge.", "Aucun badge."), ("badge_kind", "Badge", "Badge"),
        ("badge_state", "State", "État"), ("badge_granted", "Granted", "Accordé"),
        ("badge_conduct", "On what", "Au vu de"), ("badge_since_then", "Since then", "Depuis"),
        ("badge_earned", "earned", "mérité"), ("badge_inherited", "inherited", "hérité"),
        ("badge_past", "past", "passé"),
        ("badge_to_itself", "to this community", "à cette communauté"),
        ("badge_conduct_messages", "{n} messages a day", "{n} messages par jour"),
        ("badge_conduct_members", "≈ {n} active members", "≈ {n} membres actifs"),
        ("badge_conduct_staff", "staff of {n}", "équipe de {n}"),
        ("badge_conduct_coverage", "staff there in {share} of the hours", "équipe présente {share} des heures"),
        ("badge_by_merge", "came in by a merge from {from}", "venu par une fusion depuis {from}"),
        ("badge_by_owner", "kept by a new owner", "gardé par un nouveau propriétaire"),
        ("badge_end_revoked", "revoked", "retiré"), ("badge_end_renewed", "granted again", "accordé de nouveau"),
        ("badge_end_moved", "went with a merge", "parti avec une fusion"),
    ]

    private static let programmeWords: [Phrase] = [
        (
            "programme_none", "No programme is set up (vigie serve --programme).",
            "Aucun programme n’est en place (vigie serve --programme)."
        ),
        ("programme_holds_none", "Does not hold the badge.", "N’a pas le badge."),
        ("programme_holds_earned", "Holds the badge, earned.", "A le badge, mérité."),
        (
            "programme_holds_inherited", "Holds the badge, inherited and not earned again.",
            "A le badge, hérité et non mérité de nouveau."
        ),
        ("programme_earned", "Would earn it today.", "Le mériterait aujourd’hui."),
        ("programme_not_earned", "Would not earn it today,", "Ne le mériterait pas aujourd’hui,"),
        ("programme_since", "since {day}.", "depuis le {day}."),
        ("programme_long", "for more than {days} days.", "depuis plus de {days} jours."),
        (
            "programme_undecided", "Whether it would earn it is not known.",
            "On ne sait pas si elle le mériterait."
        ),
        (
            "programme_judged_by_guardians",
            "Whether it would earn it is judged by the guardians; what they decide is published.",
            "Les garants jugent si elle le mériterait ; ce qu’ils décident est publié."
        ),
        ("criterion", "Criterion", "Critère"), ("criterion_asked", "Asked", "Exigé"),
        ("criterion_today", "Today", "Aujourd’hui"), ("criterion_state", "State", "État"),
        ("criterion_since", "Since", "Depuis"), ("criterion_evidence", "Evidence", "Preuves"),
        ("criterion_at_least", "at least {n}", "au moins {n}"), ("criterion_at_most", "at most {n}", "au plus {n}"),
        ("criterion_over", "over {n} days", "sur {n} jours"),
        ("criterion_met", "met", "rempli"), ("criterion_unmet", "not met", "non rempli"),
        ("criterion_unknown", "not known", "inconnu"),
        ("criterion_judged_by_guardians", "judged by the guardians", "jugé par les garants"),
        ("criterion_otherwise", "otherwise since {day}", "autrement depuis le {day}"),
        ("criterion_reports_one", "{n} report", "{n} signalement"),
        ("criterion_reports_many", "{n} reports", "{n} signalements"),
    ]

    private static let figureWords: [Phrase] = [
        ("criterion_messages_per_day", "Messages a day", "Messages par jour"),
        ("criterion_active_members", "Active members", "Membres actifs"),
        ("criterion_staff_members", "Active staff", "Équipe active"),
        ("criterion_moderation_coverage", "Hours with staff there", "Heures où l’équipe est présente"),
        ("criterion_staff_two_factor", "Staff with two-factor", "Équipe en double authentification"),
        ("criterion_audit_score", "Audit score", "Note d’audit"),
        ("criterion_community_age_days", "Age in days", "Âge en jours"),
        ("criterion_hours_to_first_look", "Hours to a first look (median)", "Heures avant un premier regard (médiane)"),
        ("criterion_hours_to_decision", "Hours to a decision (median)", "Heures avant une décision (médiane)"),
        ("criterion_reports_late", "Reports answered late", "Signalements traités en retard"),
        (
            "criterion_upheld_severity_1", "Upheld urgent cases about members",
            "Dossiers urgents confirmés sur des membres"
        ),
        (
            "criterion_upheld_severity_1_staff", "Upheld urgent cases about staff",
            "Dossiers urgents confirmés sur l’équipe"
        ),
        ("criterion_appeals_reversed", "Appeals that were right", "Recours fondés"),
        ("criterion_badge_inherited", "Badge inherited", "Badge hérité"),
        ("criterion_owner_changes", "Changes of owner", "Changements de propriétaire"),
        ("criterion_yes", "yes", "oui"), ("criterion_no", "no", "non"),
    ]

    private static let knownWords: [Phrase] = [
        ("known_title", "Beyond this community", "Au-delà de cette communauté"),
        (
            "known_text",
            "Leads to look at, never findings. What others tell comes without content; ask them before you rely on it.",
            "Des pistes à examiner, jamais des constats. Ce que d’autres disent vient sans contenu ; demandez-leur avant de vous y fier."
        ),
        ("known_line", "Known elsewhere: {count}, since {since}", "Connu ailleurs : {count}, depuis {since}"),
        ("known_upheld_one", "{n} upheld decision", "{n} décision confirmée"),
        ("known_upheld_many", "{n} upheld decisions", "{n} décisions confirmées"),
        ("known_unreviewed_one", "{n} case nobody has decided", "{n} dossier non décidé"),
        ("known_unreviewed_many", "{n} cases nobody has decided", "{n} dossiers non décidés"),
        ("known_until", "until", "jusqu’au"),
        ("identity_title", "Possibly the same person", "Peut-être la même personne"),
        (
            "identity_text",
            "For guardians alone. Likeness proves nothing: brothers, friends and namesakes look alike too.",
            "Pour les garants seuls. Une ressemblance ne prouve rien : des frères, des amis, des homonymes se ressemblent aussi."
        ),
        ("identity_linked", "the person said so.", "la personne l’a dit."),
        ("identity_likeness", "likeness {share}.", "ressemblance {share}."),
        ("identity_name", "The same name; members called so: {n}", "Le même nom ; membres qui le portent : {n}"),
        ("identity_avatar", "The same picture; accounts with it: {n}", "La même image ; comptes qui l’ont : {n}"),
        ("identity_contacts", "Contacts in common that few have: {n}", "Contacts communs que peu ont : {n}"),
        (
            "identity_phrases", "Turns of phrase in common that few use: {n}",
            "Tournures communes que peu emploient : {n}"
        ),
        ("identity_rhythm", "Hours of the week, likeness {n}", "Heures de la semaine, ressemblance {n}"),
    ]
}
