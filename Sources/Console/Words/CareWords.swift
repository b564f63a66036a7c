/// How reviewers are looked after: limits, rests, pictures that are easier to bear.
extension Words {
    static let care: [Phrase] = [
        ("queue_choose", "Queue", "File"), ("queue_all", "All cases", "Tous les dossiers"),
        ("queue_general", "General", "Générale"), ("queue_own", "yours", "la vôtre"),
        (
            "queue_unfilled",
            "Nobody with an account has what these queues ask for: {names}. Their cases are among “All cases” too.",
            "Aucun compte ne répond à ce que ces files demandent : {names}. Leurs dossiers sont aussi dans « Tous les dossiers »."
        ),
        ("account_skills", "Skills", "Compétences"),
        (
            "account_skills_hint", "Words that queues ask for, with commas: sextortion, gaming",
            "Les mots que les files demandent, séparés par des virgules : sextorsion, jeux"
        ),
        ("account_reads", "Languages read", "Langues lues"),
        ("account_reads_hint", "Codes, with commas: fr, en", "Codes, séparés par des virgules : fr, en"),
        (
            "problem_skills",
            "Skills are words of a–z, 0–9, “-” and “_”; languages are codes of two or three letters, at most 20 of each.",
            "Les compétences sont des mots de a–z, 0–9, « - » et « _ » ; les langues des codes de deux ou trois lettres, 20 au plus de chaque."
        ),
        ("care_title", "What you look at", "Ce que vous regardez"),
        (
            "care_text",
            "Limits protect you. You can set tighter ones for yourself; nobody else is shown them. Leave a field empty to keep the usual limit.",
            "Les limites vous protègent. Vous pouvez vous en fixer de plus strictes ; personne d’autre ne les voit. Laissez un champ vide pour garder la limite habituelle."
        ),
        (
            "care_load",
            "In the last 24 hours: text open for {minutes} of {limit} minutes, {gravest} of {most} urgent cases opened.",
            "Ces dernières 24 heures : texte ouvert pendant {minutes} minutes sur {limit}, {gravest} dossiers urgents ouverts sur {most}."
        ),
        ("care_minutes", "Minutes of open text in 24 hours", "Minutes de texte ouvert en 24 heures"),
        ("care_gravest", "Urgent cases in 24 hours", "Dossiers urgents en 24 heures"),
        ("care_rest_after", "Minutes in a row before a break", "Minutes d’affilée avant une pause"),
        ("care_at_most", "At most {n} here.", "Ici, {n} au plus."),
        ("care_choices", "Your choices", "Vos choix"),
        ("care_rest_required", "A break is required, not only suggested", "La pause est imposée, et non proposée"),
        ("care_greyscale", "Pictures in grey", "Images en gris"),
        ("care_blur", "Pictures blurred", "Images floutées"),
        ("care_mute", "Recordings without sound", "Enregistrements sans le son"),
        (
            "problem_care_limit", "A limit of your own is a whole number, and not above the usual limit.",
            "Votre propre limite est un nombre entier, qui ne dépasse pas la limite habituelle."
        ),
        (
            "care_rest_suggested",
            "You have had text open for {minutes} minutes in a row. A break of {rest} minutes would do you good; the case waits, or goes to somebody else.",
            "Vous avez du texte ouvert depuis {minutes} minutes d’affilée. Une pause de {rest} minutes vous ferait du bien ; le dossier attend, ou va à quelqu’un d’autre."
        ),
        ("care_refused_minutes_title", "That is enough for now", "C’est assez pour l’instant"),
        (
            "care_refused_minutes",
            "Your minutes of these 24 hours are used up. More text can be opened from {time} (UTC). Nothing is wrong: hand the case over, no reason is asked.",
            "Vos minutes de ces 24 heures sont épuisées. Vous pourrez rouvrir du texte à partir de {time} (UTC). Rien d’anormal : passez le dossier, aucune raison n’est demandée."
        ),
        ("care_refused_gravest_title", "Enough urgent cases for now", "Assez de dossiers urgents pour l’instant"),
        (
            "care_refused_gravest",
            "You have opened as many urgent cases as the limit allows in 24 hours. The next one can be opened from {time} (UTC). Hand the case over, no reason is asked.",
            "Vous avez ouvert autant de dossiers urgents que la limite le permet en 24 heures. Le prochain pourra être ouvert à partir de {time} (UTC). Passez le dossier, aucune raison n’est demandée."
        ),
        ("care_refused_rest_title", "Time for a break", "C’est l’heure d’une pause"),
        (
            "care_refused_rest",
            "Text can be opened again from {time} (UTC). The case waits, or goes to somebody else.",
            "Du texte pourra être rouvert à partir de {time} (UTC). Le dossier attend, ou va à quelqu’un d’autre."
        ),
        ("care_refused_elsewhere_title", "Somebody is reading it now", "Quelqu’un le lit en ce moment"),
        (
            "care_refused_elsewhere",
            "Another reviewer has this text open, and one is enough. It is free again at {time} (UTC) at the latest.",
            "Une autre personne a ce texte ouvert, et une suffit. Il sera de nouveau libre à {time} (UTC) au plus tard."
        ),
        (
            "care_nobody_there", "Somebody may be in danger, and nobody else is here now who could take over.",
            "Quelqu’un est peut-être en danger, et personne d’autre ne peut prendre le relais en ce moment."
        ),
        (
            "care_others_there_one", "Somebody may be in danger. {n} other person is here and can take over.",
            "Quelqu’un est peut-être en danger. {n} autre personne est là et peut prendre le relais."
        ),
        (
            "care_others_there_many", "Somebody may be in danger. {n} other people are here and can take over.",
            "Quelqu’un est peut-être en danger. {n} autres personnes sont là et peuvent prendre le relais."
        ),
        ("care_hand_over", "Hand the case over", "Passer le dossier"),
        ("care_go_on", "I go on", "Je continue"),
        ("care_go_on_text", "This goes on the audit trail.", "Cela est inscrit au journal d’audit."),
        ("action_went_on", "went on past a limit", "a continué au-delà d’une limite"),
        ("done_hidden", "The text is hidden.", "Le texte est masqué."),
        ("loads_title", "What reviewers had to look at", "Ce que les personnes ont dû regarder"),
        (
            "loads_text", "In the last 24 hours, on cases that you may see. Counts alone.",
            "Ces dernières 24 heures, sur les dossiers que vous pouvez voir. Des nombres, rien d’autre."
        ),
        (
            "care_limits", "Limits: {minutes} minutes, {gravest} urgent cases.",
            "Limites : {minutes} minutes, {gravest} dossiers urgents."
        ),
        ("loads_who", "Who", "Qui"), ("loads_minutes", "Minutes", "Minutes"),
        ("loads_gravest", "Urgent cases", "Dossiers urgents"),
        ("eased_title", "A file of a report", "Un fichier d’un signalement"),
        (
            "eased_text",
            "Look only as long as you need to. Nothing plays by itself. How files are shown to you is set on the page of your account.",
            "Ne regardez que le temps nécessaire. Rien ne démarre tout seul. La façon dont les fichiers vous sont montrés se règle sur la page de votre compte."
        ),
        ("eased_alt", "File of a report", "Fichier d’un signalement"),
        ("eased_back", "Back to the case", "Retour au dossier"),
        ("eased_colour_on", "Show in colour", "Afficher en couleurs"),
        ("eased_colour_off", "Show in grey", "Afficher en gris"),
        ("eased_blur_off", "Show sharp", "Afficher net"), ("eased_blur_on", "Blur", "Flouter"),
        ("eased_look", "look at it, eased", "regarder, atténué"),
    ]
}
