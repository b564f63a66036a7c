/// The form of a decision, and what follows from it.
extension Words {
    static let decisions: [Phrase] = [
        ("form_wrong_title", "Not recorded yet. Put right:", "Pas encore enregistré. À corriger :"),
        ("form_wrong", "{field}: {what}", "{field} : {what}"),
        ("form_form", "Form", "Formulaire"), ("form_outcome", "Outcome", "Issue"), ("form_reason", "Why", "Pourquoi"),
        ("form_told", "What the person concerned reads", "Ce que lit la personne visée"),
        (
            "form_told_text", "Published without names: name nobody and quote nobody.",
            "Publié sans noms : ne nommez et ne citez personne."
        ),
        ("form_facts", "What was found", "Ce qui a été constaté"),
        ("form_policy", "Policy", "Règle"),
        (
            "form_minor", "The person harmed is a minor, as far as I can tell",
            "La personne atteinte est mineure, à ma connaissance"
        ),
        ("form_ground", "On which ground", "Sur quel fondement"),
        ("ground_rules", "The rules of the community", "Les règles de la communauté"),
        ("ground_rules_and_law", "The rules, and it is illegal too", "Les règles, et c’est aussi illégal"),
        ("ground_law", "The law", "La loi"),
        ("form_ground_name", "Which rule or law", "Quelle règle ou quelle loi"),
        ("form_explanation", "Why it breaks it", "En quoi elle est enfreinte"),
        ("form_until", "Last day of the time-out", "Dernier jour de l’exclusion"),
        ("form_content", "What it is about", "De quoi il s’agit"),
        ("content_type_text", "Text", "Texte"), ("content_type_audio", "Sound", "Son"),
        ("content_type_image", "Image", "Image"), ("content_type_video", "Video", "Vidéo"),
        ("content_type_synthetic_media", "Made by a machine", "Produit par une machine"),
        ("form_visibility", "And the content", "Et le contenu"),
        ("decision_visibility_content_removed", "Content removed", "Contenu retiré"),
        ("decision_visibility_content_disabled", "Access to the content blocked", "Accès au contenu bloqué"),
        ("decision_visibility_content_labelled", "Content labelled", "Contenu assorti d’une mention"),
        (
            "form_roles", "Take away roles that give power over others",
            "Retirer les rôles qui donnent un pouvoir sur les autres"
        ),
        (
            "form_roles_hint",
            "A time-out does nothing to who is an administrator. Whoever is banned has no roles any more.",
            "Une exclusion temporaire ne fait rien à qui administre. Qui est banni n’a plus de rôles."
        ),
        ("form_kick", "Put the member out of the community (kick)", "Exclure le membre de la communauté (kick)"),
        (
            "form_kick_hint", "They may come back, unless a time-out or a ban follows.",
            "Il peut revenir, sauf exclusion temporaire ou bannissement."
        ),
        ("decision_provision_partial_suspension", "Put out of the community", "Exclu de la communauté"),
        (
            "decision_provision_partial_termination", "Roles with power over others taken away",
            "Rôles avec pouvoir sur les autres retirés"
        ),
        ("decision_account_suspended", "Account suspended", "Compte suspendu"),
        ("decision_account_terminated", "Account closed", "Compte fermé"),
        ("action_by_hand", "By hand", "À la main"),
        ("until_day", "{what}, until {day}", "{what}, jusqu’au {day}"),
        ("form_territories", "Where", "Où"),
        (
            "form_territories_hint", "Nothing: everywhere. Or countries, as FR, BE.",
            "Rien : partout. Ou des pays, comme FR, BE."
        ),
        ("everywhere", "everywhere", "partout"), ("yes", "yes", "oui"), ("no", "no", "non"),
        ("form_measures", "What is done", "Ce qui est fait"),
        ("form_detected", "A program drew attention to it", "Un programme a attiré l’attention"),
        ("form_withholding", "The notice to the person concerned", "L’avis à la personne visée"),
        ("withheld_none", "is sent", "est envoyé"),
        ("withheld_endangers_minor", "withheld: it would endanger a minor", "retenu : il mettrait un mineur en danger"),
        (
            "withheld_investigation", "withheld: it would endanger an investigation",
            "retenu : il compromettrait une enquête"
        ),
        ("withheld_authority_order", "withheld: an authority asks for it", "retenu : une autorité le demande"),
        ("withheld_no_contact", "withheld: no address is known", "retenu : aucune adresse connue"),
        ("withheld_commercial_bulk", "withheld: commercial content in bulk", "retenu : contenu commercial en masse"),
        ("form_withholding_text", "Why it is withheld (for the trail)", "Pourquoi il est retenu (pour le journal)"),
        ("form_review_on", "Ask again on", "Y revenir le"),
        ("follow_title", "What follows from the decision", "Ce qui découle de la décision"),
        (
            "follow_reversed", "This decision was reversed on appeal.",
            "Cette décision a été annulée après un recours."
        ),
        ("follow_do", "To be done on the platform", "À faire sur la plateforme"),
        ("follow_undo", "To be undone on the platform", "À défaire sur la plateforme"),
        (
            "follow_statement", "Statement of reasons (JSON, DSA Transparency Database)",
            "Exposé des motifs (JSON, base de données de transparence du DSA)"
        ),
        ("follow_withheld", "Notice to the person concerned: {reason}", "Avis à la personne visée : {reason}"),
        ("follow_letter", "Notice to the person concerned", "Avis à la personne visée"),
        ("follow_code", "A new code for an appeal", "Un nouveau code de recours"),
        (
            "follow_code_text", "Where the first was lost, or the person can now be told. It goes on the trail.",
            "Si le premier est perdu, ou si la personne peut maintenant être informée. Cela va au journal."
        ),
        ("follow_code_button", "Make a code", "Faire un code"),
        (
            "undo_delete_content", "Nothing for what was deleted: it cannot be brought back",
            "Rien pour ce qui a été supprimé : cela ne peut pas être rétabli"
        ),
        ("undo_hide_content", "Show the content again", "Montrer de nouveau le contenu"),
        (
            "undo_time_out", "Lift the time-out: Vigie does it where it set it",
            "Lever l’exclusion temporaire : Vigie le fait là où elle l’a posée"
        ),
        (
            "undo_take_roles", "Give the roles back by hand: the trail and the platform’s audit log name them",
            "Rendre les rôles à la main : le journal et celui de la plateforme les nomment"
        ),
        (
            "undo_ban", "Lift the ban: Vigie does it where it banned",
            "Lever le bannissement : Vigie le fait là où elle a banni"
        ),
        ("undo_kick", "Invite the member again", "Réinviter le membre"),
        ("undo_by_hand", "Undo by hand what was done by hand", "Défaire à la main ce qui l’a été"),
        ("undo_warning", "Take the warning back", "Retirer l’avertissement"),
        ("undo_nothing", "Reopen the case and decide it again", "Rouvrir le dossier et le décider de nouveau"),
        ("decided_title", "The decision is recorded", "La décision est enregistrée"),
        (
            "decided_send", "Send the notice to the person concerned. Vigie does not send it by itself.",
            "Envoyez l’avis à la personne visée. Vigie ne l’envoie pas d’elle-même."
        ),
        (
            "decided_once", "The code for an appeal is shown here once. Copy the notice before you leave this page.",
            "Le code de recours n’est montré qu’ici et une fois. Copiez l’avis avant de quitter cette page."
        ),
        ("action_notice", "notice", "avis"),
        ("action_carried_out", "carried out on the platform", "exécuté sur la plateforme"),
        ("action_not_carried_out", "not carried out on the platform", "non exécuté sur la plateforme"),
        ("action_give_back_by_hand", "to be given back by hand", "à rendre à la main"),
        ("action_cannot_be_undone", "cannot be undone", "ne peut pas être défait"),
        ("action_appealed", "another look was asked for", "nouvel examen demandé"),
        ("action_appeal_code", "new appeal code made", "nouveau code de recours"),
        ("action_appeal_upheld", "appeal: the decision stands", "recours : décision maintenue"),
        ("action_appeal_reversed", "appeal: the decision is reversed", "recours : décision annulée"),
    ]
}
