/// Signing in, setting up, one's own account, the accounts of others.
extension Words {
    static let entrance: [Phrase] = [
        ("sign_in_title", "Sign in", "Connexion"),
        (
            "sign_in_lead", "The watch is kept by people. Sign in to see what it found.",
            "La veille est tenue par des personnes. Connectez-vous pour voir ce qu’elle a trouvé."
        ),
        ("name", "Name", "Nom"), ("password", "Password", "Mot de passe"),
        ("sign_in_button", "Sign in", "Se connecter"),
        ("sign_in_failed", "Name and password do not fit together.", "Le nom et le mot de passe ne correspondent pas."),
        ("language", "Language", "Langue"),
        ("demo_title", "Demonstration", "Démonstration"),
        (
            "demo_text", "A simulated community, invented people. Choose whom to be:",
            "Une communauté simulée, des personnes inventées. Choisissez qui être :"
        ),
        ("demo_enter", "Enter as {name}", "Entrer comme {name}"),
        ("setup_title", "First administrator", "Premier compte d’administration"),
        (
            "setup_lead", "Type the code that Vigie printed when it started, and choose a name and a password.",
            "Saisissez le code que Vigie a affiché à son démarrage, puis choisissez un nom et un mot de passe."
        ),
        ("setup_code", "One-time code", "Code à usage unique"),
        ("setup_button", "Create the account", "Créer le compte"),
        (
            "setup_wrong", "This is not the code that was printed at the last start.",
            "Ce n’est pas le code affiché au dernier démarrage."
        ),
        (
            "password_hint", "At least 12 characters; a short sentence is good.",
            "Au moins 12 caractères ; une courte phrase convient bien."
        ),
        (
            "problem_password_short", "The password is shorter than 12 characters.",
            "Le mot de passe a moins de 12 caractères."
        ),
        ("problem_password_long", "The password is longer than 512 bytes.", "Le mot de passe dépasse 512 octets."),
        ("problem_password_easy", "The password is too easy to guess.", "Le mot de passe est trop facile à deviner."),
        ("problem_password_repeat", "The two new passwords differ.", "Les deux nouveaux mots de passe diffèrent."),
        ("problem_password_old", "The present password is not right.", "Le mot de passe actuel n’est pas le bon."),
        (
            "problem_name_taken", "An account of this name exists; choose another name.",
            "Un compte porte déjà ce nom ; choisissez-en un autre."
        ),
        (
            "problem_name_invalid", "A name has 2 to 64 characters, without control characters.",
            "Un nom a de 2 à 64 caractères, sans caractère de contrôle."
        ),
        (
            "problem_last_administrator", "This is the last administrator; name another one first.",
            "C’est le dernier compte d’administration ; nommez-en un autre d’abord."
        ),
        (
            "problem_own_guardian", "Nobody can make themselves a guardian; another administrator must.",
            "Personne ne peut se nommer garant ; un autre compte d’administration doit le faire."
        ),
        ("problem_no_role", "Choose at least one role.", "Choisissez au moins un rôle."),
        ("account_title", "My account", "Mon compte"),
        ("account_signed_in_as", "Signed in as {name}", "Connecté : {name}"),
        ("roles", "Roles", "Rôles"),
        ("preferences", "Appearance and language", "Apparence et langue"),
        ("theme", "Colours", "Couleurs"),
        ("theme_system", "As the device", "Comme l’appareil"),
        ("theme_light", "Light", "Claires"), ("theme_dark", "Dark", "Sombres"),
        ("shortcuts", "Single-key shortcuts (j, k, c, ?)", "Raccourcis d’une touche (j, k, c, ?)"),
        ("save", "Save", "Enregistrer"),
        ("password_title", "Change the password", "Changer le mot de passe"),
        ("password_present", "Present password", "Mot de passe actuel"),
        ("password_new", "New password", "Nouveau mot de passe"),
        ("password_again", "New password, again", "Nouveau mot de passe, encore"),
        ("password_change", "Change the password", "Changer le mot de passe"),
        ("accounts_title", "Accounts", "Comptes"),
        (
            "accounts_lead",
            "Who may work here, and on what. Guardians are independent of the community: they alone see cases about its staff.",
            "Qui peut travailler ici, et sur quoi. Les garants sont indépendants de la communauté : eux seuls voient les dossiers sur son équipe."
        ),
        (
            "guardians_one",
            "With one guardian, measures against staff cannot become final: make a second one.",
            "Avec un seul garant, les mesures contre l’équipe ne peuvent pas devenir définitives : nommez-en un second."
        ),
        (
            "guardians_none",
            "Nobody is a guardian, so nobody sees cases about staff: make two, for measures against staff take both.",
            "Personne n’est garant, donc personne ne voit les dossiers sur l’équipe : nommez-en deux, car les mesures contre l’équipe demandent les deux."
        ),
        ("account_new", "New account", "Nouveau compte"),
        ("account_create", "Create the account", "Créer le compte"),
        ("account_active", "May sign in", "Peut se connecter"),
        ("account_inactive", "Closed", "Fermé"),
        ("account_save", "Save {name}", "Enregistrer {name}"),
        ("account_reset", "New password for {name}", "Nouveau mot de passe pour {name}"),
        ("account_of", "Account {name}", "Compte {name}"),
        ("account_you", "you", "vous"),
        ("secret_title", "Password for {name}", "Mot de passe de {name}"),
        (
            "secret_text",
            "It is shown this once. Hand it over in person or by a safe way; it can be changed under “My account”.",
            "Il n’est montré que cette fois. Remettez-le en main propre ou par une voie sûre ; il se change sous « Mon compte »."
        ),
        ("role_reviewer_text", "works on cases of the community", "traite les dossiers de la communauté"),
        ("role_lead_text", "also releases and reopens cases of others", "rend et rouvre aussi les dossiers des autres"),
        (
            "role_guardian_text", "independent; alone sees cases about staff",
            "indépendant ; voit seul les dossiers sur l’équipe"
        ),
        (
            "role_administrator_text", "manages accounts; sees no case by that alone",
            "gère les comptes ; ne voit aucun dossier à ce titre"
        ),
    ]
}
