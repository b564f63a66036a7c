/// The frame around every page, times and numbers.
extension Words {
    static let frame: [Phrase] = [
        ("skip", "Skip to content", "Aller au contenu"),
        ("brand_line", "the lookout", "la vigie"),
        ("nav_label", "Main", "Principale"),
        ("nav_overview", "Overview", "Vue d’ensemble"),
        ("nav_queue", "Queue", "File"),
        ("nav_search", "Search", "Recherche"),
        ("nav_trail", "Audit trail", "Journal d’audit"),
        ("nav_accounts", "Accounts", "Comptes"),
        ("nav_account", "My account", "Mon compte"),
        ("sign_out", "Sign out", "Se déconnecter"),
        ("search_label", "Search for a member or a case", "Chercher un membre ou un dossier"),
        ("search_placeholder", "Name or id", "Nom ou identifiant"),
        ("search_button", "Search", "Chercher"),
        (
            "footer", "A signal is a lead, never a verdict. A person decides.",
            "Un signal est une piste, jamais un verdict. C’est une personne qui décide."
        ),
        ("times_utc", "Times are UTC.", "Heures en UTC."),
        (
            "months", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
            "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."
        ),
        ("under_a_minute", "under a minute", "moins d’une minute"),
        ("days_short", "d", "j"),
        ("ago", "{span} ago", "il y a {span}"),
        ("due_in", "due in {span}", "à traiter sous {span}"),
        ("overdue_by", "overdue by {span}", "en retard de {span}"),
        ("severity", "Severity", "Gravité"),
        ("severity_1", "Urgent", "Urgent"), ("severity_2", "High", "Élevée"),
        ("severity_3", "Medium", "Moyenne"), ("severity_4", "Low", "Basse"),
        ("role_reviewer", "Reviewer", "Modération"), ("role_lead", "Lead", "Responsable"),
        ("role_guardian", "Guardian", "Garant"), ("role_administrator", "Administrator", "Administration"),
        ("language_fr", "Français", "Français"), ("language_en", "English", "English"),
        ("nobody", "Nobody", "Personne"), ("vigie_itself", "Vigie", "Vigie"),
        ("table", "Table:", "Tableau :"), ("jump_actions", "To the decision", "Vers la décision"),
        ("close", "Close", "Fermer"), ("open", "Open", "Ouvrir"),
        ("stage_contact", "contact", "prise de contact"), ("stage_profiling", "profiling", "collecte d’informations"),
        ("stage_trust", "trust", "mise en confiance"), ("stage_isolation", "isolation", "isolement"),
        ("stage_desensitisation", "desensitisation", "désensibilisation"), ("stage_request", "request", "demande"),
        ("stage_leverage", "leverage", "moyen de pression"), ("stage_coercion", "coercion", "contrainte"),
        ("no_stage", "cue", "indice"),
        ("done_claimed", "The case is yours.", "Le dossier est à vous."),
        ("done_released", "You gave the case back.", "Vous avez rendu le dossier."),
        ("done_noted", "Your note is on the trail.", "Votre note est au journal."),
        ("done_decided", "Your decision is recorded.", "Votre décision est enregistrée."),
        (
            "done_proposed", "Your proposal is recorded. Nothing is done until a second person confirms it.",
            "Votre proposition est enregistrée. Rien n’est fait avant qu’une deuxième personne la confirme."
        ),
        ("done_reopened", "The case is open again.", "Le dossier est rouvert."),
        (
            "done_revealed", "The text is shown to you for a while; that you asked is on the trail.",
            "Le texte vous est montré pour un temps ; votre demande est au journal."
        ),
        ("done_saved", "Saved.", "Enregistré."),
        ("done_password", "Your password is changed.", "Votre mot de passe est changé."),
        ("done_account", "The account is changed.", "Le compte est modifié."),
    ]
}
