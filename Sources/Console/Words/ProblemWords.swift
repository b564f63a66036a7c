/// What went wrong, and what to do.
extension Words {
    static let problems: [Phrase] = [
        ("back_to_overview", "To the overview", "Vers la vue d’ensemble"),
        ("back_to_case", "Back to the case", "Retour au dossier"),
        ("go_back", "Go back", "Revenir"), ("try_again", "Try again", "Réessayer"),
        ("problem_bad_request_title", "This request cannot be read", "Cette demande est illisible"),
        (
            "problem_bad_request_text", "Something in the address or the form is malformed. Go back and try again.",
            "L’adresse ou le formulaire contient quelque chose de malformé. Revenez en arrière et réessayez."
        ),
        ("problem_form_expired_title", "The form has expired", "Le formulaire a expiré"),
        (
            "problem_form_expired_text",
            "For your safety a form only counts when it comes from a fresh page of Vigie. Go back, reload the page and send it again.",
            "Par sécurité, un formulaire ne compte que s’il vient d’une page récente de Vigie. Revenez, rechargez la page et renvoyez-le."
        ),
        ("problem_forbidden_title", "Not within your role", "Hors de votre rôle"),
        (
            "problem_forbidden_text", "Your role does not allow this. A lead or an administrator can help.",
            "Votre rôle ne le permet pas. Une personne responsable ou de l’administration peut aider."
        ),
        ("problem_not_found_title", "There is nothing here", "Il n’y a rien ici"),
        (
            "problem_not_found_text", "The address may be mistyped, or what was here is not for you to see.",
            "L’adresse est peut-être mal saisie, ou ce qui s’y trouve ne vous est pas destiné."
        ),
        ("problem_too_large_title", "That is too much text", "C’est trop de texte"),
        (
            "problem_too_large_text", "The form is larger than 64 KiB. Shorten it and send it again.",
            "Le formulaire dépasse 64 Kio. Raccourcissez-le et renvoyez-le."
        ),
        ("problem_too_many_title", "Too many tries", "Trop d’essais"),
        (
            "problem_too_many_text",
            "Wait {seconds} seconds, then try again. This slows down whoever guesses passwords.",
            "Attendez {seconds} secondes, puis réessayez. Cela freine qui devine des mots de passe."
        ),
        ("problem_conflict_title", "Somebody was faster", "Quelqu’un a été plus rapide"),
        (
            "conflict_changed_meanwhile",
            "Somebody acted on this case while you were reading it. Nothing of yours was carried out; look at it again.",
            "Quelqu’un a agi sur ce dossier pendant que vous le lisiez. Rien de votre part n’a été fait ; relisez-le."
        ),
        (
            "conflict_claimed_by_another", "Another reviewer holds this case. Nothing of yours was carried out.",
            "Une autre personne tient ce dossier. Rien de votre part n’a été fait."
        ),
        ("conflict_not_claimed", "Claim the case first, then decide.", "Prenez d’abord le dossier, puis décidez."),
        (
            "conflict_already_decided", "The case is decided already. It can be reopened, with a reason.",
            "Le dossier est déjà décidé. Il peut être rouvert, avec une raison."
        ),
        (
            "conflict_not_decided", "The case is not decided, so there is nothing to reopen.",
            "Le dossier n’est pas décidé : il n’y a rien à rouvrir."
        ),
        (
            "conflict_needs_second_person",
            "This outcome takes two people: a second lead or guardian has to confirm it, a guardian where it is about staff.",
            "Cette issue demande deux personnes : un second responsable ou garant doit la confirmer, un garant s’il s’agit de "
                + "l’équipe."
        ),
        (
            "conflict_newer_case_open", "A newer case about the same member is open; go on there.",
            "Un dossier plus récent sur ce membre est ouvert ; continuez là-bas."
        ),
        (
            "conflict_written", "What you wrote, so that it is not lost:",
            "Ce que vous aviez écrit, pour ne pas le perdre :"
        ),
        ("problem_unprocessable_title", "Something is missing", "Il manque quelque chose"),
        ("problem_reason_missing", "Say why, in a few words.", "Dites pourquoi, en quelques mots."),
        ("problem_text_too_long", "The text is too long.", "Le texte est trop long."),
        ("problem_busy_title", "Too much at once", "Trop de demandes à la fois"),
        ("problem_busy_text", "Wait a moment and try again.", "Attendez un instant et réessayez."),
        ("problem_internal_title", "Something broke on our side", "Quelque chose a cassé de notre côté"),
        (
            "problem_internal_text", "It was logged. Nothing of yours was carried out halfway; try again in a moment.",
            "C’est consigné. Rien n’a été fait à moitié ; réessayez dans un instant."
        ),
    ]
}
