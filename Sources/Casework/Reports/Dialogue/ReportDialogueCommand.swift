import SafetyModel

/// A word that means something to the chat wherever it is said, in either language.
enum ReportDialogueCommand: Hashable {
    case language(Language)
    case help, report, cancel, done, skip, send, noted
    /// With the code as it was typed.
    case status(String)

    private static let words: [String: ReportDialogueCommand] = [
        "fr": .language(.french), "français": .language(.french), "francais": .language(.french),
        "en": .language(.english), "english": .language(.english), "anglais": .language(.english),
        "help": .help, "aide": .help, "?": .help,
        "report": .report, "signaler": .report, "cancel": .cancel, "annuler": .cancel, "stop": .cancel,
        "ok": .done, "done": .done, "fini": .done, "terminé": .done, "termine": .done,
        "skip": .skip, "passer": .skip, "send": .send, "envoyer": .send,
        "noted": .noted, "noté": .noted, "note": .noted,
    ]

    /// `nil` where the text is something that a member tells.
    init?(_ text: String) {
        guard text.utf8.count <= 500 else { return nil }
        let lowered = text.lowercased()
        let bare = lowered.last.map { ".!".contains($0) } == true ? String(lowered.dropLast()) : lowered
        if let word = Self.words[bare] {
            self = word
            return
        }
        for name in ["status", "statut"] where lowered == name || lowered.hasPrefix(name + " ") {
            self = .status(String(text.dropFirst(name.count)).withoutOuterSpace)
            return
        }
        return nil
    }
}

/// Yes or no; whoever does not know says no.
enum ReportDialogueAnswer: Hashable {
    case yes, no

    init?(_ text: String) {
        switch text.lowercased().filter({ $0.isLetter }) {
        case "yes", "y", "oui", "o", "ouais", "yep": self = .yes
        case "no", "n", "non", "nope", "idontknow", "dontknow", "jenesaispas", "jesaispas", "jsp", "idk": self = .no
        default: return nil
        }
    }
}
