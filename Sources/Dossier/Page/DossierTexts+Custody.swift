import SafetyModel

extension DossierTexts {
    private func say(_ en: String, _ fr: String) -> String { LocalizedText(fr: fr, en: en)[language] }

    // MARK: The chain of custody

    var custody: String { say("Chain of custody", "Chaîne de conservation") }
    var custodyExplained: String {
        say(
            "Who received, opened, decided and took out what, and when, by the audit trail. The ledger's receipts prove "
                + "that reports, evidence and decisions were entered, and when. Roles are those held when this dossier "
                + "was made. Who reported is not in it.",
            "Qui a reçu, ouvert, décidé et sorti quoi, et quand, selon le journal d'audit. Les reçus du registre prouvent "
                + "que signalements, preuves et décisions y ont été inscrits, et quand. Les rôles sont ceux du jour où "
                + "ce dossier a été fait. Qui a signalé n'y figure pas.")
    }
    var what: String { say("What", "Quoi") }
    var who: String { say("Who", "Qui") }
    var role: String { say("Role", "Rôle") }

    /// What was done.
    func step(_ action: String) -> String {
        switch action {
        case "opened": say("case opened", "dossier ouvert")
        case "reported": say("report received", "signalement reçu")
        case "evidence_kept": say("evidence put under seal", "preuves mises sous scellés")
        case "looked_at": say("looked at, says the platform", "regardé, dit la plateforme")
        case "claimed": say("taken up", "pris en charge")
        case "released": say("given back", "rendu")
        case "revealed": say("words and files opened to be read", "textes et fichiers ouverts à la lecture")
        case "learned_from": say("words read to train a model", "textes lus pour entraîner un modèle")
        case "proposed": say("decision proposed", "décision proposée")
        case "confirmed": say("decision confirmed", "décision confirmée")
        case "decided": say("decided", "décidé")
        case "reopened": say("reopened", "rouvert")
        case "hold_set": say("legal hold set", "conservation obligatoire")
        case "hold_lifted": say("legal hold lifted", "conservation levée")
        case "evidence_deleted": say("evidence deleted", "preuves supprimées")
        case "reports_deleted": say("reports deleted", "signalements supprimés")
        case "exported": say("exported", "exporté")
        case "export_written": say("export written", "export écrit")
        case "reference_recorded": say("reference of an authority kept", "référence d'une autorité notée")
        default: action
        }
    }

    /// The detail of an export, as the trail has it.
    func detail(_ detail: String) -> String {
        language == .french ? detail.replacing(", reviewed by ", with: ", examiné par ", maxReplacements: 1) : detail
    }

    /// Who it was where the trail names nobody.
    func nobodyNamed(_ action: String) -> String {
        switch action {
        case "exported", "export_written", "reference_recorded", "learned_from": say("the operator", "l'exploitant")
        case "looked_at": say("somebody without an account here", "une personne sans compte ici")
        case "reported": say("not told here", "non indiqué ici")
        default: "Vigie"
        }
    }

    func role(_ code: String) -> String {
        switch code {
        case "reviewer": say("reviewer", "modération")
        case "lead": say("lead", "responsable")
        case "guardian": say("guardian", "garant")
        case "administrator": say("administrator", "administration")
        default: code
        }
    }
}
