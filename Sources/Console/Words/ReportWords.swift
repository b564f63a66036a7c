import Casework

/// The pages of reporting, for whoever is twelve and frightened: short words, few of them. French says "tu" here.
extension Words {
    static let happenings: [Phrase] = Happening.allCases.map {
        ("happening_\($0.rawValue)", $0.label.en, $0.label.fr)
    }

    static let reporting: [Phrase] = forReporters + reportDesk

    private static let forReporters: [Phrase] = [
        ("report_leave", "Leave fast", "Partir vite"),
        ("report_title", "Tell us what happened", "Dis-nous ce qui se passe"),
        ("report_lead", "You need no name.", "Pas besoin de ton nom."),
        ("report_danger_call", "In danger? Call:", "En danger ? Appelle :"),
        ("report_more_help", "More help", "Plus d’aide"),
        ("report_country", "Country", "Pays"), ("report_country_show", "Show", "Afficher"),
        ("report_q_happening", "What happened?", "Que s’est-il passé ?"),
        ("report_q_concern", "To whom?", "À qui ?"),
        ("concern_oneself", "Me", "À moi"), ("concern_other", "Somebody else", "À quelqu’un d’autre"),
        ("happened_oneself", "the reporter", "la personne qui signale"),
        ("happened_other", "somebody else", "quelqu’un d’autre"), ("concern_unsaid", "not said", "non précisé"),
        ("report_q_danger", "Do you feel in danger now?", "Tu te sens en danger, là ?"),
        ("report_yes", "Yes", "Oui"), ("report_no", "No", "Non"),
        ("report_q_who", "Who did it?", "Qui a fait ça ?"),
        (
            "report_staff", "Helps to run it: moderator, admin, owner", "Dans l’équipe (modo, admin, propriétaire)"
        ),
        ("report_q_text", "In your words", "Avec tes mots"),
        ("report_q_files", "Screenshots, recordings", "Captures, enregistrements"),
        ("report_files_hint", "No nude pictures, not even yours.", "Pas de photo nue, même de toi."),
        ("report_intimate", "A file is intimate", "Un fichier est intime"),
        ("report_more", "More", "Plus"),
        (
            "report_private",
            "Only people who do not belong to the place’s team can see this, and each look is written down.",
            "Seules des personnes hors de l’équipe du lieu peuvent le voir, et chaque regard est noté."
        ),
        ("report_place", "Where? A channel or a link", "Où ? Un salon ou un lien"),
        ("report_name", "Your name", "Ton nom"),
        ("report_contact", "How to reach you", "Comment te joindre"),
        (
            "report_account", "Your account there, so that we notice if you are punished",
            "Ton compte là-bas, pour voir si on te punit"
        ),
        ("report_community", "Which server?", "Quel serveur ?"),
        ("report_send", "Send", "Envoyer"),
        ("report_true", "You believe that this is true.", "Tu penses que c’est vrai."),
        ("report_have_code", "I have a code", "J’ai un code"),
        (
            "report_wrong_title", "Something is missing. What you wrote is still here.",
            "Il manque quelque chose. Ce que tu as écrit est toujours là."
        ),
        (
            "report_second_title", "Your first report has come. What is here now was not sent yet.",
            "Ton premier signalement est arrivé. Ce qui est ici n’est pas encore parti."
        ),
        (
            "report_wrong_sent_before", "Press Send to send it as a report of its own.",
            "Appuie sur Envoyer pour en faire un autre signalement."
        ),
        ("report_wrong_files", "Choose your files again.", "Choisis à nouveau tes fichiers."),
        (
            "report_wrong_form", "This page was open for long. Press Send again.",
            "Cette page est restée ouverte longtemps. Appuie encore sur Envoyer."
        ),
        ("report_wrong_happening", "Choose what happened.", "Choisis ce qui s’est passé."),
        ("report_wrong_community", "Say which server.", "Dis sur quel serveur."),
        ("report_wrong_nothing_said", "Say who, or what, in a few words.", "Dis qui, ou quoi, en quelques mots."),
        ("report_wrong_text_long", "Too long: {limit} letters at most.", "Trop long : {limit} lettres au plus."),
        (
            "report_wrong_line_long", "A field is too long: {limit} letters at most.",
            "Un champ est trop long : {limit} lettres au plus."
        ),
        (
            "report_wrong_other", "A field cannot be read. Write it again.",
            "Un champ est illisible. Écris-le à nouveau."
        ),
        ("report_wait_title", "One moment", "Un instant"),
        (
            "report_wait_text",
            "A lot was sent in a short time. Wait {seconds} seconds, then press Send. Nothing you wrote is lost.",
            "Beaucoup de choses sont arrivées en peu de temps. Attends {seconds} secondes, puis appuie sur Envoyer. Rien n’est perdu."
        ),
        (
            "report_wait_files", "Your files were not kept. Send without them, or change it and choose them again.",
            "Tes fichiers n’ont pas été gardés. Envoie sans eux, ou modifie pour les choisir à nouveau."
        ),
        ("report_wait_back", "Change what I wrote", "Modifier ce que j’ai écrit"),
        ("report_sent_title", "We have it.", "C’est reçu."),
        (
            "report_sent_danger", "If somebody can hurt you now, call first.",
            "Si quelqu’un peut te faire du mal, appelle d’abord."
        ),
        ("report_sent_look", "A person looks at it within {span}.", "Une personne le regarde d’ici {span}."),
        ("report_code_title", "Your code", "Ton code"),
        (
            "report_code_text",
            "Keep it where nobody looks. It is shown once. With it you see what happens, and can write to us.",
            "Garde-le là où personne ne regarde. Il n’est montré qu’une fois. Avec lui tu vois la suite et tu peux nous écrire."
        ),
        ("report_code_copy", "Copy", "Copier"), ("report_code_print", "Print", "Imprimer"),
        ("report_code_copied", "Copied.", "Copié."),
        (
            "report_code_gone", "This report was sent before. Its code was shown then.",
            "Ce signalement est déjà parti. Son code a été montré à ce moment-là."
        ),
        ("report_files_one", "{n} file kept, sealed.", "{n} fichier gardé, scellé."),
        ("report_files_many", "{n} files kept, sealed.", "{n} fichiers gardés, scellés."),
        ("report_refused_title", "Files not kept", "Fichiers non gardés"),
        (
            "report_refused_again",
            "Your report is here without them. To send a file again, keep your code first, then make a new report that names the same person.",
            "Ton signalement est là, sans eux. Pour renvoyer un fichier, garde d’abord ton code, puis fais un nouveau signalement qui nomme la même personne."
        ),
        ("attachment_empty", "A file was empty.", "Un fichier était vide."),
        (
            "attachment_too_large", "A file was larger than 10 MiB. Send a part of it, or a screenshot.",
            "Un fichier dépassait 10 Mio. Envoie une partie, ou une capture."
        ),
        ("attachment_too_many", "A report takes five files.", "Un signalement prend cinq fichiers."),
        (
            "attachment_unknown_kind", "A file was of a kind we cannot take. Send a screenshot, a text or a recording.",
            "Un fichier est d’un type que nous ne prenons pas. Envoie une capture, un texte ou un enregistrement."
        ),
        ("attachment_damaged", "A file was damaged. Send it again.", "Un fichier était abîmé. Envoie-le à nouveau."),
        (
            "attachment_two_in_one", "Something else hid in a file. Send a screenshot of it.",
            "Autre chose se cachait dans un fichier. Envoie plutôt une capture."
        ),
        (
            "attachment_markup", "Web pages are not taken. Send a screenshot or a text.",
            "Les pages web ne sont pas prises. Envoie une capture ou un texte."
        ),
        (
            "attachment_bomb", "A file would grow too big when opened. Send a part of it.",
            "Un fichier deviendrait trop gros à l’ouverture. Envoie une partie."
        ),
        (
            "attachment_locked", "A file has a password. Send it without one.",
            "Un fichier a un mot de passe. Envoie-le sans."
        ),
        (
            "attachment_nested", "An archive in an archive cannot be taken. Send the files themselves.",
            "Une archive dans une archive ne peut être prise. Envoie les fichiers eux-mêmes."
        ),
        (
            "attachment_unusual_archive", "An archive cannot be opened here. Make an ordinary ZIP, or send the files.",
            "Une archive ne s’ouvre pas ici. Fais un ZIP ordinaire, ou envoie les fichiers."
        ),
        (
            "attachment_unsafe_name", "A name in an archive is not safe. Send the files themselves.",
            "Un nom dans une archive n’est pas sûr. Envoie les fichiers eux-mêmes."
        ),
        (
            "attachment_in_archive", "{why} (In the archive: {name})", "{why} (Dans l’archive : {name})"
        ),
        ("attachment_refused", "{file}: {why}", "{file} : {why}"),
        ("attachment_number", "File {number}", "Fichier {number}"),
        ("attachment_intimate_one", "not kept, it may be intimate.", "non gardé, il est peut-être intime."),
        (
            "attachment_intimate",
            "Intimate pictures are never kept here. They can be removed from the net without anybody seeing them:",
            "Aucune image intime n’est gardée ici. On peut la faire retirer du net sans que personne ne la voie :"
        ),
        ("report_again", "Try again", "Réessayer"),
        ("report_problem_title", "That did not work", "Cela n’a pas marché"),
        (
            "report_problem_too_large", "The files are too big. Send the report without them.",
            "Les fichiers sont trop gros. Envoie le signalement sans eux."
        ),
        (
            "report_problem_too_many", "Too many at once from here. Wait {seconds} seconds and try again.",
            "Trop d’envois d’ici à la fois. Attends {seconds} secondes et réessaie."
        ),
        (
            "report_problem_busy", "Too many at once. Try again in a moment, or without files.",
            "Trop de monde à la fois. Réessaie dans un instant, ou sans fichiers."
        ),
        (
            "report_problem_bad_request", "What was sent cannot be read. Open the page again.",
            "L’envoi est illisible. Ouvre la page à nouveau."
        ),
        (
            "report_problem_form_expired", "Open the page again and send it from there.",
            "Ouvre la page à nouveau et envoie de là."
        ),
        (
            "report_problem_internal", "It is our fault. Nothing was kept. Try again in a moment.",
            "C’est notre faute. Rien n’a été gardé. Réessaie dans un instant."
        ),
        ("status_title", "Your report", "Ton signalement"),
        ("status_code", "Your code, 21 digits", "Ton code, 21 chiffres"),
        ("status_look", "Look", "Voir"),
        ("status_hint", "Spaces do not matter.", "Les espaces ne comptent pas."),
        ("status_received", "Received", "Reçu"),
        ("status_received_text", "A person will look at it.", "Une personne va le regarder."),
        ("status_reading", "Somebody works on it", "Quelqu’un s’en occupe"),
        ("status_reading_text", "A person is reading and checking.", "Une personne lit et vérifie."),
        ("status_acted", "Decided: something was done", "Décidé : on a agi"),
        (
            "status_acted_text", "For everybody’s safety we do not say what. You can still write.",
            "Pour la sécurité de tous, nous ne disons pas quoi. Tu peux encore écrire."
        ),
        (
            "status_closed", "Looked at: nothing had to be done here", "Regardé : il n’y avait rien à faire ici"
        ),
        (
            "status_closed_text", "If you do not agree, write why: somebody looks again.",
            "Si tu n’es pas d’accord, écris pourquoi : on regardera encore."
        ),
        ("proof_button", "Download the proof", "Télécharger la preuve"),
        (
            "proof_text",
            "A file that shows that this report came, signed by us. If somebody independent signed it too, even we cannot deny it later.",
            "Un fichier, signé par nous, qui montre que ce signalement est arrivé. Si quelqu’un d’indépendant l’a signé aussi, même nous ne pourrons plus le nier."
        ),
        (
            "proof_care", "The file stays on this phone or computer, where others may find it.",
            "Le fichier reste sur ce téléphone ou cet ordinateur : d’autres peuvent le trouver."
        ),
        ("proof_check", "How to check the proof", "Comment vérifier la preuve"),
        (
            "proof_check_text",
            "Ask somebody who knows computers: the program Vigie checks the file with the public key. Keep the key too.",
            "Demande à quelqu’un qui s’y connaît : le programme Vigie vérifie le fichier avec la clé publique. Garde "
                + "aussi la clé."
        ),
        ("proof_tlog", "The proof as tlog-proof (c2sp.org)", "La preuve en tlog-proof (c2sp.org)"),
        ("status_notice", "We looked at your report and decided.", "Nous avons regardé ton signalement et décidé."),
        (
            "status_notice_whole", "The whole letter, with your rights", "La lettre entière, avec tes droits"
        ),
        ("status_matters", "You named several people. For each:", "Tu as nommé plusieurs personnes. Pour chacune :"),
        (
            "status_matters_talk", "You write once, here: whoever works on it reads it.",
            "Tu écris une seule fois, ici : qui s’en occupe le lit."
        ),
        ("status_matter", "{number} of {of}", "{number} sur {of}"),
        ("status_since", "Since", "Depuis"), ("status_sent", "Sent", "Envoyé"),
        ("status_due", "Answer due by", "Réponse attendue avant"),
        (
            "status_late",
            "We are late, and that is our fault. Write to us here, or call one of the numbers on this page.",
            "Nous sommes en retard, c’est notre faute. Écris-nous ici, ou appelle un des numéros de cette page."
        ),
        ("status_messages", "Messages", "Messages"), ("status_none", "None yet.", "Aucun pour l’instant."),
        ("status_you", "You", "Toi"), ("status_us", "The team", "L’équipe"),
        ("status_write", "Write to us", "Nous écrire"), ("status_send", "Send", "Envoyer"),
        (
            "status_no_files", "Files cannot be sent here: make a new report that names the same person.",
            "Pas de fichier ici : fais un nouveau signalement qui nomme la même personne."
        ),
        ("status_written", "Your message is here.", "Ton message est là."),
        (
            "status_full", "This dialogue is full. Send a new report.",
            "Ce dialogue est plein. Envoie un nouveau signalement."
        ),
        ("calendar_days", "Mo Tu We Th Fr Sa Su", "lu ma me je ve sa di"),
    ]
}
